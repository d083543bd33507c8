"""Asks for a file's path, to open it or to save under it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Static

from typeahead.editor.documents import problem_of
from typeahead.editor.screens.prompt import Prompt
from typeahead.editor.widgets.status_bar import Clickable
from typeahead.editor.widgets.text_field import TextField
from typeahead.text.visible import visible


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
    """One line for a path; Tab or Right completes it, Enter takes it, Down goes through the folders, Esc goes back.

    Args:
        title: what the path is for.
        folder: where a relative one starts.
        value: what stands in the line at first.
        for_saving: a name may be new, so that only its folder can be chosen in the tree.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", show=False),
        Binding("tab", "complete", "Complete", show=False, priority=True),
        Binding("down", "browse", "Through the folders", show=False),
    ]

    def __init__(self, title: str, folder: Path, value: str = "", *, for_saving: bool = False) -> None:
        super().__init__()
        self._title = title
        self._folder = folder
        self._value = value
        self._for_saving = for_saving

    def compose(self) -> ComposeResult:
        """Title, input, what the keys do."""
        with Vertical(classes="card"):
            yield Static(self._title, classes="question", markup=False)
            yield TextField(
                self._value,
                placeholder="path/to/file.md",
                suggester=PathSuggester(self._folder),
                select_on_focus=False,
                id="path",
            )
            yield Static(f"in {self._folder}", classes="detail", id="where", markup=False)
            with Horizontal(classes="line"):
                yield Static("Enter takes it · Tab completes · ", classes="detail", markup=False)
                yield Clickable("[b]Down[/b] folders", action="screen.browse", id="browse")
                yield Static(" · Esc goes back", classes="detail", markup=False)

    def on_mount(self) -> None:
        """Nothing blinks here."""
        self.query_one(Input).cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the path back; one whose folder isn't there can be put right at once."""
        value = event.value.strip()
        path = resolve(value, self._folder) if value else None
        if path is not None and (problem := problem_of(value, path)):
            self.complain(problem)
        else:
            self.dismiss(path)

    def complain(self, problem: str) -> None:
        """Say what is wrong with the path, and stay."""
        detail = self.query_one("#where", Static)
        detail.update(visible(problem))
        detail.add_class("-bad")

    def action_complete(self) -> None:
        """Take what the suggester shows."""
        self.query_one(Input).action_cursor_right()

    def action_browse(self) -> None:
        """Go through the folders; a file is the answer, a folder stands before the name then."""
        from typeahead.editor.screens.file_picker import FilePicker

        head, _, _ = self.query_one(Input).value.rpartition("/")
        folder = resolve(head + "/" if head else ".", self._folder)
        self.app.push_screen(FilePicker(folder, for_folder=self._for_saving), self._chosen)

    def _chosen(self, path: Path | None) -> None:
        field = self.query_one(Input)
        if path is not None and not self._for_saving:
            self.dismiss(path)
        elif path is not None:
            field.value = os.path.join(path, field.value.rpartition("/")[2])  # noqa: PTH118 (a name may be empty)
            field.cursor_position = len(field.value)
        field.focus()

    def action_cancel(self) -> None:
        """Go back to the text."""
        self.dismiss(None)


def resolve(value: str, folder: Path) -> Path:
    """A typed path: `~` is home, a relative one starts at the folder; what begins with nobody's home is relative."""
    try:
        return folder / Path(value).expanduser()
    except RuntimeError:
        return folder / value
