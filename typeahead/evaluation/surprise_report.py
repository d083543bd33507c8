"""The surprise of a text as a report: the chain rule's sum, ranks, paragraphs, and what was least expected."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from typeahead.evaluation.surprise import Total, by_paragraph, total
from typeahead.prediction.suggestion import WordSurprise

RANKS = (10, 100, 1000)
"""Ends of the histogram's bands, as GLTR colours them (Gehrmann, Strobelt and Rush 2019)."""
MOST = 20
"""So many of the most surprising words are listed."""

_FIRST, _LAST = 3, 1
_CONTEXT = 2
"""Words of a condition that are written out."""


@dataclass(frozen=True, slots=True)
class Band:
    """Words by their rank among all that were expected there.

    Attributes:
        low: their ranks are at least this.
        high: and at most this; None of the last band, which has no end.
        count: how many there are.
        share: of all words and marks, a fraction of 1.
    """

    low: int
    high: int | None
    count: int
    share: float

    @property
    def name(self) -> str:
        """As a person says it."""
        if self.low == 1:
            return f"top {self.high:,}"
        return f"{self.low:,} to {self.high:,}" if self.high else f"beyond {self.low - 1:,}"


@dataclass(frozen=True, slots=True)
class Term:
    """One factor of the product P(text) = ∏ P(word | what stands before it).

    Attributes:
        text: the word; empty where it stands for several.
        before: the words nearest to it, in the text's order.
        is_cut: whether more stand before those.
        bits: -log2 of the factor.
        count: how many factors these are.
    """

    text: str
    before: tuple[str, ...]
    is_cut: bool
    bits: float
    count: int = 1

    @property
    def condition(self) -> str:
        """What stands behind the bar of P(word | …), empty at the text's beginning."""
        return " ".join([*(["…"] if self.is_cut else []), *self.before])


@dataclass(frozen=True, slots=True)
class SurpriseReport:
    """What was found in one text.

    Attributes:
        text: as it was measured.
        words: its words and marks; sentence ends are not among them.
        model: which model it was.
        normalised: False where its figures are scores, which are no probabilities.
    """

    text: str
    words: Sequence[WordSurprise]
    model: str
    normalised: bool = True

    @property
    def whole(self) -> Total:
        """All words together."""
        return total(self.words)

    @property
    def paragraphs(self) -> list[list[WordSurprise]]:
        """The words of each paragraph."""
        return by_paragraph(self.words)

    @property
    def ranks(self) -> list[Band]:
        """The histogram of ranks: top 10, 100, 1,000 and beyond."""
        ends = (*RANKS, None)
        lows = (1, *(end + 1 for end in RANKS))
        counts = [0] * len(ends)
        for word in self.words:
            counts[sum(word.rank > end for end in RANKS)] += 1
        number = max(len(self.words), 1)
        return [
            Band(low, high, count, count / number)
            for low, high, count in zip(lows, ends, counts, strict=True)
        ]

    @property
    def most(self) -> list[int]:
        """Numbers of the most surprising words, the most surprising first; of equals the earlier."""
        numbers = range(len(self.words))
        return heapq.nsmallest(MOST, numbers, key=lambda number: (-self.words[number].bits, number))

    @property
    def chain(self) -> list[Term]:
        """The chain rule written out: the first factors, all between them as one, and the last."""
        number = len(self.words)
        if number <= _FIRST + _LAST + 1:
            return [self._term(at) for at in range(number)]
        between = total(self.words[_FIRST : number - _LAST])
        return [
            *(self._term(at) for at in range(_FIRST)),
            Term("", (), False, between.bits, between.words),
            *(self._term(at) for at in range(number - _LAST, number)),
        ]

    def _term(self, at: int) -> Term:
        first = max(at - _CONTEXT, 0)
        before = tuple(word.text for word in self.words[first:at])
        return Term(self.words[at].text, before, first > 0, self.words[at].bits)
