"""The cells of a table as typed: whether they begin with capitals."""

from __future__ import annotations

from collections.abc import Sequence


def cells_have_capitals(lines: Sequence[str]) -> bool:
    """Whether the last cell that begins with a letter, in the table that some lines end in, begins with a capital."""
    for line in reversed(lines):
        if not line.lstrip().startswith("|"):
            break
        for cell in reversed(line.split("|")):
            first = next((sign for sign in cell if sign.isalnum()), "")
            if first.isalpha():
                return first.isupper()
    return False
