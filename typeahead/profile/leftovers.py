"""What lies beside the profiles in the data folder and may hold what is forgotten: recent files and recovery copies.

A copy that an editor holds is of a text on its screen, and goes when that is saved or given up; the copies meant here
are those that an editor which ended badly has left.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import regex

from typeahead.errors import RecoveryDamaged
from typeahead.locations import recovery_folder
from typeahead.profile.folders import lies_under
from typeahead.profile.forgetting import parts_of
from typeahead.recent_files import RecentFiles
from typeahead.recovery_slots import Slot, key, resting

BLOCK = "█"
"""Stands for each letter of a forgotten word, so that everything else keeps its place."""

_RUN = regex.compile(r"[\w'’.\-]+", regex.VERSION1)


def forget_documents(home: Path, paths: Sequence[str]) -> int:
    """Leave nothing of some documents, by any of their names; how many recovery copies were removed.

    A damaged copy does not say whose it is, but its own name does.
    """

    def is_gone(path: str) -> bool:
        return any(lies_under(each, paths) for each in (path, os.path.realpath(path)))

    RecentFiles(home).remove(is_gone)
    keys = {key(Path(path)) for path in paths if path.startswith("/")}
    removed = 0
    for slot, damaged in _resting(home):
        path = _path_of(slot)
        if slot.document in keys or (path and is_gone(path)):
            removed += _remove(slot, damaged)
    return removed


def forget_word(home: Path, word: str) -> int:
    """Black a word (casefolded) out of the recovery copies; how many had it. A damaged one that has it is removed."""
    touched = 0
    for slot, damaged in _resting(home):
        for file in damaged:
            with contextlib.suppress(OSError):
                if without_word(file.read_bytes().decode("utf-8", "ignore"), word) is not None:
                    file.unlink()
                    touched += 1
        with contextlib.suppress(OSError, RecoveryDamaged):
            copy = slot.read()
            text = without_word(copy.text, word)
            if text is not None:
                slot.write(replace(copy, text=text))
                touched += 1
    return touched


def forget_all(home: Path) -> int:
    """Leave no path and no copy; how many recovery copies were removed."""
    RecentFiles(home).clear()
    return sum(_remove(slot, damaged) for slot, damaged in _resting(home))


def without_word(text: str, word: str) -> str | None:
    """A text with a word (casefolded) blacked out, as `forgetting.parts_of` finds it; None where it is not in it."""

    def blacked(run: regex.Match[str]) -> str:
        found = run[0].strip("'’.-")
        return BLOCK * len(run[0]) if found and word in parts_of(found) else run[0]

    changed = _RUN.sub(blacked, text)
    return None if changed == text else changed


def _resting(home: Path) -> Iterator[tuple[Slot, list[Path]]]:
    for slot, damaged in resting(recovery_folder(home)):
        try:
            yield slot, damaged
        finally:
            slot.release()


def _path_of(slot: Slot) -> str:
    try:
        return slot.read().path
    except (OSError, RecoveryDamaged):
        return ""


def _remove(slot: Slot, damaged: list[Path]) -> int:
    files = [file for file in [slot.file, *damaged] if file.exists()]
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()
    return len(files)
