"""The model of an ARPA file: probabilities and backoff weights as they were read, behind the LanguageModel protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn, cast

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import ModelReadOnly
from typeahead.models.ngram.arpa.ngrams import ZERO, Level, Logs, Ngrams
from typeahead.models.ngram.arpa.probabilities import Probabilities, ProbabilityDepth
from typeahead.models.ngram.arpa.stored import Stored
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import Link, NgramModel, State
from typeahead.models.ngram.smoothing import Context, Discounts, Smoothing
from typeahead.models.ngram.walking import walk
from typeahead.models.protocols import Ids

Ints = NDArray[np.int32]
Doubles = NDArray[np.float64]

IMPORTED = "imported"
"""What stands where other models name their smoothing."""

_TOO_MUCH = 1.01
"""Figures that sum to more than this, printed with few digits as they may be, are scores and no probabilities."""


class ImportedModel(NgramModel):
    """p(w | h) as read if hw was in the file, else backoff(h) × p(w | h'), where h' is h without its first word.

    Args:
        stored: the file's n-grams.
    """

    learnable = False

    def __init__(self, stored: Stored) -> None:
        self._probabilities = Probabilities(stored)
        super().__init__(cast("Counts", self._probabilities), _NoBase(), _AsRead(normalised=True))
        self.base = _NoBase(self._probabilities.vocabulary_size)
        sums = [float(self.distribution(state).sum()) for state in (State(()), self.start())]
        self.smoothing = _AsRead(normalised=max(sums) < _TOO_MUCH)

    @property
    def types(self) -> int:
        """How many words there are, `<unk>` included."""
        return self._probabilities.types

    def links(self, state: State) -> list[Link]:
        """The backoff chain of a state, the unigrams first."""
        found = [Link(1, 0, 1.0, 0.0, _NOTHING)]
        for depth, context in enumerate(state.contexts, start=2):
            level = self._probabilities.depths[depth - 1]
            if level.has_children(context):
                found.append(Link(depth, context, 1.0, level.weight(context), _NOTHING))
        return found

    def probability_of(self, links: Sequence[Link], word: int) -> float:
        """p of one word after a backoff chain: that of the longest n-gram, by the weights of those it lacks."""
        weight = 1.0
        for link in reversed(links):
            level = self._probabilities.depths[link.depth - 1]
            node = level.find(link.context, word)
            if node >= 0 and level.count(node) > 0:
                return weight * level.count(node)
            weight *= link.gamma
        return 0.0

    def _chain(self, links: Sequence[Link], words: Ints, p: Doubles) -> Doubles:
        for link in links:
            own = self._own(link, words)
            p = np.where(own > 0, own, link.gamma * p)
        return p

    def _own(self, link: Link, words: Ints) -> Doubles:
        """What a context's children have by themselves, 0 for words that are none."""
        children, figures = self._probabilities.depths[link.depth - 1].children(
            link.context, 0, self.vocabulary_size
        )
        if not len(children):
            return np.zeros(len(words))
        at = np.minimum(np.searchsorted(children, words), len(children) - 1)
        return np.where(children[at] == words, figures[at], 0.0)

    def distribution_of(self, links: Sequence[Link], among: range | None = None) -> Doubles:
        """p of every word after a backoff chain, (V,) float64; or of a range of words alone, (len(among),)."""
        among = range(self.vocabulary_size) if among is None else among
        p = np.zeros(len(among))
        for link in links:
            level = self._probabilities.depths[link.depth - 1]
            words, figures = level.children(link.context, among.start, among.stop)
            there = figures > 0
            p *= link.gamma
            p[words[there] - among.start] = figures[there]
        return p

    def score(self, words: Ids) -> NDArray[np.float32]:
        """ln p of each word of a text, (T,) float32."""
        words = np.asarray(words, dtype=np.int32)
        p = np.zeros(len(words))
        for level, contexts, nodes in walk(self.counts, words):
            weights = cast("ProbabilityDepth", level).weights
            gamma, own = np.ones(len(words)), np.zeros(len(words))
            gamma[contexts >= 0] = weights[contexts[contexts >= 0]] if level.depth > 1 else 0.0
            own[nodes >= 0] = level.counts[nodes[nodes >= 0]]
            p = np.where(own > 0, own, gamma * p)
        with np.errstate(divide="ignore"):
            return np.log(p).astype(np.float32)

    def mass(self, links: Sequence[Link], among: range) -> float:
        """How much probability a range of ids has together."""
        total = 0.0
        for at, link in enumerate(links):
            level = self._probabilities.depths[link.depth - 1]
            words, figures = level.children(link.context, among.start, among.stop)
            words, figures = words[figures > 0], figures[figures > 0]
            lower = float(self.probabilities(links[:at], words).sum()) if at else 0.0
            total = float(figures.sum()) + link.gamma * (total - lower)
        return total

    def mass_from(self, links: Sequence[Link], first: int) -> float:
        """As `mass`, for all ids from `first` on; a file's probabilities need not sum to 1."""
        return self.mass(links, range(first, self.vocabulary_size))

    def bytes_by_order(self) -> list[int]:
        """Of the arrays of each order, which are on disk as they are in memory."""
        return [
            sum(array.nbytes for array in (level.words, level.counts, level.offsets, level.weights))
            for level in self._probabilities.depths
        ]

    def ngrams(self, words: list[str]) -> Ngrams:
        """The n-grams as they were read, with the words by their ids."""
        depths = self._probabilities.depths
        weights = [level.weights for level in depths[1:]] + [np.ones(len(depths[-1].words))]
        return Ngrams(
            words,
            [
                Level(level.words, level.offsets, _log(level.counts), _log(own))
                for level, own in zip(depths, weights, strict=True)
            ],
        )

    def learn(self, words: Ids) -> NoReturn:  # noqa: ARG002
        """Refuse.

        Raises:
            ModelReadOnly: always.
        """
        raise read_only()

    def forget(self, words: Ids) -> NoReturn:  # noqa: ARG002
        """Refuse, as `learn`."""
        raise read_only()


def read_only(what: str = "this model") -> ModelReadOnly:
    """The error of a model that can't learn; `what` names it."""
    return ModelReadOnly(
        f"{what} was imported and has no counts, so it can't learn or forget; "
        "another profile can: typeahead train ~/notes --profile NAME; 'typeahead profile delete' removes this one"
    )


class _Nothing(Discounts):
    """Nothing is taken from probabilities."""

    def of(self, count: float) -> float:  # noqa: ARG002
        """Nothing."""
        return 0.0


_NOTHING = _Nothing((0.0,))


class _AsRead(Smoothing):
    """No smoothing of ours: words that followed a context have the probability that was read, others back off."""

    name = IMPORTED
    backs_off = True

    def __init__(self, normalised: bool) -> None:
        self.normalised = normalised

    def share(self, context: Context) -> NoReturn:  # noqa: ARG002
        """Refuse: backoff weights are the file's, and there are no counts to work others out from."""
        raise read_only()


class _NoBase:
    """Nothing lies under the unigrams of an ARPA file: `<unk>` is one of them."""

    def __init__(self, size: int = 0) -> None:
        self._size = size

    def of(self, word: int) -> float:  # noqa: ARG002 - the same for all
        return 0.0

    def values(self, words: Ints) -> Doubles:
        return np.zeros(len(words))

    def vector(self) -> Doubles:
        return np.zeros(self._size)

    def mass(self, among: range) -> float:  # noqa: ARG002
        return 0.0

    def bound(self, skip: int, uncounted: bool = False) -> tuple[Ints, float]:  # noqa: ARG002
        return np.zeros(0, dtype=np.int32), 0.0


def _log(p: Doubles) -> Logs:
    """log10, float32."""
    with np.errstate(divide="ignore"):
        return np.where(p > 0, np.log10(p), ZERO).astype(np.float32)
