"""Who measures on what was learned is told so: the figures are better than those of new text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from typeahead.prediction.predictor import Predictor


def learned_before(predictor: Predictor, paths: Sequence[Path]) -> list[str]:
    """What a person should know who measures on these files and folders: one sentence, or none.

    Args:
        predictor: what is measured.
        paths: on what.
    """
    taught = predictor.that_taught(paths)
    if not taught:
        return []
    named = f"{taught[0]} and {len(taught) - 1:,} more" if len(taught) > 1 else str(taught[0])
    was = "were" if len(taught) > 1 else "was"
    return [f"{named} {was} learned from, and so foreseen better than new text would be"]
