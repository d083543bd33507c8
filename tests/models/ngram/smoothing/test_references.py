"""Each smoothing against its definition, written out in `brute`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.ngram.made import Made, made, made_pruned
from tests.strategies import VOCABULARY_SIZE, ids, sentences, texts
from typeahead.models.ngram.smoothing import SMOOTHINGS, make
from typeahead.models.protocols import BOS, FIRST_WORD

orders = st.integers(1, 6)


def compare(model, brute, history):
    state = model.state_after(history)
    for word in range(VOCABULARY_SIZE):
        if word != BOS:
            expected = brute.probability((BOS, *history), word)
            assert model.probability(state, word) == pytest.approx(expected, rel=1e-9, abs=1e-13)


@given(made_pruned, texts, orders, sentences)
def test_probabilities_equal_the_reference(kind, text, order, history):
    compare(kind.model(text, order), kind.brute(text, order), history)


@given(made, texts, texts, texts, orders, sentences)
def test_after_learning_and_forgetting_too(kind, text, more, gone, order, history):
    model = kind.model(text + gone, order)
    model.distribution(model.state_after(history))  # what is remembered of it must not stay
    model.learn(ids(more))
    model.forget(ids(gone))
    compare(model, kind.brute(text + more, order), history)


@pytest.mark.parametrize("name", SMOOTHINGS)
def test_with_the_discounts_of_a_longer_text(name):
    # Long enough for Good-Turing's estimates and Kneser-Ney's, at the orders that have rare n-grams.
    drawn = np.random.default_rng(3)
    weights = 1.0 / np.arange(1, VOCABULARY_SIZE - FIRST_WORD + 1) ** 2
    text = [
        drawn.choice(np.arange(FIRST_WORD, VOCABULARY_SIZE), size=7, p=weights / weights.sum()).tolist()
        for _ in range(300)
    ]
    model, brute = Made(name).model(text, 4), Made(name).brute(text, 4)
    if model.smoothing.discounts([0] * 7).fallback:
        assert not all(found.fallback for found in model.discounts())
    for history in ([], [3], [3, 3], [4, 3, 5], [7, 8, 6], [3, 3, 3], [8]):
        compare(model, brute, history)


@pytest.mark.parametrize("name", SMOOTHINGS)
def test_each_says_where_it_is_from(name):
    assert type(make(name)).__doc__
    assert any(year in type(make(name)).__doc__ for year in ("19", "20")) or name == "mle"
    assert make(name).parameters() == make(name, make(name).parameters()).parameters()
