"""Surprise summed up."""

from __future__ import annotations

import math

import pytest

from typeahead.evaluation.surprise import by_paragraph, odds, perplexity, total
from typeahead.prediction.suggestion import WordSurprise


def word(bits: float, paragraph: int = 0) -> WordSurprise:
    return WordSurprise("w", 0, 1, bits, 1, [], paragraph)


def test_total():
    found = total([word(2), word(4)])
    assert (found.words, found.bits, found.bits_per_word, found.perplexity) == (2, 6, 3, 8)
    assert total([]).bits_per_word == 0
    assert math.isinf(total([word(1), word(math.inf)]).perplexity)
    assert math.isinf(perplexity(2000))


def test_by_paragraph():
    first, second = [word(1), word(2)], [word(3, 1)]
    assert by_paragraph(first + second) == [first, second]
    assert by_paragraph([]) == []


@pytest.mark.parametrize(
    ("bits", "said"),
    [
        (0, "1"), (1, "2"), (1.58, "3"), (9.3, "630"), (13.55, "12,000"), (21.5, "3 million"),
        (31, "2 billion"),
        (41, "2 trillion"), (60, "10^18"), (math.inf, "∞"),
    ],
)  # fmt: skip
def test_odds(bits, said):
    assert odds(bits) == said
