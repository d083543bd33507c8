"""The lines of one order of an ARPA file, parsed many at a time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.arpa.lines import Lines
from typeahead.models.ngram.arpa.ngrams import ZERO, Ints, Logs

BOS_WORD = b"<s>"

_LEAST = -300.0
"""Any lower logarithm is taken for this one, whose power of 10 a float can still hold."""
_MOST = 99.0
"""A higher one is no backoff weight."""

_BLANKS = b" \t\r\n"
_IS_BLANK = np.zeros(256, dtype=bool)
_IS_BLANK[list(_BLANKS)] = True
_TO_SPACES = bytes.maketrans(_BLANKS, b"    ")


@dataclass(slots=True)
class Rows:
    """The n-grams of one order as the file has them.

    Attributes:
        words: (N, order) int32 ids; (N, 0) for order 1, whose ids are not given yet.
        logs: (N,) float32, log10 p.
        backoffs: (N,) float32, log10 of backoff weights; 0 where the file has none.
        lines: (N,) int32, where they stand.
    """

    words: Ints
    logs: Logs
    backoffs: Logs
    lines: Ints


@dataclass(slots=True)
class _Columns:
    """Lines taken apart."""

    logs: list[bytes]
    words: list[list[bytes]]
    backoffs: list[bytes]
    has_backoff: NDArray[np.bool_]
    lines: Ints


def unigrams(lines: Lines, highest: int, promised: int) -> tuple[Rows, list[bytes]]:
    """Read the lines of order 1: their figures, and their words as they stand."""
    found: list[Rows] = []
    spelled: list[bytes] = []
    for block, first in lines.blocks():
        _check_promise(lines, 1, found, promised)
        columns = _columns(lines, block, first, 1)
        spelled += columns.words[0]
        ends_in_start = np.array([word == BOS_WORD for word in columns.words[0]], dtype=bool)
        found.append(
            _rows(lines, columns, np.zeros((len(columns.lines), 0), np.int32), ends_in_start, highest)
        )
    return _joined(found, 0), spelled


def ngrams(lines: Lines, order: int, counts: Sequence[int], ids: Mapping[bytes, int]) -> Rows:
    """Read the lines of an order from 2 up; `counts` are those that the head promises."""
    found: list[Rows] = []
    highest = len(counts)
    start = ids.get(BOS_WORD, -1)
    for block, first in lines.blocks():
        _check_promise(lines, order, found, counts[order - 1])
        columns = _columns(lines, block, first, order)
        try:
            numbers = [
                np.fromiter(map(ids.__getitem__, column), dtype=np.int32, count=len(column))
                for column in columns.words
            ]
        except KeyError:
            _blame_words(lines, columns, ids)
        words = np.stack(numbers, axis=1)
        found.append(_rows(lines, columns, words, words[:, -1] == start, highest))
    return _joined(found, order)


def _check_promise(lines: Lines, order: int, found: list[Rows], promised: int) -> None:
    """See that no more is held than the head has promised; where it ends is checked by who reads it."""
    if sum(len(rows.logs) for rows in found) > promised:
        raise lines.malformed(f"the {order}-grams go on after the {promised:,} that the head promises")


def _columns(lines: Lines, block: bytes, first: int, order: int) -> _Columns:
    """Cut a block of lines into fields; empty lines are left out."""
    blank = _IS_BLANK[np.frombuffer(block, dtype=np.uint8)]
    fresh = ~blank
    fresh[1:] &= blank[:-1]
    ends = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord("\n"))
    fields = np.diff(np.cumsum(fresh, dtype=np.int32)[ends], prepend=0)
    at = np.flatnonzero(fields)
    fields = fields[at]
    numbers = (at + first).astype(np.int32)
    wrong = np.flatnonzero((fields != order + 1) & (fields != order + 2))
    if len(wrong):
        raise lines.malformed(_needed(order, int(fields[wrong[0]])), int(numbers[wrong[0]]))
    tokens = _tokens(block)
    has_backoff = fields == order + 2
    if len(fields) and bool((fields == fields[0]).all()):
        step = int(fields[0])
        columns = [tokens[place::step] for place in range(step)]
        backoffs = columns[order + 1] if step == order + 2 else []
    else:
        array = np.array(tokens, dtype=object)
        starts = np.cumsum(fields) - fields
        columns = [array[starts + place].tolist() for place in range(order + 1)]
        backoffs = array[starts[has_backoff] + order + 1].tolist()
    return _Columns(columns[0], columns[1 : order + 1], backoffs, has_backoff, numbers)


def _tokens(block: bytes) -> list[bytes]:
    """All fields of a block."""
    if b"\v" in block or b"\f" in block:  # which split() takes for blanks, but words may have them
        return [token for token in block.translate(_TO_SPACES).split(b" ") if token]
    return block.split()


def _needed(order: int, fields: int) -> str:
    words = "1 word" if order == 1 else f"{order} words"
    have = "1 field" if fields == 1 else f"{fields} fields"
    return f"{have} here, but a {order}-gram is a log probability, {words} and maybe a backoff weight"


def _rows(
    lines: Lines, columns: _Columns, words: Ints, ends_in_start: NDArray[np.bool_], highest: int
) -> Rows:
    """The figures of some lines, checked. What is said of p(<s>) means nothing: it is never predicted."""
    logs = _numbers(lines, columns.logs, columns.lines)
    logs[ends_in_start] = ZERO
    bad = np.flatnonzero(logs > 0)
    if len(bad):
        at = int(bad[0])
        shown = columns.logs[at].decode(errors="replace")
        raise lines.malformed(f"{shown} is no log probability: it is above 0", int(columns.lines[at]))
    logs[np.isneginf(logs)] = ZERO
    np.maximum(logs, _LEAST, out=logs)
    backoffs = np.zeros(len(logs))
    where = columns.lines[columns.has_backoff]
    given = _numbers(lines, columns.backoffs, where)
    bad = np.flatnonzero(given > _MOST)
    if len(bad):
        shown = columns.backoffs[int(bad[0])].decode(errors="replace")
        raise lines.malformed(f"{shown} is no backoff weight: it is above {_MOST:g}", int(where[bad[0]]))
    given[np.isneginf(given)] = ZERO
    np.maximum(given, _LEAST, out=given)
    backoffs[columns.has_backoff] = given
    if max(words.shape[1], 1) == highest and backoffs.any() and highest > 1:
        at = int(np.flatnonzero(backoffs)[0])
        raise lines.malformed(
            f"the longest n-grams have no backoff weight, but there are {highest + 2} fields here",
            int(columns.lines[at]),
        )
    return Rows(words, logs.astype(np.float32), backoffs.astype(np.float32), columns.lines)


def _numbers(lines: Lines, texts: list[bytes], where: Ints) -> NDArray[np.float64]:
    try:
        found = np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))
    except ValueError:
        _blame_numbers(lines, texts, where)
    if np.isnan(found).any():
        _blame_numbers(lines, texts, where)
    return found


def _blame_numbers(lines: Lines, texts: list[bytes], where: Ints) -> NoReturn:
    """Raise what names the first field that is no number."""
    for text, line in zip(texts, where.tolist(), strict=True):
        try:
            if not math.isnan(float(text)):
                continue
        except ValueError:
            pass
        raise lines.malformed(f"{text.decode(errors='replace')!r} is no number", line)
    raise AssertionError("all of them are numbers")


def _blame_words(lines: Lines, columns: _Columns, ids: Mapping[bytes, int]) -> NoReturn:
    """Raise what names the first word that is not among the unigrams."""
    for *words, line in zip(*columns.words, columns.lines.tolist(), strict=True):
        for word in words:
            if word not in ids:
                shown = word.decode(errors="replace")
                raise lines.malformed(f"the word {shown!r} is not among the 1-grams", line)
    raise AssertionError("all of them are known")


def _joined(parts: list[Rows], width: int) -> Rows:
    empty = Rows(np.zeros((0, width), np.int32), *(np.zeros(0, np.float32),) * 2, np.zeros(0, np.int32))
    parts = parts or [empty]
    return Rows(
        np.concatenate([part.words for part in parts]),
        np.concatenate([part.logs for part in parts]),
        np.concatenate([part.backoffs for part in parts]),
        np.concatenate([part.lines for part in parts]),
    )
