"""How a line of Markdown looks: which stretches of it are what."""

from __future__ import annotations

import re
from functools import lru_cache

from typeahead.text.markdown import blocks
from typeahead.text.markdown.blocks import LOOKED_AT, State
from typeahead.text.markdown.inline import Span, inline

KINDS = ("heading", "strong", "emphasis", "strike", "code", "link", "quote", "bullet", "done", "mark")
"""What a stretch may be. A `mark` is a sign that says how the text beside it is meant, or what isn't prose."""

_SIGNS = re.compile(r"#{1,6}(?=[ \t]|\Z)")
_CLOSING = re.compile(r"(?<=[ \t])#+[ \t]*\Z")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]]{1,200}\]:[ \t]")
_WHOLE = {
    "rule": "mark",
    "underline": "mark",
    "fence": "mark",
    "front": "mark",
    "comment": "mark",
    "code": "code",
}


@lru_cache(maxsize=2_048)
def _kept(line: str, state: State, underlined: bool) -> tuple[Span, ...]:
    return tuple(_found(line, state, underlined))


def spans(line: str, state: State, below: str = "") -> tuple[Span, ...]:
    """The stretches of a line, where the lines above have left this open; a later one lies over an earlier one.

    Args:
        line: without its line end.
        state: from the lines above.
        below: the next line, which may be the underline that makes this one a heading.
    """
    if len(line) > LOOKED_AT:
        return ()
    return _kept(line, state, below[:1] in ("=", "-", " ") and blocks.underlined(line, state, below))


def _found(line: str, state: State, underlined: bool) -> list[Span]:
    this = blocks.read(line, state)
    end, body = len(line), this.body
    found: list[Span] = []
    done = False
    for mark in this.marks:
        if mark.is_quote:
            found.append(Span(mark.end, end, "quote"))
        found.append(Span(mark.start, mark.content, "bullet"))
        if mark.box:
            found.append(Span(mark.content, mark.content + len(mark.box), "bullet"))
            done = mark.box != "[ ]"
    if this.kind in _WHOLE:
        if body < end:
            found.append(Span(body, end, _WHOLE[this.kind]))
        return found
    if this.kind == "heading" or underlined:
        found.append(Span(body, end, "heading"))
        for signs in (_SIGNS.match(line, body), _CLOSING.search(line, body)):
            if signs and this.kind == "heading":
                found.append(Span(*signs.span(), "mark"))
    elif done:
        found.append(Span(body, end, "done"))
    elif not this.marks and _DEFINITION.match(line):
        return [Span(0, end, "mark")]
    return found + inline(line, body, end)
