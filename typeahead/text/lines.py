"""Where the lines of a text begin: places as offsets, and as rows and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

Location = tuple[int, int]  # row and column, both counted from 0


class Lines:
    """The lines of a text, which end at `\\n` and nowhere else.

    Args:
        text: the whole of it.

    Attributes:
        text: as given.
        starts: the offset at which each line begins.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self.starts.pop()  # where a line after the last one would begin

    def location(self, offset: int) -> Location:
        """Row and column of an offset."""
        row = bisect_right(self.starts, offset) - 1
        return row, offset - self.starts[row]

    def offset(self, location: Location) -> int:
        """The offset of a row and column."""
        row, column = location
        return self.starts[row] + column


def read_place(typed: str) -> tuple[int, int] | None:
    """A line and a column as people write them, “12” or “12:5”, both counted from 1; None for anything else."""
    match = re.fullmatch(r"\s*([0-9]{1,9})\s*(?:[:,]\s*([0-9]{1,9})\s*)?", typed)
    if match is None:
        return None
    line, column = int(match[1]), int(match[2] or 1)
    return (line, column) if line and column else None
