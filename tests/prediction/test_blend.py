"""Readings of one place, weighed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from typeahead.models.protocols import FIRST_WORD
from typeahead.prediction.blend import Blend


@pytest.fixture
def readings(predictor):
    return [predictor.engine.after(words) for words in (["the", "students"], ["I", "asked"])]


def test_it_is_the_weighed_sum_of_both(predictor, readings):
    blend, vocabulary = Blend(readings, [3.0, 1.0]), predictor.generation.vocabulary
    words = np.arange(FIRST_WORD, FIRST_WORD + 50, dtype=np.int32)
    among = range(vocabulary.first_suggested, vocabulary.sorted_size)
    one, other = readings
    assert blend.shares == [0.75, 0.25]
    for of in (
        lambda held: held.probabilities(words),
        lambda held: held.own(words),
        lambda held: held.own_mass(among),
        lambda held: held.own_from(among.start),
        lambda held: held.rest,
        lambda held: held.distribution(),
        lambda held: math.exp(held.log_of_unknown("quokkas")),
    ):
        assert of(blend) == pytest.approx(0.75 * of(one) + 0.25 * of(other))


def test_the_likeliest_words_are_those_of_the_whole_distribution(readings):
    blend = Blend(readings, [0.4, 0.6])
    p = blend.distribution()
    found = blend.narrowed(range(0), np.array([], dtype=np.int32)).top(5, range(FIRST_WORD, len(p)))
    assert [each.probability for each in found] == sorted(p[FIRST_WORD:], reverse=True)[:5]
    p[:] = 0.0
    assert blend.distribution().any(), "what is given is the asker's own"


def test_a_word_leads_on_by_the_reading_that_it_fits(predictor, readings):
    vocabulary = predictor.generation.vocabulary
    number, among = vocabulary.id_of("Margaret"), range(vocabulary.first_suggested, len(vocabulary))
    blend = Blend(readings, [0.5, 0.5])
    assert blend.following(number, 3, among, ())[1] == readings[1].following(number, 3, among, ())[1]
    assert list(blend.advance(number).distribution()) == list(readings[1].advance(number).distribution())


def test_what_is_impossible_by_both_is_told_by_both(readings):
    assert Blend(readings, [0.0, 0.0]).shares == [0.5, 0.5]


def test_the_likelier_reading_stands_for_both_where_one_is_asked_for(readings):
    blend = Blend(readings, [0.1, 0.9])
    assert blend.likelier is readings[1]
    assert blend.evidence(["I", "asked"], []) == readings[1].evidence(["I", "asked"], [])
