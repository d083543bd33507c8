"""What site generators (Hugo, Jekyll, Liquid, MathJax) put between marks of their own, which is not prose."""

import re

from typeahead.text.prose.verbatim import Verbatim

_OPENER = re.compile(r"\{\{[<%]|\{\{|\{%|\\{1,2}[(\[]")
_CLOSERS = {
    "{{<": ">}}",
    "{{%": "%}}",
    "{{": "}}",
    "{%": "%}",
    "\\\\(": "\\\\)",
    "\\\\[": "\\\\]",
    "\\(": "\\)",
    "\\[": "\\]",
}
# Brackets escaped by one backslash may be meant as brackets; only what looks like a formula is one.
_FORMULA = re.compile(r"\\[A-Za-z]|[\^=<>]|_\{")
_SOON = 300
_CLOSING = frozenset(".,;:!?)")
_NAME = re.compile(r"[-\s]*([\w.-]+)")
# What stands between these and their end is code, maths or a remark; other pairs hold prose.
_HOLDS_NO_PROSE = frozenset(
    """
    highlight code codeblock comment mermaid math katex latex raw_code gist chart plantuml graphviz
    style script
    """.split()  # noqa: SIM905 - a list of quoted names reads worse
)


class _Ahead:
    """Where a pattern comes next: remembered, so that a text of nothing but openers takes linear time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, tuple[int, int]] = {}

    def find(self, pattern: str, position: int) -> tuple[int, int] | None:
        """The span of the next match at or after the position (which may only grow from call to call)."""
        span = self._next.get(pattern)
        if span is None or 0 <= span[0] < position:
            match = re.compile(pattern).search(self._text, position)
            span = self._next[pattern] = match.span() if match else (-1, -1)
        return None if span[0] < 0 else span


def has_templates(text: str) -> bool:
    """A quick look that spares most texts the scan."""
    return "{{" in text or "{%" in text or "\\(" in text or "\\[" in text


def without_templates(text: str, code: Verbatim | None = None) -> str:
    """The text without its template tags; those inside code (if given) are left to the caller.

    A tag ends within its paragraph, so that a lone opener takes nothing with it.
    """
    if not has_templates(text):
        return text
    ahead = _Ahead(text)
    kept: list[str] = []
    since = position = 0
    while match := _OPENER.search(text, position):
        start = match.start()
        if code is not None and code.covers(start):
            position = code.end_of(start)
            continue
        close = ahead.find(re.escape(_CLOSERS[match[0]]), match.end())
        blank = ahead.find(r"\n[ \t]*\n", match.end())
        if close is None or (blank is not None and blank[0] < close[0]):
            position = match.end()
            continue
        if len(match[0]) == 2 and match[0][0] == "\\":
            sign = _FORMULA.search(text, match.end(), min(close[0], match.end() + _SOON))
            if sign is None:
                position = match.end()
                continue
        end = close[1]
        name = _NAME.match(text, match.end())
        if (
            name is not None
            and name[1] in _HOLDS_NO_PROSE
            and match[0] in ("{{<", "{{%", "{%")
            and text[close[0] - 1] != "/"
        ):
            ending = rf"\{{\{{?[<%]?-?\s*(?:/\s*|end){re.escape(name[1])}\b[^}}\n]{{0,200}}\}}?\}}"
            closing_tag = ahead.find(ending, end)
            end = closing_tag[1] if closing_tag else end
        before = text[since:start]
        kept.append(before.rstrip(" ") if text[end : end + 1] in _CLOSING else before)
        since = position = end
    kept.append(text[since:])
    return "".join(kept)
