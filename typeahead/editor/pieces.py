"""What is measured next: a few sentences of the text around a place, those that have changed and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from textual.document._document import Location

from typeahead.editor.figures import Figure, Figures
from typeahead.editor.locations import place_of
from typeahead.prediction.suggestion import WordSurprise

_BEFORE, _AFTER = 600, 1_000  # characters of a paragraph that are looked at around what has changed
_PIECE = 600  # characters of the sentences measured at once, where one isn't longer
_CONTEXT = 300  # characters at most of the sentence before, which is measured along for what it tells
_FAR = 2_000  # rows looked at in one go


class Lines(Protocol):
    """A document, line by line."""

    @property
    def line_count(self) -> int: ...  # noqa: D102
    def __getitem__(self, row: int, /) -> str: ...


class Rows(Protocol):
    """Some lines of a document, by their numbers."""

    def __getitem__(self, row: int, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document that is to be measured.

    Attributes:
        text: what is measured.
        wanted: the offset in it from which figures are wanted; what stands before is context.
        covered: all of the text that is known then: `text`, and what follows up to the next sentence.
        opens: offsets at which sentences begin.
        place: where it stands in the document.
    """

    text: str
    wanted: int
    covered: str
    opens: frozenset[int]
    place: Location

    def at(self, offset: int) -> Location:
        """Where in the document an offset of the text is."""
        return place_of(self.place, self.text, offset)

    @property
    def rows(self) -> range:
        """The lines in which it stands."""
        return range(self.place[0], self.place[0] + self.covered.count("\n") + 1)

    def store(
        self, figures: Figures, lines: Rows, words: Sequence[WordSurprise], skip: Location | None
    ) -> None:
        """Put down what was measured, but not of a word that reaches to this place: it is being typed."""
        top = self.place[0]
        parts = self.covered.split("\n")
        found: list[list[Figure]] = [[] for _ in parts]
        for word in words:
            if word.end < self.wanted or word.start >= len(self.text):
                continue
            row, start = self.at(word.start)
            end = start + word.end - word.start
            if skip is None or skip[0] != row or not start < skip[1] <= end:
                spoken = any(sign.isalnum() for sign in word.text)
                opens = word.start in self.opens
                found[row - top].append(Figure(start, end, word.bits, word.rank, spoken, opens))
        begin = 0
        for row, part in enumerate(parts, top):
            if self.wanted <= begin + len(part):
                left = self.place[1] if row == top else 0
                first = max(0, self.wanted - begin) + left
                figures.store(row, first, len(part) + left, len(lines[row]), found[row - top])
            begin += len(part) + 1


def next_row(lines: Lines, figures: Figures, low: int, high: int) -> tuple[int | None, int, int]:
    """The row nearest to where a search began that is to be measured, and how far the search has come.

    Args:
        lines: the document.
        figures: what is known.
        low: the rows from here upwards (excluded) were not looked at yet.
        high: nor the rows from here downwards.
    """
    for _ in range(_FAR):
        if high < lines.line_count:
            if _is_due(lines, figures, high):
                return high, low, high
            high += 1
        if low > 0:
            if _is_due(lines, figures, low - 1):
                return low - 1, low, high
            low -= 1
    return None, low, high


def unlearned_row(lines: Lines, figures: Figures) -> int | None:
    """The first row in which something is to be measured before it is learned."""
    if figures.unlearned is None:
        return None
    (top, left), (bottom, right) = figures.unlearned
    for row in range(top, min(bottom + 1, lines.line_count)):
        line = figures[row]
        if not _is_due(lines, figures, row):
            continue
        start, end = (line and line.stale) or (0, len(lines[row]))
        if (row > top or end >= left) and (row < bottom or start < right):
            return row
    figures.unlearned = None
    return None


def _is_due(lines: Lines, figures: Figures, row: int) -> bool:
    line = figures[row]
    if line is None:
        return bool(lines[row].strip())
    return line.stale is not None and line.stale[0] <= len(lines[row])  # what stood behind its end is gone


