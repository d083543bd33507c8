"""The rows of a profile's database as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What is known of a document that was read from a file."""

    path: str
    root: str
    digest: str
    size: int
    mtime_ns: int
    learned: float
    words: int


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A piece of writing that was learned while it was typed."""

    id: int
    day: str
    origin: str
    learned: float
    words: int
    body: str


class LongBody(Protocol):
    """A body that is put in pieces of whole lines."""

    @property
    def size(self) -> int:
        """Its bytes."""

    def pieces(self) -> Iterator[str]:
        """The body, in order."""
        ...
