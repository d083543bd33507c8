"""A folder of notes: which text files are in it, and where in them something is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from typeahead.editor import documents
from typeahead.errors import SourceUnreadable

MOST_FILES = 50_000  # a larger folder is a home directory or a disk, not one of notes
MOST_LINES = 20  # of one file: a long log must not hide all others
_BEFORE, _AFTER = 80, 320  # characters of a line that are kept around what was found in it


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has what was looked for.

    Attributes:
        number: of the line, counted from 1.
        column: of what was found in it, counted from 1.
        text: the line, or what stands around it in a long one.
        start: where in this text it begins.
        end: where it ends.
    """

    number: int
    column: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A file's lines that have it; `more` where only the first are given."""

    path: Path
    lines: tuple[Line, ...]
    more: bool


def text_files(folder: Path, enough: Callable[[int], bool]) -> list[Path]:
    """The folder's text files, the last changed first; hidden ones and links that lead out are left out.

    Args:
        folder: where to look.
        enough: is asked in between, with the number of files so far; if it says so, those are all.

    Raises:
        SourceUnreadable: the folder is not there or can't be read.
    """
    from typeahead.text.walking import walk  # in a thread: opening an editor doesn't wait for it

    found = walk([folder], any_text=True, enough=enough).found
    return [each.path for each in sorted(found, key=lambda each: (-each.mtime_ns, each.path))]


def search(paths: Iterable[Path], wanted: str) -> Iterator[Lines]:
    """Each file's lines that have the text, capitals apart unless it has one; a file that can't be read has none."""
    exact = wanted != wanted.lower()
    pattern = re.compile(re.escape(wanted), 0 if exact else re.IGNORECASE)
    for path in paths:
        try:
            text = documents.load(path).text
        except SourceUnreadable:
            text = ""
        # A plain search first: most files don't have it, and it is many times as quick as the pattern.
        has_it = wanted in (text if exact else text.lower())
        yield _lines(path, text, pattern) if has_it else Lines(path, (), False)


def _lines(path: Path, text: str, pattern: re.Pattern[str]) -> Lines:
    found: list[Line] = []
    number, at, counted = 1, 0, 0
    while match := pattern.search(text, at):
        if len(found) == MOST_LINES:
            return Lines(path, tuple(found), True)
        number += text.count("\n", counted, match.start())
        counted = match.start()
        start = text.rfind("\n", 0, counted) + 1
        end = text.find("\n", counted)
        end = len(text) if end < 0 else end
        found.append(_line(text, number, start, end, match))
        at = end
    return Lines(path, tuple(found), False)


def _line(text: str, number: int, start: int, end: int, match: re.Match[str]) -> Line:
    left = max(start, match.start() - _BEFORE)
    right = min(end, match.end() + _AFTER)
    return Line(
        number,
        match.start() - start + 1,
        text[left:right],
        match.start() - left,
        min(match.end(), right) - left,
    )
