"""Copies of a profile's database: one a day and one before each change of its tables, each checked before it counts.

What is forgotten must be in none of them: a forgetting removes them all and makes a new one. The number in a copy's
name tells how often text was taken back before it was made, so that a copy which outlived a killed forgetting is known.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from typeahead.errors import ProfileDamaged, StorageFailed
from typeahead.private_files import held, make_private, open_private
from typeahead.profile.days import day_of
from typeahead.profile.sealing import Sealed

KEEP = 3
"""So many of the newest stay."""

_ABROAD = timedelta(days=1)
"""A copy may be dated so far ahead of today and be the newest all the same: who travels west lives a day again."""

_NAME = re.compile(r"(?P<aside>damaged-)?(?P<made>\d{4}-\d\d-\d\dT\d{6})\.(?P<forgettings>\d+)(\.db)?")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy: when it was made ("2026-11-26T101500"), and after how many forgettings; or a damaged file kept aside."""

    path: Path
    made: str
    forgettings: int

    @property
    def said(self) -> str:
        """When it was made, as a person is told."""
        day, _, clock = self.made.partition("T")
        return f"{day} {clock[:2]}:{clock[2:4]}"


class Copy(Sealed):
    """A database that is looked at where it lies; its journal stays what it is.

    Args:
        file: where.
        named: what it is a copy of, for messages.
    """

    def __init__(self, file: Path, named: Path | None = None) -> None:
        super().__init__(file)
        self._named = named or file

    def _connect(self) -> None:
        self._open()

    def __enter__(self) -> Copy:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Backups:
    """The folder of copies.

    Args:
        profile: the profile's folder.

    Attributes:
        folder: where they lie.
        suspect: a file that is there once a copy was not what was stored: who opens the database next checks it whole.
    """

    def __init__(self, profile: Path) -> None:
        self.folder = profile / "backups"
        self.suspect = self.folder / "suspect"

    def all(self) -> list[Backup]:
        """The copies, the newest first: those of days to come were made while the clock was wrong, and come last."""
        return self._listed(aside=False)

    def aside(self) -> list[Backup]:
        """Folders of damaged files kept aside, the newest first."""
        return self._listed(aside=True)

    def _listed(self, aside: bool) -> list[Backup]:
        found = []
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            match = _NAME.fullmatch(path.name)
            if match and bool(match["aside"]) == aside:
                found.append(Backup(path, match["made"], int(match["forgettings"])))
        latest = f"{date.fromisoformat(day_of()) + _ABROAD}~"
        return sorted(found, key=lambda each: (each.forgettings, each.made < latest, each.made), reverse=True)

    @property
    def is_due(self) -> bool:
        """Whether none was made today."""
        today = day_of()
        return not any(each.made.startswith(today) for each in self.all())

    def make(self, file: Path, forgettings: int) -> None:
        """Copy a database whole, as it is at one moment; who writes to it meanwhile does not wait.

        Args:
            file: the database.
            forgettings: how often text was taken back.

        Raises:
            ProfileDamaged: the copy, and so the database, is not what was stored; older copies stay.
            StorageFailed: it can't be written.
        """
        try:
            with self.alone():
                self.sweep_unfinished()
                making = self.folder / f".making.{os.getpid()}"
                try:
                    self._copy(file, making)
                    name = f"{time.strftime('%Y-%m-%dT%H%M%S')}.{forgettings}.db"
                    made = making.replace(self.folder / name)
                finally:
                    _remove(making)
                for each in [each for each in self.all() if each.path != made][KEEP - 1 :]:
                    _remove(each.path)
        except OSError as error:
            raise StorageFailed(
                f"no backup of the profile can be kept in {self.folder}: {error.strerror or error}; "
                "check the folder's permissions and free space"
            ) from error

    def _copy(self, file: Path, making: Path) -> None:
        with Copy(file) as source, Copy(making, file) as copy:
            source.copy_to(copy)
            try:
                copy.check()
            except ProfileDamaged:
                os.close(open_private(self.suspect, os.O_WRONLY | os.O_CREAT))
                raise
        descriptor = os.open(making, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def sweep(self, forgettings: int) -> None:
        """Remove what was made before text was taken back for the last time."""
        if any(each.forgettings < forgettings for each in [*self.all(), *self.aside()]):
            with self.alone():
                for each in [*self.all(), *self.aside()]:
                    if each.forgettings < forgettings:
                        _remove(each.path)

    def clear(self, since: float = 0.0) -> None:
        """Remove all copies and damaged files that were made after a moment; `alone` is for the caller to hold."""
        self.sweep_unfinished()
        for each in [*self.all(), *self.aside()]:
            if each.path.stat().st_mtime >= since:
                _remove(each.path)

    def sweep_unfinished(self) -> None:
        """Remove what a program that was killed has left half written."""
        for path in self.folder.glob(".*") if self.folder.is_dir() else ():
            _remove(path)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a lock that dies with the process.

        Raises:
            OSError: the folder can't be written.
        """
        make_private(self.folder)
        with held(self.folder / "lock"):
            yield


def _remove(path: Path) -> None:
    """With what SQLite may have put beside it."""
    if path.is_dir():
        shutil.rmtree(path)
        return
    for each in (path, *(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm"))):
        each.unlink(missing_ok=True)


__all__ = ["Backup", "Backups", "Copy"]
