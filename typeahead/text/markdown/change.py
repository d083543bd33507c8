"""A change of a text that one undo takes back."""

from __future__ import annotations

from dataclasses import dataclass

from typeahead.text.lines import Location


@dataclass(frozen=True, slots=True)
class Change:
    """What stands between two places becomes another text.

    Attributes:
        start: the first place.
        end: the last.
        text: what stands there afterwards.
        cursor: where the cursor is afterwards.
    """

    start: Location
    end: Location
    text: str
    cursor: Location
