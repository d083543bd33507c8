"""An edit that takes a suggestion, and knows whose the space behind it is."""

from __future__ import annotations

from dataclasses import dataclass

from textual.document._document import Location
from textual.document._edit import Edit


@dataclass
class TakenEdit(Edit):
    """Inserts a suggestion, perhaps with a space that is the editor's until something is written behind it.

    Attributes:
        spaced: whether it ends in such a space.
        of_name: whether the suggestion was a part of a name.
        begins_compounds: whether words are known that go on from it with a hyphen.
    """

    spaced: bool
    of_name: bool
    begins_compounds: bool

    @property
    def end(self) -> Location | None:
        """Where it ends in the text; None before it is done."""
        return self._edit_result.end_location if self._edit_result else None
