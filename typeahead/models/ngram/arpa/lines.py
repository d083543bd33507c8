"""The lines of a text file, gzipped or not, many at a time and with their numbers."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from typeahead.errors import ArpaMalformed, SourceUnreadable
from typeahead.text.opening import opened

_BLOCK = 1 << 22
_LONGEST = 1 << 20
_GZIP = b"\x1f\x8b"
_MOST_PACKED = 100
"""No model packs as well as that (they shrink to a third or a fifth): what does was made to fill a memory."""
_HARMLESS = 1 << 26
"""Bytes that anything may unpack to."""

Progress = Callable[[int, int], None]
"""Told how many bytes of the file were read, of how many."""


class Lines:
    """Reads a file from the front; whether it is gzipped is told by its first bytes, not by its name.

    Args:
        path: of the file.
        progress: told now and then.

    Attributes:
        number: of the line that was handed out last; the first one is 1.
        room: so many bytes of text it may have at the most.

    Raises:
        SourceUnreadable: it can't be read.
        ArpaMalformed: it is gzipped and damaged.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.number = 0
        self._progress = progress
        self._held = b""
        self._at = 0
        try:
            self._raw = opened(path)
            self._size = os.fstat(self._raw.fileno()).st_size
            packed = self._begins_packed()
        except SourceUnreadable as error:
            raise SourceUnreadable(f"can't read {path}: it is {error}") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise SourceUnreadable(f"can't read {path}: {reason}; check the path") from error
        self.room = max(self._size * _MOST_PACKED, _HARMLESS) if packed else self._size
        self._read = 0
        self._text = cast("IO[bytes]", gzip.GzipFile(fileobj=self._raw) if packed else self._raw)

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._text.close()
        self._raw.close()

    def _begins_packed(self) -> bool:
        try:
            begins = self._raw.read(2)
            self._raw.seek(0)
        except OSError:
            self._raw.close()
            raise
        return begins == _GZIP

    def malformed(self, reason: str, number: int | None = None) -> ArpaMalformed:
        """The error that names this file, a line (the last one handed out if not said) and a reason."""
        at = max(1, self.number if number is None else number)
        return ArpaMalformed(f"{self.path}, line {at}: {reason}")

    def one(self) -> bytes | None:
        """The next line without its end and the blanks around it, or None at the end of the file."""
        while (end := self._held.find(b"\n", self._at)) < 0:
            # What is longer than this is no line of an ARPA file, and need not be whole.
            if len(self._held) - self._at > _LONGEST or not self._more():
                end = len(self._held)
                break
        if self._at >= len(self._held):
            return None
        line = self._held[self._at : end]
        self._at = end + 1
        self.number += 1
        return line.strip(b" \t\r\n")

    def blocks(self) -> Iterator[tuple[bytes, int]]:
        """The lines up to the next that begins with a backslash: many together, and the number of their first."""
        while self._at < len(self._held) or self._more():
            if self._held[self._at : self._at + 1] == b"\\":
                return
            end = self._held.find(b"\n\\", self._at) + 1
            if not end:
                end = self._held.rfind(b"\n", self._at) + 1
            if not end:
                if len(self._held) - self._at > _LONGEST:
                    raise self.malformed("this line is longer than any n-gram", self.number + 1)
                if self._more():
                    continue
                end = len(self._held)
            block = self._held[self._at : end]
            self._at = end
            first = self.number + 1
            if not block.endswith(b"\n"):
                block += b"\n"
            self.number += block.count(b"\n")
            yield block, first

    def _more(self) -> bool:
        """Read on; whether there was anything."""
        try:
            read = self._text.read(_BLOCK) or b""  # None where a file of /proc has nothing just now
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self.number += self._held.count(b"\n", self._at)
            reason = "the gzipped file ends too early" if isinstance(error, EOFError) else str(error)
            raise self.malformed(f"{reason}; it is damaged, copy it anew") from error
        except OSError as error:
            raise SourceUnreadable(f"can't read {self.path}: {error.strerror}; check the disk") from error
        self._read += len(read)
        if self._read > self.room:  # it grew while it was read, or was packed to do harm
            raise self.malformed(
                f"the file goes on beyond {self.room:,} bytes, which no model of its size does"
            )
        self._held = self._held[self._at :] + read
        self._at = 0
        if self._progress:
            self._progress(min(self._raw.tell(), self._size), self._size)
        return bool(read)
