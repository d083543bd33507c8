"""Whether a new word may begin at the end of a text, before a letter of it is typed."""

from __future__ import annotations

from typeahead.text.joining import is_unspaced

_OPENERS = frozenset("([{/“‘«„¿¡")
_EITHER_QUOTES = frozenset("\"'")
_BEFORE_OPENING = frozenset("([{—–-/“‘«„")
_FULL_WIDTH = frozenset("，：；！？（")
"""Marks of scripts without spaces that stand among the forms of others."""


def invites(before: str) -> bool:
    """Whether a new word may begin at the end of the text."""
    if not before:
        return True
    last = before[-1]
    if last.isspace() or last in _OPENERS or is_behind_unspaced(before):
        return True
    if last in _EITHER_QUOTES:
        return len(before) == 1 or before[-2].isspace() or before[-2] in _BEFORE_OPENING
    return False


def is_behind_unspaced(before: str) -> bool:
    """Whether the text ends in a script without spaces: what follows it without one is of such a script too."""
    last = before[-1:]
    return bool(last) and not last.isspace() and (is_unspaced(last) or last in _FULL_WIDTH)
