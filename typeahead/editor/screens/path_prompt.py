"""Asks for a file's path, to open it or to save under it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Static

from typeahead.editor.screens.prompt import Prompt


class PathSuggester(Suggester):
    """Completes a path from the names in its folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._folder = folder

    async def get_suggestion(self, value: str) -> str | None:
        """The first name that continues what was typed; folders end with a slash."""
        head, _, start = value.rpartition("/")
        base = resolve(head + "/" if "/" in value else ".", self._folder)
        if not start:
            return None
        try:
            names = sorted(entry.name + "/" * entry.is_dir() for entry in os.scandir(base))
        except (OSError, ValueError):
            return None
        for name in names:
            if name.startswith(start) and name != start:
                return value + name[len(start) :]
        return None


class PathPrompt(Prompt[Path | None]):
    """One line for a path; Tab or Right completes it, Enter takes it, Esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", show=False),
        Binding("tab", "complete", "Complete", show=False, priority=True),
    ]

    def __init__(self, title: str, folder: Path, value: str = "") -> None:
        super().__init__()
        self._title = title
        self._folder = folder
        self._value = value

    def compose(self) -> ComposeResult:
        """Title, input, what the keys do."""
        with Vertical(classes="card"):
            yield Static(self._title, classes="question", markup=False)
            yield Input(
                self._value,
                placeholder="path/to/file.md",
                suggester=PathSuggester(self._folder),
                select_on_focus=False,
                id="path",
            )
            yield Static(f"in {self._folder}", classes="detail", markup=False)
            yield Static("Enter takes it · Tab completes · Esc goes back", classes="detail", markup=False)

    def on_mount(self) -> None:
        """Nothing blinks here."""
        self.query_one(Input).cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the path back."""
        value = event.value.strip()
        self.dismiss(resolve(value, self._folder) if value else None)

    def action_complete(self) -> None:
        """Take what the suggester shows."""
        self.query_one(Input).action_cursor_right()

    def action_cancel(self) -> None:
        """Go back to the text."""
        self.dismiss(None)


def resolve(value: str, folder: Path) -> Path:
    """A typed path: `~` is home, a relative one starts at the folder; what begins with nobody's home is relative."""
    try:
        return folder / Path(value).expanduser()
    except RuntimeError:
        return folder / value
