"""How surprising the words of the open document are: kept by line, moved along with what is edited.

A long document has hundreds of thousands of words: their figures are arrays of numbers, which cost little memory and
nothing to the garbage collector. What a line has is one value that is never changed, so it also tells whether a drawn
row still shows what is known.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.document._document import Location

_MOST_BITS = 99.9  # a word without any probability has infinitely many, which can't be summed up
_HIGHEST_RANK = 2**32 - 1
_SPOKEN, _OPENS = 1, 2

Span = tuple[int, int]
Region = tuple[Location, Location]
"""Where a stretch of the document begins and ends."""


class Figure(NamedTuple):
    """One word or mark of a line.

    Attributes:
        start: its first column.
        end: the column after it.
        bits: its surprise.
        rank: its place among what was expected, from 1.
        spoken: whether it is a word, not a mark.
        opens: whether a sentence begins with it.
    """

    start: int
    end: int
    bits: float
    rank: int
    spoken: bool
    opens: bool


class LineFigures:
    """What is known of one line.

    Attributes:
        stale: columns between which it was changed since it was measured; None where all of it is known.
        count: words and marks.
        spoken: words.
        bits: of all together.
        peak: of the most surprising word.
        sentences: bits of each sentence's words, their number, and whether it begins in this line.
    """

    __slots__ = (
        "_bits",
        "_ends",
        "_flags",
        "_ranks",
        "_starts",
        "bits",
        "count",
        "peak",
        "sentences",
        "spoken",
        "stale",
    )

    def __init__(self, figures: Iterable[Figure] = (), stale: Span | None = None) -> None:
        self.stale = stale
        self._starts, self._ends, self._ranks = array("I"), array("I"), array("I")
        self._bits, self._flags = array("f"), array("B")
        self.spoken, self.bits, self.peak = 0, 0.0, 0.0
        sentences: list[tuple[float, int, bool]] = []
        for start, end, bits, rank, spoken, opens in figures:
            capped = min(bits, _MOST_BITS)
            self._starts.append(start)
            self._ends.append(end)
            self._bits.append(capped)
            self._ranks.append(min(rank, _HIGHEST_RANK))
            self._flags.append(spoken * _SPOKEN + opens * _OPENS)
            self.spoken += spoken
            self.bits += capped
            if spoken:
                self.peak = max(self.peak, capped)
            if opens or not sentences:
                sentences.append((capped, 1, opens))
            else:
                so_far, words, opened = sentences[-1]
                sentences[-1] = so_far + capped, words + 1, opened
        self.count = len(self._starts)
        self.sentences = tuple(sentences)

    def __iter__(self) -> Iterator[Figure]:
        for start, end, bits, rank, flags in zip(
            self._starts, self._ends, self._bits, self._ranks, self._flags, strict=True
        ):
            yield Figure(start, end, bits, rank, bool(flags & _SPOKEN), bool(flags & _OPENS))

    def hot(self, threshold: float) -> Iterator[tuple[int, int, float]]:
        """Start, end and bits of the words from so many bits."""
        if self.peak >= threshold:
            for start, end, bits, flags in zip(
                self._starts, self._ends, self._bits, self._flags, strict=True
            ):
                if bits >= threshold and flags & _SPOKEN:
                    yield start, end, bits


class _Edit(NamedTuple):
    """The text between two places was replaced; see `Figures.replaced`."""

    top: Location
    bottom: Location
    end: Location
    first: str
    last: str


class Figures:
    """What is known of a document's lines; edits move it along, and what they touch is to be measured again.

    Attributes:
        revision: another number after each edit.
        unlearned: sentences that are to be measured before they are learned; None where there are none.
        count: words and marks that have figures.
        spoken: words that have.
        bits: of all that have.
    """

    def __init__(self, lines: int) -> None:
        self.revision = 0
        self.unlearned: Region | None = None
        self._since: list[_Edit] | None = None  # edits since an answer is awaited
        self._lines: list[LineFigures | None] = [None] * lines
        self.count, self.spoken, self.bits = 0, 0, 0.0

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, row: int) -> LineFigures | None:
        """A line's; None where nothing of it was measured."""
        return self._lines[row]

    def known(self) -> Iterator[tuple[int, LineFigures]]:
        """All lines of which something is known, by number."""
        return ((row, line) for row, line in enumerate(self._lines) if line is not None)

    def replaced(self, top: Location, bottom: Location, end: Location, first: str, last: str) -> None:
        """The text between two places was replaced.

        Args:
            top: where it began.
            bottom: where it ended.
            end: where the new text ends.
            first: the line at `top` as it is now.
            last: the line at `end` as it is now.
        """
        self.revision += 1
        if self._since is not None:
            self._note(_Edit(top, bottom, end, first, last), self._since)
        if self.unlearned is not None:
            self.unlearned = (
                _moved(self.unlearned[0], top, bottom, end),
                _moved(self.unlearned[1], top, bottom, end),
            )
        old_first, old_last = self._lines[top[0]], self._lines[bottom[0]]
        left = right = None  # stay so where nothing was known: then the whole line is to be measured
        if old_first is not None:
            left = LineFigures(_before(old_first, top[1], first), _clipped(old_first.stale, 0, top[1]))
        if old_last is not None:
            right = LineFigures(
                _after(old_last, bottom[1], end[1], last),
                _clipped(old_last.stale, bottom[1], len(last) + bottom[1], end[1] - bottom[1]),
            )
        if top[0] == end[0]:
            both = None
            if left is not None and right is not None:
                both = LineFigures([*left, *right], _joined((top[1], end[1]), left.stale, right.stale))
            self._put(slice(top[0], bottom[0] + 1), [both])
            return
        new: list[LineFigures | None] = [None] * (end[0] - top[0] + 1)
        if left is not None:
            new[0] = LineFigures(left, _joined((top[1], len(first)), left.stale))
        if right is not None:
            new[-1] = LineFigures(right, _joined((0, end[1]), right.stale))
        self._put(slice(top[0], bottom[0] + 1), new)

    def finish(self, start: Location, end: Location) -> None:
        """The sentences between two places are finished: they are about to be learned."""
        old = self.unlearned or (start, end)
        self.unlearned = min(start, old[0]), max(end, old[1])

    def as_now(self) -> Figures:
        """A copy for an answer that is awaited: it is about the text as it is now, whatever is typed meanwhile."""
        copy = Figures(0)
        copy._lines, copy.count, copy.spoken, copy.bits = self._lines[:], self.count, self.spoken, self.bits
        self._since = []
        return copy

    def catch_up(self, then: Figures) -> None:
        """Become what such a copy is, now that the answer stands in it, with the edits since done on it too."""
        if self._since is None:  # all was forgotten meanwhile
            return
        for edit in self._since:
            then.replaced(*edit)
        self._lines, self.count, self.spoken, self.bits = then._lines, then.count, then.spoken, then.bits
        self._since = None

    @staticmethod
    def _note(edit: _Edit, since: list[_Edit]) -> None:
        """Keep an edit; letters typed one after the other are one, so that to do them again costs as one does."""
        if since and edit.top == edit.bottom == since[-1].end:
            top, bottom, _, first, _ = since.pop()
            edit = _Edit(top, bottom, edit.end, edit.first if top[0] == edit.top[0] else first, edit.last)
        since.append(edit)

    def store(self, row: int, start: int, end: int, length: int, figures: Iterable[Figure]) -> None:
        """A line of some length was measured from a column to another: these are all the words there."""
        old = self._lines[row]
        stale = old.stale if old else (0, length)
        rest = (max(stale[0], end), stale[1]) if stale and min(stale[1], length) > end else None
        before = [each for each in old or () if each.end < start]
        after = [each for each in old or () if each.start >= end]
        self._put(slice(row, row + 1), [LineFigures([*before, *figures, *after], rest)])

    def mark(self, row: int, start: int, end: int) -> None:
        """These columns of a line are to be measured again."""
        old = self._lines[row]
        if old is not None:
            self._put(slice(row, row + 1), [LineFigures(old, _joined((start, end), old.stale))])

    def forget(self) -> None:
        """Nothing is known any more: another model answers."""
        self.revision += 1
        self._since = None
        self._put(slice(None), [None] * len(self._lines))

    def _put(self, rows: slice, new: list[LineFigures | None]) -> None:
        for sign, lines in ((-1, self._lines[rows]), (1, new)):
            for line in lines:
                if line is not None:
                    self.count += sign * line.count
                    self.spoken += sign * line.spoken
                    self.bits += sign * line.bits
        self._lines[rows] = new


