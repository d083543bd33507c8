"""A file and where in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go: line and column are counted from 1; without a line, to the start."""

    path: Path
    line: int | None = None
    column: int = 1


def home_short(path: Path) -> str:
    """The path with `~` for the home folder."""
    try:
        return "~/" + path.relative_to(Path.home()).as_posix() if path != Path.home() else "~"
    except (ValueError, RuntimeError):
        return str(path)
