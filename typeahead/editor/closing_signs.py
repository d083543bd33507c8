"""Which signs close what their like has opened where a text is not Markdown, and where a text is code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from typeahead.text.markdown.inline import open_signs
from typeahead.text.prose import ASCIIDOC, LATEX

_TIE = "~"  # in LaTeX: a space that no line breaks at
_MATHS = re.compile(r"(?<!\\)\$+")
_PATH = re.compile(r"~?/[\w.-]+/\w|~/")  # of these no sign opens anything
_AMOUNTS = frozenset("+~#")  # nor before a digit: +5 degrees, ~5 minutes, #5
_TAG = re.compile(r"<(?:[^\W\d_]|/|!(?!--))[^<>]*")  # a comment ends in -->


@dataclass(frozen=True, slots=True)
class _Format:
    """How one format marks.

    Attributes:
        signs: that open and close.
        code: those of them within which no other does.
        behind: what a sign that opens may stand behind, other than a space and another that is open; where it is
            None, anything but a letter or digit.
    """

    signs: tuple[str, ...]
    code: tuple[str, ...]
    behind: str | None = None


_ORG = _Format(("/", "=", "~", "+", "*", "_"), ("=", "~"), "-–—([{'\"")
_ASCIIDOC = _Format(("#", "##", "+", "++", "*", "**", "_", "__", "`", "``"), ("`", "``"))
_RST = _Format(("|", "*", "**", "`", "``"), ("``",))
_FORMATS = {".org": _ORG, ".rst": _RST, **dict.fromkeys(ASCIIDOC, _ASCIIDOC)}


def closes(text: str, typed: str, suffix: str) -> bool | None:
    """Whether a sign that is typed behind a word closes something, by the rules of the text's format.

    Args:
        text: the paragraph or the list's item up to the space.
        typed: a character.
        suffix: of the file; None is answered where Markdown's rules hold for the sign.
    """
    if suffix in LATEX:
        if typed == "$":
            return len(_MATHS.findall(text)) % 2 == 1
        return typed == _TIE if typed in "~*_`" else None
    marking = _FORMATS.get(suffix)
    if marking is None:
        return None
    if any(sign[0] == typed for sign in marking.signs):
        return any(sign[0] == typed for sign in _open(text, marking))
    return False if typed in "*_~`" else None


def stays(typed: str, suffix: str) -> bool:
    """Whether a sign that has closed something stays where it is though a letter follows, as in “$n$th”."""
    return suffix in LATEX and typed in "~$"


def in_code(text: str, suffix: str) -> bool:
    """Whether a paragraph or a list's item ends in a stretch of code that nothing closes yet."""
    if suffix in LATEX:
        return False  # its backticks are quotes
    marking = _FORMATS.get(suffix)
    return "`" in open_signs(text) if marking is None else bool(_open(text, marking) & set(marking.code))


def in_tag(text: str) -> bool:
    """Whether the text's last line ends within what `<` has opened, as in “</canvas” and “<https://example.org”."""
    line = text[text.rfind("\n") + 1 :]
    opened = line.rfind("<")
    return opened >= 0 and _TAG.fullmatch(line, opened) is not None


def _open(text: str, marking: _Format) -> set[str]:
    """The signs that are open at a text's end."""
    found: set[str] = set()
    for run in re.finditer("|".join(f"{re.escape(sign)}+" for sign in marking.signs if len(sign) == 1), text):
        sign, start, end = run[0], run.start(), run.end()
        within = found & set(marking.code)
        if sign in found:
            if not text[start - 1].isspace() and not text[end : end + 1].isalnum() and within <= {sign}:
                found.discard(sign)
        elif not within and sign in marking.signs and _opens(text, start, end, marking, found):
            found.add(sign)
    return found


def _opens(text: str, start: int, end: int, marking: _Format, others: set[str]) -> bool:
    before, behind = text[:start][-1:], text[end : end + 1]
    if not behind or behind.isspace() or (text[start] in _AMOUNTS and behind.isdigit()):
        return False
    if before == behind or _PATH.match(text, start):  # a table's rule (-+-), a sign in quotes, a path
        return False
    if not before or before.isspace() or before in others:
        return True
    return not before.isalnum() if marking.behind is None else before in marking.behind
