"""What a network holds likely at one place, over the words of a profile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from typeahead.models.likeliest import best, likeliest
from typeahead.models.neural.model import NeuralState
from typeahead.models.protocols import UNK, Among, Candidate, Ids
from typeahead.prediction.engine import Evidence, context_of
from typeahead.prediction.unknown import log

if TYPE_CHECKING:
    from typeahead.prediction.network_engine import NetworkEngine

_PHRASE_FROM = 0.1
"""A phrase is looked for where its first word is at least so likely."""


class NetworkOutlook:
    """What may come after one state.

    Args:
        engine: whose.
        state: the network's.
        p: its distribution over its own words, where it is known.
        phrases: how many words of a phrase may still be looked for from here.

    Attributes:
        state: as given.
    """

    __slots__ = ("_engine", "_looked", "_next", "_p", "_phrases", "_rest", "_spread", "state")

    def __init__(
        self,
        engine: NetworkEngine,
        state: NeuralState,
        p: NDArray[np.floating] | None = None,
        phrases: int = 0,
    ) -> None:
        self._engine = engine
        self.state = state
        self._p = p
        self._phrases = phrases
        self._spread: NDArray[np.float64] | None = None
        self._rest: float | None = None
        self._next: dict[int, NetworkOutlook] = {}
        self._looked = False

    @property
    def network_p(self) -> NDArray[np.floating]:
        """p of each of the network's own words, (V,)."""
        if self._p is None:
            self._p = self._engine.network_p(self.state)
        return self._p

    @property
    def p(self) -> NDArray[np.float64]:
        """p of each of the profile's words, (V,)."""
        if self._spread is None:
            self._spread = self._engine.shares.spread(self.network_p)
        return self._spread

    @property
    def rest(self) -> float:
        """What the words have that the network lacks, by the base."""
        if self._rest is None:
            self._rest = self._engine.shares.weight(self._engine.shares.other(self.network_p))
        return self._rest

    def own(self, words: Ids) -> NDArray[np.float64]:
        """0 for words that the network lacks; else p less the base's part."""
        return self.p[words] - self.rest * self._engine.shares.base[words]

    def own_mass(self, among: range) -> float:
        """The same, summed over a range."""
        here = slice(among.start, among.stop)
        return float(self.p[here].sum()) - self.rest * float(self._engine.shares.base[here].sum())

    def own_from(self, first: int) -> float:
        """The same, summed over all ids from one on: what the ids below leave of 1, which are few."""
        return max(0.0, 1.0 - self.rest - self.own_mass(range(first)))

    def probabilities(self, words: Ids) -> NDArray[np.float64]:
        """p of some words."""
        return self.p[words]

    def distribution(self) -> NDArray[np.float64]:
        """p of every word."""
        return self.p.copy()

    def over(self, among: range) -> NDArray[np.float64]:
        """p of a range of words."""
        return self.p[among.start : among.stop]

    def narrowed(self, among: range, more: Ids) -> NetworkOutlook:  # noqa: ARG002
        """All is looked up already."""
        return self

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words."""
        return best(self.p, k, among, skip)

    def likeliest(self, k: int, among: Among, skip: Collection[int]) -> tuple[Ids, NDArray[np.floating]]:
        """The same in arrays."""
        return likeliest(self.p, k, among, skip)

    def log_of_unknown(self, form: str) -> float:
        """By its letters' share of what the words have that the network lacks."""
        spelled = self._engine.generation.spelled
        if spelled is None:
            return log(float(self.p[UNK]))
        return log(self.rest) + spelled.log_of_spelling(form)

    def advance(self, word: int) -> NetworkOutlook:
        """After one more word."""
        (number,) = self._engine._numbers([word])
        return NetworkOutlook(self._engine, self._engine.model.advance(self.state, number))

    def following(
        self, word: int, k: int, among: range, skip: Collection[int]
    ) -> tuple[NetworkOutlook, list[Candidate]]:
        """After the likeliest word here alone: a distribution for each word typed would take too long."""
        after = self._next.get(word)
        if after is None:
            after = self._next[word] = self.advance(word)
            if self._phrases and self.p[word] >= max(_PHRASE_FROM, self.p[among.start :].max()):
                after._phrases, after._looked = self._phrases - 1, True
        return after, after.top(k, among, skip) if after._looked else []

    def evidence(self, forms: Sequence[str], words: Sequence[int]) -> Evidence:
        """It counts nothing; a window sees its own words alone, the others all of them."""
        configuration = self._engine.model.network.configuration
        seen = configuration.window if configuration.kind == "window" else len(forms) + 1
        return Evidence(context_of(forms, seen + 1), None, False, [None] * len(words))
