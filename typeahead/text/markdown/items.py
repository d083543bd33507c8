"""A list's items as lines of a text: the one above, what belongs to one, and the numbers that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typeahead.text.markdown.prefix import Mark, indent, marks, quotes_end, width

REACH = 2_000
"""So many lines above or below are looked at: a list that is longer goes on, but its far end is not renumbered."""


@dataclass(frozen=True, slots=True)
class Item:
    """The last list item that a line begins.

    Attributes:
        row: of the line.
        quotes: how many quotes it stands in.
        quoted: where the line begins behind its quotes.
        mark: the item's.
        column: of its sign, within the quotes.
        content: the column at which its text begins (or its box).
    """

    row: int
    quotes: int
    quoted: int
    mark: Mark
    column: int
    content: int


def item_of(lines: Sequence[str], row: int) -> Item | None:
    """The item that a line begins, if it begins one; where it begins several at once, the last."""
    line = lines[row]
    found = marks(line)
    if not found or found[-1].is_quote:
        return None
    quotes, quoted = quotes_end(line)
    mark = found[-1]
    column, content = (width(line[quoted:each]) for each in (mark.start, mark.content))
    if not line[mark.content :].strip() and not mark.box:
        content = column + len(mark.sign) + 1
    return Item(row, quotes, quoted, mark, column, content)


def above(lines: Sequence[str], item: Item, least: int) -> Item | None:
    """The nearest item above that begins at this column or further left; None where the list begins here."""
    for row in range(item.row - 1, max(-1, item.row - REACH), -1):
        line = lines[row]
        quotes, quoted = quotes_end(line)
        if quotes != item.quotes:
            return None
        if not line[quoted:].strip():
            continue
        other = item_of(lines, row)
        if other is not None and other.column <= least:
            return other
        if other is None and not indent(line, quoted)[0]:
            return None
    return None


def repeats(lines: Sequence[str], item: Item) -> bool:
    """Whether an item has the number of the one before it, as where all are written 1 and counted as they are shown."""
    other = above(lines, item, item.column)
    return (
        other is not None
        and other.column == item.column
        and _alike(other.mark, item.mark)
        and other.mark.number == item.mark.number
    )


def last_row(lines: Sequence[str], item: Item) -> int:
    """The last line of an item and of what is nested in it."""
    last = item.row
    for row in range(item.row + 1, min(len(lines), item.row + REACH)):
        line = lines[row]
        quotes, quoted = quotes_end(line)
        columns, body = indent(line, quoted)
        if body == len(line) and quotes <= item.quotes:
            continue
        if quotes != item.quotes or columns <= item.column:
            break
        last = row
    return last


def renumbered(lines: Sequence[str], row: int, item: Item, first: int, by: int) -> list[tuple[int, str]]:
    """The lines below whose numbers follow one another from `first`, with other numbers.

    Args:
        lines: of the text.
        row: where the search begins.
        item: of the same list, for its column and sign.
        first: the number that is looked for first.
        by: how much each becomes greater.

    Returns:
        Rows and lines.
    """
    found = []
    number, after_blank = first, False
    for at in range(row, min(len(lines), row + REACH)):
        line = lines[at]
        quotes, quoted = quotes_end(line)
        columns, body = indent(line, quoted)
        if body == len(line) and quotes <= item.quotes:
            after_blank = True
            continue
        other = item_of(lines, at)
        if quotes != item.quotes or (other is None and columns <= item.column and after_blank):
            break
        after_blank = False
        if other is None or other.column > item.column:
            continue
        if other.column < item.column or other.mark.number != number or not _alike(other.mark, item.mark):
            break
        mark = other.mark
        found.append((at, line[: mark.start] + sign(mark, number + by) + line[mark.start + len(mark.sign) :]))
        number += 1
    return found


def sign(mark: Mark, number: int) -> str:
    """An ordered item's sign with another number."""
    return f"{number}{mark.sign[-1]}"


def _alike(one: Mark, other: Mark) -> bool:
    return one.number is not None and other.number is not None and one.sign[-1] == other.sign[-1]
