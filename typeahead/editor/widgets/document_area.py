"""A text area that knows its document: what is unsaved in it, and which sentences of it were just finished."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from textual.document._document import Location
from textual.document._edit import Edit
from textual.widgets import TextArea

from typeahead.editor.learning import SentenceWatch
from typeahead.editor.locations import place_of
from typeahead.editor.messages import SentencesFinished
from typeahead.editor.passages import How
from typeahead.editor.placed_edit import PlacedEdit
from typeahead.editor.sentences_at import ENDS
from typeahead.editor.widgets.around_cursor import CONTEXT
from typeahead.editor.widgets.ghost_area import GhostArea
from typeahead.text.left_out import is_code, left_out, without

_ROWS = 100  # of a paragraph, above the cursor's, that are looked at


class DocumentArea(GhostArea):
    """Opens texts, and goes to a line of them.

    Attributes:
        suffix: by which training knows how to read the file, as in `left_out`.
    """

    def __init__(self, *, id: str | None = None) -> None:
        self.suffix = ".md"
        self._saved_edit: Edit | None = None
        self._watch = SentenceWatch("")
        self._edited = time.time()  # when, in seconds since 1970
        self._how = How.WRITTEN  # what is written now
        super().__init__(id=id)

    @property
    def paused(self) -> bool:
        """Whether nothing is to be learned of what is written now, nor later of what was written meanwhile."""
        return self._watch.passages.paused

    @paused.setter
    def paused(self, paused: bool) -> None:
        self._watch.passages.paused = paused

    def _watch_anew(self, text: str) -> None:
        """Follow another text; what was not to be learned of the one before is not to be of this one either."""
        paused, known = self.paused, self._watch.passages.pieces(self.lines.lines)
        self._watch = SentenceWatch(text, known)
        self.paused = paused

    def open_text(self, text: str, *, line: int | None = None, column: int = 1) -> None:
        """Show another text, with the cursor at its start or on a line and column counted from 1."""
        self._watch_anew(text)
        self.load_text(text)
        self.mark_saved()
        if line:
            self.go_to(line, column)

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor on a line and column counted from 1, or as near as the text has any."""
        row = min(max(line, 1), self.document.line_count) - 1
        self.move_cursor((row, min(max(column, 1) - 1, len(self.document[row]))), center=True)

    def restore(self, text: str, cursor: Location) -> None:
        """Put another version in the text's place: one unsaved change, of which nothing is learned."""
        self._watch_anew(text)
        self.history.checkpoint()
        with self.prevent(TextArea.Changed):
            self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()
        row = min(cursor[0], self.document.line_count - 1)
        self.move_cursor((row, min(cursor[1], len(self.document[row]))), center=True)

    @property
    def modified(self) -> bool:
        """Whether the text is another than the one last opened or saved."""
        return self._last_edit() is not self._saved_edit

    def mark_saved(self) -> None:
        """The text as it is now is the one on disk."""
        self._saved_edit = self._last_edit()
        self.history.checkpoint()

    def _last_edit(self) -> Edit | None:
        stack = self.history._undo_stack
        return stack[-1][-1] if stack else None

    # --- sentences

    def undo(self) -> None:
        """Undo; what comes back by it is what it was before, not written anew."""
        with self._comes(How.AGAIN):
            super().undo()
        # Textual would add the next key to the step before the one undone, and undo both together the next time.
        self.history.checkpoint()

    def redo(self) -> None:
        """Redo, likewise."""
        with self._comes(How.AGAIN):
            super().redo()

    def _paste(self, text: str) -> None:
        with self._comes(How.PASTED):
            super()._paste(text)

    @contextmanager
    def _comes(self, how: How) -> Iterator[None]:
        self._how = how
        try:
            yield
        finally:
            self._how = How.WRITTEN

    def _lines_replaced(self, top: Location, bottom: Location, end: Location) -> None:
        super()._lines_replaced(top, bottom, end)
        document = self.lines
        inserted = document.get_text_range(top, end)
        if inserted.strip() or document.removed.strip():  # white space finishes what was written before
            self._edited = time.time()
        self._watch.passages.follow(
            top, bottom, document.removed, inserted, document.lines, self._how, self._edited
        )

    def _notice_sentences(self, edit: Edit) -> None:
        """Report the sentences an edit has finished; only white space or a longer insert can finish one."""
        placed = edit if isinstance(edit, PlacedEdit) else None
        if placed and not placed.says:
            return
        if not edit.text or not (edit.text[-1].isspace() or len(edit.text) > 1):
            return
        paragraph = self.paragraph_before()
        written = len(edit.text) - (placed.behind if placed else 0)
        edited_from = max(0, len(paragraph) - written)
        start = self._start_of(paragraph)
        read = "" if self._is_in_unread(edit.text.count("\n")) else self._read_of(paragraph)
        is_cut = len(paragraph) >= CONTEXT
        sentences = self._watch.finished(read, edited_from, self._whole_text, start, is_cut=is_cut)
        if sentences:
            at = max(0, paragraph.rfind(sentences[0]))  # not found where signs of a quote stand in it
            self.figures.finish(place_of(start, paragraph, at), self.cursor_location)
        left = self._watch.look_again(self.lines.lines, self.cursor_location, self._read_at)
        if (rewritten := self._watch.rewritten()) or self._watch.is_over:
            self.post_message(
                SentencesFinished(tuple(sentences), tuple(rewritten), self._edited, tuple(left))
            )

    def last_sentences(self) -> SentencesFinished:
        """Before leaving: a sentence with its full stop is finished though nothing follows it."""
        sentences: list[str] = []
        paragraph = self.paragraph_before()
        said = self._read_of(paragraph).rstrip()
        if said and said[-1] in ENDS:
            at = self._start_of(paragraph)
            is_cut = len(paragraph) >= CONTEXT
            sentences = self._watch.finished(said + "\n\n", len(said), self._whole_text, at, is_cut=is_cut)
        left = self._watch.look_again(self.lines.lines, None, self._read_at)
        rewritten = self._watch.rewritten()
        return SentencesFinished(tuple(sentences), tuple(rewritten), self._edited, tuple(left))

    def is_unread(self) -> bool:
        """Whether the cursor is in a row of which training reads nothing: code, front matter."""
        return self._is_in_unread(0)

    def is_code(self) -> bool:
        """Whether the cursor is in a row of code of a format that the models, which see the text alone, don't know."""
        return is_code(self.document[self.cursor_location[0]], self.suffix) and self.is_unread()

    def _is_in_unread(self, newlines: int) -> bool:
        """Whether all rows that end at the cursor are such rows; behind new lines the one above them too.

        What stands above that may be finished by such a row is then finished by the first of them.
        """
        row, _ = self.cursor_location
        first = row - newlines - bool(newlines)
        top = max(0, first)
        while top > 0 and row - top < _ROWS and self.document[top - 1].strip():
            top -= 1
        return first >= 0 and all(self._unread(range(top, row + 1))[first - top :])

    def _unread(self, rows: range) -> list[bool]:
        return left_out(self.lines.lines, rows, self.suffix, self.states)

    def _read_of(self, paragraph: str) -> str:
        """The text that ends at the cursor, without the rows of which training reads nothing: they are blank."""
        return self._read_at(paragraph, self.cursor_location[0] - paragraph.count("\n"))

    def _read_at(self, paragraph: str, top: int) -> str:
        return without(paragraph, self._unread(range(top, top + paragraph.count("\n") + 1)), self.suffix)

    def _start_of(self, paragraph: str) -> Location:
        """Where the text that ends at the cursor begins."""
        row, column = self.cursor_location
        first, above = paragraph.split("\n", 1)[0], paragraph.count("\n")
        return (
            (row - above, len(self.document[row - above]) - len(first))
            if above
            else (row, column - len(first))
        )

    def _whole_text(self) -> str:
        """With the line breaks that `paragraph_before` has, whatever the file's are."""
        return "\n".join(self.document.lines)
