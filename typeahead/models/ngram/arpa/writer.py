"""Writing ARPA files, many lines at a time."""

from __future__ import annotations

import contextlib
import gzip
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import numpy as np

from typeahead.models.ngram.arpa.ngrams import ZERO, Level, Ngrams
from typeahead.models.protocols import BOS, EOS, RESERVED
from typeahead.private_files import in_place

_LINES = 1 << 16
"""N-grams written at a time: what bounds the memory it takes."""

_SPECIAL = frozenset((*RESERVED, "<UNK>"))
"""What other programs take for the reserved words, `<UNK>` too."""

_BLANKS = " \t\r\n\0"

Progress = Callable[[int, int], None]
"""Told how many n-grams were written, of how many."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is in a file.

    Attributes:
        numbers: of n-grams, by order.
        renamed: words that stand there under another name, since theirs is a reserved one or has a blank in it.
    """

    numbers: list[int]
    renamed: dict[str, str]


def write(path: Path, ngrams: Ngrams, progress: Progress | None = None) -> Written:
    """Write an ARPA file, gzipped if its name ends in `.gz`: whole or not at all.

    Raises:
        OSError: it can't be written; nothing is left behind then.
    """
    words, renamed = spellings(ngrams.words)
    with _whole(path) as file:
        levels = [_present(ngrams.levels[0]), *ngrams.levels[1:]]
        numbers = [len(level.words) for level in levels]
        head = "".join(f"ngram {order}={number}\n" for order, number in enumerate(numbers, start=1))
        file.write(f"\\data\\\n{head}".encode())
        done, total = 0, sum(numbers)
        for order in range(1, ngrams.order + 1):
            file.write(f"\n\\{order}-grams:\n".encode())
            for lines, many in _lines(ngrams, order, words):
                file.write(lines.encode())
                done += many
                if progress:
                    progress(done, total)
        file.write(b"\n\\end\\\n")
    return Written(numbers, renamed)


def spellings(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """How each word is written: words of the text that are spelled like reserved ones get brackets, as `[unk]`.

    Returns:
        All spellings by id, and those that differ from their words.
    """
    found = list(words)
    taken = set(words)
    renamed = {}
    for number, word in enumerate(words[len(RESERVED) :], start=len(RESERVED)):
        if word in _SPECIAL:
            spelling = f"[{word[1:-1]}]"
        elif any(blank in word for blank in _BLANKS):
            spelling = "".join("_" if sign in _BLANKS else sign for sign in word)
        else:
            continue
        while spelling in taken:
            spelling = f"[{spelling}]"
        taken.add(spelling)
        found[number] = renamed[word] = spelling
    return found, renamed


def _present(level: Level) -> Level:
    """The unigrams that are written, as the words of a level."""
    there = np.isfinite(level.logs)
    there[[BOS, EOS]] = True
    return Level(level.words[there], level.offsets, level.logs[there], level.backoffs[there])


def _lines(ngrams: Ngrams, order: int, words: list[str]) -> Iterator[tuple[str, int]]:
    """The lines of one order, many at a time, and how many."""
    level = ngrams.levels[order - 1]
    shown = _present(level) if order == 1 else level
    for first in range(0, len(shown.words), _LINES):
        part = slice(first, min(first + _LINES, len(shown.words)))
        ends = [words[word] for word in shown.words[part].tolist()]
        logs = np.where(np.isneginf(shown.logs[part]), np.float32(ZERO), shown.logs[part]).tolist()
        columns: list[list[Any]] = [logs, ends]
        line = "%.7g\t%s"
        if order > 1:
            columns.insert(1, _contexts(ngrams.levels, order, part.start, part.stop, words))
            line += " %s"
        if order < ngrams.order:
            columns.append(shown.backoffs[part].tolist())
            line += "\t%.7g"
        flat: list[Any] = [None] * (len(columns) * len(ends))
        for place, column in enumerate(columns):
            flat[place :: len(columns)] = column
        yield (f"{line}\n" * len(ends)) % tuple(flat), len(ends)


def _contexts(levels: list[Level], order: int, first: int, last: int, words: list[str]) -> list[str]:
    """The contexts of the n-grams [first, last) of an order ≥ 2, words with spaces between; each is joined once."""
    offsets = levels[order - 1].offsets
    low = int(np.searchsorted(offsets, first, side="right")) - 1
    high = int(np.searchsorted(offsets, last, side="left"))
    ends = [words[word] for word in levels[order - 2].words[low:high].tolist()]
    if order > 2:
        longer = _contexts(levels, order - 1, low, high, words)
        ends = [f"{context} {end}" for context, end in zip(longer, ends, strict=True)]
    bounds = np.clip(offsets[low : high + 1], first, last)
    found: list[str] = np.repeat(np.array(ends, dtype=object), bounds[1:] - bounds[:-1]).tolist()
    return found


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name when all is written; a link stays one, what it leads to is written."""
    path = path.resolve()
    making = path.with_name(f".{path.name}.{os.getpid()}")
    making.unlink(missing_ok=True)
    with in_place(path, making) as raw:
        if path.suffix == ".gz":
            # No name and no time in it: the same model is the same file.
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as packed:
                yield cast("IO[bytes]", packed)
        else:
            yield raw
