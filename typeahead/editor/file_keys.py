"""The keys and actions of files: saving, opening, finding, leaving."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from typeahead.editor.files import Files
from typeahead.editor.screens.command_palette import PaletteApp
from typeahead.editor.switching import Switching


class FilesApp(PaletteApp):
    """An application with a document on the screen.

    Attributes:
        files: the document and its file.
        switching: leads to other documents.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Not priority bindings: these must not overtake letters typed before them.
        Binding("ctrl+n", "new", "New document", show=False),
        Binding("ctrl+s", "save", "Save", show=False),
        Binding("ctrl+shift+s,f12", "save_as", "Save as", show=False),
        Binding("ctrl+o", "open", "Open", show=False),
        Binding("ctrl+t", "find_file", "Find a file", show=False, id="find_file"),
        Binding("ctrl+q", "quit", "Quit", show=False),
    ]

    files: Files
    switching: Switching

    def action_new(self) -> None:
        """A new document."""
        self.run_worker(self.files.new(), group="files")

    def action_save(self) -> None:
        """Save the document."""
        self.run_worker(self.files.save(), group="files")

    def action_save_as(self) -> None:
        """Save the document under another name."""
        self.run_worker(self.files.save_as(), group="files")

    def action_open(self) -> None:
        """Open another document."""
        self.run_worker(self.files.open(), group="files")

    def action_browse(self) -> None:
        """Choose a document by going through the folders."""
        self.run_worker(self.files.browse(), group="files")

    def action_find_file(self) -> None:
        """Find a file of the folder."""
        self.switching.find()

    async def action_quit(self) -> None:
        """Leave; asks first if there are unsaved changes."""
        self.run_worker(self.files.quit(), group="files")
