"""The keys that matter now, in the line under the text while nothing is suggested there and the person pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from typeahead.editor.widgets.suggestion_line import Hint, SuggestionLine

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

PAUSE = 1.5  # seconds: while one types, the line is for suggestions, and nothing flickers in it

WRITING: tuple[Hint, ...] = (
    ("^F", "find", "app.find"),
    ("^T", "files", "app.find_file"),
    ("F3", "heat", "app.third_key"),
    ("F5", "dashboard", "app.progress('show')"),
    ("^P", "all commands", "app.command_palette"),
)
SELECTED: tuple[Hint, ...] = (
    ("^C", "copy", "focused.copy"),
    ("^X", "cut", "focused.cut"),
    ("^V", "paste", "focused.paste"),
    ("^F", "find it", "app.find"),
    ("^R", "replace", "app.replace"),
)
OFF: Hint = ("^Space", "suggest again", "app.toggle_suggestions")


class KeyHints:
    """Names five keys once the person pauses; the first letter takes them away.

    Args:
        app: whose line.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self._timer: Timer | None = None

    def touch(self) -> None:
        """Something was typed, moved or suggested."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        for line in self._app.query(SuggestionLine):  # there is none yet before the first paint
            line.hint(())
            if line.is_empty:
                self._timer = self._app.later(PAUSE, self._show)

    def _show(self) -> None:
        self._timer = None
        for line in self._app.query(SuggestionLine):
            line.hint(self._keys())

    def _keys(self) -> tuple[Hint, ...]:
        area = self._app.area
        if not area.selection.is_empty:
            return SELECTED
        return WRITING if area.suggesting else (OFF, *WRITING[:-2], WRITING[-1])
