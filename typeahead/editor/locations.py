"""Places in a document, and how far into a text that begins at one they are."""

from __future__ import annotations

from textual.document._document import Location


def place_of(origin: Location, text: str, offset: int) -> Location:
    """Where in the document an offset is, in a text that begins at `origin`."""
    rows = text.count("\n", 0, offset)
    column = offset - text.rfind("\n", 0, offset) - 1 if rows else origin[1] + offset
    return origin[0] + rows, column


def offset_of(origin: Location, text: str, place: Location) -> int:
    """How many characters of a text that begins at `origin` stand before a place in it."""
    at = 0
    for _ in range(place[0] - origin[0]):
        at = text.index("\n", at) + 1
    return at + place[1] - (origin[1] if place[0] == origin[0] else 0)
