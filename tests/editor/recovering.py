"""What an editor that is gone has left, made by hand."""

from __future__ import annotations

import contextlib
from pathlib import Path

from textual.widgets import Button

from tests.editor.conftest import Desk, Studio
from typeahead import recovery_slots as slots
from typeahead.editor.screens.difference import Difference
from typeahead.locations import recovery_folder
from typeahead.recovery_copies import Copy


def leave(studio: Studio, path: Path | None, text: str, cursor: tuple[int, int] = (0, 0)) -> Path:
    """Write a recovery file as a killed editor would."""
    slot, _ = slots.claim(recovery_folder(studio.home), slots.key(path))
    slot.write(Copy(str(path or ""), text, cursor, "of another file", "cp1252", "\r\n", 1.7e9))
    slot.release()
    return slot.file


def copies(studio: Studio) -> list[str]:
    """The texts of all recovery files."""
    return texts_in(recovery_folder(studio.home))


def texts_in(folder: Path) -> list[str]:
    """The texts of the recovery files in a folder; one that goes while they are read is none any more."""
    found = []
    for file in sorted(folder.glob("*.recovery")):
        with contextlib.suppress(FileNotFoundError):
            found.append(file.read_bytes().partition(b"\n")[2].decode())
    return found


async def asked(desk: Desk, kind: type = Difference) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, kind) and desk.app.screen.is_active)
    if kind is Difference:
        await desk.until(lambda: desk.app.screen.rows and isinstance(desk.app.focused, Button))  # type: ignore[attr-defined]


async def answer(desk: Desk, value: str) -> None:
    """Go to the answer by keys, as a person would."""
    while desk.app.focused is None or desk.app.focused.id != value:
        await desk.press("right")
    await desk.press("enter")
    await desk.until(lambda: len(desk.app.screen_stack) == 1)


def shown(desk: Desk) -> str:
    """The rows on the screen, as drawn."""
    return "\n".join(strip.text for strip in desk.app.screen._compositor.render_strips())
