"""An edit that says itself where the cursor is afterwards, also when it is done again."""

from __future__ import annotations

from dataclasses import dataclass

from textual.document._document import EditResult, Selection
from textual.document._edit import Edit
from textual.widgets import TextArea


@dataclass
class PlacedEdit(Edit):
    """Replaces text at once, and leaves the cursor or a selection at any place.

    Attributes:
        place: what is selected afterwards.
        behind: so many characters of the new text stand behind the cursor; they were there before.
        says: whether it may finish a sentence; moving lines does not.
    """

    place: Selection
    behind: int = 0
    says: bool = True

    def do(self, text_area: TextArea, record_selection: bool = True) -> EditResult:
        """Replace the text."""
        result = super().do(text_area, record_selection)
        self._updated_selection = self.place
        return result
