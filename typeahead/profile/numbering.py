"""Stored texts as numbers: each distinct token is numbered once, and all that follows is arithmetic on arrays.

A token that begins its sentence (in prose) has the negative of its number, since its capital may be owed to its
place. What the words of the vocabulary are is decided afterwards, from the counts of these numbers.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.text.cutting import Cut

Array = NDArray[np.int32]

END = 0
"""The number of a sentence's end."""

PIECE = 1 << 21
"""Bytes that are cut into tokens at a time: enough to be fast, few enough to take little memory."""

_BLOCK = 1 << 20


class Numbered:
    """The sentences of some bodies as one array of token numbers.

    Args:
        firsts: whether tokens that begin a sentence are told from others.
        scratch: a folder for the numbers while they are many; None keeps them in memory.
    """

    def __init__(self, *, firsts: bool, scratch: Path | None = None) -> None:
        self._numbers: defaultdict[bytes, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__  # a new token's number: how many there are
        self._numbers[b"\n"] = END
        self._firsts = firsts
        self._begins = np.zeros(
            1, dtype=bool
        )  # by number: has a letter or digit, so that it can begin a sentence
        self._file: Any = None if scratch is None else tempfile.TemporaryFile(dir=scratch)  # noqa: SIM115
        self._parts: list[Array] = []
        self._size = 0
        self._waiting: list[bytes] = []
        self._waiting_size = 0

    def __len__(self) -> int:
        self._number()
        return self._size

    @property
    def tokens(self) -> list[str]:
        """The distinct tokens by number; the first is a sentence's end."""
        self._number()
        return [token.decode() for token in self._numbers]

    def add(self, body: bytes) -> None:
        """Take a stored body, or whole lines of one: one sentence a line, its tokens between single spaces."""
        self._waiting.append(body)
        self._waiting_size += len(body)
        if self._waiting_size > PIECE:
            self._number()

    def _number(self) -> None:
        """Number what waits: many small bodies at once."""
        body = b"\n".join(self._waiting)
        self._waiting, self._waiting_size = [], 0
        start = 0
        while start < len(body):
            end = len(body)
            if end - start > PIECE:
                # Whole lines only; a line longer than a piece is a piece of its own.
                end = body.rfind(b"\n", start, start + PIECE) + 1 or body.find(b"\n", start) + 1 or end
            self._add_lines(body[start:end])
            start = end

    def _add_lines(self, lines: bytes) -> None:
        lines = lines.strip(b"\n")
        while b"\n\n" in lines:
            lines = lines.replace(b"\n\n", b"\n")
        if not lines:
            return
        numbers = self._numbers_of(Cut.of(lines + b"\n"))
        if self._firsts:
            self._mark_firsts(numbers)
        self._size += len(numbers)
        if self._file is None:
            self._parts.append(numbers)
        else:
            self._file.write(numbers.tobytes())

    def _numbers_of(self, cut: Cut) -> Array:
        """The numbers of the tokens of some lines, and END after each line."""
        alike = cut.alike()
        count = len(alike)
        which = np.flatnonzero(alike == np.arange(count))
        known = np.empty(count, dtype=np.int32)
        known[which] = [self._numbers[token] for token in cut.tokens(which)]
        # A token's place: behind the tokens before it and the ends of the lines before it.
        places = np.arange(count) + np.cumsum(cut.last) - cut.last
        found = np.full(count + np.count_nonzero(cut.last), END, dtype=np.int32)
        found[places] = known[alike]
        return found

    def _mark_firsts(self, numbers: Array) -> None:
        """Turn the number of each sentence's first word (see `encoding.first_word_at`) into its negative."""
        known = len(self._begins)
        if len(self._numbers) > known:
            new = islice(self._numbers, known, None)
            begins = [any(map(str.isalnum, token.decode())) for token in new]
            self._begins = np.concatenate([self._begins, np.array(begins, dtype=bool)])
        at = np.flatnonzero(self._begins[numbers])
        sentence = np.cumsum(numbers == END)[at]
        firsts = at[np.flatnonzero(np.diff(sentence, prepend=-1))]
        numbers[firsts] *= -1

    def blocks(self, first: int, last: int) -> Iterator[Array]:
        """The numbers of a part, (n,) int32 at a time, each sentence ended by END."""
        self._number()
        if self._file is None:
            if len(self._parts) > 1:
                self._parts = [np.concatenate(self._parts)]
            whole = self._parts[0] if self._parts else np.zeros(0, dtype=np.int32)
        for start in range(first, last, _BLOCK):
            end = min(start + _BLOCK, last)
            if self._file is None:
                yield whole[start:end]
            else:
                self._file.seek(start * np.dtype(np.int32).itemsize)
                yield np.fromfile(self._file, dtype=np.int32, count=end - start)

    def counts(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """How often each token occurs in a part: behind other words, and as a sentence's first one."""
        self._number()
        size = len(self._numbers)
        both = np.zeros(2 * size, dtype=np.int64)
        for block in self.blocks(first, last):
            both += np.bincount(block + size, minlength=2 * size)
        # Number n is at size + n, its negative at size - n.
        begun = np.zeros(size, dtype=np.int64)
        begun[1:] = both[size - 1 : 0 : -1]
        return both[size:], begun

    def translated(self, inside: Array, beginning: Array) -> Array:
        """All numbers replaced, (T,) int32: by `inside`, or by `beginning` for first words; the numbers are gone then.

        In a scratch file it is mapped, so that its pages need not stay in memory.
        """
        table = np.concatenate([inside, beginning[:0:-1]])  # a negative index counts from the end
        position = 0
        for block in self.blocks(0, len(self)):
            translated = table[block]
            if self._file is None:
                block[:] = translated
            else:
                self._file.seek(position)
                self._file.write(translated.tobytes())
                position += translated.nbytes
        if self._file is None:
            return self._parts[0] if self._parts else np.zeros(0, dtype=np.int32)
        with self._file as file:
            file.flush()
            if not self._size:
                return np.zeros(0, dtype=np.int32)
            return np.memmap(file, dtype=np.int32, mode="r", shape=(self._size,))


def numbered(bodies: Iterable[bytes], *, firsts: bool, scratch: Path | None = None) -> Numbered:
    """Number some bodies."""
    found = Numbered(firsts=firsts, scratch=scratch)
    for body in bodies:
        found.add(body)
    return found
