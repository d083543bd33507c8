"""Arrays on disk: a folder of `.npy` files with a manifest of checksums, opened memory-mapped.

What is in such a folder is derived and can be made again, so anything odd about it (a missing file, another
length, another checksum, an older format) is one error that means: rebuild.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import TypeaheadError
from typeahead.models.ngram.counting.pieces import release
from typeahead.private_files import make_folder, make_private, open_private

FORMAT = 3
"""Raised with every change of what the arrays mean: folders of another format are rebuilt."""

MANIFEST = "manifest.json"
_SEAL = "seal"
_READ_AT_ONCE = 1 << 16
_PIECE = 1 << 24


class ArtifactsUnusable(TypeaheadError):
    """A folder of arrays is missing, damaged or of another format: it has to be made again."""


def write(
    folder: Path, arrays: Mapping[str, NDArray[Any]], texts: Mapping[str, str], about: Mapping[str, Any]
) -> None:
    """Write a folder whole: into a temporary neighbour first, its manifest last, then renamed.

    Raises:
        OSError: the disk is full or can't be written; nothing is left behind then.
    """
    make_private(folder.parent)
    making = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    try:
        make_folder(making)
        files: dict[str, dict[str, int]] = {}
        for name, array in arrays.items():
            files[f"{name}.npy"] = _put(making / f"{name}.npy", _npy(array))
        for name, text in texts.items():
            files[f"{name}.txt"] = _put(making / f"{name}.txt", [text.encode("utf-8")])
        with _create(making / MANIFEST) as file:
            file.write(sealed({"format": FORMAT, "files": files, **about}))
            file.flush()
            os.fsync(file.fileno())
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


class Artifacts:
    """An opened folder of arrays.

    Args:
        folder: where they are.
        verify: whether to compare all checksums now; the manifest's own is always compared.

    Raises:
        ArtifactsUnusable: it has to be made again.
    """

    def __init__(self, folder: Path, *, verify: bool = True) -> None:
        self.folder = folder
        try:
            self.about: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
            if self.about.get("format") != FORMAT:
                raise ArtifactsUnusable(f"{folder} is of another format")
            seal = self.about.pop(_SEAL)
            self.identity = f"{seal:08x}"
            if seal != _seal_of(self.about):
                raise ArtifactsUnusable(f"{folder / MANIFEST} is not what was written")
            self._files: dict[str, dict[str, int]] = self.about["files"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ArtifactsUnusable(f"{folder} can't be used: {error}") from error
        if verify:
            self.verify()

    def verify(self) -> None:
        """Compare every file with its checksum."""
        try:
            for name, expected in self._files.items():
                if Path(name).name != name:
                    raise ArtifactsUnusable(f"{self.folder} names a file outside itself")
                path = self.folder / name
                if path.stat().st_size != expected["size"] or _checksum(path) != expected["crc32"]:
                    raise ArtifactsUnusable(f"{path} is not what was written")
        except (OSError, KeyError, TypeError, AttributeError) as error:
            raise ArtifactsUnusable(f"{self.folder} can't be used: {error}") from error

    def array(self, name: str, *, writable: bool = False) -> NDArray[Any]:
        """An array, memory-mapped; a writable one is private to this process and never reaches the disk."""
        path = self.folder / f"{name}.npy"
        try:
            if not path.is_file():  # a pipe in its place would be waited for
                raise ArtifactsUnusable("it is no file")
            array = np.load(path, mmap_mode="c" if writable else "r", allow_pickle=False)
        except Exception as error:  # a header that no NumPy wrote fails in any way its parsers do
            raise ArtifactsUnusable(f"{path} can't be read: {error}") from error
        # A plain view: the memmap class costs a microsecond with every slice.
        return np.asarray(array)

    def text(self, name: str) -> str:
        """A text file's contents."""
        try:
            # Not read_text: it would make a line break of a lone carriage return.
            return (self.folder / f"{name}.txt").read_bytes().decode("utf-8")
        except (OSError, ValueError) as error:
            raise ArtifactsUnusable(f"{self.folder / name} can't be read: {error}") from error

    def size_of(self, beginning: str) -> int:
        """Bytes on disk of the files whose names begin so."""
        return sum(entry["size"] for name, entry in self._files.items() if name.startswith(beginning))


def sealed(about: Mapping[str, Any]) -> bytes:
    """A manifest's bytes, its own checksum included."""
    return json.dumps({**about, _SEAL: _seal_of(about)}, indent=1, sort_keys=True).encode()


def resealed(manifest: Path, changes: Mapping[str, Any]) -> None:
    """Say something else of a folder; its arrays stay as they are, and nobody else may have it open.

    Raises:
        OSError: it can't be written.
    """
    about = json.loads(manifest.read_bytes())
    about.pop(_SEAL)
    manifest.write_bytes(sealed({**about, **changes}))


def _seal_of(about: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(about, sort_keys=True).encode())


def _npy(array: NDArray[Any]) -> Iterator[bytes | memoryview]:
    """The bytes of a `.npy` file: its header, then the array's own, a large one in pieces."""
    plain = np.ascontiguousarray(array)
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, np.lib.format.header_data_from_array_1_0(plain))
    yield header.getvalue()
    flat = plain.reshape(-1).view(np.uint8)
    for start in range(0, len(flat), _PIECE):
        yield flat[start : start + _PIECE].data
        release(array)


def _put(path: Path, parts: Iterable[bytes | memoryview]) -> dict[str, int]:
    """Write a file; its entry in the manifest."""
    size = checksum = 0
    with _create(path) as file:
        for part in parts:
            file.write(part)
            checksum = zlib.crc32(part, checksum)
            size += len(part)
    return {"size": size, "crc32": checksum}


def _create(path: Path) -> Any:
    return os.fdopen(open_private(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb")


def _checksum(path: Path) -> int:
    # One small piece of memory for all of it, which stays in the processor's cache: it is waited for at every start.
    piece = memoryview(bytearray(_READ_AT_ONCE))
    with path.open("rb", buffering=0) as file:
        value = 0
        while read := file.readinto(piece):
            value = zlib.crc32(piece[:read], value)
        return value
