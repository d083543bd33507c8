"""Batch counting against enumeration, and against itself with less memory."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.models.ngram.enumerated import assert_well_laid, enumerate_ngrams, spelled
from tests.strategies import VOCABULARY_SIZE, ids, texts
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counting import plan
from typeahead.models.ngram.counting.pruning import thresholds
from typeahead.models.ngram.tables import Tables

orders = st.integers(1, 8)
prunings = st.lists(st.integers(0, 3), max_size=5).map(lambda given: (0, *sorted(given)))
sizes = st.sampled_from([VOCABULARY_SIZE, 200, 5_000])
"""Vocabularies in which 15, 7, 3 and 3 words go into one key."""


def assert_equal(one: Tables, other: Tables) -> None:
    for field in fields(Tables):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name), field.name)


@given(texts, orders, st.booleans(), prunings, sizes)
def test_counts_equal_enumeration(text, order, raw, prune, size):
    tables = count(ids(text), size, order, raw=raw, prune=prune)
    expected = enumerate_ngrams(text, order, raw, thresholds(prune, order))
    counts, lost = spelled(tables)
    assert counts == expected.counts
    assert lost == expected.lost
    assert tables.count_of_counts[1:, 1:].tolist() == expected.count_of_counts
    assert tables.growth[1:].tolist() == expected.growth
    assert tables.raw == raw
    assert_well_laid(tables)


@given(texts, orders, st.booleans(), prunings, sizes, st.integers(0, 40_000))
def test_a_limit_of_memory_changes_nothing(text, order, raw, prune, size, memory):
    least = plan._LEAST_ROWS, plan._LEAST_CHUNK
    try:
        plan._LEAST_ROWS, plan._LEAST_CHUNK = memory % 17 + 1, memory % 23 + 1
        limited = count(ids(text), size, order, raw=raw, prune=prune, memory=memory % 2 * memory)
    finally:
        plan._LEAST_ROWS, plan._LEAST_CHUNK = least
    assert_equal(limited, count(ids(text), size, order, raw=raw, prune=prune))
