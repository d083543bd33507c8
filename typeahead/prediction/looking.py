"""The part of a predictor that takes a place apart: what each model says there, and where a word was written before."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING

from typeahead.prediction import context
from typeahead.prediction.engine import Engine
from typeahead.prediction.suggesting import Suggesting
from typeahead.prediction.suggestion import Suggestion
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile

if TYPE_CHECKING:
    from typeahead.prediction.inspection import Inspection
    from typeahead.profile.finding import Places


class Looking(ABC):
    """Looks into what stands behind a place."""

    _profile: Profile
    _engine: Engine
    _suggesting: Suggesting

    @property
    @abstractmethod
    def generation(self) -> Generation:
        """The words and counts behind the models."""

    def suggest_by(
        self, engine: Engine, before: str, n: int = 3, *, phrases: bool = True
    ) -> list[Suggestion]:
        """As `suggest`, by another engine of the same words: a variant of the model (see `variant`), to compare."""
        return self._suggesting.suggest(engine, before, n, (), phrases)

    def inspect(self, before: str) -> Iterator[Inspection | None]:
        """What may come next by each model, and which n-grams matched; None between two small pieces of work."""
        from typeahead.prediction.inspecting import inspect

        place = context.read(before, self.generation.settings.tokens)
        outlook = self._suggesting.outlook(self._engine, before, place)
        return inspect(self._engine, outlook, place, self._suggesting.candidates)

    def trace(self, before: str, word: str) -> Iterator[Places | None]:
        """Where a word stands in the person's own texts, and words before it too; None between two small pieces."""
        from typeahead.profile.finding import find

        settings = self.generation.settings
        words = context.read(before, settings.tokens).words
        return find(self._profile.store, words[max(0, len(words) + 1 - settings.order) :], word)
