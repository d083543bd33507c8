"""Asking for single words, as several test files do."""

from __future__ import annotations

from collections.abc import Iterable

from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import Suggestion


def offered(predictor: Predictor, before: str, n: int = 5, exclude: Iterable[str] = ()) -> list[Suggestion]:
    """Single words, as they would be shown."""
    return predictor.suggest(before, n, exclude=tuple(exclude), phrases=False)


def texts(found: Iterable[Suggestion]) -> list[str]:
    """What is shown of them."""
    return [each.text for each in found]
