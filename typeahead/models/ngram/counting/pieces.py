"""Arrays that grow piece by piece: in memory, or in a temporary file that no name leads to."""

from __future__ import annotations

import mmap
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[Any]


class Pieces:
    """One growing array; what lies in a file is read and written without being mapped, so it takes no memory."""

    def __init__(self, dtype: DTypeLike, scratch: Path | None) -> None:
        """In memory, or in a file in the folder `scratch`, which is gone when nothing refers to it any more."""
        self.dtype = np.dtype(dtype)
        self.length = 0
        self._pieces: list[Array] = []
        self._file = None if scratch is None else tempfile.TemporaryFile(dir=scratch, buffering=0)  # noqa: SIM115

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
        """The items [first, last): in memory a view."""
        if self._file is None:
            return self.whole()[first:last]
        found = np.empty(max(last - first, 0), dtype=self.dtype)
        self._file.seek(first * self.dtype.itemsize)
        view = memoryview(found.view(np.uint8)).cast("B") if len(found) else memoryview(b"")
        while len(view):
            view = view[self._file.readinto(view) :]
        return found

    def add_to_last(self, value: int) -> None:
        """Add a number to the last item."""
        last = self.read(self.length - 1, self.length) + self.dtype.type(value)
        if self._file is None:
            self._pieces[-1][-1:] = last
        else:
            self._write(self.length - 1, last)

    def whole(self) -> Array:
        """All of it as one array: in memory, or mapped to the file, whose room is free once the array is gone."""
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
        view = memoryview(piece.view(np.uint8)).cast("B") if len(piece) else memoryview(b"")
        while len(view):
            view = view[self._file.write(view) :]


def release(array: Array) -> None:
    """Give back the memory of a read-only mapped array's pages that were touched; they can be read again."""
    mapped = getattr(array, "_mmap", None)
    if getattr(array, "mode", "") == "r" and mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)
