"""Temperature and cuts, on distributions small enough to see through."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from typeahead.prediction.drawing import Drawing, chances, draw

P = np.array([0.0, 0.1, 0.4, 0.2, 0.3])


def test_plain_chances_are_the_model_s():
    assert chances(P, Drawing()) == pytest.approx(P)
    assert Drawing().is_plain


@pytest.mark.parametrize("drawing", [Drawing(0.5), Drawing(top_k=3), Drawing(top_p=0.9)])
def test_anything_else_is_not_plain(drawing):
    assert not drawing.is_plain


def test_scores_are_made_to_sum_to_one():
    assert chances(P * 7, Drawing()) == pytest.approx(P)


def test_temperature():
    assert chances(P, Drawing(0.5)) == pytest.approx(P**2 / (P**2).sum())
    hot = chances(P, Drawing(1e6))
    assert hot[0] == 0.0
    assert hot[1:] == pytest.approx(0.25, abs=1e-4)


def test_cold_takes_the_likeliest_and_of_equals_the_first():
    assert chances(P, Drawing(0.0)).tolist() == [0, 0, 1, 0, 0]
    assert chances(np.array([0.2, 0.4, 0.4]), Drawing(0.0)).tolist() == [0, 1, 0]
    # So cold that every power but the highest is 0.
    assert chances(P, Drawing(1e-9)).tolist() == [0, 0, 1, 0, 0]
    assert chances(P, Drawing(1e-309)).tolist() == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("k", "kept"), [(1, [2]), (2, [2, 4]), (3, [2, 3, 4]), (4, [1, 2, 3, 4]), (9, [1, 2, 3, 4])]
)
def test_top_k_keeps_exactly_k(k, kept):
    found = chances(P, Drawing(top_k=k))
    assert np.flatnonzero(found).tolist() == kept
    assert found[kept] == pytest.approx(P[kept] / P[kept].sum())


def test_top_k_of_equals_keeps_the_first():
    assert np.flatnonzero(chances(np.full(5, 0.2), Drawing(top_k=2))).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("p", "kept"),
    [(0.01, [2]), (0.4, [2]), (0.41, [2, 4]), (0.7, [2, 4]), (0.9, [2, 3, 4]), (1.0, [1, 2, 3, 4])],
)
def test_top_p_keeps_the_fewest_that_reach_it(p, kept):
    found = chances(P, Drawing(top_p=p))
    assert np.flatnonzero(found).tolist() == kept
    assert found[kept] == pytest.approx(P[kept] / P[kept].sum())


def test_top_p_is_of_what_top_k_left_after_the_temperature():
    # Squared and cut to three: 16, 9, 4 of 29; the first two have 25/29 = 0.862.
    assert np.flatnonzero(chances(P, Drawing(0.5, 3, 0.86))).tolist() == [2, 4]
    assert np.flatnonzero(chances(P, Drawing(0.5, 3, 0.87))).tolist() == [2, 3, 4]


@given(
    arrays(np.float64, st.integers(1, 30), elements=st.floats(0, 1)).filter(lambda p: p.max() > 1e-6),
    st.floats(0, 5),
    st.none() | st.integers(1, 40),
    st.floats(0.01, 1),
    st.floats(0, 1, exclude_max=True),
)
def test_whatever_is_drawn_had_a_chance(weights, temperature, top_k, top_p, at):
    found = chances(weights, Drawing(temperature, top_k, top_p))
    assert found.sum() == pytest.approx(1)
    assert (found[weights == 0] == 0).all()
    assert top_k is None or np.count_nonzero(found) <= top_k
    assert found[draw(found, at)] > 0


def test_frequencies_are_the_chances():
    random = np.random.default_rng(5)
    drawn = [draw(P, random.random()) for _ in range(20_000)]
    expected = P[1:] * len(drawn)
    squared = (np.bincount(drawn, minlength=5)[1:] - expected) ** 2 / expected
    # Chi-square of three degrees of freedom: above 27 once in 200,000 seeds.
    assert squared.sum() < 27
