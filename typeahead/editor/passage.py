"""A stretch of a document that keeps its place as the text around it changes."""

from __future__ import annotations

from dataclasses import dataclass

from textual.document._document import Location


@dataclass(slots=True, eq=False)
class Passage:
    """A stretch of the text.

    Attributes:
        learned: the sentence as it was learned; "" where nothing of it is to be.
        touched: whether it was changed since.
        changed: when it was written or changed last, in seconds since 1970; white space changes nothing.
    """

    start: Location
    end: Location
    learned: str = ""
    touched: bool = False
    changed: float = 0.0

    def shift(self, top: Location, bottom: Location, end: Location) -> None:
        """Bring it in line with an edit, after which it is empty if all of it is gone.

        What is written right before or behind it is not part of it.

        Args:
            top: where what was replaced began.
            bottom: where that ended.
            end: where what stands in its place ends.
        """
        start, stop = self.start, self.end
        if start >= bottom:
            self.start = _moved(start, bottom, end)
        elif start >= top:
            self.start = end
        if stop > bottom:
            self.end = _moved(stop, bottom, end)
        elif stop > top:
            self.end = max(top, self.start)


def _moved(place: Location, bottom: Location, end: Location) -> Location:
    """Where a place behind an edit is afterwards."""
    row, column = place
    return row + end[0] - bottom[0], column + (end[1] - bottom[1] if row == bottom[0] else 0)
