"""A model as it stands: it suggests, and learns nothing of what is typed with it."""

from __future__ import annotations

from collections.abc import Sequence

from typeahead.prediction.engine import Engine
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import Phrasing, Suggestion


class Standing:
    """Suggests as a predictor does, but by an engine of one's choice (see `keystrokes.Suggests`).

    Args:
        predictor: whose words, and which of them are never shown.
        engine: what answers; it knows the same words, or those of them that were counted when it was made.
    """

    def __init__(self, predictor: Predictor, engine: Engine) -> None:
        self._suggesting, self._engine = predictor.suggesting_by(engine), engine

    def suggest(self, before: str, n: int = 3, *, phrases: Phrasing | bool = True) -> Sequence[Suggestion]:
        """What may come next, likeliest first."""
        return self._suggesting.suggest(self._engine, before, n, (), phrases)

    def learn(self, text: str) -> None:
        """It stays as it is."""

    def adapt(self) -> bool:
        """Nothing is left to do."""
        return False
