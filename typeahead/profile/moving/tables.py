"""Tables as members of a file: a row is a line of JSON, a long text stands behind its row with its length in it."""

from __future__ import annotations

import codecs
import json
import math
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from typeahead.profile.moving.container import PIECE, Archive, Member, Part, Pieces, is_number, measured
from typeahead.profile.rows_table import BODY, TYPES, Row

if TYPE_CHECKING:
    from typeahead.profile.store import Store

FOLDER = "tables/"
ENDING = ".jsonl"

LONG = frozenset({"documents"})
"""Tables whose texts are read in pieces wherever they are used, so that they may be of any length."""

_MOST_LINE = 4 << 20
_MOST_TEXT = 16 << 20
_WIDEST = 1 << 63


def members(store: Store) -> list[tuple[Member, Pieces]]:
    """All tables; the same for as long as the `snapshot` lasts in which this is called."""
    found: list[tuple[Member, Pieces]] = []
    for table in store.tables():
        pieces = partial(_lines, store, table)
        found.append((measured(f"{FOLDER}{table}{ENDING}", pieces), pieces))
    return found


def _lines(store: Store, table: str) -> Iterator[bytes]:
    for row, body in store.rows(table):
        shown: dict[str, Any] = {
            name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()
        }
        if body is not None:
            shown[BODY] = body.size
        yield json.dumps(shown, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"
        if body is not None:
            yield from store.pieces_of(body)
            yield b"\n"


def put(store: Store, table: str, part: Part, archive: Archive) -> None:
    """Fill an empty table.

    Raises:
        ArchiveUnusable: a line is not what a row of this table can be.
    """
    columns = store.columns(table)
    wrong = partial(archive.refused, f"the table {table} in it is damaged")
    store.empty(table)
    while line := part.line(_MOST_LINE):
        try:
            given = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise wrong() from error
        if not isinstance(given, dict) or given.keys() != columns.keys():
            raise wrong()
        size = given.pop(BODY, None)
        try:
            row = {name: _value(given[name], columns[name]) for name in given}
            if size is None:
                store.add_row(table, row)
                continue
            if not is_number(size) or size > part.left or (table not in LONG and size > _MOST_TEXT):
                raise wrong()
            _put_with_text(store, table, row, size, part)
        except (ValueError, OverflowError) as error:  # UnicodeError is one
            raise wrong() from error
        if part.read(1) != b"\n":
            raise wrong()


def _put_with_text(store: Store, table: str, row: Row, size: int, part: Part) -> None:
    text = codecs.iterdecode(_some(part, size), "utf-8")
    if size <= PIECE or table not in LONG:
        store.add_row(table, row, "".join(text))
    else:
        store.add_long_row(table, row, size, text)


def _some(part: Part, size: int) -> Iterator[bytes]:
    """So many bytes.

    Raises:
        ValueError: there are fewer.
    """
    while size:
        piece = part.read(min(size, PIECE))
        if not piece:
            raise ValueError("it is cut off")
        size -= len(piece)
        yield piece


def _value(given: Any, kind: str) -> str | int | float | bytes:
    """A value of a column's type.

    Raises:
        ValueError: it is none.
    """
    if kind == "BLOB" and isinstance(given, str):
        return bytes.fromhex(given)
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise ValueError(f"no {kind}")
    if not isinstance(given, TYPES.get(kind, ())):
        raise ValueError(f"no {kind}")
    if isinstance(given, str):
        given.encode()  # SQLite takes no lone surrogates
    elif not math.isfinite(given) or abs(given) >= _WIDEST:
        raise ValueError("no figure")
    return given
