"""The keys that matter now, in the line under the text while nothing is suggested there and the person pauses."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

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
        self._touched = 0.0
        self._waiting = self._shown = False

    def touch(self) -> None:
        """Something was typed, moved or suggested; as this is so for every key, there is little to it."""
        self._touched = monotonic()
        if self._shown:
            self._hint(())
        if not self._waiting:
            self._waiting = True
            self._app.later(PAUSE, self._look)

    def _look(self) -> None:
        """A pause may be over, or was interrupted: then the rest of the next one is waited for."""
        left = self._touched + PAUSE - monotonic()
        if left > 0:
            self._app.later(left, self._look)
            return
        self._waiting = False
        self._hint(self._keys())

    def _hint(self, keys: tuple[Hint, ...]) -> None:
        for line in self._app.query(SuggestionLine):
            self._shown = bool(keys) and line.is_empty
            line.hint(keys if self._shown else ())

    def _keys(self) -> tuple[Hint, ...]:
        area, told = self._app.area, self._app.rebinding.told
        keys = WRITING if area.suggesting else (OFF, *WRITING[:-2], WRITING[-1])
        if not area.selection.is_empty:
            keys = SELECTED
        return tuple((told(key), what, action) for key, what, action in keys)
