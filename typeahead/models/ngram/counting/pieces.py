"""Arrays that grow piece by piece: in memory, or in a temporary file that no name leads to."""

from __future__ import annotations

import mmap
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[Any]


class Scratch:
    """Makes growing arrays, and closes their files at the end: nothing is left in the folder."""

    def __init__(self, folder: Path | None) -> None:
        """In a folder, or in memory."""
        self._folder = folder
        self._files = ExitStack()

    def __enter__(self) -> Scratch:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def pieces(self, dtype: DTypeLike = np.int32) -> Pieces:
        """A new array."""
        if self._folder is None:
            return Pieces(dtype)
        return Pieces(dtype, self._files.enter_context(tempfile.TemporaryFile(dir=self._folder, buffering=0)))


class Pieces:
    """One growing array; what lies in a file is read and written without being mapped, so it takes no memory."""

    def __init__(self, dtype: DTypeLike, file: IO[bytes] | None = None) -> None:
        """In memory, or in an empty file."""
        self.dtype = np.dtype(dtype)
        self.length = 0
        self._pieces: list[Array] = []
        self._file = file

    def __len__(self) -> int:
        return self.length

    def append(self, piece: Array) -> None:
        """Add a piece at the end; in memory it is kept as it is, not copied."""
        piece = np.ascontiguousarray(piece, dtype=self.dtype)
        if self._file is None:
            self._pieces.append(piece)
        else:
            self._write(self.length, piece)
        self.length += len(piece)

    def read(self, first: int, last: int) -> Array:
        """The items [first, last) as far as there are any: in memory a view."""
        if self._file is None:
            return self.whole()[first:last]
        self._file.seek(first * self.dtype.itemsize)
        return np.fromfile(self._file, dtype=self.dtype, count=max(min(last, self.length) - first, 0))

    def add_to_last(self, value: int) -> None:
        """Add a number to the last item."""
        last = self.read(self.length - 1, self.length) + self.dtype.type(value)
        if self._file is None:
            self._pieces[-1][-1:] = last
        else:
            self._write(self.length - 1, last)

    def whole(self) -> Array:
        """All of it as one array: in memory, or mapped to the file, which then stays until the array is gone."""
        if self._file is None:
            if len(self._pieces) != 1:
                self._pieces = [np.concatenate([np.zeros(0, dtype=self.dtype), *self._pieces])]
            return self._pieces[0]
        if not self.length:
            return np.zeros(0, dtype=self.dtype)
        return np.memmap(self._file, dtype=self.dtype, mode="r+", shape=(self.length,))

    def _write(self, first: int, piece: Array) -> None:
        assert self._file is not None
        self._file.seek(first * self.dtype.itemsize)
        piece.tofile(self._file)


def release(array: Array) -> None:
    """Give back the memory of a mapped array's pages that were touched; the file has them, to be read again."""
    mapped = getattr(array, "_mmap", None)
    if getattr(array, "mode", "") in ("r", "r+") and mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)
