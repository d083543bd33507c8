"""Whether and how suggestions are made: off and on, and what those want who write with one hand or a steady line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead.editor.messages import NothingGrey
from typeahead.editor.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.editor.memory import Memory


class Suggesting:
    """Turns suggestions off and on, for good; while they are off none is asked for.

    Args:
        app: whose text.
        memory: knows how they were left.

    Attributes:
        on: whether anything is suggested.
    """

    def __init__(self, app: EditorApp, memory: Memory) -> None:
        self._app, self._memory = app, memory
        self.on = memory.suggesting

    def start(self) -> None:
        """Take up how they were left."""
        self._app.area.suggesting = self.on
        self._app.query_one(StatusBar).show_suggesting(self.on)

    def toggle(self) -> None:
        """Off, or on again."""
        self.on = not self.on
        self._memory.set_suggesting(self.on)
        self.start()
        self._app.area.ask_again()
        self._app.say("" if self.on else "Suggestions are off; Ctrl+Space brings them back.")

    def say_how(self, nothing: NothingGrey) -> None:
        """Tab was pressed and took nothing: what does take what stands in the line."""
        key = str(nothing.number) if self._app.area.digits_choose else f"Alt+{nothing.number}"
        self._app.say(f"Nothing is grey here: {key} takes “{nothing.offer.text}”.")

    def _turn(self, option: str, on: bool) -> None:
        """Turn a setting on or off."""
        self._app.applying.change(option, on)

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        area = self._app.area
        state = "off" if self.on else "on"
        yield SystemCommand(f"Suggestions: {state}", "Here and at the next start (Ctrl+Space)", self.toggle)
        yield SystemCommand(
            "Suggestions: the likeliest first" if area.offers.fixed_places else "Suggestions: fixed places",
            "Whether a word keeps its number while you type",
            partial(self._turn, "fixed_places", not area.offers.fixed_places),
        )
        yield SystemCommand(
            "Digits: written" if area.digits_choose else "Digits: choose suggestions",
            "1 to 5 without Alt, for one hand; Backspace puts the digit back",
            partial(self._turn, "digits_choose", not area.digits_choose),
        )
        yield SystemCommand(
            "Capitals: as typed" if area.capitals else "Capitals: at the start of sentences",
            "Whether a sentence's first letter becomes one",
            partial(self._turn, "capitals", not area.capitals),
        )
