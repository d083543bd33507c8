"""When the surprise panel's figures are asked for: once the person pauses, of the text around the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer

from typeahead.editor.widgets.surprise_panel import SurprisePanel
from typeahead.prediction.suggestion import WordSurprise

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

AFTER = 0.15  # seconds without a key
MEASURED = 800  # characters left of the cursor at most: a prediction may wait for them


class Measuring:
    """Asks for figures and shows those that are still wanted; the panel needs none for every letter.

    Args:
        app: whose text and panel.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._generation = 0

    @property
    def due(self) -> bool:
        """Whether figures will be asked for in a moment."""
        return self._timer is not None

    def touch(self) -> None:
        """The text or the cursor has changed."""
        if self._timer is None:
            self._timer = self._app.set_timer(AFTER, self._measure)
        else:
            self._timer.reset()

    def _measure(self) -> None:
        self._timer = None
        area, panels = self._app.area, self._app.query(SurprisePanel)
        if not panels or not panels.first().display:  # hidden, or the editor closes
            return
        before, after = area.paragraph_before(MEASURED), area.after_cursor(MEASURED // 4)
        if before and before[-1].isalnum() and area.modified:
            before = before.rpartition(" ")[0]  # the word being typed isn't one yet
        self._generation += 1
        if (before + after).strip():
            self._app.service.measure(self._generation, before + after, len(before))
        else:
            panels.first().show((), 0)

    def show(self, generation: int, words: Sequence[WordSurprise], offset: int) -> None:
        """Figures have come; only the latest are shown."""
        if generation == self._generation:
            self._app.query_one(SurprisePanel).show(words, offset)
