"""A widget of rows, of which only those that look different are drawn anew."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

_Look = tuple[str, tuple[object, ...]]


class ChangedRows(Widget):
    """Draws what `rows` says. The stock widget wraps, styles and draws all of it whenever anything changes."""

    ALLOW_SELECT = False  # the mouse chooses among the rows

    def __init__(self, *, id: str | None = None) -> None:
        self._rows_now: list[Content] = []
        self._strips: dict[int, Strip] = {}  # the rows drawn
        self._looks: list[_Look] = []
        self._rows_of = Size(0, 0)  # the size that they were made for
        self._may_differ = True
        super().__init__(id=id)

    @abstractmethod
    def rows(self, width: int, height: int) -> Sequence[Content]:
        """The rows of a content area of so many cells, each no wider; more than fit are left out."""

    def render(self) -> Content:
        """All of it."""
        return Content("\n").join(self.rows(*self.content_size))

    def notify_style_update(self) -> None:
        """Other styles: draw all rows."""
        self._looks, self._strips = [], {}
        super().notify_style_update()

    def _set_dirty(self, *regions: Region) -> None:
        """Without regions all is meant: which rows differ is looked for once, before they are drawn."""
        if regions or not self._looks:
            super()._set_dirty(*regions)
        self._may_differ = True

    def _check_refresh(self) -> None:
        # Not later: while a layout is under way, whoever asks for a place makes Textual take the new places for the
        # old ones, and what has moved is not drawn where it is now.
        if self._repaint_required:
            self._find_changed()
        super()._check_refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows that changed."""
        self._find_changed()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw a row, or take it as it was drawn."""
        strip = self._strips.get(y)
        if strip is None:
            content = self._rows_now[y] if y < len(self._rows_now) else Content("")
            strips = Visual.to_strips(self, content, self.size.width, 1, self.visual_style)
            strip = self._strips[y] = strips[0]
        return strip

    def _find_changed(self) -> None:
        size = self.content_size
        if not size or (not self._may_differ and size == self._rows_of):
            return  # as long as it has no place, nothing is drawn
        self._may_differ = False
        if size != self._rows_of:
            self._rows_of, self._looks = size, []
        self._rows_now = list(self.rows(*size))[: size.height]
        looks: list[_Look] = [(row.plain, tuple(row.spans)) for row in self._rows_now]
        looks += [("", ())] * (size.height - len(looks))
        known: list[_Look | None] = [*self._looks] or [None] * len(looks)
        changed = [y for y, (old, new) in enumerate(zip(known, looks, strict=True)) if old != new]
        self._looks = looks
        if changed:
            for y in changed:
                self._strips.pop(y, None)
            super()._set_dirty(*(Region(0, y, size.width, 1) for y in changed))
