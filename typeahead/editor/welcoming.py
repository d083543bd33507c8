"""The first start: what the person does is watched, so that the welcome can tick it off and name the next step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead.editor.widgets.suggestion_line import SuggestionLine
from typeahead.editor.widgets.welcome import Step, Welcome

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.editor.memory import Memory

_FEW = 3  # words


class Welcoming:
    """Opens the welcome, once by itself and then whenever it is asked for, and closes it.

    Args:
        app: whose text is watched.
        memory: knows whether it was seen.
    """

    def __init__(self, app: EditorApp, memory: Memory) -> None:
        self._app, self._memory = app, memory
        self._widget: Welcome | None = None
        self._done: set[Step] = set()
        self._known: set[Step] = set()  # taken before the editor was opened
        self._words = 0  # in the text when it was opened

    def first(self) -> Iterator[Welcome]:
        """For the first start: the widget that belongs on the screen; nothing ever after."""
        if not self._memory.welcome_seen:
            self._widget = Welcome(self._app.rebinding.told)
            yield self._widget

    def open(self) -> None:
        """Show it, from the first step on."""
        self._done = set(self._known)
        self.begin()
        if self._widget is not None:
            self._show(self._widget, writing=False)
            return
        self._widget = Welcome(self._app.rebinding.told, self._done)
        screen = self._app.screen_stack[0]
        screen.query_one("#sheet").mount(self._widget, before=screen.query_one(SuggestionLine))
        self._keep_cursor_in_sight()

    def close(self) -> bool:
        """Close it and remember that it was seen; False if it isn't open."""
        if self._widget is None:
            return False
        self._widget.remove()
        self._widget = None
        self._memory.set_welcome_seen()
        return True

    def escape(self) -> bool:
        """Esc closes it; where that was the next step, Esc also does what it does ever after.

        Returns:
            Whether that was all that Esc had to do.
        """
        is_last = self._widget is not None and self._widget.next is Step.HIDE
        return self.close() and not is_last

    def did(self, step: Step) -> None:
        """A step was taken, in whatever order."""
        if self._widget is not None and step not in self._done:
            self._done.add(step)
            self._show(self._widget, writing=self._widget.writing)

    def know(self, step: Step) -> None:
        """A step was taken before, perhaps from the command line."""
        self._known.add(step)
        self.did(step)

    def write(self) -> None:
        """The text was changed: from the first letter on, a line of the welcome is enough."""
        if self._widget is None:
            return
        if not self._widget.writing:
            self._memory.set_welcome_seen()  # it was: it must not come back, however the program ends
            self._show(self._widget, writing=True)
        if self._app.area.lines.words >= self._words + _FEW:
            self.did(Step.WRITE)

    def _show(self, widget: Welcome, *, writing: bool) -> None:
        widget.show(self._done, writing=writing)
        self._keep_cursor_in_sight()

    def _keep_cursor_in_sight(self) -> None:
        """It takes more room than before, or less; once that is known, the text scrolls."""
        self._app.call_after_refresh(self._app.area.scroll_cursor_visible)

    def begin(self) -> None:
        """A document is on the screen: only what is written from now on counts."""
        self._words = self._app.area.lines.words

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        yield SystemCommand("Welcome", "The first steps again (F1, then W)", self.open)
