"""One model of a comparison: all its figures on a text, and how far they may be off by chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from typeahead.evaluation.bootstrap import Draws, ratio
from typeahead.evaluation.calibration import Calibration, CalibrationReport
from typeahead.evaluation.intervals import (
    HITS,
    RANKED,
    Intervals,
    drawn,
    intervals,
    sums_of_scores,
    sums_of_typing,
)
from typeahead.evaluation.keystrokes import KeystrokeReport, simulate
from typeahead.evaluation.perplexity import Scored, score
from typeahead.evaluation.standing import Standing
from typeahead.evaluation.texts import Text
from typeahead.models.protocols import Ids
from typeahead.prediction.engine import Engine
from typeahead.text.words import is_word


@dataclass(frozen=True, slots=True)
class Compared:
    """One model's figures; fractions are of 1.

    Attributes:
        name: that of the model as asked for ("ngram"), or the smoothing's.
        smoothing: its smoothing, None of a network.
        order: words of its longest n-gram, None of a network.
        parameters: a network's, None of an n-gram model.
        normalised: False where its figures are scores, which have no perplexity.
        vocabulary: how many words and marks it knows, all others being unknown: those of the notes and the base's.
        ngrams: different ones, of all orders; None of a network.
        oov: tokens outside its vocabulary.
        perplexity: of all tokens, None where it is infinite or there is none.
        perplexity_known: without unknown words.
        bits_per_character: None where perplexity is.
        impossible: tokens that it held impossible (probability 0).
        perplexity_possible: of all others, None where it has no perplexity.
        hit_at_1: words that it held likeliest, of those that were looked at.
        hit_at_3: words among its first three.
        bits_per_word: the mean surprise of a token, None where the perplexity is.
        hit_at_5: words among its first five.
        mean_reciprocal_rank: of words by their rank among its first ten, others 0.
        keystroke_savings: number shown → keys saved; None if not asked for.
        calibration: whether its suggestions are right as often as they say; None if not asked for.
        intervals: how far these may be off by chance; None of a single paragraph.
        best_wins: the fraction of draws in which the best model's perplexity is lower than this one's (Koehn 2004).
    """

    name: str
    smoothing: str | None
    order: int | None
    parameters: int | None
    normalised: bool
    vocabulary: int
    ngrams: int | None
    oov: int
    perplexity: float | None
    perplexity_known: float | None
    bits_per_character: float | None
    impossible: int
    perplexity_possible: float | None
    hit_at_1: float
    hit_at_3: float
    bits_per_word: float | None = None
    hit_at_5: float = 0.0
    mean_reciprocal_rank: float = 0.0
    keystroke_savings: dict[int, float] | None = None
    calibration: CalibrationReport | None = None
    intervals: Intervals | None = None
    best_wins: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The text as all are measured on it.

    Attributes:
        text: its paragraphs.
        sentences: its tokens.
        lengths: tokens of each paragraph.
        tokens: how many, sentence ends included.
        words: how many of the tokens are words.
        places: where words stand among the tokens at which hits are looked for.
    """

    text: Text
    sentences: list[list[str]]
    lengths: list[int]
    tokens: int
    words: int
    places: list[int]

    @classmethod
    def of(cls, text: Text, most: int) -> Measured:
        """A text read, hits looked for at so many places at most."""
        sentences = text.sentences
        wanted = [each for sentence in sentences for each in (*map(is_word, sentence), False)]
        words = np.flatnonzero(np.array(wanted, dtype=bool))
        looked_at = min(most, len(words))
        places = words[np.arange(looked_at) * len(words) // max(looked_at, 1)]
        return cls(text, sentences, text.lengths, len(wanted), len(words), places.tolist())

    @property
    def typed(self) -> range:
        """Numbers of the paragraphs that are typed, evenly spread: about as many words as hits are looked for at."""
        return range(0, len(self.lengths), max(1, round(self.words / max(len(self.places), 1))))


@dataclass(frozen=True, slots=True)
class Typing:
    """What is typed with, and what for."""

    model: Standing
    keystrokes: bool
    calibration: bool

    def type(self, text: Measured) -> tuple[KeystrokeReport, CalibrationReport | None]:
        """What came of it."""
        honest = Calibration()
        report = simulate(
            self.model,
            [text.text.paragraphs[number] for number in text.typed],
            learn=False,
            keystrokes=self.keystrokes,
            watchers=[honest] if self.calibration else [],
        )
        return report, honest.report() if self.calibration else None


@dataclass(frozen=True, slots=True)
class Found:
    """A row, and what is needed to set it beside others.

    Attributes:
        row: its figures.
        nats, nats_known: (B,) mean surprise in each draw, of all tokens and of known ones; empty without draws.
        typed_words: that were typed.
    """

    row: Compared
    nats: NDArray[np.float64]
    nats_known: NDArray[np.float64]
    typed_words: int


def compared(name: str, engine: Engine, text: Measured, typing: Typing | None) -> Found:
    """Measure one model.

    Args:
        name: as the row has it.
        engine: the model.
        text: what it is measured on.
        typing: what paragraphs are typed with; None types none.
    """
    scored = score(engine, text.sentences)
    found = scored.report
    generation = engine.generation
    ranks = _ranks(engine, generation.encoder.stream(text.sentences), text.places)
    typed, honest = typing.type(text) if typing else (None, None)
    counted = engine.parameters is None
    characters = text.text.characters
    finite = math.isfinite(found.bits)
    places = max(len(ranks), 1)
    row = Compared(
        name=name,
        smoothing=generation.settings.smoothing if counted else None,
        order=generation.settings.order if counted else None,
        parameters=engine.parameters,
        normalised=engine.normalised,
        vocabulary=len(generation.vocabulary.ids),
        ngrams=sum(generation.summary.ngrams) if counted else None,
        oov=found.oov,
        perplexity=found.perplexity,
        perplexity_known=found.perplexity_known,
        bits_per_character=found.bits / characters if finite else None,
        impossible=found.impossible,
        perplexity_possible=found.perplexity_possible,
        hit_at_1=ranks.count(1) / places,
        hit_at_3=sum(0 < rank <= 3 for rank in ranks) / places,
        bits_per_word=found.bits / found.tokens if finite else None,
        hit_at_5=sum(0 < rank <= 5 for rank in ranks) / places,
        mean_reciprocal_rank=sum(1 / rank for rank in ranks if rank) / places,
        keystroke_savings=typed.savings if typed and typing and typing.keystrokes else None,
        calibration=honest,
    )
    words = typed.words if typed else 0
    draws = Draws(len(text.lengths))
    if not draws.possible:
        return Found(row, np.empty(0), np.empty(0), words)
    totals = drawn(draws, _sums(text, scored, ranks, typed))
    return Found(
        replace(row, intervals=intervals(draws, totals, scored)),
        ratio(totals["nats"], totals["tokens"]),
        ratio(totals["nats_known"], totals["known"]),
        words,
    )


def _sums(
    text: Measured, scored: Scored, ranks: Sequence[int], typed: KeystrokeReport | None
) -> dict[str, NDArray[np.float64]]:
    """What is summed in each paragraph; those that were not looked at, or not typed, have nothing."""
    sums = sums_of_scores(scored, text.lengths, [len(each) + 1 for each in text.text.paragraphs])
    owner = np.repeat(np.arange(len(text.lengths)), text.lengths)[text.places]
    places = np.array(ranks, dtype=np.float64)

    def by_paragraph(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(owner, values, minlength=len(text.lengths)).astype(np.float64)

    sums["words"] = by_paragraph(np.ones(len(places)))
    sums["reciprocal"] = by_paragraph(np.divide(1, places, out=np.zeros(len(places)), where=places > 0))
    for rank in HITS:
        sums[f"hits_{rank}"] = by_paragraph(((places > 0) & (places <= rank)).astype(np.float64))
    if typed:
        for name, values in sums_of_typing(typed.paragraphs).items():
            if name.startswith(("keys_", "typed")):
                sums[name] = np.zeros(len(text.lengths))
                sums[name][list(text.typed)] = values
    return sums


def _ranks(engine: Engine, stream: Ids, places: Sequence[int]) -> list[int]:
    """At each place: the word's rank where it was among the model's first ten words, else 0."""
    vocabulary = engine.generation.vocabulary
    words = range(vocabulary.first_suggested, len(vocabulary))
    found = []
    for place, outlook in zip(places, engine.at(stream, places), strict=True):
        best = [candidate.word for candidate in outlook.top(RANKED, words)]
        word = int(stream[place])
        found.append(best.index(word) + 1 if word in best else 0)
    return found
