"""What was written lately, at one place: learned words, and those before the cursor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import BOS, FIRST_WORD, UNK, Among, Ids
from typeahead.models.recency import Recency
from typeahead.text.vocabulary import Vocabulary

Doubles = NDArray[np.float64]

_MORE = 16
"""So many more are looked at where some are not wanted: all of them, only if that was not enough."""


class Lately(NamedTuple):
    """What recency holds likely: words (n,) ascending, and p of each (n,); both empty where nothing was written."""

    words: Ids
    p: Doubles

    def own(self, words: Ids) -> Doubles:
        """p of some words (ascending)."""
        if not len(self.words):
            return np.zeros(len(words))
        at = np.minimum(np.searchsorted(self.words, words), len(self.words) - 1)
        found: Doubles = np.where(self.words[at] == words, self.p[at], 0.0)
        return found

    def mass(self, among: range) -> float:
        """p of a range of ids."""
        first, last = np.searchsorted(self.words, [among.start, among.stop])
        return float(self.p[first:last].sum())

    def over(self, among: range) -> Doubles:
        """p of each of a range of ids, (len(among),)."""
        first, last = np.searchsorted(self.words, [among.start, among.stop])
        found = np.zeros(len(among))
        found[self.words[first:last] - among.start] = self.p[first:last]
        return found

    def best(self, k: int, among: Among, skip: Collection[int]) -> tuple[Ids, float]:
        """The k likeliest words among some, and p of the likeliest left out."""
        words, p = self.words, self.p
        if isinstance(among, range):
            first, last = np.searchsorted(words, [among.start, among.stop])
            words, p = words[first:last], p[first:last]
        elif among is not None:
            here = np.isin(words, among)
            words, p = words[here], p[here]
        some = min(2 * k + _MORE if skip else k + 1, len(words))
        while True:
            order = np.argpartition(-p, some)[:some] if some < len(words) else np.arange(len(words))
            if skip:
                order = np.array([at for at in order.tolist() if words[at] not in skip], dtype=np.int64)
            if len(order) > k or some == len(words):
                break
            some = len(words)
        if len(order) <= k:
            return words[order], 0.0
        order = order[np.argpartition(-p[order], k)]
        return words[order[:k]], float(p[order[k]])


class Session:
    """What is recent: what was typed since the program began, and beside it what stands in the open document.

    They are kept apart because how surprising a document is must not depend on its having been looked at, and
    because nothing of a document may be left when another one takes its place.

    Attributes:
        typed: what was typed; it learns.
        read: the same, with the open document's words among it; None where there are none.
    """

    def __init__(self, typed: Recency | None = None) -> None:
        self.typed = Recency() if typed is None else typed
        self.read: Recency | None = None
        self._readings = 0

    @property
    def version(self) -> tuple[int, int]:
        """Raised with every word typed, and with every document."""
        return self._readings, self.typed.version

    @property
    def met(self) -> Recency:
        """All that suggestions go by."""
        return self.typed if self.read is None else self.read

    def open(self, words: Ids, again: bool = False) -> None:
        """Another document is open, of whose words (T,) the last are the nearest to the cursor; no other's count now.

        Where the same one is read `again`, what was typed last was typed after that.
        """
        self._readings += 1
        self.read = None
        if len(words):
            self.read = self.typed.copy(BOS)
            self.read.learn(words)
            if again:
                self.read.learn(np.array(self.typed.tail, dtype=np.int32))

    def learned(self, words: Ids) -> None:
        """`typed` has learned sentences."""
        if self.read is not None:
            self.read.learn(words)


@dataclass(frozen=True, slots=True)
class Memory:
    """What was typed up to some moment, and the words of the vocabulary it is numbered by."""

    recency: Recency
    words: Sequence[str]

    def over(self, vocabulary: Vocabulary) -> Session:
        """A copy numbered by a vocabulary, the same one grown since or another; words it lacks are unknown ones."""
        words = self.words
        if vocabulary.words is words or vocabulary.words[: len(words)] == words:
            return Session(self.recency.copy())
        return Session(
            self.recency.renamed(lambda w: w if w < FIRST_WORD else vocabulary.id_of(words[w], UNK))
        )

    def going_on(self, later: Sequence[Ids], vocabulary: Vocabulary) -> Session:
        """The same, with texts that were learned after it."""
        found = self.over(vocabulary)
        for words in later:
            found.typed.learn(words)
        return found


class Writing:
    """What is being written, kept while one goes on: at each key the same words stand before the cursor, and more."""

    def __init__(self) -> None:
        self._last: tuple[list[int], int, Recency] | None = (
            None  # the words, how many of them were learned, and all
        )

    def until(self, words: list[int], learned: Recency) -> Recency | None:
        """What was written until the cursor; None where no more stands before it than was learned.

        Args:
            words: of the text before the cursor, as far back as is looked.
            learned: what was learned lately, which that text may begin in.
        """
        if not words:
            return None
        last, known = self._last, learned.overlap(words)
        if last is not None and words[: len(last[0])] == last[0] and known == last[1]:
            recency = last[2].copy()
            for word in words[len(last[0]) :]:
                recency.learn_one(word)
        else:
            recency = learned.going_on(words)
        self._last = words, known, recency
        return recency

    def clear(self) -> None:
        """Something was learned: begin anew."""
        self._last = None
