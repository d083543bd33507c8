"""The front matter that a text ends in: what is written of one of its values reads as other prose does."""

from __future__ import annotations

from typing import NamedTuple

import regex

from typeahead.text.markup import FRONT_MATTER

_CLOSED = {
    "---": regex.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)"),
    "+++": regex.compile(r"\n\+\+\+[ \t]*(?:\n|\Z)"),
}
_BEFORE_VALUE = regex.compile(r"""[ \t]*(?:-[ \t]+)?(?:(?P<key>[\w.\-]+)[ \t]*[:=][ \t]*)?["']?""")
_LONGEST = 20_000
"""What is not closed after so many characters is taken for no front matter: nobody waits for a long document."""
_PROSE = frozenset(
    (
        "abstract",
        "caption",
        "description",
        "excerpt",
        "headline",
        "hook",
        "lead",
        "subtitle",
        "summary",
        "tagline",
        "title",
    )
)


class OpenValue(NamedTuple):
    """What stands of a value left of the cursor.

    Attributes:
        text: without its key and the quote that opens it.
        prose: whether its key is one of those that prose belongs to: dates, addresses and tags are none.
    """

    text: str
    prose: bool


def open_value(before: str) -> OpenValue | None:
    """The value that a text ends in; None where it does not end in its front matter."""
    opened = FRONT_MATTER.match(before)
    if opened is None or len(before) > _LONGEST:
        return None
    if _CLOSED[opened[1] or opened[2]].search(before, opened.end() - 1):
        return None
    line = before[before.rfind("\n") + 1 :]
    found = _BEFORE_VALUE.match(line)
    assert found is not None  # it may be empty
    return OpenValue(line[found.end() :], (found["key"] or "").lower() in _PROSE)
