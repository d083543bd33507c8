"""The sentences of a document at a place of it, and which of them the cursor is still writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual.document._document import Location

from typeahead.editor.locations import offset_of, place_of
from typeahead.editor.newly_written import LONGEST

_PARAGRAPH = 100
"""Lines of a paragraph, at most, that are looked at above a place."""

ENDS = frozenset('.!?…"”)')
"""By which a sentence is over though nothing follows."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without an empty one between them.

    Attributes:
        top: the row of the first.
        text: what is read of them: rows of which training reads nothing are blank.
    """

    top: int
    text: str

    @property
    def rows(self) -> range:
        """Of the document."""
        return range(self.top, self.top + 1 + self.text.count("\n"))


@dataclass(frozen=True, slots=True)
class SentenceAt:
    """A sentence in its place.

    Attributes:
        paragraph: which it is in.
        span: where in that.
        start, end: where in the document.
        is_open: whether the cursor is in it, or behind it while it may go on.
    """

    paragraph: Paragraph
    span: tuple[int, int]
    start: Location
    end: Location
    is_open: bool

    @property
    def text(self) -> str:
        """As it is written."""
        return self.paragraph.text[slice(*self.span)].strip()

    @property
    def is_over(self) -> bool:
        """Whether nobody goes on with it: it ends in a mark, and the cursor is elsewhere."""
        return not self.is_open and self.text[-1:] in ENDS


class SentencesAt:
    """Splits each paragraph once.

    Args:
        lines: of the document.
        cursor: where it is; None where nothing is written any more.
        read: gives what training reads of a paragraph that begins in a row, with blanks for the rest.
    """

    def __init__(
        self, lines: Sequence[str], cursor: Location | None, read: Callable[[str, int], str]
    ) -> None:
        self._lines, self._cursor, self._read = lines, cursor, read
        self._found: dict[Paragraph, list[SentenceAt]] = {}

    def over(self, start: Location, end: Location) -> list[SentenceAt] | None:
        """Those that have text in common with a stretch; None where to look would take longer than a key may."""
        found: list[SentenceAt] = []
        characters = 0
        for paragraph in self._paragraphs(range(start[0], end[0] + 1)):
            characters += len(paragraph.text)
            if characters > LONGEST:
                return None
            found += [each for each in self._of(paragraph) if each.start < end and start < each.end]
        return found

    def within(self, start: Location, end: Location) -> list[SentenceAt]:
        """Those that are over and stand in a stretch with all they have."""
        found = self.over(start, end) or ()
        return [each for each in found if start <= each.start and each.end <= end and each.is_over]

    def is_written(self, start: Location, end: Location) -> bool:
        """Whether the cursor is still in a sentence that has text in common with a stretch."""
        return any(each.is_open for each in self.over(start, end) or ())

    def _paragraphs(self, rows: range) -> Iterator[Paragraph]:
        row = first = rows.start
        while row < min(rows.stop, len(self._lines)):
            if not self._lines[row].strip():
                row += 1
                continue
            paragraph = self._paragraph(row, 0 if row == first else row)
            yield paragraph
            row = paragraph.rows.stop

    def _paragraph(self, row: int, first: int) -> Paragraph:
        top = row
        while top > first and row - top < _PARAGRAPH and self._lines[top - 1].strip():
            top -= 1
        lines = []
        for line in self._lines[top : row + _PARAGRAPH]:
            if not line.strip():
                break
            lines.append(line)
        text = "\n".join(lines)
        if len(text) > LONGEST:  # then nobody splits it
            return Paragraph(top, text)
        return Paragraph(top, self._read(text, top))

    def _of(self, paragraph: Paragraph) -> list[SentenceAt]:
        if paragraph not in self._found:
            self._found[paragraph] = list(self._split(paragraph))
        return self._found[paragraph]

    def _split(self, paragraph: Paragraph) -> Iterator[SentenceAt]:
        # Compiling its patterns takes longer than the first paint may: the prediction thread has done so by now.
        from typeahead.text.sentences import finished_sentences

        origin, text = (paragraph.top, 0), paragraph.text
        at, written = None, 0
        if self._cursor is not None and self._cursor[0] in paragraph.rows:
            at = offset_of(origin, text, self._cursor)
            over = finished_sentences(text[:at])
            written = over[-1][1] if over else 0
        for start, end in finished_sentences(text + "\n\n"):
            yield SentenceAt(
                paragraph,
                (start, end),
                place_of(origin, text, start),
                place_of(origin, text, end),
                is_open=at is not None and start <= at and written < end,
            )
