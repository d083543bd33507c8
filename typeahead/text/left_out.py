"""Which rows of a document training reads nothing of, told while it is written: code, front matter, what hides text.

What is begun and has no end yet hides all that follows it: when its end comes, so it does for training.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from typeahead.text.markdown import blocks
from typeahead.text.markdown.states import LineStates
from typeahead.text.prose import ASCIIDOC, LATEX

_REACH = 400
"""So many rows above are looked at for what hides a row, where that is not known from what is open before it."""

_BY_STATES = frozenset((".md", ".markdown", ".mdx", "commit"))
_PAGES = frozenset((".html", ".htm"))
_VALUES = re.compile(r"\s*#\+(?:title|subtitle|description|caption|abstract):", re.IGNORECASE)
_REACH_IN_LATEX = 120  # of LaTeX each sign has to be looked at
# Nothing that hides rows reaches over these.
_LATEX_HEADINGS = ("\\begin{document}", "\\section", "\\chapter", "\\subsection", "\\part{")
_COMMANDED = LATEX | ASCIIDOC
_OTHERS = _COMMANDED | {".org", ".rst"}
_CODE_BY_ROWS = _PAGES | ASCIIDOC | {".rst"}
_ASCIIDOC_HEADINGS = tuple("=" * level + " " for level in range(1, 7))
# Of HTML, what blank lines do not end; and what ends it.
_OPENED = re.compile(r" {0,3}<(?:(?P<tag>pre|script|style|textarea)(?=[\s>]|\Z)|!--)", re.IGNORECASE)
_SPACE = (" ", "\t")


def left_out(lines: Sequence[str], rows: range, suffix: str, states: LineStates) -> list[bool]:
    """Whether training reads nothing of each of some rows that stand in one paragraph.

    Args:
        lines: of the document.
        rows: which of them.
        suffix: by which training knows how to read the file, as `prose.extension` gives it; "commit" for a commit
            message.
        states: what is open before each line, where the document is Markdown or such a message.
    """
    if suffix in _BY_STATES:
        return [
            is_hidden or blocks.read(lines[row], states.before(row)).kind in blocks.NO_PROSE
            for row, is_hidden in zip(rows, _in_html(lines, rows, states), strict=True)
        ]
    if suffix in _PAGES:
        return _in_html(lines, rows, None)
    # The readers are loaded here, not before the first paint.
    if suffix == ".org":
        from typeahead.text.prose import org

        top = _above(rows.start, lambda row: lines[row].startswith("*"))
        return org.left_out(lines[top : rows.stop])[rows.start - top :]
    if suffix == ".rst":
        from typeahead.text.prose import rst

        top = _above(rows.start + 1, lambda row: bool(lines[row]) and lines[row][0] not in _SPACE)
        return rst.left_out(list(lines[top : rows.stop]))[rows.start - top :]
    if suffix in LATEX:
        from typeahead.text.prose import latex

        top = _above(rows.start, lambda row: lines[row].startswith(_LATEX_HEADINGS), _REACH_IN_LATEX)
        return latex.left_out(lines[top : rows.stop])[rows.start - top :]
    if suffix in ASCIIDOC:
        from typeahead.text.prose import asciidoc

        top = _above(rows.start, lambda row: lines[row].startswith(_ASCIIDOC_HEADINGS))
        return asciidoc.left_out(lines[top : rows.stop])[rows.start - top :]
    return _in_plain(lines, rows)


def is_code(line: str, suffix: str) -> bool:
    """Whether a row of which nothing is read is code or the like, where nobody wants words suggested.

    Of Markdown the models know that from the text alone, and which values of front matter are prose; a title in Org is,
    too. In plain text what is indented may be a poem, and in LaTeX a row with little prose may go on with some.
    """
    if suffix == ".org":
        return not _VALUES.match(line)
    return suffix in _CODE_BY_ROWS


def without(paragraph: str, unread: Sequence[bool], suffix: str = "") -> str:
    """A paragraph with blanks in its rows that are left out, and for what is not read of others.

    All else keeps its place, and ends before them.
    """
    if not any(unread) and suffix not in _COMMANDED:
        return paragraph
    lines = paragraph.split("\n")
    return "\n".join(
        " " * len(line) if is_unread else inside(line, suffix)
        for line, is_unread in zip(lines, unread, strict=True)
    )


def inside(line: str, suffix: str) -> str:
    """A row that is read, with blanks for commands and references in it, where the format has such."""
    if suffix not in _COMMANDED:
        return line
    from typeahead.text.inside_rows import read_of_row  # it compiles patterns: not before the first paint

    return read_of_row(line, suffix)


def prose_of(text: str, suffix: str) -> str:
    """A whole text with blanks for what its format hides and the models, which know Markdown, would take for prose."""
    if suffix not in _OTHERS:
        return text
    lines = text.split("\n")
    states = LineStates(len(lines), lines.__getitem__)
    return without(text, left_out(lines, range(len(lines)), suffix, states), suffix)


def _above(row: int, stops: Callable[[int], bool], reach: int = _REACH) -> int:
    """The nearest row above one at which it `stops`, or the farthest that is looked at."""
    farthest = max(0, row - reach)
    return next((above for above in range(row - 1, farthest, -1) if stops(above)), farthest)


def _in_plain(lines: Sequence[str], rows: range) -> list[bool]:
    said = [line for row in rows if (line := lines[row]).strip()]
    if not said or not said[0].startswith(_SPACE):
        return [False] * len(rows)
    from typeahead.text.prose import plain

    return [plain.is_code(said)] * len(rows)


def _in_html(lines: Sequence[str], rows: range, states: LineStates | None) -> list[bool]:
    """Whether each row stands in an element or a comment that no blank line ends, or opens or ends one."""
    closing, found = "", []
    for row in range(max(0, rows.start - _REACH), rows.stop):
        line = lines[row]
        if closing:
            is_hidden = True
            closing = "" if closing in line.lower() else closing
        else:
            may_open = "<" in line and (states is None or states.before(row).mode in ("", "start"))
            closing = _opened(line) if may_open else ""
            is_hidden = bool(closing)
        if row >= rows.start:
            found.append(is_hidden)
    return found


def _opened(line: str) -> str:
    """What ends that which a line opens; "" where it opens nothing, or ends it itself, as its sentences tell."""
    opened = _OPENED.match(line)
    if opened is None:
        return ""
    closing = f"</{opened['tag'].lower()}" if opened["tag"] else "-->"
    return "" if closing in line.lower() else closing
