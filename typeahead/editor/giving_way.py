"""When a space that came with a suggestion gives way to what is typed behind it, and when it comes back."""

from __future__ import annotations

import re

from typeahead.editor import closing_signs
from typeahead.editor.beginnings import begins
from typeahead.editor.going_on import goes_on, is_address, stands_apart
from typeahead.text.greek import is_greek
from typeahead.text.guillemets import PARTNERS, may_open, open_guillemets
from typeahead.text.markdown.inline import inline, open_signs
from typeahead.text.markdown.prefix import marks

_CLOSING = frozenset("\u037e.,;:!?)]}…'’”、。，！？：；」』）؟،؛۔।")
_OTHER_SPACES = frozenset(
    "\u00a0\u2007\u2009\u202f\u3000"
)  # typed after a word, meant instead of the plain one
_EITHER_WAY = "”"  # in Swedish and Finnish it opens, too
_OPENED_BY = {"“": "„", "‘": "‚"}  # those that open elsewhere, too
_MARKDOWN = frozenset("*_~`")
_ANO_TELEIA = frozenset("·\u0387")  # a mark in Greek; elsewhere it stands between things
# What opens and what closes, for signs that do both in turn: neither inches nor amounts nor a shell's variables open.
_IN_TURN = {
    '"': (re.compile(r'(?<!\d)"'), re.compile('"')),
    "=": (re.compile(r"(?<![\w=\\])==(?![\s=])"), re.compile(r"(?<![\s=])==(?!=)")),
    "$": (re.compile(r"(?<![\w$\\])\$+(?![\s\d$]|[A-Z_]{2,}\b)"), re.compile(r"(?<!\s)\$+")),
}
# What shows that a sign begins something. A backtick doesn't: a plural may follow it, as in “`word`s”.
_BEGINS = re.compile(r"(?:[\"*_~$]|==)+[^\W_]")
_BEGINS_SWEDISH = re.compile(_EITHER_WAY + r"[^\W_]")
_BEGINS_CODE = re.compile(r"=[^\s\"']")  # in Org
_OPTION = re.compile(r"-\w ")  # of a command, within code
_BEHIND_APOSTROPHE = re.compile(r"['’]([^\W_]+)")
_ENDINGS = frozenset(
    ("s", "t", "d", "m", "r", "re", "v", "ve", "l", "ll")
)  # of words, or what these begin with
_GOES_ON = re.compile(r"[^\W\d_]{2}['’](?!(?:[stdm]|re|ve|ll)\b)[^\W\d_]", re.IGNORECASE)


def gives_way(before: str, typed: str, suffix: str = ".md") -> bool:
    """Whether what is typed belongs right behind the word, as it ends or closes something.

    Args:
        before: the paragraph up to the space.
        typed: a character.
        suffix: of the file, which tells what its signs mean.
    """
    closes = closing_signs.closes(_item(before), typed, suffix)
    if closes is not None:
        return closes
    if typed in _CLOSING or typed in _OTHER_SPACES:
        return typed != _EITHER_WAY or _is_curly_open(before) is not False
    if typed in _OPENED_BY:
        return _is_within(before, _OPENED_BY[typed], typed)
    if typed in PARTNERS:
        return _closes_guillemet(before, typed) is not None
    if typed in _ANO_TELEIA:
        return is_greek(before[-1:])
    if typed == ">":
        return closing_signs.in_tag(_without_code(_item(before)))
    if typed in _MARKDOWN:
        return typed in open_signs(_item(before))
    return typed in _IN_TURN and _is_open(_without_code(_item(before)), *_IN_TURN[typed])


def space_inside(before: str, typed: str) -> str:
    """What stands between a word and a guillemet that closes: what stands behind the one that has opened, as in French.

    Args:
        before: the paragraph up to the space that has given way.
        typed: a character.
    """
    opened = _closes_guillemet(before, typed) if typed in PARTNERS else None
    behind = before[opened + 1 : opened + 2] if opened is not None else ""
    return behind if behind.isspace() and behind != "\n" else ""


def in_code(before: str, suffix: str = ".md") -> bool:
    """Whether a paragraph ends in a stretch of code that nothing closes yet."""
    return closing_signs.in_code(_item(before), suffix)


def comes_back(before: str, behind: str, suffix: str = ".md") -> bool:
    """Whether the space that has given way was right after all: the sign behind the word begins something.

    Letters tell. Behind an apostrophe they are an ending, as in “they're”, or else a quotation's beginning, unless in
    the text words go on like that, as in “dell'arte” or “Ankara'da”.

    Args:
        before: the text up to where the space was.
        behind: what was typed since.
        suffix: of the file.
    """
    paragraph = before[before.rfind("\n\n") + 1 :]
    closes = closing_signs.closes(_item(paragraph), behind[0], suffix)
    if closes:
        joins = goes_on(before, behind[0]) or closing_signs.stays(behind[0], suffix)
        return not joins and len(behind) == 2 and behind[1].isalnum()
    if closes is False and _BEGINS_CODE.fullmatch(behind):
        return not is_address(before) and not in_code(paragraph, suffix)
    if begins(before, behind) or (_OPTION.fullmatch(behind) and in_code(paragraph, suffix)):
        return True
    if quoted := _BEHIND_APOSTROPHE.fullmatch(behind):
        return quoted[1].lower() not in _ENDINGS and not _GOES_ON.search(before)
    if _BEGINS_SWEDISH.fullmatch(behind):
        return not _is_curly_open(paragraph)
    if behind == "==" and gives_way(paragraph, "="):
        return False  # it closes
    return _BEGINS.fullmatch(behind) is not None or stands_apart(before, behind)


def _closes_guillemet(text: str, typed: str) -> int | None:
    """Where the guillemet stands that is closed by what is typed."""
    signs = "«»" if typed in "«»" else "‹›"
    found = open_guillemets(text, signs)
    return found[-1] if found and PARTNERS[text[found[-1]]] == typed else None


def _is_within(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for sign in text:
        if sign == opening:
            depth += 1
        elif sign == closing and depth:
            depth -= 1
    return depth > 0


def _is_curly_open(text: str) -> bool | None:
    """Whether a quotation is open that ” closes; None where the text doesn't tell, as it has none that ” has opened."""
    depth, both_ways = 0, False
    for at, sign in enumerate(text):
        if sign not in "„“”":
            continue
        begins = may_open(text[max(0, at - 1) : at])
        if sign == "„" or (begins and (sign == "“" or not depth)):
            depth += 1
            both_ways |= sign == _EITHER_WAY
        elif depth:
            depth -= 1
    return True if depth else False if both_ways else None


def _is_open(text: str, opens: re.Pattern[str], closes: re.Pattern[str]) -> bool:
    place, is_open = 0, False
    while found := (closes if is_open else opens).search(text, place):
        place, is_open = found.end(), not is_open
    return is_open


def _item(paragraph: str) -> str:
    """What of a paragraph stands in its last list item, without the item's sign: no emphasis goes beyond."""
    lines = paragraph.split("\n")
    for row in reversed(range(len(lines))):
        found = marks(lines[row])
        if found and not found[-1].is_quote:
            return "\n".join([lines[row][found[-1].end :], *lines[row + 1 :]])
    return paragraph


def _without_code(text: str) -> str:
    for span in inline(text, 0, len(text)):
        if span.kind == "code":
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
