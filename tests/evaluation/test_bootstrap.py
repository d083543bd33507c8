"""Intervals that are what theory says where theory says anything."""

from __future__ import annotations

import math

import numpy as np
import pytest

from typeahead.evaluation.bootstrap import Draws, Interval, interval, ratio, wins


def test_the_interval_of_a_mean_is_that_of_the_normal_distribution():
    values = np.random.default_rng(7).normal(10, 3, 400)
    sums = np.column_stack([values, np.ones(400)])
    totals = Draws(400).totals(sums)
    found = interval(ratio(totals[:, 0], totals[:, 1]))
    error = 1.96 * values.std() / math.sqrt(400)
    assert found.low == pytest.approx(values.mean() - error, abs=0.05)
    assert found.high == pytest.approx(values.mean() + error, abs=0.05)


def test_the_same_seed_draws_the_same_and_another_seed_does_not():
    sums = np.arange(20.0)[:, None]
    assert np.array_equal(Draws(20).totals(sums), Draws(20).totals(sums))
    assert not np.array_equal(Draws(20).totals(sums), Draws(20, seed=2).totals(sums))


def test_every_draw_has_as_many_paragraphs_as_the_text():
    totals = Draws(13, resamples=50).totals(np.ones((13, 1)))
    assert np.all(totals == 13)


def test_paragraphs_that_are_all_alike_leave_no_doubt():
    totals = Draws(5).totals(np.full((5, 1), 2.0))
    assert interval(totals[:, 0] / 5) == Interval(2.0, 2.0)


def test_draws_with_nothing_to_divide_by_do_not_count():
    found = ratio(np.array([1.0, 2.0]), np.array([0.0, 4.0]))
    assert math.isnan(found[0])
    assert interval(found) == Interval(0.5, 0.5)
    assert interval(np.array([math.nan, math.inf])) is None


def test_models_are_compared_draw_by_draw():
    """Paired: a model that is a little better in every paragraph wins every draw, however wide the intervals are."""
    values = np.random.default_rng(3).uniform(0, 100, 60)
    one, other = (Draws(60).totals(each[:, None])[:, 0] for each in (values, values + 0.1))
    assert wins(one, other) == 1.0
    assert wins(other, one) == 0.0
    assert 0.2 < wins(one, Draws(60, seed=9).totals(values[:, None])[:, 0]) < 0.8


def test_one_paragraph_says_nothing_of_others():
    assert not Draws(1).possible
    assert Draws(2).possible
