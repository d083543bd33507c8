"""Surprise summed up: how hard a stretch of text was to foresee, and how a person says so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from typeahead.prediction.suggestion import WordSurprise

SURPRISING = 10.0
"""Bits from which a word counts as surprising: about 1 in 1,000."""


@dataclass(frozen=True, slots=True)
class Total:
    """A stretch of text as a whole: words and marks, and the bits of all of them together."""

    words: int
    bits: float

    @property
    def nats(self) -> float:
        """The same in natural logarithms: -ln P of the stretch."""
        return self.bits * math.log(2)

    @property
    def bits_per_word(self) -> float:
        """The mean."""
        return self.bits / max(self.words, 1)

    @property
    def perplexity(self) -> float:
        """2 to the mean number of bits; infinite where a word had no probability at all."""
        return perplexity(self.bits_per_word)


def total(words: Iterable[WordSurprise]) -> Total:
    """Sum up words."""
    bits = [word.bits for word in words]
    return Total(len(bits), math.fsum(bits))


def by_paragraph(words: Sequence[WordSurprise]) -> list[list[WordSurprise]]:
    """The words of each paragraph."""
    return [list(group) for _, group in groupby(words, key=lambda word: word.paragraph)]


def perplexity(bits: float) -> float:
    """How many equally likely words so many bits are worth."""
    return 2.0**bits if bits < 1024 else math.inf


def odds(bits: float) -> str:
    """2**bits as a person would say it, for "1 in …": 1.6, 630, 12,000, 3 million."""
    if bits < 3.3:
        return f"{2**bits:.1f}".removesuffix(".0")
    if math.isinf(bits):
        return "∞"
    if bits >= 49.8:
        return f"10^{int(bits * math.log10(2))}"
    number = 2**bits
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if number >= size:
            return f"{number / size:.0f} {name}"
    digits = max(0, len(str(int(number))) - 3)
    return f"{round(number, -digits):,.0f}"
