"""What is held likely of the words that begin as typed: worked out at the first letter, looked up at all others."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from typeahead.models.likeliest import likeliest_of
from typeahead.models.ngram.base import Base
from typeahead.models.protocols import Among, Candidate, Ids

if TYPE_CHECKING:
    from typeahead.prediction.engine import Held

Doubles = NDArray[np.float64]


class Words:
    """Some words at one place, and what is held likely of them.

    Args:
        among: a range of ids.
        more: ids above it (m,), ascending: words learned since the vocabulary was sorted.
        given: p of the range's words and of those, (M, len(among) + m): a row for each model that has a part in it.
        base: the base distribution.
        rest: how much of it is added.
    """

    __slots__ = ("among", "given", "more", "own", "p")

    def __init__(self, among: range, more: Ids, given: Doubles, base: Base, rest: float) -> None:
        self.among = among
        self.more = more
        self.given = given
        self.p: Doubles = given.sum(axis=0)
        under = np.concatenate([base.vector()[among.start : among.stop], base.values(more)])
        self.own: Doubles = self.p - rest * under

    def has(self, among: range, more: Ids) -> bool:
        """Whether some words are all among its own."""
        is_inside = self.among.start <= among.start and among.stop <= self.among.stop
        return is_inside and self.places(more) is not None

    def own_mass(self, among: range) -> float | None:
        """What is held likely of a range without the base distribution's part; None where it is not all of its own."""
        start = self.among.start
        if among.start < start or among.stop > self.among.stop:
            return None
        return float(self.own[among.start - start : among.stop - start].sum())

    def places(self, words: Ids) -> NDArray[np.int64] | None:
        """Where some words (ascending) stand among its own; None where one is not among them."""
        if not len(words):
            return np.zeros(0, dtype=np.int64)
        start, stop = self.among.start, self.among.stop
        if words[0] >= start and words[-1] < stop:
            inside: NDArray[np.int64] = words - np.int64(start)
            return inside
        learned = int(np.searchsorted(words, stop))
        if (learned and words[0] < start) or not len(self.more):
            return None
        at = np.minimum(np.searchsorted(self.more, words[learned:]), len(self.more) - 1)
        if (self.more[at] != words[learned:]).any():
            return None
        return np.concatenate([words[:learned] - np.int64(start), len(self.among) + at])


class Narrowed:
    """What is held likely, quick to ask of some words; of all others it is asked itself. See `engine.Held`.

    To search each model for the likeliest words, and to sum up how likely they are together, takes longer at every key
    than to have the probabilities of all words that begin with a letter once.

    Args:
        held: over all words.
        some: the words.
    """

    __slots__ = ("_held", "_some", "rest")

    def __init__(self, held: Held, some: Words) -> None:
        self._held = held
        self._some = some
        self.rest = held.rest

    def narrowed(self, among: range, more: Ids) -> Held:
        """To fewer of its words."""
        return self if self._some.has(among, more) else self._held.narrowed(among, more)

    def own(self, words: Ids) -> Doubles:
        """p of some words, without the base distribution's part."""
        at = self._some.places(words)
        return self._held.own(words) if at is None else self._some.own[at]

    def own_mass(self, among: range) -> float:
        """The same, summed over a range."""
        known = self._some.own_mass(among)
        return self._held.own_mass(among) if known is None else known

    def own_from(self, first: int) -> float:
        """The same, summed over all ids from one on."""
        return self._held.own_from(first)

    def probabilities(self, words: Ids) -> Doubles:
        """p of some words."""
        at = self._some.places(words)
        return self._held.probabilities(words) if at is None else self._some.p[at]

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words, likeliest first, equals in the order of their ids."""
        some, start = self._some, self._some.among.start
        if isinstance(among, range) and among.start >= start and among.stop <= some.among.stop:
            found = likeliest_of(among, some.p[among.start - start : among.stop - start], k, skip)
        elif isinstance(among, np.ndarray) and (at := some.places(among)) is not None:
            found = likeliest_of(among, some.p[at], k, skip)
        else:
            return self._held.top(k, among, skip)
        return list(map(Candidate, *(each.tolist() for each in found)))
