"""What differs between two texts, line by line, as a unified diff shows it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

_CONTEXT = 3  # unchanged lines shown around a change
_MOST_LINES = 5_000  # that are compared with each other: beyond, the time grows too fast
_WORD = re.compile(r"\w+|\W")


class Kind(Enum):
    """What a row is."""

    SAME = auto()
    REMOVED = auto()
    ADDED = auto()
    PLACE = auto()  # says where the next rows stand


SIGNS = {Kind.SAME: "  ", Kind.REMOVED: "- ", Kind.ADDED: "+ ", Kind.PLACE: ""}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the diff.

    Attributes:
        kind: what it is.
        line: the text's line, or words for the place.
        start: where the words begin that differ from the line beside it.
        end: where they end; equal to `start` where the whole line is new or gone.
    """

    kind: Kind
    line: str
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        """The row with its sign."""
        return SIGNS[self.kind] + self.line


def compare(old: str, new: str) -> list[Row]:
    """The rows that show how the new text differs from the old; none where they are equal."""
    before, after = _lines(old), _lines(new)
    rows: list[Row] = []
    for group in _groups(_changes(before, after)):
        first = group[0]
        rows.append(Row(Kind.PLACE, f"… line {first[3] + 1:,} …"))
        for tag, i, j, k, m in group:
            if tag == "equal":
                rows += [Row(Kind.SAME, line) for line in before[i:j]]
            else:
                rows += _replaced(before[i:j], after[k:m])
    return rows


Change = tuple[str, int, int, int, int]
"""What became of lines i to j, which are k to m now; as difflib's opcodes."""


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _changes(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """All changes; what is alike at both ends is set apart first, so that a long text costs little."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    middle, now = before[head : len(before) - tail], after[head : len(after) - tail]
    changes: list[Change] = [("equal", 0, head, 0, head)] if head else []
    if max(len(middle), len(now)) > _MOST_LINES:
        changes.append(("replace", head, head + len(middle), head, head + len(now)))
    else:
        for tag, i, j, k, m in difflib.SequenceMatcher(None, middle, now, autojunk=False).get_opcodes():
            changes.append((tag, head + i, head + j, head + k, head + m))
    if tail:
        changes.append(("equal", len(before) - tail, len(before), len(after) - tail, len(after)))
    return changes


def _groups(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes that stand close to each other, with the unchanged lines around them."""
    group: list[Change] = []
    for index, (tag, i, j, k, m) in enumerate(changes):
        if tag != "equal":
            group.append((tag, i, j, k, m))
            continue
        is_first, is_last = index == 0, index == len(changes) - 1
        if not is_first and not is_last and j - i <= 2 * _CONTEXT:
            group.append((tag, i, j, k, m))
            continue
        if group:
            shown = min(_CONTEXT, j - i)
            yield [*group, ("equal", i, i + shown, k, k + shown)]
        shown = min(_CONTEXT, j - i)
        group = [] if is_last else [("equal", j - shown, j, m - shown, m)]
    if any(tag != "equal" for tag, *_ in group):
        yield group


def _replaced(gone: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Lines that took others' place; the words that differ are marked where a line is still much the same."""
    pairs = [_differing(a, b) for a, b in zip(gone, new, strict=False)]
    removed = [Row(Kind.REMOVED, line, *pair[0]) for line, pair in zip(gone, pairs, strict=False)]
    added = [Row(Kind.ADDED, line, *pair[1]) for line, pair in zip(new, pairs, strict=False)]
    removed += [Row(Kind.REMOVED, line) for line in gone[len(pairs) :]]
    added += [Row(Kind.ADDED, line) for line in new[len(pairs) :]]
    return [*removed, *added]


def _differing(a: str, b: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """From where to where each of two lines differs from the other, in whole words; nowhere if almost all does."""
    before, after = _WORD.findall(a), _WORD.findall(b)
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    start, end = sum(map(len, before[:head])), sum(map(len, before[len(before) - tail :]))
    if (start + end) * 3 < max(len(a), len(b)):
        return (0, 0), (0, 0)
    return (start, len(a) - end), (start, len(b) - end)
