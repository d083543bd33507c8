"""All positions of a text at once, against one word after the other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.ngram.made import Made, made_pruned
from tests.strategies import ids, texts
from typeahead.models.ngram import scoring
from typeahead.models.ngram.smoothing import SMOOTHINGS
from typeahead.models.ngram.walking import history_lengths


@given(made_pruned, texts, texts, texts, st.integers(1, 6))
def test_score_is_what_log_probs_say_word_by_word(kind, text, more, other, order):
    model = kind.model(text, order)
    if not kind.prune:
        model.learn(ids(more))
        model.forget(ids(text[:1]))
    words = ids(other)
    state, expected = model.start(), []
    for word in words.tolist():
        expected.append(model.log_probs(state)[word])
        state = model.advance(state, word)
    np.testing.assert_allclose(model.score(words), np.array(expected), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", SMOOTHINGS)
def test_nothing_to_score(name):
    assert len(Made(name).model([[3, 4]], 3).score(np.zeros(0, dtype=np.int32))) == 0


def test_sums_over_followers_may_be_made_in_parts(monkeypatch):
    text = [[3, 4, 5, 6], [4, 3, 5], [5, 5, 6, 3], [6, 4]]
    whole = Made("katz").model(text, 3).score(ids(text))
    monkeypatch.setattr(scoring, "_AT_ONCE", 3)
    np.testing.assert_allclose(Made("katz").model(text, 3).score(ids(text)), whole, rtol=1e-6)


def test_how_much_stands_before():
    assert history_lengths(ids([[3, 4, 5], [], [6]]), 3).tolist() == [2, 3, 3, 3, 2, 2, 3]
    assert history_lengths(ids([[3, 4]]), 1).tolist() == [1, 1, 1]
