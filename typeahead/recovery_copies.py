"""What a recovery file holds: a text as it was before it was saved, under one line of JSON that says what it is of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from typeahead.errors import RecoveryDamaged

_VERSION = 1
_ERRORS = "surrogatepass"  # a sign that is none in UTF-8 is kept too


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that was not saved.

    Attributes:
        path: the document's absolute path, links followed; empty for a text without a name.
        text: with `\\n` at line ends.
        cursor: row and column, counted from 0.
        digest: SHA-256 of the file's bytes as it was opened or last saved, in hex; empty if there was none.
        encoding: in which the file is to be written.
        newline: the file's line end.
        written: when the copy was made, in seconds since 1970.
    """

    path: str
    text: str
    cursor: tuple[int, int] = (0, 0)
    digest: str = ""
    encoding: str = "utf-8"
    newline: str = "\n"
    written: float = 0.0


def pack(copy: Copy) -> bytes:
    """The bytes of a recovery file."""
    body = copy.text.encode("utf-8", _ERRORS)
    header = {
        "version": _VERSION,
        "path": copy.path,
        "cursor": copy.cursor,
        "file": copy.digest,
        "encoding": copy.encoding,
        "newline": copy.newline,
        "written": copy.written,
        "text": hashlib.sha256(body).hexdigest(),
    }
    return json.dumps(header).encode("ascii") + b"\n" + body


def unpack(data: bytes) -> Copy:
    """Read a recovery file's bytes.

    Raises:
        RecoveryDamaged: they are not what `pack` has made.
    """
    head, _, body = data.partition(b"\n")
    try:
        header = json.loads(head)
        row, column = map(int, header["cursor"])
        is_whole = header["version"] == _VERSION and header["text"] == hashlib.sha256(body).hexdigest()
        copy = Copy(
            str(header["path"]),
            body.decode("utf-8", _ERRORS),
            (row, column),
            str(header["file"]),
            str(header["encoding"]),
            str(header["newline"]),
            float(header["written"]),
        )
    except (ValueError, TypeError, LookupError) as error:
        raise RecoveryDamaged("it has no readable header") from error
    if not is_whole:
        raise RecoveryDamaged("its text is not what its header says")
    return copy
