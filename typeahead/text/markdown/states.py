"""What is open before each line of a text that is being edited: found when a line is looked at, and kept."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable

from typeahead.text.markdown import blocks
from typeahead.text.markdown.blocks import State


class LineStates:
    """After an edit, lines are read anew from the first that changed to where nothing is different any more.

    Args:
        count: how many lines there are.
        line: gives a line by its row.
        first: what is open before the first one.
    """

    def __init__(self, count: int, line: Callable[[int], str], first: State = blocks.START) -> None:
        self._line, self._first = line, first
        self._after: list[State | None] = [None] * count
        self._stale = [0]  # rows that have to be read anew, and those below as far as that changes them

    def replaced(self, top: int, bottom: int, end: int) -> None:
        """The lines from `top` to `bottom` were replaced by those from `top` to `end`."""
        self._after[top : bottom + 1] = [None] * (end + 1 - top)
        shift = end - bottom
        stale = {row if row < top else max(top, row + shift) for row in self._stale}
        below = {end + 1} if end + 1 < len(self._after) and self._after[end + 1] is None else set()
        self._stale = sorted(stale | {top} | below)

    def before(self, row: int) -> State:
        """What is open before a row."""
        while self._stale and self._stale[0] < row:
            self._mend(row)
        state = self._after[row - 1] if row else self._first
        assert state is not None
        return state

    def _mend(self, limit: int) -> None:
        row = self._stale.pop(0)
        state = self._first if row == 0 else self._after[row - 1]
        assert state is not None  # all above it are as they should be
        while row < len(self._after):
            if row >= limit:
                insort(self._stale, row)
                return
            while self._stale and self._stale[0] == row:
                self._stale.pop(0)
            state = blocks.after(self._line(row), state)
            if state == self._after[row]:
                return
            self._after[row] = state
            row += 1
