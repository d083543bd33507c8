"""Arrays on disk: a folder of `.npy` files with a manifest of checksums, opened memory-mapped.

What is in such a folder is derived and can be made again, so anything odd about it (a missing file, another
length, another checksum, an older format) is one error that means: rebuild.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import TypeaheadError
from typeahead.locations import make_private

FORMAT = 2
"""Raised with every change of what the arrays mean: folders of another format are rebuilt."""

_MANIFEST = "manifest.json"
_SEAL = "seal"


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
        making.mkdir(mode=0o700)
        files: dict[str, dict[str, int]] = {}
        for name, array in arrays.items():
            with _create(making / f"{name}.npy") as file:
                np.save(file, np.ascontiguousarray(array), allow_pickle=False)
        for name, text in texts.items():
            with _create(making / f"{name}.txt") as file:
                file.write(text.encode("utf-8"))
        for file_path in sorted(making.iterdir()):
            files[file_path.name] = {"size": file_path.stat().st_size, "crc32": _checksum(file_path)}
        with _create(making / _MANIFEST) as file:
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

    Raises:
        ArtifactsUnusable: it has to be made again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.about: dict[str, Any] = json.loads((folder / _MANIFEST).read_bytes())
            if self.about.get("format") != FORMAT:
                raise ArtifactsUnusable(f"{folder} is of another format")
            seal = self.about.pop(_SEAL)
            if seal != _seal_of(self.about):
                raise ArtifactsUnusable(f"{folder / _MANIFEST} is not what was written")
            self._files: dict[str, dict[str, int]] = self.about["files"]
            for name, expected in self._files.items():
                if Path(name).name != name:
                    raise ArtifactsUnusable(f"{folder} names a file outside itself")
                path = folder / name
                if path.stat().st_size != expected["size"] or _checksum(path) != expected["crc32"]:
                    raise ArtifactsUnusable(f"{path} is not what was written")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ArtifactsUnusable(f"{folder} can't be used: {error}") from error

    def array(self, name: str, *, writable: bool = False) -> NDArray[Any]:
        """An array, memory-mapped; a writable one is private to this process and never reaches the disk."""
        path = self.folder / f"{name}.npy"
        try:
            array = np.load(path, mmap_mode="c" if writable else "r", allow_pickle=False)
        except (OSError, ValueError) as error:
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


def _seal_of(about: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(about, sort_keys=True).encode())


def _create(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _checksum(path: Path) -> int:
    with path.open("rb") as file:
        value = 0
        while piece := file.read(1 << 20):
            value = zlib.crc32(piece, value)
        return value
