"""The likeliest of probabilities that are at hand, beside a whole sort."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.models.likeliest import best, likeliest_of
from typeahead.models.protocols import BOS


def sorted_out(p, k, skip):
    left = [(-each, word) for word, each in p if each > 0.0 and word not in skip and word != BOS]
    return [(word, -each) for each, word in sorted(left)[:k]]


@given(
    st.lists(st.sampled_from([0.0, 1e-5, 2e-5, 0.1, 0.2, 0.3]), max_size=60),
    st.sampled_from([0, 1, 100]),
    st.integers(1, 8),
    st.sets(st.integers(0, 159), max_size=60),
)
def test_they_are_those_of_a_whole_sort(p, first, k, skip):
    words, figures = likeliest_of(range(first, first + len(p)), np.array(p), k, skip)
    expected = sorted_out(enumerate(p, start=first), k, skip)
    assert list(zip(words.tolist(), figures.tolist(), strict=True)) == expected


@pytest.mark.parametrize("skipped", [0, 3, 700, 2_000])
def test_of_a_whole_vocabulary(skipped):
    p = np.random.default_rng(skipped).dirichlet(np.full(2_000, 0.05))
    skip = set(np.argsort(-p)[:skipped].tolist())
    for among in (None, range(500, 900), np.arange(40, 1_900, 7, dtype=np.int32)):
        words = range(2_000) if among is None else among
        expected = sorted_out(((int(word), float(p[word])) for word in words), 5, skip)
        assert [tuple(each) for each in best(p, 5, among, skip)] == expected
