"""Offers what an editor that did not end well has left, and puts it back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead import recovery_slots as slots
from typeahead.editor.screens.difference import Difference
from typeahead.errors import RecoveryDamaged
from typeahead.recovery_copies import Copy
from typeahead.recovery_slots import Slot

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

_LATER = ("later", "Decide later")


class Offering:
    """Looks for recovery files of the document on the screen, and asks about each."""

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self._is_undecided = False

    def look(self) -> None:
        """A document was put on the screen: offer what was left of it."""
        document = self._app.files.document
        self._is_undecided = False
        found = slots.left(self._app.autosave.folder, slots.key(document.path))
        if found:
            self._app.run_worker(self._offer(found), group="recovery")

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette, where a decision was put off."""
        if self._is_undecided:
            yield SystemCommand("Recovered text", "What was not saved the last time", self.look)

    async def _offer(self, found: list[Slot]) -> None:
        """Ask about one after the other, the newest first, until one is taken or the person wants to go on."""
        problems = []
        try:
            while found:
                slot = found[0]
                try:
                    copy = await asyncio.to_thread(slot.read)
                except RecoveryDamaged:
                    problems.append(_set_aside(slot))
                except OSError as error:
                    problems.append(f"A recovery file can't be read ({error.strerror or error}).")
                else:
                    answer = await self._ask(copy)
                    if answer == "take":
                        self._take(found.pop(0), copy)
                        return
                    if answer == "later":
                        self._is_undecided = True
                        self._app.say("The recovered text is kept; Ctrl+P, “Recovered text” shows it again.")
                        return
                    slot.remove()
                found.pop(0).release()
            if problems:
                self._app.say(" ".join(problems), error=True)
        finally:
            for slot in found:
                slot.release()

    async def _ask(self, copy: Copy) -> str:
        """What to do with a copy; what is on disk already needs no question."""
        document = self._app.files.document
        if copy.text == document.text:
            return "keep"
        if document.path is None:
            return await self._app.push_screen_wait(
                Difference(
                    "A text without a name was not saved the last time.",
                    f"It is from {_when(copy.written)}.",
                    "",
                    copy.text,
                    (("take", "Take it back"), ("keep", "Throw it away"), _LATER),
                )
            )
        since = "" if copy.digest == document.digest else " (changed since)"
        return await self._app.push_screen_wait(
            Difference(
                f"{document.name} has changes that were not saved the last time.",
                f"- in the file{since}   + recovered (from {_when(copy.written)})",
                document.text,
                copy.text,
                (("take", "Take it back"), ("keep", "Keep the file"), _LATER),
            )
        )

    def _take(self, slot: Slot, copy: Copy) -> None:
        """Put a copy on the screen as an unsaved change."""
        app = self._app
        if not app.files.document.digest:  # there is no file that says how it is written
            app.files.document = replace(app.files.document, encoding=copy.encoding, newline=copy.newline)
        app.autosave.adopt(slot)
        app.welcoming.close()
        app.area.restore(copy.text, copy.cursor)
        app.autosave.touch()
        app.say("Taken back. Ctrl+S saves it, Ctrl+Z takes you to the file as it is.")


def _set_aside(slot: Slot) -> str:
    """Keep a damaged file for who may still read it, and say where."""
    try:
        aside = slot.set_aside()
    except OSError as error:
        return f"A recovery file is damaged ({error.strerror or error})."
    return f"Damaged recovery file, kept as {_short(aside)}"


def _short(path: Path) -> str:
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)


def _when(written: float) -> str:
    """The time, with the day if it was another."""
    then = time.localtime(written)
    is_today = then[:3] == time.localtime()[:3]
    return time.strftime("%H:%M" if is_today else "%Y-%m-%d, %H:%M", then)
