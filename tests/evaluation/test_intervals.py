"""Figures of a text and their intervals, paragraph by paragraph."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.evaluation.typing import always
from typeahead.evaluation.bootstrap import Draws
from typeahead.evaluation.intervals import drawn, intervals, sums_of_scores, sums_of_typing
from typeahead.evaluation.keystrokes import simulate
from typeahead.evaluation.perplexity import Scored

LENGTHS = [2, 0, 3, 1]
SCORES = np.log(np.array([0.5, 0.25, 0.1, 0.2, 0.4, 0.05]))
UNKNOWN = np.array([False, True, False, False, True, False])


def scored(log_p=SCORES, normalised=True):
    return Scored(log_p, UNKNOWN, normalised)


def sums(of):
    return sums_of_scores(of, LENGTHS, [10, 1, 20, 5])


def test_sums_of_paragraphs_make_up_the_whole():
    found = sums(scored())
    assert found["tokens"].tolist() == LENGTHS
    assert found["known"].tolist() == [1, 0, 2, 1]
    assert math.exp(found["nats"].sum() / 6) == pytest.approx(scored().report.perplexity)
    assert math.exp(found["nats_known"].sum() / 4) == pytest.approx(scored().report.perplexity_known)


def test_the_text_s_own_figures_lie_in_their_intervals():
    of = scored()
    found = intervals(Draws(4), drawn(Draws(4), sums(of)), of)
    report = of.report
    assert found.perplexity.low < report.perplexity < found.perplexity.high
    assert found.perplexity_known.low < report.perplexity_known < found.perplexity_known.high
    assert found.bits_per_word.low < report.bits / 6 < found.bits_per_word.high
    assert math.log2(found.perplexity.high) == pytest.approx(found.bits_per_word.high)
    assert found.bits_per_character.low < report.bits / 36 < found.bits_per_character.high
    assert found.hit_at_1 is None
    assert found.keystroke_savings is None


def test_what_has_no_perplexity_has_no_interval():
    impossible = SCORES.copy()
    impossible[1] = -math.inf  # an unknown word
    of = scored(impossible)
    found = intervals(Draws(4), drawn(Draws(4), sums(of)), of)
    assert (found.perplexity, found.bits_per_word, found.bits_per_character) == (None, None, None)
    assert found.perplexity_known is not None
    of = scored(normalised=False)
    found = intervals(Draws(4), drawn(Draws(4), sums(of)), of)
    assert (found.perplexity, found.perplexity_known, found.bits_per_word) == (None, None, None)


def test_typing_by_paragraphs():
    paragraphs = ["on top", "on", "at rest, on", "zebra", "to", "at"]
    report = simulate(always({"on": 0.4, "at": 0.3, "to": 0.2}), paragraphs, ranked=10)
    assert sum(each.words for each in report.paragraphs) == report.words == 9
    assert sum(each.characters for each in report.paragraphs) == report.characters
    assert [each.hits[0] for each in report.paragraphs] == [1, 1, 1, 0, 0, 0]
    assert report.reciprocal == pytest.approx(1 + 1 + (1 / 2 + 1) + 1 / 3 + 1 / 2)
    assert report.mean_reciprocal_rank == pytest.approx(report.reciprocal / 9)
    found = sums_of_typing(report.paragraphs)
    for shown in (1, 3, 5):
        assert 1 - found[f"keys_{shown}"].sum() / found["typed"].sum() == pytest.approx(report.savings[shown])
    whole = {**sums_of_scores(Scored(np.zeros(6), np.zeros(6, dtype=bool), True), [1] * 6, [1] * 6), **found}
    ranges = intervals(Draws(6), drawn(Draws(6), whole), Scored(np.zeros(6), np.zeros(6, dtype=bool), True))
    assert ranges.hit_at_1.low < report.hit_at(1) < ranges.hit_at_1.high
    assert ranges.mean_reciprocal_rank.low < report.mean_reciprocal_rank < ranges.mean_reciprocal_rank.high
    assert ranges.keystroke_savings[3].low < report.savings[3] < ranges.keystroke_savings[3].high


def test_reciprocal_ranks_look_further_than_hits():
    words = dict(zip("abcdefghijkl", [0.1] * 12, strict=True))
    near = simulate(always(words), ["g", "l"], ranked=10)
    assert near.reciprocal == pytest.approx(1 / 7), "l is the twelfth"
    assert sum(near.hits.values()) == 0
    assert simulate(always(words), ["g"]).reciprocal == 0
