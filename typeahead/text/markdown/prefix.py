"""What a line begins with: quotes and list items, each within the one before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

TAB = 4
"""Columns to which a tab in a line's indent leads."""

_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_ITEM = re.compile(r"[ \t]*(?P<marker>[-*+]|(?P<number>\d{1,3})[.)])[ \t]+(?P<box>\[[ xX]\](?:[ \t]+|\Z))?")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_BEGINNINGS = frozenset(" >-*+0123456789")
_INDENT = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote's or a list item's beginning.

    Attributes:
        begin: where its indent begins, which is where the mark before it ends.
        start: where its sign stands.
        content: where what it contains begins; a box is counted to that.
        end: where the text behind it begins, behind a box too.
        sign: `>`, `-`, `*`, `+`, or a number with its full stop or bracket.
        number: an ordered item's, else None.
        box: `[ ]`, `[x]` or nothing.
    """

    begin: int
    start: int
    content: int
    end: int
    sign: str
    number: int | None = None
    box: str = ""

    @property
    def is_quote(self) -> bool:
        """Whether it is a quote's."""
        return self.sign == ">"


def marks(line: str) -> tuple[Mark, ...]:
    """A line's quotes and items, from the left; none for a line of plain text, or a rule."""
    found: list[Mark] = []
    position = 0
    while position < len(line) and not is_rule(line, position):
        if quote := _QUOTE.match(line, position):
            end = quote.end()
            found.append(Mark(position, line.index(">", position), end, end, ">"))
        elif item := _ITEM.match(line, position):
            content = item.start("box") if item["box"] else item.end()
            number = int(item["number"]) if item["number"] else None
            box = item["box"].rstrip() if item["box"] else ""
            found.append(
                Mark(position, item.start("marker"), content, item.end(), item["marker"], number, box)
            )
        else:
            break
        position = found[-1].end
        if found[-1].box:
            break
    return tuple(found)


def is_rule(line: str, position: int = 0) -> bool:
    """Whether a rule, such as `---`, stands there and nothing else."""
    return _RULE.match(line, position) is not None


def quotes_end(line: str, most: int = 100) -> tuple[int, int]:
    """How many quotes the line begins with, and where what they contain begins."""
    count = position = 0
    while count < most and (quote := _QUOTE.match(line, position)):
        count, position = count + 1, quote.end()
    return count, position


def indent(line: str, position: int = 0) -> tuple[int, int]:
    """How wide the white space at the position is, in columns from there, and where it ends."""
    space = _INDENT.match(line, position)
    assert space is not None  # it may be empty
    return width(space[0]), space.end()


def width(text: str) -> int:
    """How many columns a stretch from a line's start takes, as Markdown counts them."""
    return len(text.expandtabs(TAB)) if "\t" in text else len(text)


def hang(line: str, row: int) -> int:
    """How far the further rows of a wrapped line are shifted, so that they begin below its text.

    Args:
        line: that is wrapped; one with tabs, or of plain text, is not shifted.
        row: the width of a row; at most a third of it is given away.
    """
    if line[:1] not in _BEGINNINGS or "\t" in line:
        return 0
    found = marks(line)
    end = found[-1].end if found else indent(line)[1]
    return end if end <= row // 3 else 0