def _moved(place: Location, top: Location, bottom: Location, end: Location) -> Location:
    """Where a place is after the text between two others was replaced."""
    if place <= top:
        return place
    if place < bottom:
        return end
    return place[0] + end[0] - bottom[0], place[1] + (end[1] - bottom[1] if place[0] == bottom[0] else 0)


def _clipped(stale: Span | None, start: int, end: int, shift: int = 0) -> Span | None:
    """What lies between two columns of it, moved."""
    if stale is None or stale[0] > end or stale[1] < start:
        return None
    return max(stale[0], start) + shift, min(stale[1], end) + shift


def _joined(span: Span, *others: Span | None) -> Span:
    """From the first column of all to the last."""
    for other in others:
        if other is not None:
            span = min(span[0], other[0]), max(span[1], other[1])
    return span


def _before(line: LineFigures, column: int, text: str) -> list[Figure]:
    """The words left of an edit that are still whole."""
    goes_on = _in_word(text[column : column + 1])
    return [each for each in line if each.end < column or (each.end == column and not goes_on)]


def _after(line: LineFigures, column: int, to: int, text: str) -> list[Figure]:
    """The words right of an edit that are still whole, moved to where they stand now."""
    goes_on = to > 0 and _in_word(text[to - 1])
    shift = to - column
    return [
        each._replace(start=each.start + shift, end=each.end + shift)
        for each in line
        if each.start > column or (each.start == column and not goes_on)
    ]


def _in_word(sign: str) -> bool:
    return sign.isalnum() or (bool(sign) and sign in "'’-_")
