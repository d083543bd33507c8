"""Whether a new word may begin at the end of a text, before a letter of it is typed."""

from __future__ import annotations

import regex

from typeahead.text.guillemets import may_open, open_guillemets
from typeahead.text.joining import is_unspaced
from typeahead.text.scanner import TYPED
from typeahead.text.sentences import LOOKBACK
from typeahead.text.words import KINDS, Kind

_OPENERS = frozenset("([{/“‘«„¿¡")
_BRACKETS = frozenset("([{")
_EITHER_QUOTES = frozenset("\"'")
_SWEDISH = "”"
"""It opens what it closes in Swedish and Finnish; behind a dash it closes in English, too."""
_BEFORE_OPENING = frozenset("([{—–-/“‘«„")
_FULL_WIDTH = frozenset("，：；！？（")
"""Marks of scripts without spaces that stand among the forms of others."""
_IN_ADDRESSES = frozenset("(/")
_OPEN_TARGET = regex.compile(r"\]\((?:[^()\n]|\([^()\n]{0,300}+\))*+\(?\Z")
# What is no address to the tokeniser yet: "https:/", "~/", "../".
_BEGUN = regex.compile(r"(?:[A-Za-z]++:/?|(?<![\w.~])(?:~|\.{1,2}))/\Z")
_PATH = 300
"""So many characters of an address or a path are looked at."""
_PLACES = frozenset((Kind.URL, Kind.FILE))


def invites(before: str) -> bool:
    """Whether a new word may begin at the end of the text."""
    if not before:
        return True
    last = before[-1]
    if last in _IN_ADDRESSES and is_in_address(before):
        return False
    if last.isspace() or last in _OPENERS or is_behind_unspaced(before):
        return True
    if last in _EITHER_QUOTES:
        return len(before) == 1 or before[-2].isspace() or before[-2] in _BEFORE_OPENING
    if last == _SWEDISH:
        return len(before) == 1 or before[-2].isspace() or before[-2] in _BRACKETS
    return last == "»" and may_open(before[:-1]) and not _is_in_french_quotation(before[:-1])


def _is_in_french_quotation(before: str) -> bool:
    """Whether a guillemet that is set next closes: it opens in German."""
    near = before[-LOOKBACK:]
    paragraph = near[near.rfind("\n\n") + 1 :]
    return any(paragraph[at] == "«" for at in open_guillemets(paragraph))


def is_behind_unspaced(before: str) -> bool:
    """Whether the text ends in a script without spaces: what follows it without one is of such a script too."""
    last = before[-1:]
    return bool(last) and not last.isspace() and (is_unspaced(last) or last in _FULL_WIDTH)


def is_in_address(before: str) -> bool:
    """Whether the text, which ends in a mark, ends inside the target of a link, an address or a path.

    What a link is called goes on as prose behind its target, not in it.
    """
    near = before[-LOOKBACK:]
    target = near.rfind("](")
    if target >= 0 and _OPEN_TARGET.match(near, target):
        return True
    last = near.split()[-1][-_PATH:]
    if _BEGUN.search(last):
        return True
    *_, token = TYPED.finditer(last)
    return KINDS[token.lastindex - 1] in _PLACES
