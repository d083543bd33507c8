"""Perplexity: how many words a model was choosing from, on average, at each word of a text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import UNK
from typeahead.prediction.engine import Engine
from typeahead.profile.encoding import PROSE


@dataclass(frozen=True, slots=True)
class PerplexityReport:
    """What was found.

    Attributes:
        tokens: words, marks and sentence ends.
        oov: tokens outside the vocabulary.
        perplexity: of all tokens; unknown words count as `<unk>` in whitespace mode (as in KenLM) and are spelled
            out by the letter model in prose. None if it is infinite, or more than a float can hold, or if the model's
            figures are scores, which have no perplexity.
        perplexity_known: without the unknown ones.
        bits: of all tokens together; infinite where one was impossible, NaN of scores.
        impossible: tokens with probability 0.
        perplexity_possible: without those; None of scores.
    """

    tokens: int
    oov: int
    perplexity: float | None
    perplexity_known: float | None
    bits: float
    impossible: int
    perplexity_possible: float | None


@dataclass(frozen=True, slots=True)
class Scored:
    """The tokens of a text, one by one.

    Attributes:
        log_p: (T,) float64 natural log of each one's probability, unknown words' spelled out; scores of some models.
        unknown: (T,) bool which are outside the vocabulary.
        normalised: False where `log_p` are scores.
    """

    log_p: NDArray[np.float64]
    unknown: NDArray[np.bool_]
    normalised: bool

    @property
    def report(self) -> PerplexityReport:
        """All of them together."""
        possible = np.isfinite(self.log_p)
        has_perplexity = self.normalised
        return PerplexityReport(
            tokens=len(self.log_p),
            oov=int(self.unknown.sum()),
            perplexity=_perplexity(self.log_p) if has_perplexity else None,
            perplexity_known=_perplexity(self.log_p[~self.unknown]) if has_perplexity else None,
            bits=float(-self.log_p.sum() / math.log(2)) if has_perplexity else math.nan,
            impossible=int(np.count_nonzero(~possible)),
            perplexity_possible=_perplexity(self.log_p[possible]) if has_perplexity else None,
        )


def measure(
    engine: Engine, sentences: Sequence[Sequence[str]], scores: NDArray[np.float64] | None = None
) -> PerplexityReport:
    """Measure tokenised sentences.

    Args:
        engine: the model.
        sentences: the text.
        scores: of its words, as `Engine.score` gives them, where they are known.
    """
    return score(engine, sentences, scores).report


def score(
    engine: Engine, sentences: Sequence[Sequence[str]], scores: NDArray[np.float64] | None = None
) -> Scored:
    """Score each token of tokenised sentences; arguments as those of `measure`."""
    generation = engine.generation
    words = generation.encoder.stream(sentences)
    scores = engine.score(words) if scores is None else scores.copy()
    unknown = words == UNK
    if generation.settings.tokens == PROSE and generation.spelled is not None and unknown.any():
        # score() gives all unknown words' common share: each has its own part of it, by its letters.
        forms = [form for sentence in sentences for form in [*generation.encoder.forms(sentence), ""]]
        share = math.log(generation.spelled.of(UNK))
        for at in np.flatnonzero(unknown).tolist():
            scores[at] += generation.spelled.log_of_spelling(forms[at]) - share
    return Scored(scores, unknown, engine.normalised)


def _perplexity(scores: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float | None:
    """exp of the mean negative log probability (natural)."""
    if not len(scores):
        return None
    mean = float(-scores.mean())
    return math.exp(mean) if mean < 700 else None
