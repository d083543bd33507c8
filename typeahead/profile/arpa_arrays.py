"""An imported model's arrays in a generation's folder, where other generations have their counts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from numpy.typing import NDArray

from typeahead.models.ngram.arpa.stored import Stored
from typeahead.profile.artifacts import Artifacts

_PREFIX = "arpa_"


@dataclass(frozen=True, slots=True)
class Imported:
    """Where an imported model came from.

    Attributes:
        file: the file's name, without its folder.
        sha256: of its bytes, in hexadecimal.
        order: words in its longest n-grams.
        ngrams: how many of each order it had.
    """

    file: str
    sha256: str
    order: int
    ngrams: list[int]


def arrays_of(stored: Stored) -> dict[str, NDArray[Any]]:
    """The arrays by the names they are kept under."""
    return {f"{_PREFIX}{field.name}": getattr(stored, field.name) for field in fields(Stored)}


def stored_in(artifacts: Artifacts) -> Stored:
    """The arrays of a folder, mapped.

    Raises:
        ArtifactsUnusable: one of them can't be read.
    """
    return Stored(**{field.name: artifacts.array(f"{_PREFIX}{field.name}") for field in fields(Stored)})
