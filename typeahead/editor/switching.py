"""Going to another document: the finder of a folder's files, and those that were open lately."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead.editor.place import Place, home_short
from typeahead.editor.screens.prompt import Prompt
from typeahead.text.visible import visible

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.editor.memory import Memory
    from typeahead.editor.screens.file_finder import FolderRead

OFFERED = 9
"""So many recent files are in the palette."""


class Switching:
    """Finds documents and remembers which were open.

    Args:
        app: whose document it is.
        memory: what is remembered between runs.

    Attributes:
        folder: the one in which a document was last chosen; None for that of the document.
    """

    def __init__(self, app: EditorApp, memory: Memory) -> None:
        self._app = app
        self._recent = memory.recent
        self._read: dict[Path, FolderRead] = {}  # what was in the folder last looked at
        self._wanted = ""
        self.folder: Path | None = None

    def start(self) -> None:
        """The editor was opened on a folder: there a file is chosen first."""
        if self.folder:
            self.find()

    def open_folder(self, folder: Path) -> None:
        """Find a file in another folder, from now on."""
        self.folder = Path(os.path.abspath(folder))
        self.find()

    def find(self, *, in_texts: bool = False) -> None:
        """Find a file by its path, or what is written in one."""
        if not isinstance(self._app.screen, Prompt):
            self._app.run_worker(self._find(in_texts), group="files")

    async def _find(self, in_texts: bool) -> None:
        from typeahead.editor.screens.file_finder import FileFinder

        folder = self.folder or self._app.files.folder
        recent = [path for path in self._recent.paths() if not self._app.files.is_open(path)]
        finder = FileFinder(folder, recent, self._read.get(folder), in_texts=in_texts, wanted=self._wanted)
        place = await self._app.push_screen_wait(finder)
        self._read = {folder: finder.read} if finder.read else {}
        self._wanted = finder.wanted
        if place is not None:
            if place.path.is_relative_to(folder):
                self.folder = folder  # and not the one below it that the file is in
            await self._app.files.open_at(place)

    def note(self) -> None:
        """A document is on the screen, or has another name."""
        document = self._app.files.document
        if document.path is not None and document.stamp is not None and not self._app.teaching.left_out:
            self._app.run_worker(self._note(document.path, self._app.files.origin), group="recent")

    async def _note(self, path: Path, origin: str) -> None:
        """In another thread: nobody waits for a list to be written, nor to know whether the document is private."""
        folders = self._app.applying.settings.private_folders
        if not await asyncio.to_thread(self._app.autosave.is_private, origin, folders):
            await asyncio.to_thread(self._recent.add, path)

    def forget(self, origin: str) -> None:
        """A document has become private: it is not among the recent ones."""
        self._recent.remove(lambda path: os.path.realpath(path) == origin)

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette: the finder's two ways, and the files that were open lately."""
        yield SystemCommand("Find a file", "Of the folder, by parts of its path (Ctrl+T)", self.find)
        yield SystemCommand(
            "Search the folder",
            "What is written in its files (Ctrl+T, Tab)",
            partial(self.find, in_texts=True),
        )
        recent = self._recent.paths()
        for path in [each for each in recent if not self._app.files.is_open(each)][:OFFERED]:
            name, folder = _plain(path.name), _plain(home_short(path.parent))
            yield SystemCommand(f"Open recent: {name}", f"In {folder}", partial(self._go, path))
        if recent:
            yield SystemCommand("Forget recent files", "Their names, not the files", self._forget)

    def _go(self, path: Path) -> None:
        self._app.run_worker(self._app.files.open_at(Place(path)), group="files")

    def _forget(self) -> None:
        self._recent.clear()
        self._app.say("The list of recent files is empty.")


def _plain(name: str) -> str:
    """A name in the palette, which would read what stands in brackets as a style."""
    return visible(name).replace("[", "\\[")
