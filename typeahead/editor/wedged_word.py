"""A word that is being typed right before another: it ends at the cursor, though letters follow."""

from __future__ import annotations

from textual.document._document import Location
from textual.document._edit import Edit

_JOINERS = frozenset("_\u200c\u200d\u00ad")  # what no `isalnum` finds inside words; the last is a soft hyphen
_WITHIN = frozenset("'’-")  # may stand inside a word, but begin none


def goes_on(sign: str) -> bool:
    """Whether a word goes on that has this sign next."""
    return sign.isalnum() or sign in _JOINERS


def may_end(sign: str) -> bool:
    """Whether what ends in this sign is a word, or the beginning of one."""
    return goes_on(sign) or sign in _WITHIN


class WedgedWord:
    """Follows the edits of a text, to tell a word typed before another from letters typed into one."""

    def __init__(self) -> None:
        self._begin: Location | None = None
        self._end: Location = (0, 0)

    def ends_at(self, place: Location) -> bool:
        """Whether the cursor stands where such a word, or a space behind it, was typed last."""
        return self._begin is not None and self._end == place

    def follow(self, edit: Edit, line: str) -> None:
        """Take notice of an edit before it is done.

        Args:
            edit: any.
            line: the text's, in which the edit begins.
        """
        (row, first), (last_row, last) = edit.top, edit.bottom
        if last_row != row or "\n" in edit.text:
            self.leave()
            return
        continues = self._begin is not None and self._end == (row, last) and first >= self._begin[1]
        if not continues:
            begins = first == last and edit.text[:1].isalnum() and _is_between(line[:first], line[first:])
            self._begin = (row, first) if begins else None
        self._end = row, first + len(edit.text)

    def leave(self) -> None:
        """The cursor went elsewhere, or the text was changed otherwise."""
        self._begin = None


def _is_between(before: str, behind: str) -> bool:
    """Whether a word begins behind a place, and none ends there."""
    return behind[:1].isalnum() and not may_end(before[-1:])
