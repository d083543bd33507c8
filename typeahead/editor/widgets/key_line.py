"""The keys of a screen, at its bottom: in one row, or in as many as it takes to name them all."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.widgets import Static

_GAP = "   "


class KeyLine(Static):
    """Keys that can be clicked; none is cut, so that how a screen is closed is never out of sight.

    Args:
        keys: each with what it does, and the action of the screen.
    """

    def __init__(self, keys: Sequence[tuple[str, str, str]], *, id: str) -> None:
        self._keys = keys
        super().__init__(self._rows(1_000), id=id)

    def on_resize(self) -> None:
        """Another width: others fit beside each other."""
        rows = self._rows(self.content_size.width)
        if rows != self.content:
            self.update(rows)

    def _rows(self, width: int) -> str:
        rows, room = list[str](), 0
        for key, name, action in self._keys:
            piece, needs = f"[@click=screen.{action}][b]{key}[/b] {name}[/]", cell_len(f"{key} {name}")
            if rows and len(_GAP) + needs <= room:
                rows[-1] += _GAP + piece
                room -= len(_GAP) + needs
            else:
                rows.append(piece)
                room = width - needs
        return "\n".join(rows)
