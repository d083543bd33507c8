"""The inspector (F4): asks what stands behind the suggestions at the cursor, and opens where a word comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import SystemCommand
from textual.timer import Timer

from typeahead.editor.place import Place as FilePlace
from typeahead.editor.widgets.inspector_panel import InspectorPanel
from typeahead.prediction.replies import Inspected, Traced
from typeahead.prediction.requests import Inspect, Trace

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.profile.finding import Place

AFTER = 0.15  # seconds without a key
BESIDE_FROM_COLUMNS = 100  # narrower, the panel lies over the text; see -narrow in editor.tcss
_ENDS = ("backspace", "delete", "space", "enter")  # keys of the text that lead back to it, besides letters


class Inspecting:
    """Opens and closes the panel, asks for what it shows, and drops what is no longer asked for.

    Args:
        app: whose text and models.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self._panel: InspectorPanel | None = None
        self._timer: Timer | None = None
        self._word_timer: Timer | None = None
        self._generation = (
            0  # of text, cursor and models as they are: an answer to an older question is dropped
        )
        self._before = ""  # what the panel shows is after this

    @property
    def is_open(self) -> bool:
        """Whether the panel is on the screen."""
        return self._panel is not None

    @property
    def panel(self) -> InspectorPanel | None:
        """The panel, if it is open."""
        return self._panel

    @property
    def is_over(self) -> bool:
        """Whether it lies over the text, where there is no room beside it."""
        return self.is_open and self._app.size.width < BESIDE_FROM_COLUMNS

    def toggle(self) -> None:
        """Open it with the arrow keys for its own, or close it."""
        if self.close():
            return
        self._panel = InspectorPanel(self._choose, self._open, id="inspector")
        self._app.query_one("#desk").mount(self._panel)
        self._app.area.keys_first = self.press
        self._app.surprise.fit(self._app.size.width)
        self._generation += 1
        self._ask()

    def close(self) -> bool:
        """Close it; False if it isn't open."""
        if self._panel is None:
            return False
        self._panel.remove()
        self._panel = None
        self._app.area.keys_first = None
        self._generation += 1
        self._app.surprise.fit(self._app.size.width)
        return True

    def press(self, event: events.Key) -> bool:
        """A key that the text has the focus for; whether it was the panel's."""
        panel = self._panel
        if panel is None:
            return False
        if event.key == "shift+tab" and not panel.entered:
            if self._app.area.can_outdent and not self.is_over:
                return False  # there the key is the text's
            panel.enter()
            return True
        if not (panel.entered or self.is_over):
            return False
        if event.key == "escape":
            self.close()
            return True
        if event.key in ("tab", "shift+tab"):
            self._leave()
            return True
        if panel.press(event.key):
            return True
        if event.is_printable or event.key in _ENDS:
            self._leave()
        return False

    def _leave(self) -> None:
        """Back to the text."""
        if self.is_over:
            self.close()
        elif self._panel is not None:
            self._panel.enter(False)

    # --- what is shown

    def touch(self) -> None:
        """The text, the cursor or the models have changed: what was asked for is no longer wanted."""
        if self._panel is None:
            return
        self._generation += 1
        if self._timer is None:
            self._timer = self._app.later(AFTER, self._ask)
        else:
            self._timer.reset()

    def _ask(self) -> None:
        self._timer = None
        if self._panel is not None:
            self._before = self._app.area.before_cursor()
            self._app.service.look_into(Inspect(self._generation, self._before))

    def hear(self, news: Inspected | Traced) -> None:
        """An answer has come; only those to the latest question are shown."""
        if self._panel is None or news.generation != self._generation:
            return
        if isinstance(news, Inspected):
            self._panel.show(news.inspection)
        elif news.word == self._panel.word:
            self._panel.show_places(news.places)

    def _choose(self) -> None:
        """Another word is chosen: look where it comes from, once the person has stopped there."""
        if self._word_timer is not None:
            self._word_timer.stop()
        self._word_timer = self._app.later(AFTER, self._trace)

    def _trace(self) -> None:
        self._word_timer = None
        if self._panel is not None and self._timer is None and (word := self._panel.word):
            self._app.service.look_into(Trace(self._generation, self._before, word))

    # --- places

    def _open(self, place: Place) -> None:
        self._app.run_worker(self._go_to(place), group="files")

    async def _go_to(self, place: Place) -> None:
        """Open a place's document, once the present text is safe."""
        path = Path(place.origin)
        if not place.is_file:
            self._app.say("That was typed into a text without a name: there is no file to open.")
        elif not path.is_file():
            self._app.say(f"{path} is no longer there.", error=True)
        elif await self._app.files.open_at(FilePlace(path, place.line)):
            self._leave()
            if place.line is None:
                self._app.say(f"{path.name} has changed since: the sentence was not found in it.")

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        yield SystemCommand(
            "Inspector", "What stands behind the suggestions at the cursor (F4)", self._app.action_inspect
        )
