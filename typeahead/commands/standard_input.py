"""What comes on standard input, where a command takes `-` for a FILE."""

from __future__ import annotations

import sys

from typeahead.commands.output import note
from typeahead.errors import SourceUnreadable

MOST = 256_000_000
"""Bytes: a library of prose is less, and what has no end (/dev/zero) would fill the memory."""


def read_standard_input() -> bytes:
    """All of it.

    Raises:
        SourceUnreadable: there is no end to it, or no such stream.
    """
    from typeahead.text.opening import bounded

    stream = sys.stdin.buffer
    if stream.isatty():
        note("reading what you type; Ctrl+D on an empty line ends it")
    try:
        return bounded(stream, MOST)
    except SourceUnreadable as error:
        raise SourceUnreadable(f"standard input is {error}; name a FILE, or pipe less into it") from None
