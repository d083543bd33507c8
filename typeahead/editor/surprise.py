"""The surprise panel and what it needs: when it is open, what it lists, and the way from it into the text."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.document._document import Location
from textual.timer import Timer

from typeahead.editor import overview
from typeahead.editor.measuring import Measuring
from typeahead.editor.overview import Entry, Overview
from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.editor.widgets.surprise_panel import SurprisePanel
from typeahead.editor.widgets.welcome import Step
from typeahead.settings import AUTO

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.prediction.replies import Measured

OPEN_FROM_COLUMNS = 100  # there the panel is open unless the person has closed it
NEEDS_COLUMNS = 80  # below, the panel would leave the text less than 40 columns, so it is hidden
_SELDOM = 0.1  # seconds between two pictures of the panel while a document is measured, at least
_SHARE = 20  # so many times as long as it took to compute one


class Surprise:
    """The panel of the editor.

    Args:
        app: whose.

    Attributes:
        measuring: gets the figures.
        shown: whether the panel is open.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self.shown = False
        self.measuring = Measuring(app, self._news)
        self._sorted = False
        self._entries: tuple[Sequence[Entry], Entry | None] = (), None
        self._timer: Timer | None = None
        self._refused = ""  # the message that there is no room, while it may stand there
        self._cost = 0.0
        self._drawn = 0.0

    # --- the panel's place

    def fit(self, columns: int) -> None:
        """Hide the panel where it would leave the text too little room, and bring it back."""
        panels = self._app.query(SurprisePanel)
        if not panels:
            return
        chosen = self._app.applying.settings.panel  # F2 changes this setting
        wanted = columns >= OPEN_FROM_COLUMNS if chosen == AUTO else bool(chosen)
        was_shown = self.shown
        self.shown = wanted and columns >= NEEDS_COLUMNS and not self._app.inspecting.is_open
        if panels.first().has_focus and not self.shown:
            self._app.area.focus()
        panels.first().display = self.shown
        self.look()
        if self.shown and not was_shown:
            self.measuring.touch()

    def look(self) -> None:
        """Figures are wanted as long as anything shows them."""
        self.measuring.wanted = self.shown or self._app.heat.on

    def toggle(self) -> bool:
        """Show or hide the panel; False where there is no room."""
        columns = self._app.size.width
        if columns < NEEDS_COLUMNS:
            message = f"The panel needs {NEEDS_COLUMNS} columns; here are {columns}."
            if len(message) > columns - 2:
                message = f"Here are {columns} of {NEEDS_COLUMNS} columns."
            self._app.say(message)
            self._refused = self._app.query_one(StatusBar).message
            return False
        wanted = not self.shown
        self._app.inspecting.close()
        self._app.applying.change("panel", wanted)
        self.fit(columns)
        self._app.welcoming.did(Step.PANEL)
        return True

    def withdraw(self) -> None:
        """A key was pressed, or the window has another width: that there is no room has been read, or is so no more."""
        said, self._refused = self._refused, ""
        if said and self._app.query_one(StatusBar).message == said:
            self._app.say("")

    def go(self) -> None:
        """Into the panel, which is opened, or back to the text."""
        panel = self._app.query_one(SurprisePanel)
        if panel.has_focus:
            self._app.area.focus()
        elif self.shown or self.toggle():
            panel.focus()

    # --- what it shows

    def hear(self, reply: Measured) -> None:
        """Figures have come."""
        self.measuring.show(reply.generation, reply.words)

    def sort(self) -> None:
        """The most surprising words of the document first, or the text's order."""
        self._sorted = not self._sorted
        self._show(anew=True)

    def choose(self) -> None:
        """Another word was chosen in the panel: show what was expected instead."""
        self._show()

    def jump(self, place: Location) -> None:
        """Go to a place in the text."""
        self._app.area.focus()
        self._app.area.move_cursor(place, center=True)
        self.measuring.touch()

    def _news(self) -> None:
        """Show what is new, but for a long document not at every piece of it."""
        if self._timer is not None or not self.shown:
            return
        wait = max(_SELDOM, _SHARE * self._cost) - (time.monotonic() - self._drawn)
        if wait <= 0 or self.measuring.complete:
            self._show()
        else:
            self._timer = self._app.later(wait, self._show)

    def _show(self, *, anew: bool = False) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        panels, area = self._app.query(SurprisePanel), self._app.area
        if not panels or not self.shown:
            return
        began = time.monotonic()
        panel, lines, figures = panels.first(), area.document, area.figures
        row, _ = area.cursor_location
        if anew or not panel.has_focus or not self._entries[0]:  # nothing moves while it is gone through
            entries, here = overview.near(lines, figures, area.cursor_location)
            self._entries = overview.most_surprising(lines, figures) if self._sorted else entries, here
        panel.show(
            Overview(
                *self._entries,
                None,
                overview.paragraph(lines, figures, row),
                overview.document(figures),
                self.measuring.complete,
                overview.by_sentence(figures),
                self._sorted,
            )
        )
        panel.expect(self.measuring.expected(panel.chosen))
        self._drawn = time.monotonic()
        self._cost = self._drawn - began

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        app = self._app
        yield SystemCommand("Surprise panel", "Show or hide it (F2)", app.action_toggle_panel)
        yield SystemCommand("Go to the surprise panel", "Or back to the text (Shift+Tab, Tab)", self.go)
        order = "in the text's order" if self._sorted else "most surprising first"
        yield SystemCommand(
            f"Surprise: {order}", "The words of the panel (S in the panel)", app.action_sort_surprise
        )
        yield SystemCommand(
            "Surprise: measure again", "With all that was learned since", self.measuring.start_over
        )
