"""Checksums of the rows of a database: SQLite keeps none, and takes a flipped bit in a text for what was written.

Each row has its CRC-32 in a table of its own. Triggers list what was changed, whoever changed it, an older typeahead
too; it is summed anew before the change is committed, or by who opens the database next.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from typeahead.errors import ProfileDamaged
from typeahead.profile.database import Database

_BODIES, _SCHEMA = "bodies", "schema"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What is summed: some columns of a table, by its key. A body is summed in pieces, where it may be long."""

    table: str
    key: str
    columns: tuple[str, ...]


_SEALED = {
    "meta": _Sealed("meta", "key", ("key", "value")),
    "roots": _Sealed("roots", "path", ("path",)),
    "blocked_words": _Sealed("blocked_words", "hash", ("hash",)),
    "excluded_documents": _Sealed("excluded_documents", "hash", ("hash",)),
    "never_suggested": _Sealed("never_suggested", "hash", ("hash", "word")),
    "days": _Sealed("days", "day", ("day", "characters", "keys", "taken", "learned", "tokens", "bits")),
    "sessions": _Sealed("sessions", "id", ("id", "day", "origin", "learned", "words", "body")),
    "documents": _Sealed(
        "documents", "path", ("path", "root", "digest", "size", "mtime_ns", "learned", "words")
    ),
    _BODIES: _Sealed("documents", "path", ("body",)),
}
_SMALL = ("meta", "roots", "blocked_words", "excluded_documents", "never_suggested", "days")
"""Looked at whenever a database is opened."""

SUMS = """
CREATE TABLE IF NOT EXISTS sums (name TEXT, key, sum INTEGER NOT NULL, PRIMARY KEY (name, key)) WITHOUT ROWID
"""
DERIVED = frozenset({"sums", "unsealed"})
UNSEALED = "CREATE TABLE IF NOT EXISTS unsealed (name TEXT, key, PRIMARY KEY (name, key)) WITHOUT ROWID"


def _triggers() -> Iterator[str]:
    for name, sealed in _SEALED.items():
        of = f"UPDATE OF {', '.join(sealed.columns)}"
        for event, rows in (("INSERT", ("new",)), (of, ("old", "new")), ("DELETE", ("old",))):
            changes = "".join(
                f"DELETE FROM sums WHERE name = '{name}' AND key = {row}.{sealed.key}; "
                # Not OR IGNORE: how the statement that fires a trigger treats conflicts goes before it.
                f"INSERT INTO unsealed SELECT '{name}', {row}.{sealed.key} WHERE NOT EXISTS "
                f"(SELECT 1 FROM unsealed WHERE name = '{name}' AND key = {row}.{sealed.key}); "
                for row in rows
            )
            yield (
                f"CREATE TRIGGER IF NOT EXISTS unseal_{name}_{event[:6].lower()} "
                f"AFTER {event} ON {sealed.table} BEGIN {changes}END"
            )


def sum_of(row: tuple[object, ...]) -> int:
    """The checksum of a row's values."""
    return zlib.crc32(repr(row).encode("utf-8", "surrogatepass"))


