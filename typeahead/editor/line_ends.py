"""Line ends of a file that has more than one kind: a line that stays keeps its own."""

from __future__ import annotations

import re
from collections import defaultdict, deque

_END = re.compile("\r\n|\r|\n")


def read(text: str) -> tuple[str, tuple[str, ...]]:
    """The line end that a text has most, and that of each line where they differ (else nothing)."""
    windows = text.count("\r\n")
    counts = {"\n": text.count("\n") - windows, "\r\n": windows, "\r": text.count("\r") - windows}
    used = [end for end, count in counts.items() if count]
    most = max(used, key=lambda end: counts[end]) if used else "\n"
    return most, tuple(_END.findall(text)) if len(used) > 1 else ()


def follow(old: str, ends: tuple[str, ...], new: str, usual: str) -> tuple[str, ...]:
    """The line ends of a changed text: lines that stayed keep theirs.

    Args:
        old: the text that the ends are of, with `\\n` at line ends.
        ends: one for each of its lines but the last.
        new: the text as it is now.
        usual: what a new line gets.
    """
    before, after = old.split("\n"), new.split("\n")
    shorter = min(len(before), len(after))
    top = 0
    while top < shorter and before[top] == after[top]:
        top += 1
    bottom = 0
    while bottom < shorter - top and before[-1 - bottom] == after[-1 - bottom]:
        bottom += 1
    changed = len(after) - 1 - bottom  # lines from here on are old ones, so many lines further down or up
    moved = len(before) - len(after)
    between: dict[str, deque[str]] = defaultdict(
        deque
    )  # where there was more than one change: by what lines say
    for line in range(top, len(before) - 1 - bottom):
        between[before[line]].append(ends[line])
    made: list[str] = []
    for line in range(len(after) - 1):
        if line < top:
            made.append(ends[line])
        elif line > changed:
            made.append(ends[line + moved])
        else:
            known = between[after[line]]
            made.append(known.popleft() if known else usual if moved else ends[line])
        if made[-1] == "\n" and line and made[-2] == "\r" and not after[line]:
            made[-1] = "\r"  # else the two would be read as one line end
    return tuple(made)


def write(text: str, ends: tuple[str, ...]) -> str:
    """The text with each line's own end."""
    lines = text.split("\n")
    return "".join(line + end for line, end in zip(lines, ends, strict=False)) + lines[-1]
