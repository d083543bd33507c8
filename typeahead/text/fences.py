"""Fenced blocks of Markdown as typed: whether a text ends inside one, and its end without what is code.

A text can only be read from its beginning: cut inside a block, what closes it would open one, and prose and code would
change places.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

_OPENING = regex.compile(
    r"(?m:^)[ ]{0,3}(?P<quote>(?:>[ ]?)*+)[^\S\n]*+(?P<mark>`{3,}+|~{3,}+)[^`\n]*+(?:\n|\Z)",
    regex.VERSION1,
)
_NO_QUOTE = regex.compile(r"^(?![ ]{0,3}>)", regex.MULTILINE)
_SIGN = regex.compile("```|~~~")
_AROUND = "> \t\r"
_DEEPER = 3
"""Columns by which what closes a block may stand deeper than what opens it: deeper ones are code."""


class _Block(NamedTuple):
    """A fenced block.

    Attributes:
        start: where the line that opens it begins.
        end: where the line behind it begins; -1 where it is open.
    """

    start: int
    end: int


def is_in_fence(text: str) -> bool:
    """Whether a text ends inside a fenced block."""
    blocks = _blocks(text)
    return bool(blocks) and blocks[-1].end < 0


def behind_fences(text: str) -> str:
    """What stands behind the last fenced block of a text; "" where it ends inside one."""
    blocks = _blocks(text)
    if not blocks:
        return text
    return text[blocks[-1].end :] if blocks[-1].end >= 0 else ""


def end_of(text: str, most: int) -> str:
    """So many characters at the end of a text at most, none from the midst of a fenced block: "" in one."""
    cut = len(text) - most
    if cut <= 0:
        return text
    for block in _blocks(text):
        if block.start >= cut:
            break
        if block.end < 0:
            return ""
        if block.end > cut:
            return text[block.end :]
    return text[cut:]


def _blocks(text: str) -> tuple[_Block, ...]:
    return _found(text) if "```" in text or "~~~" in text else ()


@lru_cache(maxsize=4)
def _found(text: str) -> tuple[_Block, ...]:
    """All of them, in order; a text is asked about several times while one word is suggested."""
    return (*_read(text),)


def _read(text: str) -> Iterator[_Block]:
    place = 0
    while (found := _SIGN.search(text, place)) is not None:
        start = text.rfind("\n", 0, found.start()) + 1
        opening = _OPENING.match(text, start)
        if opening is None:
            newline = text.find("\n", found.end())
            place = len(text) if newline < 0 else newline
            continue
        stop = _NO_QUOTE.search(text, opening.end()) if opening["quote"] else None
        end = _closed(text, opening, len(text) if stop is None else stop.start())
        if end < 0 and stop is not None:
            end = stop.start()  # it ends with its quotation
        yield _Block(start, end)
        if end < 0:
            return
        place = end


def _closed(text: str, opening: regex.Match[str], stop: int) -> int:
    """Where the line behind the one that closes a block begins, before `stop`; -1 if none does."""
    place, mark = opening.end(), opening["mark"]
    deepest = _columns(text[opening.start() : opening.start("mark")]) + _DEEPER
    while (place := text.find(mark, place, stop)) >= 0:
        start = text.rfind("\n", 0, place) + 1
        newline = text.find("\n", place)
        end = len(text) if newline < 0 else newline
        line = text[start:end].strip(_AROUND)
        if line.startswith(mark) and not line.strip(mark[0]) and _columns(text[start:place]) <= deepest:
            return min(end + 1, len(text))
        place = end
    return -1


def _columns(lead: str) -> int:
    return len(lead.expandtabs(4))
