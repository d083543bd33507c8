"""Writes what is typed to a recovery file, a moment after it was, in a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from textual.timer import Timer

from typeahead import recovery_slots as slots
from typeahead.locations import recovery_folder
from typeahead.prediction import origins
from typeahead.recovery_copies import Copy
from typeahead.recovery_slots import Slot

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

QUIET = 1.0  # seconds after a key, in which no other comes
LONGEST = 3.5  # seconds of typing without such a pause
RETRY = 5.0  # seconds after a copy could not be written
CLOSE_SECONDS = 3.0  # that leaving waits for the disk at most


class Autosave:
    """Keeps a copy of the document on the screen while it has unsaved changes.

    Args:
        app: whose document.
        home: the data folder, if another than the usual one.

    Attributes:
        quiet: seconds from the last key to writing.
        longest: the same from the first key, where no pause comes.
        folder: where recovery files lie.
        is_private: tells of a document's name, and the folders that are private, whether no copy may be kept; it may
            take its time, and is asked in another thread.
    """

    def __init__(self, app: EditorApp, home: Path | None) -> None:
        self._app = app
        self.quiet, self.longest = QUIET, LONGEST
        self.folder = recovery_folder(home)
        self.is_private: Callable[[str, Sequence[str]], bool] = lambda _, __: False
        self._key = ""
        self._slot: Slot | None = None
        self._was_paused = False  # something was written here while learning was paused
        self._has_told = False
        self._is_over = False  # nothing is left to lose
        self._timer: Timer | None = None
        self._first = self._last = 0.0  # when keys were pressed since the last copy
        self._is_writing = self._has_complained = False
        self._jobs: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="autosave", daemon=True)

    # --- the document

    def begin(self) -> list[str]:
        """A document was put on the screen, and what was there is no longer wanted.

        Returns:
            What the person should know.
        """
        if not self._thread.is_alive():
            self._thread.start()
        self._was_paused = self._has_told = False
        return self._follow()

    def saved(self) -> list[str]:
        """The text is on disk now, perhaps under another name; returns what the person should know."""
        return self._follow()

    def touch(self) -> None:
        """The text was changed."""
        self._last = time.monotonic()
        if self._app.teaching.is_paused and self._app.area.modified:
            self._was_paused = True
        if self._timer is None:
            self._first = self._last
            self._timer = self._app.later(min(self.quiet, self.longest), self._due)

    def look(self) -> None:
        """The document has become private, or is it no more."""
        if self._keeps_none:
            self._withdraw()
        elif self._app.area.modified:
            self.touch()

    @property
    def _keeps_none(self) -> bool:
        """Whether the text may be nowhere but in its own file."""
        return self._was_paused or self._app.teaching.left_out

    def _withdraw(self) -> None:
        if self._slot is not None:
            self._jobs.put(self._slot.remove)

    def _tell_of_none(self) -> None:
        """Say once that there is no copy."""
        if not self._has_told and not self._is_over and self._app.area.modified:
            self._has_told = True
            why = "part of it was written while learning was paused" if self._was_paused else "it is private"
            self._app.say(f"No recovery copy is kept of this text ({why}): save often.")

    def adopt(self, slot: Slot) -> None:
        """Go on in a slot whose text is on the screen now; its file stays until the next copy replaces it."""
        if self._slot is not None:
            self._jobs.put(self._slot.discard)
        self._slot = slot

    def end(self) -> None:
        """The text is saved, or the person does not want it."""
        self._is_over = True
        if self._slot is not None:
            self._jobs.put(self._slot.discard)
            self._slot = None

    def _follow(self) -> list[str]:
        """Forget the copy; hold a slot of the document as it is named now."""
        key = slots.key(self._app.files.document.path)
        if self._slot is not None:
            self._jobs.put(self._slot.remove if key == self._key else self._slot.discard)
            if key == self._key:
                return []
        self._key, self._slot = key, None
        try:
            others = self._claim()
        except OSError:
            return []  # it is said when there is something to keep
        if not others or self._app.files.document.path is None:
            return []
        name = self._app.files.document.name
        return [f"{name} is open in another typeahead too: save in one of them only."]

    def _claim(self) -> bool:
        self._slot, others = slots.claim(self.folder, self._key)
        return others

    # --- writing

    def _due(self) -> None:
        """A pause, or too long without one: have a copy written."""
        self._timer = None
        if self._is_over:
            return
        wait = min(self._last + self.quiet, self._first + self.longest) - time.monotonic()
        if self._is_writing or wait > 0.02:
            self._timer = self._app.later(max(wait, 0.1), self._due)
        else:
            self._copy(self._hand_over)

    def _copy(self, done: Callable[[str], object]) -> None:
        """Have the text written as it is now, or its copy removed where nothing is unsaved.

        Joining its lines is left to the thread: it takes a while in a long text.
        """
        area, document = self._app.area, self._app.files.document
        if not area.modified:
            if self._slot is not None:
                self._jobs.put(self._slot.remove)
            done("")
            return
        if self._keeps_none:
            self._withdraw()
            if done == self._hand_over:
                self._tell_of_none()
            done("")
            return
        try:
            if self._slot is None:
                self._claim()
        except OSError as error:
            done(error.strerror or str(error))
            return
        assert self._slot is not None
        copy = Copy(
            origins.of(document.path) if document.path else "",
            "",
            area.cursor_location,
            document.digest,
            document.encoding,
            document.newline,
            time.time(),
        )
        self._is_writing = True
        folders = self._app.applying.settings.private_folders
        self._jobs.put(partial(self._write, self._slot, copy, area.lines.lines[:], folders, done))

    def _write(
        self,
        slot: Slot,
        copy: Copy,
        lines: list[str],
        folders: Sequence[str],
        done: Callable[[str], object],
    ) -> None:
        """In the thread."""
        if copy.path and self.is_private(copy.path, folders):
            slot.remove()
            if done == self._hand_over:
                self._app.call_later(self._found_private)
            done("")
            return
        try:
            slot.write(replace(copy, text="\n".join(lines)))
        except OSError as error:
            done(error.strerror or str(error))
        else:
            done("")

    def _found_private(self) -> None:
        """The models' thread says so too as soon as it is open; until then it is not on the screen."""
        self._app.teaching.look()
        self._tell_of_none()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def _hand_over(self, problem: str) -> None:
        """Called in the thread."""
        self._app.call_later(self._finished, problem)

    def _finished(self, problem: str) -> None:
        self._is_writing = False
        if not problem:
            self._has_complained = False
            return
        # While keys come, the next one would take the message away before it is read.
        if not self._has_complained and time.monotonic() - self._last >= self.quiet - 0.05:
            self._has_complained = True
            self._app.say(f"No recovery file can be written ({problem}): save often.", error=True)
        if self._timer is None:
            self._timer = self._app.later(RETRY, self._due)

    # --- the end

    def rescue(self) -> None:
        """Have a last copy written, unless the person has left on purpose, and let the next editor have it.

        The wait is bounded. May be called in a signal handler: it takes no lock that the interrupted code could hold.
        """
        if self._is_over or not self._thread.is_alive():
            return
        self._copy(lambda _: None)
        self._is_over = True
        if self._slot is not None:
            self._jobs.put(self._slot.release)
            self._slot = None
        is_done = threading.Event()
        self._jobs.put(is_done.set)
        is_done.wait(CLOSE_SECONDS)

    def close(self) -> None:
        """Do the same if no one has, and end the thread."""
        self.rescue()
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(CLOSE_SECONDS)
