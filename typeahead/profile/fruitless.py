"""Paths that a person named to be learned from and that gave nothing, and why."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from typeahead.profile.folders import lies_under
from typeahead.profile.rows import StoredDocument
from typeahead.text.files import Skipped

NO_WORDS = "no words in it"


def fruitless(
    given: Sequence[Path], documents: Iterable[StoredDocument], skipped: Sequence[Skipped]
) -> list[Skipped]:
    """Those of the paths that no word in the stored documents is from.

    Args:
        given: the paths.
        documents: all that are stored after the training.
        skipped: what the training left out.
    """
    documents = list(documents)
    having = [document.path for document in documents if document.words]
    empty = [document.path for document in documents if not document.words]
    return [Skipped(path, _why(str(path), empty, skipped)) for path in given if not _gave(str(path), having)]


def _gave(path: str, having: Sequence[str]) -> bool:
    if any(lies_under(each, [path]) for each in having):
        return True
    # Read by another name: a link leads to it, or from it.
    real = [os.path.realpath(path)]
    return any(lies_under(os.path.realpath(each), real) for each in having)


def _why(path: str, empty: Sequence[str], skipped: Sequence[Skipped]) -> str:
    """What became of what is there, "" where nothing is."""
    reasons = [each.reason for each in skipped if lies_under(str(each.path), [path])]
    reasons += [NO_WORDS for each in empty if lies_under(each, [path])]
    first = reasons[0] if reasons else ""
    return f"{len(reasons):,} skipped, the first because: {first}" if len(reasons) > 1 else first
