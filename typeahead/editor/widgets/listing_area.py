"""A text area in which lists and quotes go on by themselves, and lines are nested by Tab."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.document._document import Location, Selection

from typeahead.editor.placed_edit import PlacedEdit
from typeahead.editor.widgets.moving_area import MovingArea

if TYPE_CHECKING:
    from typeahead.text.markdown.change import Change
    from typeahead.text.markdown.items import Item


class ListingArea(MovingArea):
    """Enter goes on with a list, Tab nests its items, and what is pasted is one step.

    Attributes:
        continues: whether Enter goes on with lists and quotes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "outdent", "Un-nest, or go to the panel", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        self.continues = True
        self._continued: Location | None = None  # the place behind a sign that was set by itself
        super().__init__(id=id)

    # --- Enter

    def continue_list(self, spaces: int = 0) -> bool:
        """Go on with the list or quote, or end it; False where Enter is a new line and nothing else.

        Args:
            spaces: so many characters before the cursor give way.
        """
        if not self.continues or not self.dialect or self.read_only:
            return False
        from typeahead.text.markdown.enter import enter  # not before the first paint

        start, end = sorted(self.selection)
        start = (start[0], start[1] - spaces)
        change = enter(self.lines.lines, start, end, self.states.before(start[0]))
        if change is None:
            return False
        self._change(change)
        self._continued = self.cursor_location
        return True

    def same_sign(self, typed: str) -> bool:
        """A space behind the sign that was set by itself and then typed too, by habit: once is enough.

        Where that is an indent, as in code, spaces indent deeper.
        """
        row, column = self._continued or (-1, 0)
        if typed != " " or self.cursor_location[0] != row or not self.selection.is_empty:
            return False
        line = self.document[row]
        again = line[column : self.cursor_location[1]]
        if (
            not again.strip()
            or self.cursor_location[1] != len(line)
            or not line[:column].endswith(f"{again} ")
        ):
            return False
        self._continued = None
        self._delete_via_keyboard((row, column), self.cursor_location)
        return True

    # --- Tab and Shift+Tab

    @property
    def can_outdent(self) -> bool:
        """Whether Shift+Tab takes something one level out here."""
        item = self._item()
        return self._selects_lines() or (item is not None and item.column > 0) or self._indent() > 0

    def indent(self) -> bool:
        """Nest the item at whose start the cursor is, or the lines selected; False where there is neither."""
        return self._shift(out=False)

    def action_outdent(self) -> None:
        """Take an item, an indented line or the lines selected one level out; elsewhere the key is not for the text."""
        if self._shift(out=True):
            return
        row, column = self.cursor_location
        if not (taken := self._indent()):
            raise SkipAction
        line = self.document[row]
        end = len(line) - len(line.lstrip())
        self._delete_via_keyboard((row, end - taken), (row, end))
        self.move_cursor((row, max(0, column - taken)))

    def _indent(self) -> int:
        """So many characters before a line's first word are one level, where the cursor is not behind that."""
        row, column = self.cursor_location
        line = self.document[row]
        indent = line[: len(line) - len(line.lstrip())]
        if self.read_only or not self.selection.is_empty or column > len(indent) or self._item() is not None:
            return 0
        spaces = len(indent) - len(indent.rstrip(" "))
        return min(spaces, (spaces - 1) % self.indent_width + 1) if spaces else min(len(indent), 1)

    def nest_here(self, *, out: bool = False) -> bool:
        """Nest the item the cursor is in, wherever in its line that is; whether anything has moved."""
        if self.read_only:
            return False
        if self._selects_lines():
            return self._shift_selected(out)
        item = self._item(0)
        return item is not None and self._shift_item(item, out)

    def _shift(self, *, out: bool) -> bool:
        if self.read_only:
            return False
        if self._selects_lines():
            self._shift_selected(out)
            return True
        item = self._item()
        if item is None or (out and not item.column):
            return False
        if self._shift_item(item, out):
            return True
        return bool(self.document[item.row][item.mark.end :].strip())  # an empty one may take a suggestion

    def _shift_item(self, item: Item, out: bool) -> bool:
        from typeahead.text.markdown import nesting

        change = (nesting.unnest if out else nesting.nest)(self.lines.lines, item, self.cursor_location[1])
        if change is not None:
            self._change(change, says=False)
        return change is not None

    def _item(self, column: int | None = None) -> Item | None:
        """The item at whose start the cursor is (or another column of its line), where it isn't code."""
        from typeahead.text.markdown import nesting

        row, at = self.cursor_location
        column = at if column is None else column
        if (
            not self.dialect
            or not self.selection.is_empty
            or self.states.before(row).mode in ("fence", "front")
        ):
            return None
        return nesting.item_at(self.lines.lines, (row, column))

    def _selects_lines(self) -> bool:
        return self.selection.start[0] != self.selection.end[0]

    def _shift_selected(self, out: bool) -> bool:
        from typeahead.text.markdown import nesting

        lines = self.lines.lines
        (first, _), (last, column) = sorted(self.selection)
        if not column:
            last -= 1  # of the last line nothing is selected
        leading = nesting.first_said(lines, first, last, out=out)
        by = nesting.shift_of(lines, leading, out=out, otherwise=self.indent_width)
        old = lines[first : last + 1]
        new = [nesting.shifted(line, by) for line in old]
        if new == old:
            return False

        def moved(place: Location) -> Location:
            row, column = place
            if not first <= row <= last or not column:
                return place
            return row, max(0, column + len(new[row - first]) - len(old[row - first]))

        place = Selection(moved(self.selection.start), moved(self.selection.end))
        self.history.checkpoint()
        end = (last, len(lines[last]))
        self.edit(PlacedEdit("\n".join(new), (first, 0), end, False, place, says=False))
        self.history.checkpoint()
        return True

    def _change(self, change: Change, *, says: bool = True) -> None:
        """Perform it as one edit, which one undo takes back."""
        row, column = change.cursor
        above = change.text.split("\n")[: row - change.start[0] + 1]
        before = (
            sum(len(line) + 1 for line in above[:-1]) + column - (0 if len(above) > 1 else change.start[1])
        )
        self.history.checkpoint()
        self.edit(
            PlacedEdit(
                change.text,
                change.start,
                change.end,
                False,
                Selection.cursor(change.cursor),
                len(change.text) - before,
                says,
            )
        )
        self.history.checkpoint()

    # --- pasting

    async def _on_paste(self, event: events.Paste) -> None:
        """What the terminal pastes is one step, a single letter too."""
        event.prevent_default()  # else the stock method would paste it once more
        self._paste(event.text)

    def action_paste(self) -> None:
        """Paste what was cut or copied here; nothing takes nothing's place."""
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        if text and not self.read_only:
            self.history.checkpoint()
            self._replace_via_keyboard(text, *self.selection)
            self.history.checkpoint()
