"""A model that says one word after the other, and can tell what else it held likely."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import BOS, EOS, UNK
from typeahead.prediction import context
from typeahead.prediction.engine import Earlier, Engine, nothing_earlier
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.predictor import Predictor
from typeahead.profile.encoding import PROSE
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
    """A model that says one word after the other.

    Args:
        name: what it is called beside others.
        engine: the model.
        hidden: ids of words that are never said (blocked, or too new).
    """

    def __init__(self, name: str, engine: Engine, hidden: Collection[int] = frozenset()) -> None:
        self.name = name
        self.engine = engine
        generation = self.generation = engine.generation
        never = {UNK, BOS, *hidden}
        if generation.settings.tokens == PROSE:
            never.add(generation.vocabulary.id_of(SECRET, UNK))
        self._never = np.array(sorted(never), dtype=np.int64)
        self._forms: list[str] = []
        self._outlook = engine.begin()

    @property
    def normalised(self) -> bool:
        """Whether its figures are probabilities, or scores."""
        return self.engine.normalised

    def hear(self, words: Sequence[str], earlier: Earlier = nothing_earlier) -> None:
        """Begin after the words of an open sentence, and the sentences before it."""
        self._forms = self.generation.encoder.forms(words)
        self._outlook = self.engine.after(words, earlier)

    def say(self, word: int) -> None:
        """Go on after one more word, or the sentence's end."""
        self._forms = [] if word == EOS else [*self._forms, self.form(word)]
        self._outlook = self._outlook.advance(word)

    def own(self, speaker: Voice, word: int) -> int:
        """This voice's id of what another one has said: their vocabularies need not be the same."""
        if word == EOS or self.generation.vocabulary is speaker.generation.vocabulary:
            return word
        return self.generation.vocabulary.id_of(speaker.form(word), UNK)

    @property
    def heard(self) -> list[str]:
        """The open sentence's words."""
        return list(self._forms)

    def weights(self) -> NDArray[np.float64]:
        """The model's probabilities or scores of what may be said, (V,) float64."""
        found = self._outlook.distribution()
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
        evidence = self._outlook.evidence(self._forms, words)
        return Distribution(
            name=self.name,
            normalised=self.normalised,
            context=evidence.context,
            total=evidence.total,
            continuation=evidence.continuation,
            likely=[
                Likely(self.form(each), float(weights[each]), float(chance[each]), count)
                for each, count in zip(words, evidence.counts, strict=True)
            ],
        )

    def looked_for(self) -> list[str]:
        """The longest context that the model has an eye for here, seen or not."""
        return self._outlook.evidence(self._forms, []).context


def distribution(predictor: Predictor, before: str, shown: int = SHOWN) -> Distribution:
    """What a predictor's model holds likely after a text, its last word finished: all words, marks and ends."""
    (voice,) = voices(predictor)
    tokens = voice.generation.settings.tokens
    voice.hear(context.read(before, tokens).words, partial(context.earlier, before, tokens))
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
        return [Voice(predictor.engine.name, predictor.engine, predictor.hidden)]
    found = []
    for smoothing in dict.fromkeys(smoothings or [predictor.generation.settings.smoothing]):
        generation = predictor.variant(smoothing=smoothing, order=order)
        withheld = {generation.vocabulary.id_of(word, UNK) for word in generation.withheld}
        found.append(Voice(generation.settings.smoothing, NgramEngine(generation), withheld))
    return found


def voices_of(
    predictors: Sequence[Predictor], smoothings: Sequence[str] = (), order: int | None = None
) -> list[Voice]:
    """The voices of several predictors, the first one's first, each by the name its model is asked for.

    Smoothings and orders are counted anew in the place of the first n-gram model, or behind the networks.

    Raises:
        ModelMissing, SettingInvalid: as `voices`.
    """
    if len(predictors) == 1 and predictors[0].engine.parameters is None:
        return voices(predictors[0], smoothings, order)
    anew = bool(smoothings) or order is not None
    found: list[Voice] = []
    for predictor in predictors:
        if predictor.engine.parameters is None and anew:
            found += voices(predictor, smoothings, order)
            anew = False
        else:
            found.append(Voice(predictor.model, predictor.engine, predictor.hidden))
    return found + (voices(predictors[0], smoothings, order) if anew else [])
