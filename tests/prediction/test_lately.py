"""What was written lately: its likeliest words are those that sorting all of them finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.prediction.lately import Lately

chances = st.lists(st.integers(1, 1000), min_size=0, max_size=120, unique=True)


@given(chances, st.integers(1, 12), st.sets(st.integers(0, 239), max_size=100), st.data())
def test_the_best_and_the_bound_are_those_of_a_whole_sort(figures, k, skip, data):
    words = np.arange(0, 2 * len(figures), 2, dtype=np.int32)
    p = np.array(figures, dtype=np.float64) / max(sum(figures), 1)
    low = data.draw(st.integers(0, 240))
    among = data.draw(st.sampled_from([None, range(low, 240), np.arange(low, 240, 3, dtype=np.int32)]))
    found, bound = Lately(words, p).best(k, among, skip)
    wanted = [
        (chance, word)
        for word, chance in zip(words.tolist(), p.tolist(), strict=True)
        if word not in skip and (among is None or word in among)
    ]
    wanted.sort(reverse=True)
    assert sorted(found.tolist()) == sorted(word for _, word in wanted[:k])
    assert bound == pytest.approx(wanted[k][0] if len(wanted) > k else 0.0)
