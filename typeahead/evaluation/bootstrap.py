"""Confidence intervals by the bootstrap: what a figure might have been on other paragraphs of the same kind.

Whole paragraphs are drawn anew, with replacement, as many as there are, a thousand times; words inside one paragraph
hang together, so single words would give intervals that are too narrow. An interval is from the 2.5th to the 97.5th
percentile of the figures found (Efron 1979; Efron and Tibshirani 1993, chapter 13). All models are measured on the same
draws, and one is better than another with the confidence of the draws in which it is (Koehn 2004).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

METHOD = "bootstrap over paragraphs (Efron's percentile method; paired between models, Koehn 2004)"
RESAMPLES = 1000
LEVEL = 0.95
SEED = 1
FEW = 20
"""With fewer paragraphs than this intervals come out too narrow, which is said."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies with a confidence of `LEVEL`."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Draws:
    """Paragraphs drawn anew: the same ones each time for the same number and seed.

    Attributes:
        paragraphs: of the text, or other pieces of it that stand for themselves.
        seed: of the draws.
        resamples: how many times they are drawn.
    """

    paragraphs: int
    seed: int = SEED
    resamples: int = RESAMPLES

    @property
    def possible(self) -> bool:
        """Whether there is anything to draw from: one paragraph says nothing about others."""
        return self.paragraphs > 1

    def totals(self, sums: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sums of each draw, (B, K), from those of each paragraph, (P, K)."""
        random = np.random.default_rng(self.seed)
        found = np.empty((self.resamples, sums.shape[1]))
        for number in range(self.resamples):
            drawn = random.integers(0, self.paragraphs, self.paragraphs)
            found[number] = np.bincount(drawn, minlength=self.paragraphs) @ sums
        return found


def interval(figures: NDArray[np.float64]) -> Interval | None:
    """The percentile interval of a figure's draws, (B,); None where it had none in any draw."""
    known = figures[np.isfinite(figures)]
    if not len(known):
        return None
    tail = (1 - LEVEL) / 2 * 100
    low, high = np.percentile(known, [tail, 100 - tail])
    return Interval(float(low), float(high))


def ratio(upper: NDArray[np.float64], lower: NDArray[np.float64]) -> NDArray[np.float64]:
    """One sum of each draw divided by another, (B,); not a number where there is nothing to divide by."""
    found = np.full(len(upper), math.nan)
    np.divide(upper, lower, out=found, where=lower > 0)
    return found


def wins(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The fraction of draws in which one model's figure is lower than another's."""
    return float(np.mean(one < other))
