"""An SQLite file of typeahead's own: opened privately, changed in transactions, its errors said in words.

The only module that knows SQLite.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from typeahead.errors import ProfileBusy, ProfileDamaged, StorageFailed
from typeahead.private_files import make_private, open_private
from typeahead.profile.in_the_way import in_the_way, unopenable

BUSY_SECONDS = 10.0

PIECE = 1 << 21
"""Bytes of a long text that are read or written at a time."""


SMALL_PIECE = 1 << 16
"""The same where someone may be waiting."""


class Database:
    """One open database.

    Args:
        file: made where it is not there.

    Raises:
        ProfileDamaged: the file is no database of typeahead's, or a part of it can't be read.
        ProfileBusy: another program has been writing to it for longer than BUSY_SECONDS.
        StorageFailed: the disk is full or can't be written, or the file can't be opened.
    """

    def __init__(self, file: Path) -> None:
        self.file = self._named = file
        self._changing = False
        try:
            make_private(file.parent)
            _touch_private(file)
        except OSError as error:
            raise in_the_way(file) or StorageFailed(
                f"can't write the profile in {file.parent}: {error.strerror}; "
                "check the folder's permissions and free space"
            ) from error
        self._connect()

    def _open(self) -> None:
        # Every call comes from the one thread that owns the profile, though not always the one that opened it.
        try:
            self._db = sqlite3.connect(
                self.file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
        except sqlite3.OperationalError as error:
            raise unopenable(self.file, str(error)) from error
        self._opened = self._place()

    def _place(self) -> tuple[int, int] | None:
        """Which file lies there now; None where there is none."""
        try:
            status = self.file.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _connect(self) -> None:
        self._open()
        try:
            with self._errors():
                self._use_write_ahead_log()
                self._db.execute("PRAGMA synchronous = NORMAL")
                self._db.execute("PRAGMA secure_delete = ON")
                self._db.execute("PRAGMA temp_store = MEMORY")  # VACUUM would put notes into a shared folder
        except BaseException:
            self.close()  # now: later it would remove the log of a database that was put in this one's place
            raise

    def _use_write_ahead_log(self) -> None:
        """Switch the journal, once for each database; SQLite itself does not wait for another program here."""
        deadline = time.monotonic() + BUSY_SECONDS
        while self._db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            text, code = str(error), getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise ProfileBusy(
                    f"the profile in {self.file.parent} is in use by another program; "
                    "wait for it to finish and try again"
                ) from error
            if code == sqlite3.SQLITE_ERROR:  # a table that is not there, a text that is none
                raise self._damage(text) from error
            raise (in_the_way(self.file) if code == sqlite3.SQLITE_CANTOPEN else None) or StorageFailed(
                f"can't store in {self.file.parent}: {text}; check the folder's permissions and free space"
            ) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self._damage(str(error)) from error

    def _damage(self, why: str) -> ProfileDamaged:
        """The error of a database that is not what was stored."""
        return ProfileDamaged(
            f"the profile's database {self._named} can't be read ({' '.join(why.split())}); "
            f"'typeahead profile check {self._named.parent.name}' puts its last backup in its place, "
            "or remove the file and train again"
        )

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        """What fails on opening leaves no connection, and so none of the side files that opening has made."""
        try:
            yield
        except BaseException:
            self._db.close()
            raise

    @contextmanager
    def change(self) -> Iterator[None]:
        """A transaction: all of it is stored, or nothing."""
        with self._errors():
            if self._db.in_transaction:
                yield
                return
            self._before_change()
            self._db.execute("BEGIN IMMEDIATE")
            self._changing = True
            try:
                yield
                self._before_commit()
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            finally:
                self._changing = False

    def _before_change(self) -> None:
        """What comes before every change."""

    def _before_commit(self) -> None:
        """What belongs to every change."""

    def _all(self, query: str, arguments: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        with self._errors():
            return self._db.execute(query, arguments).fetchall()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One moment's state, whatever others write meanwhile; nothing may be changed in it."""
        with self._errors():
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("COMMIT")

    def _long_text(self, table: str, column: str, row: int) -> Iterator[bytes]:
        """A text of any length, in pieces of whole lines where it is long."""
        with self._errors():
            blob = self._db.blobopen(table, column, row, readonly=True)
            try:
                rest = b""
                while piece := blob.read(PIECE):
                    lines, newline, after = piece.rpartition(b"\n")
                    if newline:
                        yield rest + lines + newline
                        rest = after
                    else:
                        rest += piece
                if rest:
                    yield rest
            finally:
                # Ctrl+C may close the database while someone reads: there is nothing to close then.
                with suppress(sqlite3.ProgrammingError):
                    blob.close()

    def _piece_of_text(self, table: str, column: str, row: int, start: int) -> bytes:
        """A small piece of a text, of whole lines, from a byte on; empty at its end. Nothing stays open."""
        with self._errors(), self._db.blobopen(table, column, row, readonly=True) as blob:
            blob.seek(min(start, len(blob)))  # it may have become shorter
            piece = blob.read(SMALL_PIECE)
            while more := blob.read(SMALL_PIECE):
                if b"\n" in piece:
                    return piece[: piece.rindex(b"\n") + 1]
                piece += more
            return piece

    def _put_long_text(self, table: str, column: str, row: int, pieces: Iterable[str]) -> None:
        """Fill a place that is as large as the pieces."""
        with self._errors(), self._db.blobopen(table, column, row) as blob:
            for piece in pieces:
                blob.write(piece.encode())

    def close(self) -> None:
        """Close the database."""
        self._db.close()


def _touch_private(file: Path) -> None:
    """Make the file readable by its owner only before SQLite (whose side files take its mode) opens it.

    A file that is there is not opened for that: closing it would drop the locks that another connection of this
    program has on it, and the next program to close the database would take it for unused and remove the log.
    """
    try:
        os.close(open_private(file, os.O_RDWR | os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        mode = file.stat().st_mode
        if stat.S_ISREG(mode) and mode & 0o077:  # nothing else that stands there is ours
            file.chmod(0o600)
