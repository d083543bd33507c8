"""Where texts wait that a training has read and not yet stored: on disk, not in memory, and found again after Ctrl+C.

Two files in the profile's folder while a long training reads: the bodies, one after the other, and a line for each
file that was read. A training that ends, well or badly, removes them; one that is interrupted leaves them, as one that
is killed does, and the next begins with what is in them. Whatever forgets something removes them: it is all in the
files that it was read from. Words that were forgotten before are not written into them.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO

from typeahead.private_files import open_private
from typeahead.profile.forgetting import Cut, cut_from, words_in
from typeahead.text.files import Found
from typeahead.text.forms import CUTTING

_VERSION = str(vars(sys.modules[__name__.partition(".")[0]])["__version__"])
_BODIES, _INDEX = "reading", "reading.index"
_PIECE = 1 << 20


class Spool:
    """A file for bodies that shall not stay in memory.

    Args:
        folder: of the profile.
        tokens: how files are read; what was read otherwise is not found again.
        blocked: words that are not to be learned, hashed; what was read when they were others is not found again.
        cut: cuts those words.

    Attributes:
        found: files read by a training that was interrupted, as they are entered.
    """

    def __init__(
        self, folder: Path, tokens: str = "", blocked: Iterable[bytes] = (), cut: Cut | None = None
    ) -> None:
        self.found: dict[tuple[str, int, int], Entry] = {}
        self._folder = folder
        self._index: IO[str] | None = None
        self._end = 0
        self._checksum = 0
        self._cut = cut
        held = _held(folder)
        if held is None:
            # Another training reads: this one's file has no name, so that not even a killed program leaves it.
            self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - see `close`
            return
        self._file = os.fdopen(held, "r+b")
        words = sha256(b"".join(sorted(blocked))).hexdigest()
        self._take_up({"version": _VERSION, "cutting": CUTTING, "tokens": tokens, "blocked": words})

    def _take_up(self, header: dict[str, str]) -> None:
        """Go on with what was left, if it was read in the same way; a last line that was cut off is left out."""
        index = self._folder / _INDEX
        lines: list[str] = []
        with contextlib.suppress(OSError, UnicodeDecodeError):
            lines = index.read_text(encoding="utf-8").split("\n")[:-1]
        kept = [json.dumps(header)]
        if lines[:1] == kept:
            for line in lines[1:]:
                entry = self._entry(line)
                if entry is None:
                    break
                self.found[entry.key] = entry
                self._end = entry.start + entry.size
                kept.append(line)
        self._file.truncate(self._end)
        descriptor = open_private(index, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._index = os.fdopen(descriptor, "w", encoding="utf-8")
        self._index.write("\n".join([*kept, ""]))

    def _entry(self, line: str) -> Entry | None:
        """An entry whose body is as it was written."""
        try:
            entry = Entry(**json.loads(line))
            fits = entry.start == self._end and self._checked(entry.start, entry.size) == entry.checksum
        except (ValueError, TypeError):
            return None
        return entry if fits else None

    def _checked(self, start: int, size: int) -> int:
        checksum, at = 0, start
        while at < start + size and (piece := self.read(at, min(_PIECE, start + size - at))):
            checksum, at = zlib.crc32(piece, checksum), at + len(piece)
        return checksum

    def put(self, pieces: Iterable[str]) -> Spooled:
        """Write a body that comes in pieces of whole lines, a piece's last line without its end."""
        start, words, self._checksum = self._end, 0, 0
        kept = pieces if self._cut is None else map(partial(cut_from, cut=self._cut), pieces)
        for piece in filter(None, kept):
            line_end = "\n" if self._end > start else ""
            raw = (line_end + piece).encode()
            self._file.seek(self._end)
            self._end += self._file.write(raw)
            self._checksum = zlib.crc32(raw, self._checksum)
            words += words_in(piece)
        return Spooled(self, start, self._end - start, words)

    def note(self, file: Found, digest: str, body: Spooled, notices: list[str]) -> None:
        """Enter the file whose body was put last, so that it is found again."""
        if self._index is None:
            return
        key = {"path": str(file.path), "bytes": file.size, "mtime_ns": file.mtime_ns, "digest": digest}
        place = {"start": body.start, "size": body.size, "words": body.words, "checksum": self._checksum}
        self._file.flush()
        self._index.write(json.dumps({**key, **place, "notices": notices}) + "\n")
        self._index.flush()

    def taken_up(self, entry: Entry) -> Spooled:
        """The body of a file that was read before."""
        return Spooled(self, entry.start, entry.size, entry.words)

    def read(self, start: int, size: int) -> bytes:
        """A part of the file."""
        self._file.seek(start)
        return self._file.read(size)

    def close(self, *, keep: bool) -> None:
        """Close it; what was read is kept for the next training, or nothing is."""
        if self._index is not None:
            self._index.close()
            if not keep:
                drop(self._folder)
        self._file.close()


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was read: as which it is known, and where its body lies."""

    path: str
    bytes: int
    mtime_ns: int
    digest: str
    start: int
    size: int
    words: int
    checksum: int
    notices: list[str]

    @property
    def key(self) -> tuple[str, int, int]:
        """Another file, or the same one changed, has another."""
        return self.path, self.bytes, self.mtime_ns


@dataclass(frozen=True, slots=True)
class Spooled:
    """A body in a spool: where it begins, its bytes, and its words."""

    spool: Spool
    start: int
    size: int
    words: int

    def pieces(self) -> Iterator[str]:
        """The body in pieces of whole lines."""
        at, end = self.start, self.start + self.size
        rest = b""
        while at < end:
            piece = self.spool.read(at, min(_PIECE, end - at))
            at += len(piece)
            lines, newline, after = piece.rpartition(b"\n")
            if newline:
                yield (rest + lines + newline).decode()
                rest = after
            else:
                rest += piece
        if rest:
            yield rest.decode()

    def without(self, cut: Cut) -> Spooled:
        """The body less the tokens that a function cuts."""
        return self.spool.put(cut_from(piece.rstrip("\n"), cut) for piece in self.pieces())


def waits(folder: Path) -> bool:
    """Whether an interrupted training has left anything to go on with."""
    return (folder / _INDEX).exists()


def drop(folder: Path) -> None:
    """Remove what an interrupted training has left; one that reads now goes on, and can't be resumed any more."""
    for name in (_INDEX, _BODIES):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def sweep(folder: Path) -> None:
    """`drop`, unless a training reads now."""
    if (folder / _BODIES).exists() or (folder / _INDEX).exists():
        held = _held(folder)
        if held is not None:
            drop(folder)
            os.close(held)


def _held(folder: Path) -> int | None:
    """The file of bodies, locked until it is closed; None where another training has it."""
    path = folder / _BODIES
    while True:
        descriptor = open_private(path, os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except FileNotFoundError:  # its owner removed it between the two calls above
            pass
        except OSError:  # held, or on a file system without locks
            os.close(descriptor)
            return None
        os.close(descriptor)
