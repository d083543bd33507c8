"""Discounts from counts of counts, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.models.ngram.smoothing import Discounts, make
from typeahead.models.ngram.smoothing.discounts import discounted


def test_what_is_taken_from_a_count():
    discounts = Discounts((0.0, 0.5, 1.0, 1.5))
    assert [discounts.of(count) for count in (0, 1, 2, 3, 4, 100)] == [0, 0.5, 1.0, 1.5, 1.5, 1.5]
    assert discounted(np.array([0, 1, 2, 3, 9]), discounts).tolist() == [0, 0.5, 1.0, 1.5, 7.5]


def test_modified_kneser_ney():
    found = make("modified-kneser-ney").discounts([0, 40, 20, 10, 6, 3, 2])
    # Y = 40 / (40 + 2 · 20) = 1/2
    assert found.taken == pytest.approx(
        (0, 1 - 2 * 0.5 * 20 / 40, 2 - 3 * 0.5 * 10 / 20, 3 - 4 * 0.5 * 6 / 10)
    )
    assert not found.fallback


@pytest.mark.parametrize(
    "counts", [[0] * 7, [0, 5, 3, 0, 1, 0, 0], [0, 40, 20, 9, 0, 0, 0], [0, 1, 1, 90, 1, 0, 0]]
)
def test_modified_kneser_ney_has_fixed_ones_where_counts_are_too_few(counts):
    assert make("modified-kneser-ney").discounts(counts) == Discounts((0.0, 0.5, 1.0, 1.5), fallback=True)


def test_modified_kneser_ney_as_lmplz_has_it_without_n_grams_counted_four_times():
    """What lmplz prints for 40, 20, 9 and 0: D1=0.5 D2=1.325 D3+=3."""
    smoothing = make("modified-kneser-ney", {"as_lmplz": True})
    assert smoothing.discounts([0, 40, 20, 9, 0, 0, 0]).taken == pytest.approx((0, 0.5, 1.325, 3.0))
    assert smoothing.parameters() == {"as_lmplz": True}
    assert make("modified-kneser-ney").parameters() == {}


@pytest.mark.parametrize("name", ["kneser-ney", "absolute"])
def test_one_discount(name):
    assert make(name).discounts([0, 40, 20, 0, 0, 0, 0]) == Discounts((0.0, 0.5))
    assert make(name).discounts([0, 40, 0, 0, 0, 0, 0]) == Discounts((0.0, 0.75), fallback=True)


def test_katz():
    # Good-Turing: c* = (c + 1) n(c+1) / n(c)
    n = [0, 600, 200, 90, 48, 30, 20]
    found = make("katz").discounts(n)
    share = 6 * 20 / 600
    ratio = ((2 * 200 / 600) / 1 - share) / (1 - share)
    assert found.taken[1] == pytest.approx(1 - ratio)
    assert found.taken[5] == pytest.approx(5 * (1 - ((6 * 20 / 30) / 5 - share) / (1 - share)))
    assert (found.taken[0], found.taken[6], len(found.taken)) == (0.0, 0.0, 7)
    # What is taken from all of them is what Good-Turing gives to those never seen: n1.
    assert sum(n[c] * found.taken[c] for c in range(1, 6)) == pytest.approx(n[1])


@pytest.mark.parametrize(
    "counts", [[0] * 7, [0, 5, 4, 3, 2, 1, 0], [0, 1, 9, 1, 9, 1, 9], [0, 5, 9, 9, 9, 9, 9]]
)
def test_katz_takes_nothing_where_good_turing_has_no_estimate(counts):
    assert make("katz").discounts(counts) == Discounts((0.0,), fallback=True)
