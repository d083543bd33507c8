"""Which file a text was typed into, by a name that stays the same wherever typeahead was started."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

_UNTITLED = "untitled:"


def untitled() -> str:
    """A name for a text that has no file yet."""
    return f"{_UNTITLED}{uuid.uuid4()}"


def of(path: str | Path) -> str:
    """The name of a file: its absolute path, links followed; what has no file keeps the name it has."""
    name = str(path).encode("utf-8", "replace").decode()  # a name that is no text can't be stored as one
    return name if not name or name.startswith(_UNTITLED) else os.path.realpath(Path(name).expanduser())
