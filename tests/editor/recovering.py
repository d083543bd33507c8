"""What an editor that is gone has left, made by hand."""

from __future__ import annotations

from pathlib import Path

from tests.editor.conftest import Studio
from typeahead import recovery_slots as slots
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
    folder = recovery_folder(studio.home)
    return [file.read_bytes().partition(b"\n")[2].decode() for file in sorted(folder.glob("*.recovery"))]
