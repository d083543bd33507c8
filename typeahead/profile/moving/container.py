"""One file of many: a gzipped tar with a table of contents, written the same every time, and read as a stranger's.

Only `tarfile`'s parser of a single header is used for reading: all else that a tar may hold (links, devices, long
names, sparse files) is refused before anything is made of it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any, cast

from typeahead.errors import ArchiveUnusable

FORMAT = 1
"""Raised with every change of what a file holds that an older typeahead can't work with."""

WHAT = "typeahead profile"
ABOUT = "profile.json"
"""The table of contents, which comes first."""

MOST_ABOUT = 1 << 20
MOST_MEMBERS = 1_000
MOST_BYTES = 1 << 40

MOST_EXPANSION = 200
"""How many times as large as the file its contents may be, beyond `FREE_BYTES`; of text it is three or four times."""

FREE_BYTES = 64_000_000
PIECE = 1 << 18

_BLOCK = tarfile.BLOCKSIZE
_MOST_PADDING = 1 << 20
_NAME = re.compile(r"[a-z0-9_][\w.-]*(/[a-z0-9_][\w.-]*){0,3}", re.ASCII | re.IGNORECASE)
_MOST_NAME = 100

Pieces = Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Member:
    """A part of the file.

    Attributes:
        name: with slashes; no part of it begins with a dot.
        size: in bytes.
        sha256: of them, in hexadecimal.
    """

    name: str
    size: int
    sha256: str


def measured(name: str, pieces: Pieces) -> Member:
    """The entry of a member, for which its pieces are gone through once."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces():
        digest.update(piece)
        size += len(piece)
    return Member(name, size, digest.hexdigest())


def write(out: IO[bytes], about: Mapping[str, Any], members: Sequence[tuple[Member, Pieces]]) -> None:
    """Write the file; the same contents are the same bytes.

    Raises:
        OSError: it can't be written.
        ValueError: a member is not what it was when it was measured.
    """
    listed = [asdict(member) for member, _ in members]
    whole = {"what": WHAT, "format": FORMAT, **about, "members": listed}
    contents = json.dumps(whole, indent=1, sort_keys=True).encode() + b"\n"
    if len(contents) > MOST_ABOUT or len(members) > MOST_MEMBERS:
        raise ValueError("there is more in this profile than a file of this format can list")
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=6, mtime=0) as packed:
        _put(packed, Member(ABOUT, len(contents), ""), lambda: [contents])
        for member, pieces in members:
            _put(packed, member, pieces)
        packed.write(bytes(2 * _BLOCK))


def _put(packed: IO[bytes] | gzip.GzipFile, member: Member, pieces: Pieces) -> None:
    header = tarfile.TarInfo(member.name)
    header.size, header.mode = member.size, 0o600
    packed.write(header.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict"))
    size = 0
    for piece in pieces():
        packed.write(piece)
        size += len(piece)
    if size != member.size:
        raise ValueError(f"{member.name} changed while it was written")
    packed.write(bytes(-size % _BLOCK))


class _Counted:
    """A source of bytes that knows how many were taken."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._raw.read(size)
        self.taken += len(piece)
        return piece


