"""Suggestions at a place of a text: words and a phrase, as they would be inserted at the cursor."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from typeahead.prediction import context
from typeahead.prediction.candidates import Candidates
from typeahead.prediction.engine import Engine
from typeahead.prediction.phrases import Phrases, with_phrase
from typeahead.prediction.suggestion import Suggestion
from typeahead.profile.generation import Generation
from typeahead.profile.unwanted import Unwanted
from typeahead.text.words import normal


class Suggesting:
    """From what stands left of the cursor to what is shown.

    Args:
        generation: whose words.
        hidden: ids of words that are never shown.
        unwanted: further ones, asked for each word that is about to be shown.
    """

    def __init__(
        self, generation: Generation, hidden: Collection[int], unwanted: Unwanted | None = None
    ) -> None:
        self._tokens = generation.settings.tokens
        self._candidates = Candidates(generation, hidden, unwanted)
        self._unwanted = unwanted
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
        shown = words
        if phrases and words and n > 1:
            least = words[-1].probability if len(words) >= n else 0.0
            longer = self._phrases.begun_by(outlook, words[0], least)
            if longer and (longer.text in exclude or (self._unwanted and self._unwanted.breaks(longer.text))):
                longer = None
            shown = with_phrase(words, longer, n)
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
