"""What Enter does in a list or a quote: the next item, or the list's end."""

from __future__ import annotations

from collections.abc import Sequence

from typeahead.text.lines import Location
from typeahead.text.markdown import blocks
from typeahead.text.markdown.blocks import State
from typeahead.text.markdown.change import Change
from typeahead.text.markdown.items import above, item_of, renumbered, repeats, sign
from typeahead.text.markdown.prefix import Mark, indent, marks, quotes_end


def enter(lines: Sequence[str], start: Location, end: Location, state: State) -> Change | None:
    """What happens where Enter is pressed; None where it is a new line and nothing else.

    Args:
        lines: of the text.
        start: where the cursor is, or the selection begins.
        end: where the selection ends.
        state: what is open before the cursor's line.
    """
    row, column = start
    line = lines[row]
    this = blocks.read(line, state)
    if this.after.mode == "fence":
        lead = _lead(line[:column], this.kind, this.marks)
        _, quoted = quotes_end(line)
        if start == end and quoted < column and not line[quoted:column].strip():
            start = (row, quoted)  # an indent that nothing was typed on is none of the code's
        return _broken(lines, start, end, lead)
    if this.kind not in ("text", "heading", "blank", "message", "rule", "underline") or not this.marks:
        return None
    last = this.marks[-1]
    if column < last.end:
        return None
    if start == end and not line[last.end :].strip():
        return _ended(lines, row, this.marks)
    item = item_of(lines, row)
    is_alike = item is not None and repeats(lines, item)
    change = _broken(lines, start, end, _next(line, this.marks, by=0 if is_alike else 1), skip=True)
    if item is None or item.mark.number is None or is_alike:
        return change
    following = renumbered(lines, end[0] + 1, item, item.mark.number + 1, 1)
    return _with(lines, change, following)


def _lead(line: str, kind: str, found: tuple[Mark, ...]) -> str:
    """What stands before code: the line's quotes and indent, or the item's indent in which a fence begins."""
    if kind == "fence" and found:
        return _within(line, found)
    _, quoted = quotes_end(line)
    return line[: indent(line, quoted)[1]]


def _broken(
    lines: Sequence[str], start: Location, end: Location, prefix: str, *, skip: bool = False
) -> Change:
    row, column = end
    rest = lines[row][column:]
    if skip:  # a space between two words is not one before the second any more
        column += len(rest) - len(rest.lstrip(" "))
    return Change(start, (row, column), "\n" + prefix, (start[0] + 1, len(prefix)))


def _with(lines: Sequence[str], change: Change, following: list[tuple[int, str]]) -> Change:
    """The change, and these lines below it changed too."""
    if not following:
        return change
    row, column = change.end
    last = following[-1][0]
    new = dict(following)
    tail = [lines[row][column:], *(new.get(each, lines[each]) for each in range(row + 1, last + 1))]
    return Change(change.start, (last, len(lines[last])), change.text + "\n".join(tail), change.cursor)


def _within(line: str, found: Sequence[Mark]) -> str:
    """What a line begins with that goes on within these quotes and items."""
    return "".join(
        line[mark.begin : mark.end] if mark.is_quote else " " * (mark.content - mark.begin) for mark in found
    )


def _next(line: str, found: Sequence[Mark], by: int = 1) -> str:
    """What the next item's line, or the quote's, begins with; `by` so much its number is greater."""
    last = found[-1]
    lead = _within(line, found[:-1])
    if last.is_quote:
        return lead + line[last.begin : last.end]
    own = last.sign if last.number is None else sign(last, last.number + by)
    space = line[last.start + len(last.sign) : last.content]
    box = "[ ] " if last.box else ""
    return f"{lead}{line[last.begin : last.start]}{own}{space}{box}"


def _ended(lines: Sequence[str], row: int, found: Sequence[Mark]) -> Change:
    """An empty item's mark is taken away; a nested one becomes an item of the list around it."""
    line, last = lines[row], found[-1]
    left = line[: last.begin]
    item = item_of(lines, row)
    outer = above(lines, item, item.column - 1) if item is not None and item.column else None
    following: list[tuple[int, str]] = []
    if item is not None and outer is not None and all(mark.is_quote for mark in found[:-1]):
        left = _next(lines[outer.row], marks(lines[outer.row]))
        if outer.mark.number is not None:
            following = renumbered(lines, row + 1, outer, outer.mark.number + 1, 1)
    return _with(lines, Change((row, 0), (row, len(line)), left, (row, len(left))), following)
