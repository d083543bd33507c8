"""What each line of a Markdown text is, told from the line and from what the lines above it have left open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from typeahead.text.markdown.prefix import Mark, indent, is_rule, marks, quotes_end, width

LOOKED_AT = 10_000
"""Characters of a line that are looked at: a longer one is data, and no key may cost more because of it."""

NO_PROSE = frozenset(("fence", "code", "front", "comment"))
"""Kinds of lines of which nothing is read."""

_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*\Z)|~{3,})")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|\Z)")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,}|-{3,})[ \t]*\Z")
_SETTING = re.compile(r"""[ \t]|\Z|#|-\s|["']?[\w .@/$-]+["']?\s*:(?:\s|\Z)|[}\]]""")
_SCISSORS = ">8"


class State(NamedTuple):
    """What the lines above have left open.

    Attributes:
        mode: "start" and "commit" before a text's first line, "message" in a commit message; "front" in front matter,
            "fence" in a fenced block, "rest" in what git cuts off; else nothing.
        mark: what closes the front matter or the fence.
        quotes: how many quotes are open.
        items: the columns at which the contents of the open list items begin, within the quotes.
        text: whether a paragraph is open.
    """

    mode: str = ""
    mark: str = ""
    quotes: int = 0
    items: tuple[int, ...] = ()
    text: bool = False


START = State("start")
COMMIT = State("commit")
_NOTHING, _TEXT = State(), State(text=True)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line is.

    Attributes:
        kind: "blank", "text", "heading", "underline", "rule", "fence", "code", "front" or "comment".
        body: where the line's own text begins, behind quotes, items and indent.
        marks: its quotes and items.
        after: what it leaves open.
    """

    kind: str
    body: int
    marks: tuple[Mark, ...]
    after: State


def after(line: str, state: State) -> State:
    """What is open after a line: most lines are plain text, and told at once."""
    if state in (_TEXT, _NOTHING) and (not line or line[0].isalpha()):
        return _TEXT if line else _NOTHING
    return read(line, state).after


def read(line: str, state: State) -> Line:
    """What a line is, where the lines above have left this open."""
    line = line[:LOOKED_AT]
    mode = state.mode
    if mode == "rest":
        return Line("comment", 0, (), state)
    if mode in ("commit", "message"):
        return _of_message(line, state)
    if mode == "start":
        mark = line.rstrip()
        if mark in ("---", "+++"):
            return Line("front", 0, (), State("front", mark))
        return _block(line, _NOTHING)
    if mode == "front":
        if line.rstrip() == state.mark or (state.mark == "---" and line.rstrip() == "..."):
            return Line("front", 0, (), _NOTHING)
        if state.mark == "+++" or _SETTING.match(line):
            return Line("front", 0, (), state)
        return _block(line, _NOTHING)
    if mode == "fence":
        return _fenced(line, state)
    return _block(line, state)


def _of_message(line: str, state: State) -> Line:
    """A line of a commit message: what begins with `#` is git's."""
    if line.startswith("#"):
        return Line("comment", 0, (), State("rest" if _SCISSORS in line else "message"))
    first = state.mode == "commit"
    found = marks(line)
    body = found[-1].end if found else 0
    return Line("heading" if first and line.strip() else "message", body, found, State("message"))


def _fenced(line: str, state: State) -> Line:
    quotes, start = quotes_end(line, state.quotes)
    inside = state.items[-1] if state.items else 0
    columns, body = indent(line, start)
    blank = body == len(line)
    if quotes < state.quotes or (not blank and columns < inside):
        return _block(line, State(quotes=state.quotes, items=state.items))
    found, rest = marks(line)[:quotes] if quotes else (), line[body:].rstrip()
    if rest.startswith(state.mark) and not rest.strip(state.mark[0]) and columns - inside < 4:
        return Line("fence", body, found, State(quotes=quotes, items=state.items))
    return Line("code", start, found, state)


def _block(line: str, state: State) -> Line:
    quotes, start = quotes_end(line)
    items, text = (state.items, state.text) if quotes == state.quotes else ((), False)
    columns, body = indent(line, start)
    if not quotes and not items and line[body : body + 1].isalpha() and columns < 4:
        return Line("text", body, (), _TEXT)
    found = marks(line)
    if body == len(line):
        return Line("blank", body, found, State(quotes=quotes, items=items))
    kept = tuple(column for column in items if column <= columns)
    if columns - (kept[-1] if kept else 0) >= 4:
        if text:
            return Line("text", body, found[:quotes], State(quotes=quotes, items=items, text=True))
        return Line("code", start, found[:quotes], State(quotes=quotes, items=kept))
    if text and items == kept and _UNDERLINE.match(line, start):
        return Line("underline", body, found[:quotes], State(quotes=quotes, items=kept))
    if is_rule(line, start):
        return Line("rule", body, found[:quotes], State(quotes=quotes, items=kept))
    own = _begun(found[quotes:], text and not items)
    if own:
        body = own[-1].end
        kept += tuple(
            width(line[start : each.content])
            if line[each.content :].strip()
            else width(line[start : each.start]) + 2
            for each in own
            if not each.is_quote
        )
    elif text and items and not _HEADING.match(line, body) and not _FENCE.match(line, body):
        kept = items  # a paragraph goes on without its indent
    found = (*found[:quotes], *own)
    if fence := _FENCE.match(line, body):
        return Line("fence", body, found, State("fence", fence[1], quotes, kept))
    if _HEADING.match(line, body):
        return Line("heading", body, found, State(quotes=quotes, items=kept))
    return Line("text", body, found, State(quotes=quotes, items=kept, text=True))


def _begun(found: tuple[Mark, ...], interrupts: bool) -> tuple[Mark, ...]:
    """The marks, unless a number stands by chance at the start of a line of a paragraph."""
    return () if found and interrupts and found[0].number not in (None, 1) else found


def underlined(line: str, state: State, below: str) -> bool:
    """Whether the line below makes this one a heading."""
    return (
        _UNDERLINE.match(below[:LOOKED_AT]) is not None
        and len(line) <= LOOKED_AT
        and (this := read(line, state)).kind == "text"
        and not this.after.items
        and not this.after.quotes
    )