class Sealed(Database):
    """A database whose rows are summed, and compared with their sums."""

    def _make_seals(self) -> None:
        """Sum all that is there, and whatever is changed from now on."""
        for statement in (SUMS, UNSEALED, *_triggers()):
            self._db.execute(statement)
        for name, sealed in _SEALED.items():
            self._db.execute(
                f"INSERT OR IGNORE INTO unsealed SELECT '{name}', {sealed.key} FROM {sealed.table}"
            )
        self._seal()
        self._db.execute("INSERT OR REPLACE INTO sums VALUES (?, '', ?)", (_SCHEMA, self._schema()[1]))

    def _before_commit(self) -> None:
        self._seal()

    def _seal(self) -> None:
        """Sum what was changed."""
        for name, key in self._db.execute("SELECT name, key FROM unsealed").fetchall():
            found = list(self._sums_of(name, f"WHERE {_SEALED[name].key} = ?", (key,)))
            if found:
                self._db.execute("INSERT OR REPLACE INTO sums VALUES (?, ?, ?)", (name, *found[0]))
            else:
                self._db.execute("DELETE FROM sums WHERE name = ? AND key = ?", (name, key))
            self._db.execute("DELETE FROM unsealed WHERE name = ? AND key = ?", (name, key))

    def _sums_of(
        self, name: str, where: str = "", arguments: tuple[object, ...] = ()
    ) -> Iterator[tuple[object, int]]:
        """Keys and sums of rows as they are now."""
        sealed = _SEALED[name]
        if name == _BODIES:
            for row, path in self._db.execute(
                f"SELECT rowid, path FROM documents {where}", arguments
            ).fetchall():
                total = 0
                for piece in self._long_text("documents", "body", row):
                    total = zlib.crc32(piece, total)
                yield path, total
            return
        columns = ", ".join(sealed.columns)
        for row in self._db.execute(f"SELECT {sealed.key}, {columns} FROM {sealed.table} {where}", arguments):
            yield row[0], sum_of(row[1:])

    def _checked_text(self, row: int, path: str) -> Iterator[bytes]:
        """A document's body in pieces, and at its end an error where it is not the one that was stored."""
        total = 0
        for piece in self._long_text("documents", "body", row):
            total = zlib.crc32(piece, total)
            yield piece
        self._compare(_BODIES, path, total)

    def _compare(self, name: str, key: object, total: int) -> None:
        stored = self._db.execute("SELECT sum FROM sums WHERE name = ? AND key = ?", (name, key)).fetchone()
        if stored != (total,) and not (stored is None and self._changing):
            raise self._damage(f"a row of its {name} is not what was stored")

    def check_small(self) -> None:
        """Compare settings and lists with their sums.

        Raises:
            ProfileDamaged: they are not what was stored.
        """
        with self._errors(), self.snapshot():
            self._check_schema()
            for name in _SMALL:
                self._check_structure(f"({name})")
                self._check_rows(name)

    def check(self, *, texts: bool = True) -> None:
        """Compare all that is stored with its sums, and the file with what SQLite expects of it.

        Args:
            texts: the documents' bodies too, which takes a second for some hundred megabytes of them.

        Raises:
            ProfileDamaged: something is not what was stored.
        """
        with self._errors(), self.snapshot():
            if texts:
                self._check_structure("(1)")
            if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'sums'").fetchone():
                return  # an older typeahead's
            self._check_schema()
            for name in _SEALED:
                if texts or name != _BODIES:
                    self._check_rows(name)

    def _schema(self) -> tuple[set[str], int]:
        """The names of all tables, indices and triggers, and the checksum of how they were made."""
        query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'sqlite_sequence' ORDER BY name"
        found = self._db.execute(query).fetchall()
        return {name for name, _ in found}, sum_of(tuple(found))

    def _check_schema(self) -> None:
        names, total = self._schema()
        if names.issuperset({"sums", "unsealed", *(each.table for each in _SEALED.values())}):
            self._compare(_SCHEMA, "", total)

    def _check_structure(self, what: str) -> None:
        found = self._db.execute(f"PRAGMA integrity_check{what}").fetchone()[0]
        if found != "ok":
            raise self._damage(" ".join(str(found).split()))

    def _check_rows(self, name: str) -> None:
        query = "SELECT key, sum FROM sums WHERE name = ?"
        stored = dict(self._db.execute(query, (name,)).fetchall())
        unsealed = {row[0] for row in self._db.execute("SELECT key FROM unsealed WHERE name = ?", (name,))}
        there = self._db.execute(
            "SELECT 1 FROM sqlite_master WHERE name = ?", (_SEALED[name].table,)
        ).fetchone()
        for key, total in self._sums_of(name) if there else ():
            if key not in unsealed and stored.pop(key, None) != total:
                raise self._damage(f"a row of its {_SEALED[name].table} is not what was stored")
        if stored.keys() - unsealed:
            raise self._damage(f"rows of its {_SEALED[name].table} are missing")

    def _compare_all(self, name: str, where: str, argument: object, found: Mapping[object, int]) -> None:
        """Compare rows with the sums of a part of the keys."""
        query = f"SELECT key, sum FROM sums WHERE name = ? AND {where}"
        stored = dict(self._db.execute(query, (name, argument)).fetchall())
        if stored != found and not self._changing:
            raise self._damage(f"rows of its {_SEALED[name].table} are not what was stored")

    # --- of a database that may be damaged

    @property
    def version(self) -> int:
        """The format of its tables; 0 where there are none."""
        with self._errors():
            return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def copy_to(self, other: Sealed) -> None:
        """Copy the database as it is at one moment into an empty one, which gets no write-ahead log."""
        with self._errors():
            self._db.backup(other._db)
            other._db.execute("PRAGMA journal_mode = DELETE")

    def forgettings_if_whole(self) -> int | None:
        """How often text was taken back, None where that can't be told."""
        try:
            rows = dict(self.whole_rows("meta"))
            was_there = self._all("SELECT 1 FROM sums WHERE name = 'meta' AND key = 'forgettings'")
        except ProfileDamaged:
            return None
        return int(rows["forgettings"]) if "forgettings" in rows else None if was_there else 0

    def text_sums(self) -> set[tuple[str, object, int]]:
        """The sums of all documents and typed pieces, as they were stored: two that are equal have the same texts.

        Raises:
            ProfileDamaged: they can't be read.
        """
        names = f"'documents', '{_BODIES}', 'sessions'"
        return set(self._all(f"SELECT name, key, sum FROM sums WHERE name IN ({names})"))  # type: ignore[arg-type]

    def whole_rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table that are what their sums say, documents with their bodies.

        Raises:
            ProfileDamaged: the table can't be read any further.
        """
        with self._errors(), self.snapshot():
            sealed, columns = _SEALED[table], ", ".join(_SEALED[table].columns)
            for key, *row in self._db.execute(f"SELECT {sealed.key}, {columns} FROM {table}"):
                stored = self._db.execute("SELECT sum FROM sums WHERE name = ? AND key = ?", (table, key))
                if stored.fetchone() != (sum_of(tuple(row)),):
                    continue
                if table != "documents":
                    yield tuple(row)
                    continue
                for _, total in self._sums_of(_BODIES, "WHERE path = ?", (key,)):
                    if self._db.execute(
                        "SELECT sum FROM sums WHERE name = ? AND key = ?", (_BODIES, key)
                    ).fetchone() == (total,):
                        body = self._db.execute(
                            "SELECT CAST(body AS TEXT) FROM documents WHERE path = ?", (key,)
                        )
                        yield (*row, str(body.fetchone()[0]))
