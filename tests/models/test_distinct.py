"""Ids without repetition are those that NumPy finds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from typeahead.models.distinct import distinct


@given(st.lists(st.integers(0, 9)))
def test_they_are_numpys(some):
    ids = np.array(some, dtype=np.int32)
    found = distinct(ids)
    assert found.dtype == np.int32
    assert found.tolist() == np.unique(ids).tolist()
