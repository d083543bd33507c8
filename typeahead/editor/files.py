"""Opening, saving and leaving, with the questions asked before anything could be lost."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from typeahead.editor import documents
from typeahead.editor.documents import LONGEST_WRAPPED_LINE, Document
from typeahead.editor.place import Place, home_short
from typeahead.editor.screens.path_prompt import PathPrompt
from typeahead.editor.screens.quit_prompt import (
    conflict_prompt,
    difference_prompt,
    overwrite_prompt,
    unsaved_prompt,
)
from typeahead.errors import TypeaheadError
from typeahead.prediction import origins

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp


class Files:
    """The document on the screen and its file. What asks a question runs in a worker."""

    def __init__(self, app: EditorApp, document: Document) -> None:
        self._app = app
        self._asking = False
        self.document = document
        self._untitled = origins.untitled()
        self._before: Path | None = None  # the folder of the document that a new one has followed

    @property
    def origin(self) -> str:
        """The name under which what is typed here is learned."""
        return origins.of(self.document.path) if self.document.path else self._untitled

    def show(self, line: int | None = None, column: int = 1) -> None:
        """Put the document on the screen and say what is special about it."""
        area, notices = self._app.area, list(self.document.notices)
        longest = max(map(len, self.document.text.split("\n")))
        area.soft_wrap = longest <= LONGEST_WRAPPED_LINE
        if not area.soft_wrap:
            notices.append(f"A line has {longest:,} characters: lines are not wrapped, to keep typing quick.")
        self._app.markdown.look()
        area.open_text(self.document.text, line=line, column=column)
        self._app.welcoming.begin()
        notices += self._app.autosave.begin()
        self._app.teaching.begin()
        self._app.call_after_refresh(self._app.switching.note)
        self._app.say(" ".join(notices))

    async def save(self) -> bool:
        """Save; True if the text is on disk now."""
        if self.document.path is None:
            return await self.save_as()
        return await self._save_over(self.document.path, None)

    async def _save_over(self, own: Path, path: Path | None) -> bool:
        """Save into its own file, under this name for it if it is another; what others wrote there is asked about."""
        if documents.changed_on_disk(self.document):
            answer = await self._ask_conflict()
            if answer == "theirs":
                return self._load(own)
            if answer != "mine":
                return False
        return self._write(path)

    async def save_as(self) -> bool:
        """Ask for a name and save under it."""
        value = os.path.abspath(self.document.path) if self.document.path else ""
        path = await self._app.push_screen_wait(PathPrompt("Save as", self.folder, value, for_saving=True))
        if path is None:
            return False
        if path.is_dir():
            self._app.say(f"{path} is a folder. Name a file in it.", error=True)
            return False
        if self.document.path is not None and self.is_open(path):
            return await self._save_over(self.document.path, path)
        if path.exists():
            answer = await self._app.push_screen_wait(overwrite_prompt(path.name))
            if answer != "replace":
                return False
        return self._write(path)

    async def open(self) -> None:
        """Ask for a path and open it, once the present text is safe."""
        if not await self._safe_to_leave(leaving=False):
            return
        path = await self._app.push_screen_wait(PathPrompt("Open", self.folder))
        if path is not None and path.is_dir():
            self._app.switching.open_folder(path)
        elif path is not None:
            self._load(path)

    async def new(self) -> None:
        """Begin a document without a name, once the present text is safe."""
        if not await self._safe_to_leave(leaving=False):
            return
        self._app.teaching.finish()
        self._before = self.folder
        self.document, self._untitled = Document(), origins.untitled()
        self.show()
        self._app.offering.look()

    async def browse(self) -> None:
        """Choose a file by going through the folders and open it, once the present text is safe."""
        from typeahead.editor.screens.file_picker import FilePicker

        if not await self._safe_to_leave(leaving=False):
            return
        path = await self._app.push_screen_wait(FilePicker(self.folder))
        if path is not None:
            self._load(path)

    async def open_at(self, place: Place) -> bool:
        """Open a file that was found, once the present text is safe; the one on the screen stays as it is.

        Returns:
            Whether it is on the screen now.
        """
        if self.is_open(place.path):
            if place.line:
                self._app.area.go_to(place.line, place.column)
            return True
        if not place.path.exists():
            self._app.say(f"{place.path} is not there any more.", error=True)
            return False
        return await self._safe_to_leave(leaving=False) and self._load(place.path, place.line, place.column)

    def is_open(self, path: Path) -> bool:
        """Whether this is the document on the screen."""
        own = self.document.path
        return own is not None and os.path.realpath(own) == os.path.realpath(path)

    async def quit(self, *, abort: bool = False) -> None:
        """Leave, once the present text is safe; giving up unsaved changes, or to `abort`, means exit code 1."""
        if self._asking:  # a second Ctrl+Q while the question is coming up
            return
        self._asking = True
        try:
            if await self._safe_to_leave(leaving=True):
                self._app.leave(1 if abort or self._app.area.modified else 0)
        finally:
            self._asking = False

    async def _safe_to_leave(self, *, leaving: bool) -> bool:
        if not self._app.area.modified:
            return True
        answer = await self._app.push_screen_wait(unsaved_prompt(self.document.name, leaving=leaving))
        return answer == "discard" or (answer == "save" and await self.save())

    async def _ask_conflict(self) -> str:
        target = documents.leads_to(self.document)
        answer = await self._app.push_screen_wait(
            conflict_prompt(self.document.name, home_short(target) if target else "")
        )
        if answer != "difference" or self.document.path is None:
            return answer
        try:
            theirs = await asyncio.to_thread(documents.load, self.document.path)
        except TypeaheadError as error:
            self._app.say(str(error), error=True)
            return "cancel"
        return await self._app.push_screen_wait(
            difference_prompt(self.document.name, theirs.text, self._app.area.text)
        )

    @property
    def folder(self) -> Path:
        """Where a document is looked for or saved, if nothing else is said: the present one's folder."""
        path = self.document.path
        if path is None:
            return self._app.switching.folder or self._before or Path.cwd()
        return Path(os.path.abspath(path.parent))

    def _load(self, path: Path, line: int | None = None, column: int = 1) -> bool:
        try:
            document = documents.load(path)
        except TypeaheadError as error:
            self._app.say(str(error), error=True)
            return False
        self._app.teaching.finish()
        self.document = document
        self.show(line, column)
        self._app.offering.look()
        return True

    def _write(self, path: Path | None) -> bool:
        area, origin = self._app.area, self.origin
        gone = path is None and documents.is_gone(self.document)
        try:
            self.document = documents.save(self.document, area.text, path)
        except TypeaheadError as error:
            self._app.say(str(error), error=True)
            return False
        if self.origin != origin:
            self._app.service.name(origin, self.origin)
            self._app.teaching.begin()
        self._app.markdown.look()
        self._app.switching.note()
        area.mark_saved()
        saved = f"Saved {self.document.path}" + ", which was moved or deleted by another program." * gone
        self._app.say(" ".join([saved, *self._app.autosave.saved()]))
        self._app.applying.look_at_saved()
        return True
