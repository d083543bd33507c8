"""A folder as a tree: folders open in their place, hidden files stay out until they are wanted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from rich.text import Text, TextType
from textual.binding import Binding, BindingType
from textual.widgets import DirectoryTree

from typeahead.text.visible import visible


class FolderTree(DirectoryTree):
    """Textual's tree, with names that hold no orders to the terminal and marks that every font has.

    Args:
        folder: what stands at the top.
        only_folders: leave files out.
    """

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.take", "Take it", show=False),
        Binding("right", "unfold", "Open the folder", show=False),
        Binding("left", "fold", "Close the folder", show=False),
        Binding("home", "scroll_home", "First", show=False),
        Binding("end", "scroll_end", "Last", show=False),
    ]

    def __init__(self, folder: Path, *, only_folders: bool = False) -> None:
        super().__init__(folder, id="folders")
        self._only_folders = only_folders
        self.shows_hidden = False
        self.guide_depth = 2

    @property
    def chosen(self) -> Path:
        """What is marked; the folder at the top where nothing is yet."""
        node = self.cursor_node or self.root
        return node.data.path if node.data is not None else Path(self.path)

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Those that are wanted; called in a thread."""
        for path in paths:
            hidden = path.name.startswith(".") and not self.shows_hidden
            if not hidden and not (self._only_folders and not self._safe_is_dir(path)):
                yield path

    def process_label(self, label: TextType) -> Text:
        """A name in one line, whatever is in it."""
        return Text(visible(str(label)))

    def action_unfold(self) -> None:
        """Open the folder that is marked."""
        if self.cursor_node is not None and self.cursor_node.allow_expand:
            self.cursor_node.expand()

    def action_fold(self) -> None:
        """Close it, or go to the one it is in."""
        node = self.cursor_node
        if node is None:
            return
        if node.allow_expand and node.is_expanded and node is not self.root:
            node.collapse()
        else:
            self.action_cursor_parent()
