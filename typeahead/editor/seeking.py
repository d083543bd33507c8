"""The keys and actions of finding, replacing, going to a line, and correcting."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from typeahead.editor.correcting import Correcting
from typeahead.editor.finding import Finding
from typeahead.editor.going import Going
from typeahead.editor.screens.command_palette import PaletteApp
from typeahead.editor.widgets.find_bar import FindField
from typeahead.editor.widgets.writing_area import WritingArea


class SeekingApp(PaletteApp):
    """An application in whose text one can look for things.

    Attributes:
        area: the text.
        finding: looks for things in it.
        going: leads to a line of it.
        correcting: finds slips in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority bindings: what is typed after these keys, however fast, is for the bar and not for the text.
        Binding("ctrl+f", "find", "Find", show=False, priority=True),
        Binding("ctrl+r", "replace", "Replace", show=False, priority=True),
        Binding("ctrl+g", "go_to_line", "Go to line", show=False, priority=True),
        Binding("shift+f7", "correct", "Correct", show=False),
    ]

    area: WritingArea
    finding: Finding
    going: Going
    correcting: Correcting

    def close_bar(self) -> bool:
        """Close whichever bar is open; False if none is."""
        return self.finding.close() or self.going.close()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """What was found is of another text now."""
        if event.text_area is self.area:
            self.finding.touch()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """The cursor may be at another match."""
        if event.text_area is self.area:
            self.finding.look()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something else is sought."""
        if isinstance(event.input, FindField):
            self.finding.change()

    def _leave_to_a_screen_in_front(self) -> None:
        if len(self.screen_stack) > 1:
            raise SkipAction

    def action_correct(self) -> None:
        """Put the likely slip at or before the cursor right."""
        self.correcting.put_right()

    async def action_find(self) -> None:
        """Open the find bar."""
        self._leave_to_a_screen_in_front()
        self.going.close()
        await self.finding.open()

    async def action_replace(self) -> None:
        """Open the find bar with its second row."""
        self._leave_to_a_screen_in_front()
        self.going.close()
        await self.finding.open(replacing=True)

    async def action_go_to_line(self) -> None:
        """Ask for a line."""
        self._leave_to_a_screen_in_front()
        self.finding.close()
        await self.going.open()

    async def action_find_next(self) -> None:
        """Go to the next match."""
        await self.finding.step(1)

    async def action_find_previous(self) -> None:
        """Go to the match before."""
        await self.finding.step(-1)

    def action_find_option(self, option: str) -> None:
        """Turn an option of finding on or off."""
        self.finding.turn(option)

    async def action_replace_one(self) -> None:
        """Replace the match under the cursor."""
        await self.finding.replace_one()

    async def action_replace_all(self) -> None:
        """Replace all matches."""
        await self.finding.replace_all()

    def action_other_field(self) -> None:
        """Go to the bar's other field."""
        self.finding.other_field()

    def action_go_to_place(self) -> None:
        """Go to the line that was typed."""
        self.going.go()

    def action_close_bar(self) -> None:
        """Close the bar and go back to the text."""
        self.close_bar()

    def action_undo_text(self) -> None:
        """Undo in the text, from the bar."""
        self.area.undo()

    def action_redo_text(self) -> None:
        """Redo in the text, from the bar."""
        self.area.redo()

    def seeking_commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        yield SystemCommand("Find", "In the text (Ctrl+F)", self.action_find)
        yield SystemCommand("Find next", "Enter or F3 in the bar", self.action_find_next)
        yield SystemCommand("Find previous", "Up or Shift+F3 in the bar", self.action_find_previous)
        yield SystemCommand("Replace", "One by one or all (Ctrl+R)", self.action_replace)
        if self.finding.is_open:
            yield SystemCommand("Replace all", "What was found (F6 in the bar)", self.action_replace_all)
            yield SystemCommand(
                "Find: capitals matter or not", "F7 in the bar", partial(self.action_find_option, "case")
            )
            yield SystemCommand(
                "Find: regular expression or not", "F8 in the bar", partial(self.action_find_option, "regex")
            )
        yield SystemCommand("Select all", "The whole text (F7)", self.area.action_select_all)
        yield SystemCommand("Go to line", "A line, or line:column (Ctrl+G)", self.action_go_to_line)
