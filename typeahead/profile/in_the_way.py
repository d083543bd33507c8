"""What stands where a profile's database should lie, and is no file of this person's: said, and left as it is."""

from __future__ import annotations

import os
import shlex
import stat
from pathlib import Path

from typeahead.errors import StorageFailed

SIDES = ("", "-wal", "-shm", "-journal")
"""What ends the names of a database's own file and of those that SQLite keeps beside it."""


def in_the_way(database: Path) -> StorageFailed | None:
    """The error of a database that is, or has beside it, a folder, a device or another person's file."""
    for file in (database.with_name(database.name + end) for end in SIDES):
        try:
            status = file.stat()
        except OSError:
            continue
        if stat.S_ISDIR(status.st_mode):
            return _said(file, "it is a folder; move that elsewhere and try again")
        if not stat.S_ISREG(status.st_mode):
            return _said(file, "it is a device or a pipe; move that elsewhere and try again")
        if status.st_uid != os.geteuid():
            return _said(
                file,
                f"it belongs to another user ({_name(status.st_uid)}); "
                "run typeahead as that user, or make it yours with chown",
            )
    return None


def unopenable(database: Path, why: str) -> StorageFailed:
    """The error of a database that the system does not open.

    Args:
        database: where it lies.
        why: what SQLite says, for want of anything better.
    """
    if (found := in_the_way(database)) is not None:
        return found
    try:
        database.stat()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return _said(database, f"{reason}; check the permissions of its folder")
    if not os.access(database, os.R_OK):
        return _said(
            database, f"permission denied; 'chmod 600 {shlex.quote(str(database))}' gives it back to you"
        )
    return _said(database, f"{why}; check its permissions and its folder's")


def _said(file: Path, what: str) -> StorageFailed:
    return StorageFailed(f"{file} can't be opened: {what}")


def _name(user: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"number {user}"
