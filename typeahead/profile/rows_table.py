"""A profile's tables as rows that a file can carry, and rows back to tables: no database of a stranger's is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from typeahead.profile.database import PIECE, Database
from typeahead.profile.sealing import DERIVED

Value = str | int | float | bytes
Row = dict[str, Value]

BODY = "body"
"""The column that holds a text of any length; it travels beside its row."""

TYPES: dict[str, tuple[type, ...]] = {
    "TEXT": (str,),
    "INTEGER": (int,),
    "REAL": (float, int),
    "BLOB": (bytes,),
}


class Body(NamedTuple):
    """Where a row's text lies, and its bytes."""

    table: str
    row: int
    size: int


class RowsTable(Database):
    """The part of a profile's database that is moved to another place."""

    def tables(self) -> list[str]:
        """The names of all tables that are not made from others, as checksums are."""
        rows = self._all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return sorted({str(row[0]) for row in rows} - DERIVED)

    def columns(self, table: str) -> dict[str, str]:
        """A table's columns in order, with their types."""
        return {str(row[1]): str(row[2]) for row in self._all(f"PRAGMA table_info({table})")}

    def rows(self, table: str) -> Iterator[tuple[Row, Body | None]]:
        """The rows of a table, always in the same order, without their bodies."""
        names = [name for name in self.columns(table) if name != BODY]
        has_body = len(names) < len(self.columns(table))
        listed = ", ".join([*names, *(["rowid"] if has_body else [])])
        for found in self._all(f"SELECT {listed} FROM {table} ORDER BY {names[0]}"):
            row: Row = dict(zip(names, found[: len(names)], strict=True))  # type: ignore[arg-type]
            yield row, self._body(table, int(str(found[-1]))) if has_body else None

    def pieces_of(self, body: Body) -> Iterator[bytes]:
        """A body's bytes; nothing may be changed in its table meanwhile (see `snapshot`)."""
        with self._errors(), self._db.blobopen(body.table, BODY, body.row, readonly=True) as blob:
            while piece := blob.read(PIECE):
                yield piece

    def add_row(self, table: str, row: Mapping[str, Value], body: str | None = None) -> None:
        """Put in a row that has every column."""
        given = {**row, **({} if body is None else {BODY: body})}
        marks = ", ".join("?" * len(given))
        with self.change():
            self._db.execute(f"INSERT INTO {table} ({', '.join(given)}) VALUES ({marks})", (*given.values(),))

    def add_long_row(self, table: str, row: Mapping[str, Value], size: int, pieces: Iterator[str]) -> None:
        """The same with a body of so many bytes, which comes in pieces."""
        marks = ", ".join("?" * len(row))
        with self.change():
            number = self._db.execute(
                f"INSERT INTO {table} ({', '.join(row)}, {BODY}) VALUES ({marks}, zeroblob(?))",
                (*row.values(), size),
            ).lastrowid
            self._put_long_text(table, BODY, int(number or 0), pieces)

    def empty(self, table: str) -> None:
        """Remove all rows."""
        with self.change():
            self._db.execute(f"DELETE FROM {table}")

    def take_over(
        self, other: Path, noted: Mapping[str, str], check: Callable[[], None] = lambda: None
    ) -> None:
        """Hold what another profile's database holds instead of all that is here: in one step, or not at all.

        Args:
            other: the other database, of the same format, which nobody else has open.
            noted: what `meta` says afterwards, whatever the other one says.
            check: has its say once nobody else can change anything here.
        """
        with self._errors():
            self._db.execute("ATTACH ? AS other", (str(other),))
            try:
                with self.change():
                    check()
                    for table in self.tables():
                        names = ", ".join(self.columns(table))
                        self._db.execute(f"DELETE FROM main.{table}")
                        self._db.execute(
                            f"INSERT INTO main.{table} ({names}) SELECT {names} FROM other.{table}"
                        )
                    self._db.executemany("INSERT OR REPLACE INTO main.meta VALUES (?, ?)", [*noted.items()])
            finally:
                self._db.execute("DETACH other")

    def _body(self, table: str, row: int) -> Body:
        with self._errors(), self._db.blobopen(table, BODY, row, readonly=True) as blob:
            return Body(table, row, len(blob))
