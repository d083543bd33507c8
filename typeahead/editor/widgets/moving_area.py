"""A text area whose cursor goes by words, paragraphs and to the text's ends."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.binding import Binding, BindingType

from typeahead.editor.widgets.cutting_area import CuttingArea
from typeahead.text import paragraphs

_WORD_EDGE = re.compile(r"(?<=\W)(?<!\w['’])(?=\w)|(?<=\w)(?!['’]\w)(?=\W)")  # “don't” is one word


class MovingArea(CuttingArea):
    """Ctrl+Up and Ctrl+Down go by paragraphs, Ctrl+Home and Ctrl+End to the ends; Shift selects."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "document_start", "To the start of the text", show=False),
        Binding("ctrl+end", "document_end", "To the end of the text", show=False),
        Binding("ctrl+shift+home", "document_start(True)", "Select to the start", show=False),
        Binding("ctrl+shift+end", "document_end(True)", "Select to the end", show=False),
        Binding("ctrl+up", "paragraph_up", "To the paragraph's start", show=False),
        Binding("ctrl+down", "paragraph_down", "To the next paragraph", show=False),
        Binding("ctrl+shift+up", "paragraph_up(True)", "Select to the paragraph's start", show=False),
        Binding("ctrl+shift+down", "paragraph_down(True)", "Select to the next paragraph", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._word_pattern = _WORD_EDGE

    def action_document_start(self, select: bool = False) -> None:
        """Go to the start of the text."""
        self.move_cursor((0, 0), select=select)

    def action_document_end(self, select: bool = False) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end, select=select)

    def action_paragraph_up(self, select: bool = False) -> None:
        """To the start of the paragraph, or of the one before."""
        self.move_cursor(paragraphs.start_before(self.lines.lines, self.selection.end), select=select)

    def action_paragraph_down(self, select: bool = False) -> None:
        """To the start of the next paragraph."""
        self.move_cursor(paragraphs.start_after(self.lines.lines, self.selection.end), select=select)
