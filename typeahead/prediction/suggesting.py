"""Suggestions at a place of a text: words and a phrase, as they would be inserted at the cursor."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from typeahead.prediction import context
from typeahead.prediction.candidates import Candidates
from typeahead.prediction.engine import Engine
from typeahead.prediction.phrases import Phrases
from typeahead.prediction.suggestion import Suggestion
from typeahead.profile.generation import Generation
from typeahead.text.words import normal


class Suggesting:
    """From what stands left of the cursor to what is shown.

    Args:
        generation: whose words.
        hidden: ids of words that are never shown.
    """

    def __init__(self, generation: Generation, hidden: Collection[int]) -> None:
        self._tokens = generation.settings.tokens
        self._candidates = Candidates(generation, hidden)
        self._phrases = Phrases(generation.vocabulary, hidden)
        self._earlier: tuple[str, list[list[str]]] = ("", [])

    def suggest(
        self, engine: Engine, before: str, n: int, exclude: Collection[str], phrases: bool
    ) -> list[Suggestion]:
        """What may come next, likeliest first; see `Predictor.suggest`."""
        place = context.read(before, self._tokens)
        if n < 1 or not place.wanted:
            return []
        exclude = {normal(text) for text in exclude}
        outlook = engine.after(place.words, partial(self._before, before[: len(before) - len(place.prefix)]))
        words = self._candidates.best(outlook, place, n, exclude)
        shown = self._phrases.with_phrase(outlook, words, n, exclude) if phrases else words
        typed = len(normal(place.prefix))
        source_of = getattr(outlook, "source_of", lambda _: engine.source)
        found = []
        for each in shown:
            text = each.text.replace("'", "’") if place.curly else each.text
            found.append(Suggestion(text, text[typed:], each.probability, source_of(each.word)))
        return found

    def _before(self, text: str) -> list[list[str]]:
        """The sentences before the open one; kept while one word is typed letter by letter."""
        if self._earlier[0] != text:
            self._earlier = text, context.earlier(text, self._tokens)
        return self._earlier[1]
