"""Looks for texts in every byte of a folder: names, files, what is packed in them, in several encodings."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_PACKED: dict[bytes, Callable[[bytes], bytes]] = {
    b"\x1f\x8b": gzip.decompress,
    b"BZh": bz2.decompress,
    b"\xfd7zXZ": lzma.decompress,
    b"\x78": zlib.decompress,
}


def contents(data: bytes) -> Iterator[bytes]:
    """A file's bytes, and those of what is packed in it, packed again or not."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from contents(archive.read(name))
        return
    for start, unpack in _PACKED.items():
        if data.startswith(start):
            try:
                yield from contents(unpack(data))
            except (OSError, EOFError, lzma.LZMAError, zlib.error):
                continue


def found(folder: Path, texts: Iterable[str], encodings: Iterable[str] = ENCODINGS) -> dict[str, list[str]]:
    """Where texts are, in any case: the paths of files and folders by text. Empty where none is anywhere."""
    forms = {
        text: [text.lower().encode(encoding, "surrogatepass") for encoding in encodings] for text in texts
    }
    places: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        named = str(path.relative_to(folder))
        pieces = [named.encode("utf-8", "surrogateescape")]
        if path.is_file() and not path.is_symlink():
            pieces += contents(path.read_bytes())
        for piece in pieces:
            low = piece.lower()
            for text, wanted in forms.items():
                if any(form in low for form in wanted):
                    places.setdefault(text, []).append(named)
    return places
