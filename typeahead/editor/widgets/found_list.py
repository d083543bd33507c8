"""What a finder has found: paths, or lines of files under their paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from typeahead.editor.folder import Line
from typeahead.editor.fuzzy import Target
from typeahead.editor.place import Place
from typeahead.text.visible import visible

_MET = "bold underline"  # readable without colour
_NUMBER = 6  # cells of a line's number, right-aligned
_LEAD = 3  # of the cells for a line, one in so many is for what stands before what was found


@dataclass(frozen=True, slots=True)
class PathRow:
    """A path with the letters that were met; one to go to, or the heading of a file's lines."""

    target: Target
    letters: Sequence[int] = ()
    place: Place | None = None
    note: str = ""

    def content(self, width: int) -> Content:
        """The folder paler than the name; too long a path loses its beginning, never its name."""
        content = Content(visible(self.target.shown))
        if self.place is None:
            content = content.stylize("bold")
        else:
            content = content.stylize("dim", 0, self.target.name)
        for letter in self.letters:
            content = content.stylize(_MET, letter, letter + 1)
        cut = 0
        while cell_len(content.plain[cut:]) > max(width - cell_len(self.note) - (cut > 0), 1):
            cut += 1
        shown = Content("…") + content[cut:] if cut else content
        return Content.assemble(shown, (self.note, "dim"))


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a file."""

    line: Line
    place: Place

    def content(self, width: int) -> Content:
        """Its number, and the line moved so that what was found is on the screen."""
        text = visible(self.line.text.replace("\t", " "))
        room = max(width - _NUMBER - 2, 1)
        start = len(text) - len(text.lstrip())
        if cell_len(text[start : self.line.end]) > room:
            start = max(start, self.line.start - room // _LEAD)
        content = Content(text).stylize(_MET, self.line.start, self.line.end)
        lead = "…" if start > 0 and text[:start].strip() else ""
        number = (f"{self.line.number:>{_NUMBER}}  ", "dim")
        return Content.assemble(number, lead, content[start:])


Row = PathRow | LineRow


class FoundList(OptionList, can_focus=False):
    """A list that is moved in from the field above it; rows without a place are passed over."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows, with the first one chosen."""
        self._rows = list(rows)
        self._fill()
        self.action_first()

    def append(self, rows: Sequence[Row]) -> None:
        """Show more rows under those that are there."""
        chosen = self.highlighted
        self._rows += rows
        self.add_options(map(self._option, rows))
        if chosen is None:
            self.action_first()

    def place(self, index: int | None = None) -> Place | None:
        """Where a row leads; the chosen one if none is named."""
        index = self.highlighted if index is None else index
        return None if index is None or index >= len(self._rows) else self._rows[index].place

    def on_resize(self) -> None:
        """Rows are cut for the width there is."""
        chosen = self.highlighted
        self._fill()
        self.highlighted = chosen

    def _fill(self) -> None:
        self.set_options(map(self._option, self._rows))

    def _option(self, row: Row) -> Option:
        width = max(self.scrollable_content_region.width - 2, 1)  # a cell is free on both sides
        return Option(row.content(width), disabled=row.place is None)
