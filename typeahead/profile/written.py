"""What a profile has read or learned, one piece after the other, by what it is found again by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A document, or a piece of typing.

    Attributes:
        key: the document's path, or the piece's id.
        origin: the file it belongs to, or what a text without a name is known by.
        when: since when it is as it is, in seconds.
    """

    key: str | int
    origin: str
    when: float


_LAG = 0.05
"""Seconds that a file's time may lag behind the clock."""


def saved_by(mtime_ns: int) -> float:
    """A moment before which all that was typed into a file is in it."""
    return mtime_ns / 1e9 + _LAG
