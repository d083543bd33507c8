"""A diff as it is shown: signs, colours, the words that differ; control characters by their pictures."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from rich.text import Text

from typeahead.editor.differences import SIGNS, Kind, Row
from typeahead.editor.documents import LONGEST_WRAPPED_LINE
from typeahead.editor.textarea_fixes import FastTextArea

_CLASSES = {
    Kind.REMOVED: "difference-view--removed",
    Kind.ADDED: "difference-view--added",
    Kind.PLACE: "difference-view--place",
}


class DifferenceView(FastTextArea):
    """Rows of a diff, to read: it takes no keys, and scrolls with the wheel."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(_CLASSES.values())
    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:
        self._diff: Sequence[Row] = ()
        super().__init__("Comparing…", id=id)
        self.read_only = True
        self.show_cursor = False

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show a diff."""
        self._diff = rows
        self.soft_wrap = max((len(row.line) for row in rows), default=0) <= LONGEST_WRAPPED_LINE
        self.load_text("\n".join(row.text for row in rows))

    def get_line(self, line_index: int) -> Text:
        """A row in its colour; what differs within a line is underlined."""
        text = super().get_line(line_index)
        if line_index < len(self._diff):
            row = self._diff[line_index]
            if row.kind in _CLASSES:
                text.stylize(self.get_component_rich_style(_CLASSES[row.kind], partial=True))
            if row.end > row.start:
                indent = len(SIGNS[row.kind])
                text.stylize("underline", indent + row.start, indent + row.end)
        return text

    def row_extra(self, line_index: int) -> Hashable:
        """What a row's look depends on besides its text."""
        return self._diff[line_index] if line_index < len(self._diff) else None
