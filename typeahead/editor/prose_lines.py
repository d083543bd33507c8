"""A document as it is measured: the rows of code and front matter, and commands in others, are no prose and blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeahead.text.left_out import inside
from typeahead.text.markdown import blocks

if TYPE_CHECKING:
    from typeahead.editor.widgets.document_area import DocumentArea


class ProseLines:
    """The lines of a text area, each as long as it is there.

    Args:
        area: whose document; Markdown's rows are told apart, as a commit message's are.
    """

    def __init__(self, area: DocumentArea) -> None:
        self._area = area

    @property
    def line_count(self) -> int:
        """As many as there are."""
        return self._area.document.line_count

    def __getitem__(self, row: int, /) -> str:
        line = self._area.document[row]
        if not line or not self._area.dialect:
            return inside(line, self._area.suffix)
        is_prose = blocks.read(line, self._area.states.before(row)).kind not in blocks.NO_PROSE
        return line if is_prose else " " * len(line)
