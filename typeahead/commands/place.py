"""Where the editor is to begin: `+LINE`, `+LINE:COLUMN` or a bare `+`, as editors have always been told."""

from __future__ import annotations

import re
from collections.abc import Iterable

END = 999_999_999
"""A line and a column that no text has: the cursor goes to the text's end."""
_PLACE = re.compile(r"\+(?:([0-9]{1,9})(?::([0-9]{1,9}))?)?")


def split(arguments: Iterable[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """The files among the arguments, and the places as line and column; `./+12` is a file of that name."""
    files, places = [], []
    for argument in arguments:
        if found := _PLACE.fullmatch(argument):
            line, column = found.groups()
            places.append((int(line), int(column or 1)) if line else (END, END))
        else:
            files.append(argument)
    return files, places
