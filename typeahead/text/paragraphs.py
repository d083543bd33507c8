"""Where paragraphs begin: blank lines stand between them."""

from __future__ import annotations

from collections.abc import Sequence

from typeahead.text.lines import Location


def start_before(lines: Sequence[str], place: Location) -> Location:
    """The start of the paragraph that a place is in, or of the one before it."""
    row, column = place
    if column == 0:
        row -= 1
    while row > 0 and not lines[row].strip():
        row -= 1
    while row > 0 and lines[row - 1].strip():
        row -= 1
    return max(row, 0), 0


def start_after(lines: Sequence[str], place: Location) -> Location:
    """The start of the next paragraph, or the text's end."""
    row, last = place[0], len(lines) - 1
    while row < last and lines[row].strip():
        row += 1
    if not lines[row].strip():
        while row < last and not lines[row].strip():
            row += 1
        if lines[row].strip():
            return row, 0
    return last, len(lines[last])
