"""Which stretches of a text as typed are not the writer's prose: code, names of other notes, formulas.

The tokeniser reads the words in a code span as words, since while one types nobody knows yet where it ends. Who looks
at a whole text does.
"""

from __future__ import annotations

import re

from typeahead.text.prose.verbatim import Verbatim

_MARKED = re.compile(
    r"<(?P<tag>code|pre|kbd|samp|tt|var|script|style)\b[^<>]{0,400}>.{0,20000}?</(?P=tag)>"
    r"|\[\[[^\[\]\n]{1,300}\]\]"
    r"|\$\$.{1,2000}?\$\$"
    r"|(?<![\w$])\$(?=[^\s$])[^$\n]{0,200}[\\^_{}=][^$\n]{0,200}(?<=[^\s$])\$(?![\w$])"
    r"|(?:(?<=\s)|^):[a-z_]{2,30}:(?=\s|$)",
    re.DOTALL | re.IGNORECASE,
)
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]")
_INDENTED = re.compile(r"(?: {4}|\t)")


class LeftAlone:
    """The stretches of one text that are no prose.

    Args:
        text: Markdown as typed, or plain.
    """

    def __init__(self, text: str) -> None:
        self._verbatim = Verbatim(text)
        self._marked = bytearray(len(text))
        if "<" in text or "[[" in text or "$" in text or ":" in text:
            for match in _MARKED.finditer(text):
                self._mark(match.start(), match.end())
        if "\n    " in text or "\n\t" in text or text.startswith(("    ", "\t")):
            self._mark_indented(text)

    def covers(self, position: int) -> bool:
        """Whether the character at a position is no prose."""
        return bool(self._marked[position]) or self._verbatim.covers(position)

    def _mark(self, start: int, end: int) -> None:
        self._marked[start:end] = b"\1" * (end - start)

    def _mark_indented(self, text: str) -> None:
        """Code that is marked by its indent alone: behind a blank line, and not inside a list."""
        position = 0
        in_list, after_blank, in_code = False, True, False
        for line in text.splitlines(keepends=True):
            if not line.strip():
                after_blank = True
            else:
                indented = _INDENTED.match(line) is not None
                in_code = indented and not in_list and (after_blank or in_code)
                if in_code:
                    self._mark(position, position + len(line))
                if not indented:
                    in_list = _ITEM.match(line) is not None or (in_list and not after_blank)
                after_blank = False
            position += len(line)