def around(lines: Lines, figures: Figures, row: int) -> Piece:
    """The piece to measure for a row that is due."""
    from typeahead.text.sentences import (
        sentences,
    )  # slow to load, and not needed for the first text on the screen

    due = figures[row]
    text, place, is_cut = _window(lines, row, due.stale[0] if due and due.stale else 0)
    stale = _stale(figures, place, text)
    first = stale[0][0]
    tokens = sentences(text)
    found = [(each[0].start, each[-1].end) for each in tokens]
    at = next((number for number, (_, end) in enumerate(found) if end >= first), len(found))
    last = at
    while (
        last < len(found)
        and (last == at or found[last][1] - found[at][0] <= _PIECE)
        and any(start <= found[last][1] and found[last][0] <= end for start, end in stale)
    ):
        last += 1
    if is_cut and last == len(found) and last > at + 1:
        last -= 1  # the end of this one isn't seen
    if at < last:  # a word that was changed at its end is measured from its beginning
        first = min([first, *(token.start for token in tokens[at] if token.start <= first <= token.end)])
    begin = found[at][0] if at < last else first
    context = begin
    if 0 < at < last and begin - found[at - 1][0] <= _CONTEXT:
        context = found[at - 1][0]
    context = min(context, first)
    stop = found[last - 1][1] if at < last else first
    covered = text[context : found[last][0] if last < len(found) else len(text)]
    return Piece(
        text[context:stop],
        first - context,
        covered,
        frozenset(start - context for start, _ in found),
        place_of(place, text, context),
    )


def leading_to(lines: Lines, place: Location, end: int) -> Piece:
    """The sentence of a word that begins at a place, up to the word's end column: it is measured once more."""
    from typeahead.text.sentences import sentences

    text, origin, _ = _window(lines, *place)
    rows = place[0] - origin[0]
    line = sum(len(part) + 1 for part in text.split("\n")[:rows])
    shift = line if rows else -origin[1]
    begins = [tokens[0].start for tokens in sentences(text) if tokens[0].start <= place[1] + shift]
    begin = begins[-1] if begins else 0
    if len(begins) > 1 and begin - begins[-2] <= _CONTEXT:
        begin = begins[-2]
    part = text[begin : end + shift]
    return Piece(part, place[1] + shift - begin, part, frozenset(), place_of(origin, text, begin))


def _window(lines: Lines, row: int, column: int) -> tuple[str, Location, bool]:
    """A stretch of the paragraph around a place, where it begins, and whether the paragraph goes on after it."""
    line = lines[row]
    left, right = 0, len(line)
    if column > _BEFORE:  # a long line: begin and end between two words
        left = line.find(" ", column - _BEFORE, column) + 1 or column - _BEFORE
    if right - column > _AFTER:
        right = max(line.rfind(" ", column + 1, column + _AFTER), 0) or column + _AFTER
    parts, top, room = [line[left:right]], row, _BEFORE - column
    while not left and top > 0 and lines[top - 1].strip() and len(lines[top - 1]) <= room:
        top -= 1
        parts.insert(0, lines[top])
        room -= len(lines[top]) + 1
    bottom, room = row, _AFTER - (right - column)
    is_cut = right < len(line)
    while not is_cut and bottom + 1 < lines.line_count and lines[bottom + 1].strip():
        bottom += 1
        is_cut = len(lines[bottom]) > room
        if not is_cut:
            parts.append(lines[bottom])
            room -= len(lines[bottom]) + 1
    return "\n".join(parts), (top, left), is_cut


def _stale(figures: Figures, origin: Location, text: str) -> list[tuple[int, int]]:
    """The stretches of a text that begins at `origin` of which nothing is known, or which have changed."""
    found, at = [], 0
    for number, part in enumerate(text.split("\n")):
        left = 0 if number else origin[1]
        line = figures[origin[0] + number]
        start, end = (left, left + len(part)) if line is None else line.stale or (-1, -1)
        if start <= left + len(part) and end >= left and (line is not None or part.strip()):
            found.append((at + max(start, left) - left, at + min(end, left + len(part)) - left))
        at += len(part) + 1
    return found
