"""What training does not read inside a row of LaTeX or AsciiDoc, blanked while it is typed: each sign keeps its place.

Roughly, row by row: when training reads the file, its reader sees the whole.
"""

from __future__ import annotations

import re

from typeahead.text.prose import ASCIIDOC, LATEX

_LATEX_COMMAND = re.compile(r"\\([A-Za-z@]+)\*?(?:\[[^\[\]]{0,300}\])*(\{[^{}]{0,2000}\})?")
_LATEX_REST = re.compile(
    r"(?<!\\)%.*|(?<!\\)\$[^$]{1,2000}\$|\\\(.{0,2000}?\\\)|\\\[.{0,2000}?\\\]|\\[^A-Za-z@\s%$&#_]|(?<!\\)[{}~&]|\\(?=[%$&#_])"
)
_LATEX_QUOTES = {"``": "“ ", "''": " ”"}
_QUOTES = re.compile("``|''")

_REFERENCE = re.compile(r"<<[^<>,]{1,300}(?:,([^<>]{0,500}))?>>")
_SILENT = re.compile(
    r"(?<![\w:])(?:image|icon|anchor|indexterm|stem|latexmath|asciimath):[^\s\[\]]{0,300}\[[^\[\]]{0,1000}\]"
    r"|\[\[[^\[\]]{1,200}\]\]|(?<![\\$#])\{[A-Za-z0-9_][\w-]{0,60}\}|\A={1,6}[ \t]|\A\.(?=[^\s.])"
)
_LINKED = re.compile(
    r"(?<![\w:])(?:link|xref|mailto|https?|footnote|kbd|btn|pass):[^\s\[\]]{0,300}\[([^\[\]]{0,1000})\]"
)


def read_of_row(line: str, suffix: str) -> str:
    """The row with blanks for what is not read; other formats' rows as they are."""
    if suffix in LATEX:
        return _latex(line)
    return _asciidoc(line) if suffix in ASCIIDOC else line


def _latex(line: str) -> str:
    # Loaded here, not before the first paint.
    from typeahead.text.prose import latex_names as names

    def command(match: re.Match[str]) -> str:
        is_silent = match[1] in ("begin", "end", "url", "href") or names.is_silent(match[1])
        if is_silent or match[2] is None:
            return _blank(match)
        return " " * (match.start(2) - match.start() + 1) + match[2][1:-1] + " "

    for _ in range(3):  # one may stand inside another
        if (without := _LATEX_COMMAND.sub(command, line)) == line:
            break
        line = without
    return _QUOTES.sub(lambda match: _LATEX_QUOTES[match[0]], _LATEX_REST.sub(_blank, line))


def _asciidoc(line: str) -> str:
    line = _SILENT.sub(_blank, line)
    for each in (_REFERENCE, _LINKED):
        line = each.sub(_said, line)
    return line


def _said(match: re.Match[str]) -> str:
    """Blanks, but for what the first group says."""
    if match[1] is None:
        return _blank(match)
    return " " * (match.start(1) - match.start()) + match[1] + " " * (match.end() - match.end(1))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
