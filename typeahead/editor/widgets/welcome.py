"""A few lines for the first start, in front of the text; Esc or typing closes them."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Static

TEXT = """\
[b]Welcome to typeahead[/b]

Write, and the next word stands in grey at the cursor.

  [b]Tab[/b]         takes it
  [b]Ctrl+Right[/b]  takes one word of it
  [b]Alt+1…5[/b]     takes one of the line below the text
  [b]Esc[/b]         hides it until the word ends
  [b]F2[/b]          shows how surprising each word was

It learns from every sentence you finish. [b]Ctrl+L[/b] pauses
that. Nothing you write leaves this machine.

To teach it your way of writing, leave with [b]Ctrl+Q[/b] and run
  typeahead train [i]folder-of-notes[/i]

[b]F1[/b] shows all keys. [b]Esc[/b] closes this, or just start typing."""


class Welcome(Static):
    """The welcome card. The focus stays in the text behind it, so nothing typed is lost."""

    def __init__(self, told: Callable[[str], str]) -> None:
        super().__init__(TEXT, id="welcome")
        self._told = told

    def on_mount(self) -> None:
        """Name the keys as they are bound now."""
        self.update(self._told(TEXT))

    def on_click(self, event: events.Click) -> None:
        """A click closes it too."""
        event.stop()
        self.remove()
