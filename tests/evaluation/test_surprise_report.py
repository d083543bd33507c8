"""The surprise of a text as data."""

from __future__ import annotations

import math

import pytest

from typeahead.evaluation.surprise_report import MOST, SurpriseReport
from typeahead.prediction.suggestion import WordSurprise


def report(bits: list[float], ranks: list[int] | None = None) -> SurpriseReport:
    words = [
        WordSurprise(f"w{at}", at * 4, at * 4 + 2, each, (ranks or [1] * len(bits))[at], [], at // 3)
        for at, each in enumerate(bits)
    ]
    return SurpriseReport(" ".join(word.text.ljust(3) for word in words), words, "made up")


def test_ranks_in_bands_as_gltr_has_them():
    bands = report([1.0] * 8, [1, 10, 11, 100, 101, 1000, 1001, 50000]).ranks
    assert [(band.low, band.high, band.count, band.share) for band in bands] == [
        (1, 10, 2, 0.25), (11, 100, 2, 0.25), (101, 1000, 2, 0.25), (1001, None, 2, 0.25)
    ]  # fmt: skip
    assert [band.name for band in bands] == ["top 10", "11 to 100", "101 to 1,000", "beyond 1,000"]
    assert [band.count for band in report([]).ranks] == [0, 0, 0, 0]


@pytest.mark.parametrize("number", [1, 4, 5, 6, 40])
def test_the_chain_s_factors_make_up_the_whole(number):
    found = report([float(at) for at in range(number)])
    assert sum(term.bits for term in found.chain) == pytest.approx(found.whole.bits)
    assert sum(term.count for term in found.chain) == number
    assert found.whole.nats == pytest.approx(found.whole.bits * math.log(2))


def test_a_factor_names_what_stands_before_it():
    chain = report([1.0] * 9).chain
    assert [(term.text, term.condition) for term in chain] == [
        ("w0", ""), ("w1", "w0"), ("w2", "w0 w1"), ("", ""), ("w8", "… w6 w7")
    ]  # fmt: skip


def test_the_most_surprising_come_first_and_of_equals_the_earlier():
    assert report([3.0, 9.0, 1.0, math.inf, 9.0]).most == [3, 1, 4, 0, 2]
    assert len(report([1.0] * 50).most) == MOST


def test_paragraphs():
    groups = report([1.0] * 7).paragraphs
    assert [len(group) for group in groups] == [3, 3, 1]
