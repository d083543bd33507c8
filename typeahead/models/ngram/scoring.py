"""The probability of each word of a text, all positions at once, one order after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counts import Depth
from typeahead.models.ngram.leaning import MOST_LEFT
from typeahead.models.ngram.smoothing.discounts import Discounts, discounted
from typeahead.models.ngram.smoothing.protocols import Context, Seen
from typeahead.models.ngram.walking import history_lengths, walk
from typeahead.models.protocols import Ids

if TYPE_CHECKING:
    from typeahead.models.ngram.model import NgramModel

Longs = NDArray[np.int64]
Doubles = NDArray[np.float64]

_AT_ONCE = 1 << 20
"""So many followers of contexts are looked at together."""


class _Many(NamedTuple):
    """`ContextStatistics` of many contexts, (n,) int64 each."""

    total: Longs
    once: Longs
    twice: Longs
    more: Longs
    lost: Longs


class _Step(NamedTuple):
    """One order of all positions: (T,) each. Where the context was never seen, gamma is 1 and nothing was counted."""

    level: Depth
    contexts: Longs
    discounts: Discounts
    total: Doubles
    gamma: Doubles


class Matches(NamedTuple):
    """How each word of a text was answered, (T,) each.

    Attributes:
        p: its probability, float64; an unknown word's is that of all of them together.
        depth: the order that answered, 1 for the unigrams, 0 where nothing was counted; int64.
        total: how many tokens, or words before (Kneser-Ney's lower orders), were counted after its context; int64.
        rest: the weight that is left to the base distribution, float64.
        left: γ, what orders from 2 up leave to the unigrams, float64; see `leaning.left_by_contexts`.
        by_contexts: the probability by these orders alone, (p - γ p_1) / (1 - γ), float64, 0 where none of them
            answered; where lower orders only come in for words that were not seen they can't be told apart: p.
    """

    p: Doubles
    depth: Longs
    total: Longs
    rest: Doubles
    left: Doubles
    by_contexts: Doubles


def score(model: NgramModel, words: Ids) -> NDArray[np.float32]:
    """ln p of each word, (T,) float32; see `NgramModel.score`."""
    words = np.asarray(words, dtype=np.int32)
    with np.errstate(divide="ignore"):
        return np.log(matches(model, words).p).astype(np.float32)


def matches(model: NgramModel, words: Ids, read: Ids | None = None) -> Matches:
    """The probability of each word of a text, and what answered.

    Args:
        model: an n-gram model.
        words: (T,) int32, sentences each ended by `</s>`.
        read: (T,) int32, what stands in their contexts instead, if anything else does.
    """
    smoothing, discounts = model.smoothing, model.discounts()
    p = model.base.values(words).astype(np.float64)
    unanswered = np.ones(len(words), dtype=bool)
    depth, counted, rest = (
        np.zeros(len(words), dtype=np.int64),
        np.zeros(len(words), np.int64),
        np.ones(len(words)),
    )
    left, alone, deeper = np.ones(len(words)), p, np.zeros(len(words), dtype=bool)
    lengths = history_lengths(words, model.order) if smoothing.whole else None
    steps: list[_Step] = []
    for level, contexts, nodes in walk(model.counts, words, read):
        d = discounts[level.depth - 1]
        sums = level.statistics_of_all(contexts)
        wanted = sums[0] > sums[-1]
        if lengths is not None:
            wanted &= lengths == level.depth
        here = np.flatnonzero(wanted)
        seen = _SeenOfMany(level, contexts, d, here, steps, model)
        total, gamma = smoothing.share(Context(level.depth, _Many(*sums[:, here]), d, seen, model.types))
        step = _Step(level, contexts, d, np.ones(len(words)), np.ones(len(words)))
        step.total[here], step.gamma[here] = total, gamma
        steps.append(step)
        count = np.where(wanted, level.counts_of(nodes), 0)
        p = _next(p, count, step.total, step.gamma, d, smoothing.backs_off)
        unanswered[here] = False
        depth[here], counted[here] = level.depth, sums[0][here]
        rest *= step.gamma
        if level.depth == 1:
            alone = p
        elif not smoothing.whole:
            left *= step.gamma
            deeper[here] = True
    if lengths is not None:
        p[unanswered] *= model.gamma_of_nothing()
        rest[unanswered] *= model.gamma_of_nothing()
    left = np.where(deeper, np.minimum(left, MOST_LEFT), 1.0)
    by_contexts = (
        p if smoothing.backs_off else np.maximum((p - left * alone) / np.where(deeper, 1.0 - left, 1.0), 0.0)
    )
    return Matches(p, depth, counted, rest, left, np.where(deeper, by_contexts, 0.0))


def _next(
    p: Doubles, count: Longs, total: Doubles, gamma: Doubles, discounts: Discounts, backs_off: bool
) -> Doubles:
    """One step of the chain: from the lower order's probabilities to this one's."""
    own = discounted(count, discounts) / total
    return np.where(count > 0, own, gamma * p) if backs_off else own + gamma * p


class _SeenOfMany:
    """`Seen` of many contexts, made when it is asked for."""

    def __init__(
        self,
        level: Depth,
        contexts: Longs,
        discounts: Discounts,
        here: Longs,
        steps: list[_Step],
        model: NgramModel,
    ) -> None:
        self._level, self._discounts, self._model = level, discounts, model
        self._contexts, self._here, self._steps = contexts, here, steps

    def __call__(self) -> Seen:
        """Sums for the context at each position of `here`: made once for each context, where it stands first."""
        unique, first, back = np.unique(self._contexts[self._here], return_index=True, return_inverse=True)
        kept, lower = np.zeros(len(unique)), np.zeros(len(unique))
        owners, words, counts = followers_of_all(self._level, unique)
        at = self._here[first]
        for start in range(0, len(owners), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            owner, word, count = owners[part], words[part], counts[part]
            kept += np.bincount(owner, discounted(count, self._discounts), len(unique))
            lower += np.bincount(owner, self._lower(at[owner], word), len(unique))
        return Seen(kept[back], lower[back])

    def _lower(self, at: Longs, words: Ids) -> Doubles:
        """What the lower orders give to words after the contexts at some positions."""
        p = self._model.base.values(words).astype(np.float64)
        for step in self._steps:
            count = step.level.counts_of(step.level.find_all(step.contexts[at], words))
            p = _next(p, count, step.total[at], step.gamma[at], step.discounts, True)
        return p


def followers_of_all(level: Depth, contexts: Longs) -> tuple[Longs, Ids, Longs]:
    """What followed some contexts (sorted, none twice): whose it is (an index), the word, and its count, above 0."""
    mapped = np.flatnonzero(contexts < len(level.offsets) - 1)
    first = level.offsets[contexts[mapped]].astype(np.int64)
    many = level.offsets[contexts[mapped] + 1] - first
    owners = np.repeat(mapped, many)
    places = np.arange(len(owners)) + np.repeat(first - np.cumsum(many) + many, many)
    words, counts = level.words[places], level.counts[places].astype(np.int64)
    new_owners, new_words, new_counts = _new_followers(level, contexts)
    owners = np.concatenate([owners, new_owners])
    words = np.concatenate([words, new_words])
    counts = np.concatenate([counts, new_counts])
    there = counts > 0
    return owners[there], words[there], counts[there]


def _new_followers(level: Depth, contexts: Longs) -> tuple[Longs, Ids, Longs]:
    """As `followers_of_all`, of what came after the arrays were made."""
    if level.depth == 1:
        words, counts = level.new_arrays(0)
        return np.zeros(len(words), dtype=np.int64), words, counts.astype(np.int64)
    pool = level.pool
    mine = np.flatnonzero(pool.depth[: len(pool)] == level.depth)
    at = np.searchsorted(contexts, pool.context[mine])
    hit = at < len(contexts)
    hit[hit] = contexts[at[hit]] == pool.context[mine[hit]]
    return at[hit], pool.word[mine[hit]], pool.count[mine[hit]].astype(np.int64)
