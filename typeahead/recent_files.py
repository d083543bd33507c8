"""The files that were open lately, kept in the data folder."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from typeahead.locations import data_folder
from typeahead.private_files import make_private, put_in_place

MOST = 50
_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".bzr", ".jj", "_darcs"})


class RecentFiles:
    """A list of paths, newest first; where it can't be read or written, there is none."""

    def __init__(self, home: Path | None = None) -> None:
        self._home = home

    def paths(self) -> list[Path]:
        """Those that are still there. One on a disk that is not mounted is back when the disk is."""
        return [Path(path) for path in self._read() if os.path.isfile(path)]  # noqa: PTH113 (never raises)

    def add(self, path: Path) -> None:
        """A file is open. A commit's message is no file to come back to."""
        named = os.path.abspath(path.expanduser())
        if not _VERSION_CONTROL.isdisjoint(Path(named).parts):
            return
        known = self._read()
        if known[:1] != [named]:
            self._write([named, *(each for each in known if each != named)][:MOST])

    def remove(self, is_gone: Callable[[str], bool]) -> None:
        """Forget those of which that is so."""
        known = self._read()
        left = [path for path in known if not is_gone(path)]
        if left != known:
            self._write(left)
        self._sweep()

    def clear(self) -> None:
        """Forget all of them."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)
        self._sweep()

    def _sweep(self) -> None:
        """Remove lists that a program which was killed has left half written."""
        with contextlib.suppress(OSError):
            for beside in self._file.parent.glob(f".{self._file.name}.*.tmp"):
                beside.unlink(missing_ok=True)

    @property
    def _file(self) -> Path:
        return data_folder(self._home) / "recent-files.json"

    def _read(self) -> list[str]:
        try:
            paths = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return [path for path in paths if isinstance(path, str)] if isinstance(paths, list) else []

    def _write(self, paths: list[str]) -> None:
        beside = self._file.with_name(f".{self._file.name}.{secrets.token_hex(4)}.tmp")
        with contextlib.suppress(OSError):
            make_private(self._file.parent)
            put_in_place(self._file, json.dumps(paths).encode(), beside, private=True)
