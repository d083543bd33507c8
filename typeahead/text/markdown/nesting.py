"""Nesting a list's item, taking it one level out, and shifting several lines at once."""

from __future__ import annotations

from collections.abc import Sequence

from typeahead.text.lines import Location
from typeahead.text.markdown.change import Change
from typeahead.text.markdown.items import REACH, Item, above, item_of, last_row, renumbered, sign
from typeahead.text.markdown.prefix import indent, marks, quotes_end


def item_at(lines: Sequence[str], place: Location) -> Item | None:
    """The item at whose start a place is: before its text, or anywhere in one that has none."""
    row, column = place
    item = item_of(lines, row)
    if item is None or any(not mark.is_quote for mark in marks(lines[row])[:-1]):
        return None
    return item if column <= item.mark.end or not lines[row][item.mark.end :].strip() else None


def nest(lines: Sequence[str], item: Item, column: int) -> Change | None:
    """The item and what belongs to it become part of the item above; None where there is none, or they are.

    Args:
        lines: of the text.
        item: one of its.
        column: of the cursor, in the item's line.
    """
    outer = above(lines, item, item.column)
    if outer is None or outer.content <= item.column:
        return None
    number, following = None, []
    if item.mark.number is not None:
        before = above(lines, item, outer.content)
        is_brother = before is not None and before.row != outer.row
        number = (before.mark.number or 0) + 1 if before and is_brother else 1
        if outer.column == item.column and outer.mark.number is not None:
            following = renumbered(lines, last_row(lines, item) + 1, item, item.mark.number + 1, -1)
    return _moved(lines, item, column, outer.content - item.column, number, following)


def unnest(lines: Sequence[str], item: Item, column: int) -> Change | None:
    """The item and what belongs to it go one level out; None where there is no level around it."""
    if not item.column:
        return None
    outer = above(lines, item, item.column - 1)
    number, following = None, []
    if outer is not None and outer.mark.number is not None and item.mark.number is not None:
        number = outer.mark.number + 1
        following = renumbered(lines, last_row(lines, item) + 1, outer, number, 1)
    return _moved(lines, item, column, (outer.column if outer else 0) - item.column, number, following)


def _moved(
    lines: Sequence[str],
    item: Item,
    column: int,
    by: int,
    number: int | None,
    following: list[tuple[int, str]],
) -> Change:
    line, mark = lines[item.row], item.mark
    if number is not None:
        line = line[: mark.start] + sign(mark, number) + line[mark.start + len(mark.sign) :]
    last = last_row(lines, item)
    new = [shifted(each, by) for each in (line, *lines[item.row + 1 : last + 1])]
    if following:
        changed = dict(following)
        new += [changed.get(row, lines[row]) for row in range(last + 1, following[-1][0] + 1)]
        last = following[-1][0]
    at = max(0, column + len(new[0]) - len(lines[item.row]))
    return Change((item.row, 0), (last, len(lines[last])), "\n".join(new), (item.row, at))


def shifted(line: str, by: int) -> str:
    """A line so many columns further right, or left as far as there is white space, within its quotes."""
    _, quoted = quotes_end(line)
    columns, body = indent(line, quoted)
    if body == len(line):
        return line
    if by > 0:
        return line[:quoted] + " " * by + line[quoted:]
    return line[:quoted] + " " * max(0, columns + by) + line[body:]


def shift_of(lines: Sequence[str], first: int, *, out: bool, otherwise: int) -> int:
    """How many columns lines go right or left together: a level of the list that the first of them begins.

    Args:
        lines: of the text.
        first: row of the first.
        out: to the left.
        otherwise: how many, where that is no item.
    """
    item = item_of(lines, first)
    if item is None:
        return -otherwise if out else otherwise
    if out:
        outer = above(lines, item, item.column - 1) if item.column else None
        return (outer.column if outer else 0) - item.column
    outer = above(lines, item, item.column)
    inner = outer.content - item.column if outer else 0
    return inner if inner > 0 else item.content - item.column


def first_said(lines: Sequence[str], first: int, last: int, *, out: bool) -> int:
    """The first of these rows that says something, and can go left if that is wanted; else the first of all."""
    for row in range(first, min(last, first + REACH) + 1):
        line = lines[row]
        _, quoted = quotes_end(line)
        columns, body = indent(line, quoted)
        if body < len(line) and (columns or not out):
            return row
    return first
