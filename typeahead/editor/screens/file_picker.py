"""Chooses a file, or a folder, by going through the folders: for those who would rather click than type a path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import DirectoryTree, Static

from typeahead.editor.place import home_short
from typeahead.editor.screens.prompt import Prompt
from typeahead.editor.widgets.folder_tree import FolderTree
from typeahead.editor.widgets.status_bar import Clickable
from typeahead.text.visible import visible


class FilePicker(Prompt[Path | None]):
    """A tree of folders. Enter opens what is marked, a click does the same; Esc goes back.

    Args:
        folder: at the top of the tree; of one that can't be read, the nearest above it that can.
        for_folder: a folder is chosen, not a file.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", show=False),
        Binding("backspace", "up", "The folder above", show=False),
        Binding("full_stop", "hidden", "Hidden files", show=False),
    ]

    def __init__(self, folder: Path, *, for_folder: bool = False) -> None:
        super().__init__()
        self._folder = _readable(folder)
        self._for_folder = for_folder

    def compose(self) -> ComposeResult:
        """Where it is, the tree, what the keys do; each key can be clicked."""
        with Vertical(classes="card", id="picker"):
            yield Static("Choose a folder" if self._for_folder else "Open", classes="question", markup=False)
            yield Static(id="where", classes="detail", markup=False)
            yield FolderTree(self._folder, only_folders=self._for_folder)
            with Horizontal(classes="line"):
                take = "takes it" if self._for_folder else "opens"
                for key, name, action in (
                    ("Enter", take, "take"),
                    ("Backspace", "folder above", "up"),
                    (".", "hidden files", "hidden"),
                    ("Esc", "back", "dismiss(None)"),
                ):
                    yield Clickable(f"[b]{key}[/b] {name}", action=f"screen.{action}")

    def on_mount(self) -> None:
        """Begin in the tree."""
        self._show_folder()
        self.query_one(FolderTree).focus()

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """A file was clicked."""
        event.stop()
        self.dismiss(event.path)

    def action_take(self) -> None:
        """Hand back what is marked; a folder is opened or closed, unless one is wanted."""
        tree = self.query_one(FolderTree)
        node = tree.cursor_node
        if self._for_folder or (node is not None and not node.allow_expand):
            self.dismiss(tree.chosen)
        elif node is not None:
            node.toggle()

    def action_up(self) -> None:
        """Put the folder above at the top."""
        above = self._folder.parent
        if os.access(above, os.R_OK | os.X_OK):
            self._folder = above
            self.query_one(FolderTree).path = above
            self._show_folder()

    def action_hidden(self) -> None:
        """Show hidden files, or leave them out again."""
        tree = self.query_one(FolderTree)
        tree.shows_hidden = not tree.shows_hidden
        tree.reload()

    def _show_folder(self) -> None:
        self.query_one("#where", Static).update(visible(f"in {home_short(self._folder)}"))


def _readable(folder: Path) -> Path:
    """The folder as an absolute path, or the nearest one above it whose files can be listed."""
    folder = Path(os.path.abspath(folder.expanduser()))
    for each in (folder, *folder.parents):
        if each.is_dir() and os.access(each, os.R_OK | os.X_OK):
            return each
    return folder