class Archive:
    """Such a file, open for reading once, from its beginning to its end.

    Args:
        raw: its bytes.
        size: how many there are.
        name: how it is called in messages.

    Attributes:
        about: the table of contents.
        members: the entries of all that follows.
        total: bytes of all those together.

    Raises:
        ArchiveUnusable: it is no such file, damaged, of a newer format, or made to do harm. Everything else raises this
            too, as soon as it comes to what is wrong.
    """

    def __init__(self, raw: IO[bytes], size: int, name: str) -> None:
        self.name = name
        self._size = size
        self._source = _Counted(raw)
        self._unpacked = gzip.GzipFile(fileobj=cast("IO[bytes]", self._source), mode="rb")
        self._given = 0
        self.about = self._contents()
        self.members = self._listed()

    def refused(self, why: str) -> ArchiveUnusable:
        """The error that says what is wrong."""
        return ArchiveUnusable(f"{self.name} can't be imported: {why}; nothing was changed")

    def parts(self) -> Iterator[tuple[Member, Part]]:
        """Each member with its bytes, in order; the end of the file has been seen when there are no more."""
        for member in self.members:
            self._header(member.name, member.size)
            part = Part(self, member)
            yield member, part
            part.finish()
        rest, end = self.take(2 * _BLOCK), self._given + _MOST_PADDING
        while rest:
            if rest.strip(b"\0") or self._given > end:
                raise self.refused("it goes on behind its end")
            rest = self._read(_BLOCK)

    def take(self, size: int) -> bytes:
        """So many bytes."""
        found = []
        while size > 0:
            piece = self._read(min(size, PIECE))
            if not piece:
                raise self.refused("it is cut off or damaged")
            found.append(piece)
            size -= len(piece)
        return b"".join(found)

    def _read(self, size: int) -> bytes:
        try:
            piece = self._unpacked.read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise self.refused(
                f"it is no file that 'typeahead profile export' wrote, or damaged ({error})"
            ) from error
        self._given += len(piece)
        if self._given > FREE_BYTES + MOST_EXPANSION * self._source.taken:
            raise self.refused("it unpacks to far more than a profile does")
        return piece

    def _contents(self) -> dict[str, Any]:
        size = self._header(ABOUT, None)
        if size > MOST_ABOUT:
            raise self.refused("its table of contents is too large")
        try:
            about = json.loads(self.take(size))
        except (ValueError, RecursionError) as error:
            raise self.refused("its table of contents is damaged") from error
        self.take(-size % _BLOCK)
        if not isinstance(about, dict) or about.get("what") != WHAT or not is_number(about.get("format")):
            raise self.refused("it is not a profile's file")
        if about["format"] > FORMAT:
            raise self.refused(
                f"it was written by a newer typeahead (format {about['format']}, and this one reads {FORMAT}); "
                "install that version"
            )
        if about["format"] < 1:
            raise self.refused("it has no format that ever was")
        return about

    def _listed(self) -> list[Member]:
        entries = self.about.get("members")
        if not isinstance(entries, list) or len(entries) > MOST_MEMBERS:
            raise self.refused("its table of contents is damaged")
        found, seen = [], {ABOUT}
        for entry in entries:
            entry = entry if isinstance(entry, dict) else {}
            name, size, digest = entry.get("name"), entry.get("size"), entry.get("sha256")
            if not isinstance(name, str) or len(name) > _MOST_NAME or not _NAME.fullmatch(name):
                raise self.refused(
                    f"it holds something by the name {str(name)[:_MOST_NAME]!r}, which no profile has"
                )
            if name.casefold() in seen:
                raise self.refused(f"it holds {name} twice")
            if not is_number(size) or not isinstance(digest, str):
                raise self.refused(f"it does not say what {name} is")
            seen.add(name.casefold())
            found.append(Member(name, cast("int", size), digest))
        self.total = sum(member.size for member in found)
        if self.total > min(MOST_BYTES, FREE_BYTES + MOST_EXPANSION * self._size):
            raise self.refused("it says that it holds far more than a profile of its size does")
        return found

    def _header(self, name: str, size: int | None) -> int:
        """The next header, which has to be that of a plain file of this name and size; its size."""
        block = self.take(_BLOCK)
        try:
            header = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        except (tarfile.TarError, ValueError) as error:
            raise self.refused("it is damaged, or no profile's file") from error
        if header.type != tarfile.REGTYPE or header.linkname:
            raise self.refused(f"it holds a link, a folder or a device where {name} has to be")
        if header.name != name or (size is not None and header.size != size) or header.size < 0:
            raise self.refused(f"it holds something else where {name} has to be")
        return header.size


class Part:
    """The bytes of one member, read in order and compared with its checksum at the end."""

    def __init__(self, archive: Archive, member: Member) -> None:
        self._archive = archive
        self._member = member
        self._left = member.size
        self._digest = hashlib.sha256()
        self._ahead = b""

    @property
    def left(self) -> int:
        """How many bytes are still to come."""
        return self._left + len(self._ahead)

    def pieces(self) -> Iterator[bytes]:
        """All that is left of it."""
        while piece := self.read(PIECE):
            yield piece

    def read(self, size: int) -> bytes:
        """Up to so many bytes, none at its end."""
        if not self._ahead and self._left:
            self._ahead = self._archive.take(min(self._left, PIECE))
            self._left -= len(self._ahead)
            self._digest.update(self._ahead)
        found, self._ahead = self._ahead[:size], self._ahead[size:]
        return found

    def line(self, most: int) -> bytes:
        """The next line with its end, at most so long; empty at the end of all."""
        found = b""
        while True:
            piece = self.read(PIECE)
            end = piece.find(b"\n") + 1
            if end:
                self._ahead = piece[end:] + self._ahead
                piece = piece[:end]
            found += piece
            if len(found) > most:
                raise self._archive.refused(f"{self._member.name} has a line that is too long")
            if end or not piece:
                return found

    def finish(self) -> None:
        """Read what is left, and compare.

        Raises:
            ArchiveUnusable: it is not what was written.
        """
        for _ in self.pieces():
            pass
        if self._digest.hexdigest() != self._member.sha256:
            raise self._archive.refused(f"{self._member.name} in it is damaged")
        self._archive.take(-self._member.size % _BLOCK)


def is_number(value: object) -> bool:
    """Whether something from JSON is a whole number that is not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_BYTES
