"""A model that says one word after the other, and can tell what else it held likely."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.model import Link
from typeahead.models.protocols import BOS, EOS, RESERVED, UNK
from typeahead.prediction import context
from typeahead.prediction.predictor import Predictor
from typeahead.profile.encoding import PROSE
from typeahead.profile.generation import Generation
from typeahead.text.words import SECRET

SHOWN = 5
"""How many words of a distribution are shown."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A word of a distribution.

    Attributes:
        word: in the form the model keys on, `</s>` for a sentence's end.
        probability: p(word | context) as the model has it; a score where the model has no probabilities.
        chance: with what probability it is drawn: scores made to sum to 1, without words that are never drawn, after
            temperature and cuts.
        count: of the word after the context that answered; None where the model has no counts.
    """

    word: str
    probability: float
    chance: float
    count: int | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """What a model held likely at one place.

    Attributes:
        name: the model's.
        normalised: whether probabilities are probabilities, or scores.
        context: the longest context that answered, oldest word first, empty where only single words' counts did; where
            nothing answered, the context that was looked for.
        total: how many tokens were counted after it; None where the model has no counts, 0 where nothing answered.
        continuation: whether counts are Kneser-Ney's continuation counts (before how many different words each n-gram
            was met), which it has below its longest n-grams.
        likely: the likeliest words, and the one that was drawn if it is not among them, likeliest first.
    """

    name: str
    normalised: bool
    context: list[str]
    total: int | None
    continuation: bool
    likely: list[Likely]


class Voice:
    """A model saying one word after the other.

    Args:
        name: what it is called.
        generation: the models.
        hidden: ids of words that are never said (blocked, or too new).
    """

    def __init__(self, name: str, generation: Generation, hidden: Collection[int] = frozenset()) -> None:
        self.name = name
        self.generation = generation
        self._model = generation.model
        never = {UNK, BOS, *hidden}
        if generation.settings.tokens == PROSE:
            never.add(generation.vocabulary.id_of(SECRET, UNK))
        self._never = np.array(sorted(never), dtype=np.int64)
        self._forms: list[str] = []
        self._state = self._model.start()

    @property
    def normalised(self) -> bool:
        """Whether its figures are probabilities, or scores."""
        return self._model.smoothing.normalised

    def hear(self, words: Sequence[str]) -> None:
        """Begin after the words of an open sentence."""
        self._forms = self.generation.encoder.forms(words)
        ids = [self.generation.vocabulary.id_of(form, UNK) for form in self._forms]
        self._state = self._model.state_after(ids)

    def say(self, word: int) -> None:
        """Go on after one more word, or the sentence's end."""
        self._forms = [] if word == EOS else [*self._forms, self.form(word)]
        self._state = self._model.advance(self._state, word)

    @property
    def heard(self) -> list[str]:
        """The open sentence's words."""
        return list(self._forms)

    def weights(self) -> NDArray[np.float64]:
        """The model's probabilities or scores of what may be said, (V,) float64."""
        found = self._model.distribution(self._state)
        found[self._never] = 0.0
        return found

    def form(self, word: int) -> str:
        """A word by its id, `</s>` for the sentence's end."""
        return self.generation.vocabulary.words[word]

    def distribution(
        self,
        weights: NDArray[np.float64],
        chance: NDArray[np.float64],
        drawn: int | None = None,
        shown: int = SHOWN,
    ) -> Distribution:
        """What is shown of a distribution.

        Args:
            weights: as `weights` gives them.
            chance: (V,) float64, with what probability each word is drawn.
            drawn: the word that was drawn, None where nothing was.
            shown: how many of the likeliest words are wanted.
        """
        best = np.argsort(-weights, kind="stable")[:shown]
        words = [int(number) for number in best if weights[number] > 0.0]
        if drawn is not None and drawn not in words and weights[drawn] > 0.0:
            words.append(drawn)
        links = self._model.links(self._state)
        link = links[-1] if links and words else None
        return Distribution(
            name=self.name,
            normalised=self.normalised,
            context=self._context(self._model.order if link is None else link.depth),
            total=0 if link is None else self._total(link),
            continuation=link is not None and self._is_continuation(link.depth),
            likely=[
                Likely(
                    self.form(each),
                    float(weights[each]),
                    float(chance[each]),
                    0 if link is None else self._count(link, each),
                )
                for each in words
            ],
        )

    def looked_for(self) -> list[str]:
        """The longest context that the model has an eye for here, seen or not."""
        return self._context(self._model.order)

    def _context(self, depth: int) -> list[str]:
        """The last depth - 1 words, `<s>` where the sentence begins."""
        return [RESERVED[BOS], *self._forms][-(depth - 1) :] if depth > 1 else []

    def _is_continuation(self, depth: int) -> bool:
        model = self._model
        whole = depth == model.order or self._context(depth)[:1] == [RESERVED[BOS]]
        return model.learnable and not model.smoothing.raw and not whole

    def _total(self, link: Link) -> int | None:
        if not self._model.learnable:
            return None
        return self._model.counts.depths[link.depth - 1].statistics_of(link.context).total

    def _count(self, link: Link, number: int) -> int | None:
        if not self._model.learnable:
            return None
        level = self._model.counts.depths[link.depth - 1]
        node = level.find(link.context, number)
        return 0 if node < 0 else level.count(node)


def distribution(predictor: Predictor, before: str, shown: int = SHOWN) -> Distribution:
    """What a predictor's model holds likely after a text, its last word finished: all words, marks and ends."""
    (voice,) = voices(predictor)
    voice.hear(context.read(before, voice.generation.settings.tokens).words)
    weights = voice.weights()
    total = float(weights.sum())
    return voice.distribution(weights, weights / total if total else weights, shown=shown)


def voices(predictor: Predictor, smoothings: Sequence[str] = (), order: int | None = None) -> list[Voice]:
    """The model of a predictor as a voice; with smoothings or an order, one for each, counted anew from the same notes.

    Raises:
        ModelMissing: there is nothing to count anew.
        SettingInvalid: there is no such smoothing or order.
    """
    if not smoothings and order is None:
        generation = predictor.generation
        return [Voice(generation.settings.smoothing, generation, predictor.hidden)]
    found = []
    for smoothing in dict.fromkeys(smoothings or [predictor.generation.settings.smoothing]):
        generation = predictor.variant(smoothing=smoothing, order=order)
        withheld = {generation.vocabulary.id_of(word, UNK) for word in generation.withheld}
        found.append(Voice(generation.settings.smoothing, generation, withheld))
    return found
