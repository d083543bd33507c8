"""Finding a pattern in a text, and replacing it.

Plain words are found by the standard library's `re`, regular expressions by `regex`, which can be told to give up.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, overload

from typeahead.errors import PatternInvalid, PatternTooSlow

MOST = 100_000  # matches that are looked for: nobody goes through more one by one
PATIENCE = 1.0  # seconds after which a regular expression is given up
_PATIENCE_REPLACING = 5.0  # a person who replaces waits longer, and the pattern was found before
_NEVER_IN_A_TEXT = re.compile(
    "[\0\ud800-\udfff]"
)  # a file with these could not be saved, or not be opened again

Span = tuple[int, int]  # first offset, and the one behind the last


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is to be found.

    Attributes:
        sought: the words, or the regular expression.
        case_sensitive: whether capitals matter.
        regex: whether it is a regular expression; `^` and `$` are a line's start and end.
    """

    sought: str
    case_sensitive: bool = False
    regex: bool = False


class Matches(Sequence[Span]):
    """Where a pattern stands in a text: spans in order that do not overlap.

    Args:
        spans: such spans.
        complete: whether these are all.
    """

    def __init__(self, spans: Iterable[Span] = (), *, complete: bool = True) -> None:
        self._spans = list(spans)
        self._starts = [start for start, _ in self._spans]
        self._ends = [end for _, end in self._spans]
        self.complete = complete

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> list[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | list[Span]:
        return self._spans[index]

    def number(self, span: Span) -> int | None:
        """Which of the matches this is, counted from 0; None if it is none."""
        index = bisect_left(self._spans, span)
        return index if index < len(self) and self._spans[index] == span else None

    def first_from(self, offset: int) -> int | None:
        """The number of the first match that starts at the offset or behind it, else of the very first."""
        return bisect_left(self._starts, offset) % len(self) if self._spans else None

    def last_before(self, offset: int) -> int | None:
        """The number of the last match that starts before the offset, else of the very last."""
        return (bisect_left(self._starts, offset) - 1) % len(self) if self._spans else None

    def within(self, start: int, end: int) -> list[Span]:
        """What lies between two offsets of the matches, cut at both; empty ones have nothing there."""
        reaching = self._spans[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
        return [(max(first, start), min(last, end)) for first, last in reaching if first < last]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What becomes of a text when all matches are replaced.

    Attributes:
        count: how many there were.
        span: the part of the old text that holds them all.
        text: what stands in its place.
        cursor: where an offset of the old text has gone.
    """

    count: int
    span: Span
    text: str
    cursor: int


def find(pattern: Pattern, text: str) -> Matches:
    """All matches in a text, up to `MOST`; an empty pattern has none.

    Raises:
        PatternInvalid: it is no regular expression.
        PatternTooSlow: it takes too long.
    """
    found = list(islice(_spans(pattern, text), MOST + 1))
    return Matches(sorted(found[:MOST]), complete=len(found) <= MOST)


def replacement(pattern: Pattern, text: str, span: Span, template: str) -> str | None:
    """What is to stand in the place of one match; None if the pattern doesn't match there.

    With a regular expression `\\1` in the template is its first group, `\\0` all of the match, `\\n` a new line.

    Raises:
        PatternInvalid: the pattern or the template can't be read.
        PatternTooSlow: it takes too long.
    """
    for match in _each(pattern, text, PATIENCE):
        if match.span() == span:
            return _expanded(pattern, match, template)
    return None


def replace_all(pattern: Pattern, text: str, template: str, cursor: int = 0) -> Replaced | None:
    """Replace every match; None if there is none. A cursor inside a match goes to the start of what replaces it.

    Raises:
        PatternInvalid: the pattern or the template can't be read.
        PatternTooSlow: it takes too long.
    """
    found = sorted(
        (match.span(), _expanded(pattern, match, template))
        for match in _each(pattern, text, _PATIENCE_REPLACING)
    )
    if not found:
        return None
    start = done = found[0][0][0]
    pieces: list[str] = []
    moved = cursor
    for (first, last), new in found:
        pieces += (text[done:first], new)
        done = last
        if last <= cursor and first < cursor:
            moved += len(new) - (last - first)
        elif first < cursor:
            moved -= cursor - first
    return Replaced(len(found), (start, done), "".join(pieces), moved)


def _spans(pattern: Pattern, text: str) -> Iterator[Span]:
    return (match.span() for match in _each(pattern, text, PATIENCE))


def _each(pattern: Pattern, text: str, patience: float) -> Iterator[re.Match[str]]:
    """The matches, in the order in which they are found (from the end, if a regular expression says so)."""
    if not pattern.sought:
        return
    flags = re.MULTILINE if pattern.case_sensitive else re.MULTILINE | re.IGNORECASE
    if not pattern.regex:
        yield from re.compile(re.escape(pattern.sought), flags).finditer(text)
        return
    compiled = _compiled(pattern.sought, int(flags))
    until = time.monotonic() + patience  # the timeout is of one match, and there may be no end of them
    try:
        for match in compiled.finditer(text, timeout=patience):
            if match.start() <= match.end():  # \K in a lookahead turns it round
                yield match
            if time.monotonic() > until:
                raise TimeoutError
    except (TimeoutError, MemoryError):
        raise PatternTooSlow("This regular expression takes too long here: make it simpler.") from None


def _compiled(sought: str, flags: int) -> Any:
    import regex  # only where one is used: it is no part of the editor's start

    try:
        return regex.compile(sought, flags)
    except regex.error as error:
        where = f" at character {error.pos + 1}" if error.pos is not None else ""
        raise PatternInvalid(_printable(f"Not a regular expression: {error.msg}{where}.")) from None
    except (RecursionError, OverflowError, MemoryError):
        raise PatternInvalid("Not a regular expression that can be used: it is nested too deeply.") from None


def _expanded(pattern: Pattern, match: re.Match[str], template: str) -> str:
    """The template with its groups filled in, where the pattern is a regular expression."""
    if not pattern.regex:
        return template
    import regex

    whole = re.sub(r"\\.", lambda pair: r"\g<0>" if pair[0] == r"\0" else pair[0], template)
    try:
        new = match.expand(whole)
    except (regex.error, IndexError, ValueError, OverflowError) as error:
        reason = _printable(str(error))
        raise PatternInvalid(f"Not a replacement: {reason} (a backslash is written \\\\).") from None
    if _NEVER_IN_A_TEXT.search(new):
        raise PatternInvalid("Not a replacement: it would put a sign into the text that no file can hold.")
    return new.replace("\r\n", "\n").replace("\r", "\n")


def _printable(message: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in message)
