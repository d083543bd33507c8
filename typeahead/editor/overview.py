"""What the surprise panel shows, computed from the figures of the document: plain values and pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import islice

from textual.document._document import Location

from typeahead.editor.figures import Figures, LineFigures
from typeahead.editor.pieces import Lines
from typeahead.prediction.suggestion import Suggestion

NEAR = 300  # words listed before the cursor, and after it
TOP = 300  # words listed where the most surprising come first
_FAR = 400  # lines looked through for them, and for a paragraph's begin and end


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the document with its figures."""

    place: Location
    end: int
    text: str
    bits: float
    rank: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A stretch of text as a whole.

    Attributes:
        words: words in it.
        bits: the mean of its words and marks.
    """

    words: int
    bits: float


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the panel shows.

    Attributes:
        entries: words, in the text's order or the most surprising first.
        here: the word under the cursor, or the last before it.
        expected: what was expected instead of the word chosen; None where that isn't known (yet).
        paragraph: the cursor's; None without words.
        document: so much of it as is measured; None without words.
        complete: whether that is all of it.
        curve: each sentence's row and the mean bits of its words and marks.
        sorted: whether the most surprising words come first.
    """

    entries: Sequence[Entry] = ()
    here: Entry | None = None
    expected: Sequence[Suggestion] | None = None
    paragraph: Sum | None = None
    document: Sum | None = None
    complete: bool = False
    curve: Sequence[tuple[int, float]] = ()
    sorted: bool = False


def _spoken(lines: Lines, figures: Figures, row: int) -> Sequence[Entry]:
    line = figures[row]
    return _entries(row, lines[row], line) if line is not None else ()


@lru_cache(2 * _FAR)
def _entries(row: int, text: str, line: LineFigures) -> tuple[Entry, ...]:
    """The words of a line; its figures are never changed, so they are the same as long as those are."""
    return tuple(
        Entry((row, each.start), each.end, text[each.start : each.end], each.bits, each.rank)
        for each in line
        if each.spoken
    )


def near(lines: Lines, figures: Figures, place: Location) -> tuple[list[Entry], Entry | None]:
    """The words around a place in the text's order, and the one that stands there or was the last before."""

    def backward() -> Iterator[Entry]:
        for row in range(place[0], max(-1, place[0] - _FAR), -1):
            yield from (each for each in reversed(_spoken(lines, figures, row)) if each.place < place)

    def forward() -> Iterator[Entry]:
        for row in range(place[0], min(lines.line_count, place[0] + _FAR)):
            yield from (each for each in _spoken(lines, figures, row) if each.place >= place)

    before = list(islice(backward(), NEAR))[::-1]
    after = list(islice(forward(), NEAR))
    begins_here = bool(after) and after[0].place == place
    here = after[0] if begins_here else before[-1] if before else after[0] if after else None
    return [*before, *after], here


def most_surprising(lines: Lines, figures: Figures) -> list[Entry]:
    """The most surprising words of all that is measured; of lines, only those with the highest peaks are opened."""
    highest = nlargest(TOP, figures.known(), key=lambda known: known[1].peak)
    words = (
        entry
        for row, _ in sorted(highest, key=lambda known: known[0])
        for entry in _spoken(lines, figures, row)
    )
    return nlargest(TOP, words, key=lambda entry: entry.bits)


def paragraph(lines: Lines, figures: Figures, row: int) -> Sum | None:
    """The paragraph that a line belongs to, or that ends in blank lines before it."""
    row = min(row, lines.line_count - 1)
    while row > 0 and not lines[row].strip() and figures[row] is None:
        row -= 1
    top = bottom = row
    while top > 0 and row - top < _FAR and lines[top - 1].strip():
        top -= 1
    while bottom + 1 < lines.line_count and bottom - row < _FAR and lines[bottom + 1].strip():
        bottom += 1
    known = [line for each in range(top, bottom + 1) if (line := figures[each]) is not None]
    return _sum(
        sum(line.spoken for line in known),
        sum(line.count for line in known),
        sum(line.bits for line in known),
    )


def document(figures: Figures) -> Sum | None:
    """So much of the document as is measured."""
    return _sum(figures.spoken, figures.count, figures.bits)


def _sum(words: int, count: int, bits: float) -> Sum | None:
    return Sum(words, max(0.0, bits / count)) if count else None


def by_sentence(figures: Figures) -> list[tuple[int, float]]:
    """The row in which each sentence begins, and the mean bits of its words and marks."""
    sums: list[tuple[int, float, int]] = []
    for row, line in figures.known():
        for bits, count, opens in line.sentences:
            if opens or not sums:
                sums.append((row, bits, count))
            else:
                begin, so_far, words = sums[-1]
                sums[-1] = begin, so_far + bits, words + count
    return [(row, bits / count) for row, bits, count in sums]


def binned(curve: Sequence[tuple[int, float]], cells: int) -> list[tuple[int, float]]:
    """A curve with a point for each cell at most: neighbours are averaged, the row is the first one's."""
    if len(curve) <= cells:
        return list(curve)
    found = []
    for cell in range(cells):
        some = curve[cell * len(curve) // cells : (cell + 1) * len(curve) // cells]
        found.append((some[0][0], sum(mean for _, mean in some) / len(some)))
    return found
