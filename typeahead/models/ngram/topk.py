"""The likeliest words of a backoff chain without looking at all of them: a threshold search over presorted children.

Each context offers its best children; every word offered is given its exact probability; what was not offered is
bounded by the best that each list has left (Fagin et al. 2001, "Optimal Aggregation Algorithms for Middleware").
When the k-th best word beats the bound, the answer is exact.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from typeahead.models.distinct import distinct
from typeahead.models.ngram.counts import Depth
from typeahead.models.ngram.smoothing import Discounts
from typeahead.models.protocols import BOS, Among, Candidate

if TYPE_CHECKING:
    from typeahead.models.ngram.model import Link, NgramModel

_SCAN = 64
"""Up to this many children of a prefix's range are offered whole."""

_OFFERED = 24
"""Each context offers at least so many at first."""


def top(
    model: NgramModel, links: Sequence[Link], k: int, among: Among, skip: Collection[int]
) -> list[Candidate]:
    """The k likeliest words after a backoff chain; see `NgramModel.top`."""
    if among is not None and not isinstance(among, range):
        return _best(model, links, distinct(np.asarray(among, dtype=np.int32)), k, skip)[0]
    wanted = (
        range(model.vocabulary_size)
        if among is None
        else among[: max(0, model.vocabulary_size - among.start)]
    )
    take = max(2 * k, _OFFERED)
    while True:
        offers, bounds = [], []
        for link in links:
            words, bound = _offer(model.counts.depths[link.depth - 1], link, wanted, take)
            offers.append(words)
            bounds.append(bound)
        words, base_bound = _offer_base(model, links, wanted, take)
        offers.append(words)
        candidates = distinct(np.concatenate(offers))
        best, worst = _best(model, links, candidates, k, skip)
        unseen = base_bound
        for link, bound in zip(links, bounds, strict=True):
            own, below = bound / link.total, link.gamma * unseen
            unseen = max(own, below) if model.smoothing.backs_off else own + below
        if worst > unseen * (1 + 1e-12) or unseen == 0.0:
            return best
        take *= 4


def _best(
    model: NgramModel, links: Sequence[Link], words: NDArray[np.int32], k: int, skip: Collection[int]
) -> tuple[list[Candidate], float]:
    """The k best of some words with exact probabilities, and the probability of the k-th (0 where there are fewer)."""
    probabilities = model.probabilities(links, words)
    found: list[Candidate] = []
    for at in np.argsort(-probabilities, kind="stable")[: k + len(skip) + 1].tolist():
        word = int(words[at])
        if word == BOS or word in skip:
            continue
        p = float(probabilities[at])
        if p <= 0.0:
            break
        found.append(Candidate(word, p))
        if len(found) == k:
            return found, p
    return found, 0.0


def _offer(level: Depth, link: Link, wanted: range, take: int) -> tuple[NDArray[np.int32], float]:
    """A context's likeliest children in a range, and a bound on the discounted counts of those not offered."""
    words, counts = level.children(link.context, wanted.start, wanted.stop)
    left = 0
    if len(words) > max(take, _SCAN):
        ordered = level.ordered(link.context)
        # Of so many by count, twice as many as are wanted may lie in the range; a range of few words is quicker cut.
        looked = 0 if ordered is None else 2 * take * len(ordered) // len(words)
        if ordered is not None and looked < min(len(ordered), 2 * len(words)):
            words = level.words[ordered[:looked]]
            words = words[(words >= wanted.start) & (words < wanted.stop)]
            left = level.view_counts[ordered[looked]]
        else:
            at = np.argpartition(counts, len(counts) - take)
            words, left = words[at[-take:]], counts[at[: len(counts) - take]].max().item()
    # Newly learned children not above the bound are covered by it.
    if level.may_have_new(link.context, left):
        new, news = level.new_arrays(link.context)
        words = np.concatenate([words, new[(news > left) & (new >= wanted.start) & (new < wanted.stop)]])
    return words, _most(left, link.discounts)


def _most(count: int, discounts: Discounts) -> float:
    """The largest discounted count of any count up to this one (discounts of tiny corpora need not be monotone)."""
    few = min(int(count), len(discounts.taken) - 1)  # an imported model has probabilities for counts
    return max(count - discounts.of(count), *(c - discounts.taken[c] for c in range(few + 1)))


def _offer_base(
    model: NgramModel, links: Sequence[Link], wanted: range, take: int
) -> tuple[NDArray[np.int32], float]:
    """The base distribution's likeliest words in a range, and a bound on the others."""
    if take >= len(wanted):
        return np.arange(wanted.start, wanted.stop, dtype=np.int32), 0.0
    # Backing off, a word with a count has nothing of the base.
    words, bound = model.base.bound(take, uncounted=model.smoothing.backs_off and len(links) > 0)
    return words[(words >= wanted.start) & (words < wanted.stop)], bound
