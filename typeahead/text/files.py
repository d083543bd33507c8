"""What is passed along between finding a file and learning from it."""

from dataclasses import dataclass, field
from pathlib import Path

# A lifetime of prose is a few megabytes; a larger file is a log, an export or a dump, and would drown it.
MAX_BYTES = 20_000_000

IGNORE_FILE = ".typeaheadignore"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be read; size in bytes."""

    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or a whole folder that is left out, and why; reasons are short and alike, to be counted."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """What was read of a file: the SHA-256 of its bytes in hex, its paragraphs, what a person should know."""

    path: Path
    digest: str
    paragraphs: list[str]
    notices: list[str]


@dataclass(frozen=True, slots=True)
class Walk:
    """What was found under the paths given, each list sorted by path.

    `real` names the path by which a file was found, by its real one, which no link leads to.
    """

    found: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    real: dict[str, Path] = field(default_factory=dict)
