"""The words one step of adapting looks at stand for all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.neural.made import network_of
from typeahead.models.neural.shortlist import shortlist

SIZE = 300


def asked(network, seed: int = 0, many: int = 6) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    return random.normal(size=(many, 6)), random.integers(0, len(network.output), many).astype(np.int32)


def exact(network, hidden: np.ndarray, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    logits = hidden @ network.output.T + network.parameters["bias"]
    logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return logits[np.arange(len(words)), words], np.exp(logits)


@given(st.integers(3, 80), st.integers(1, 30), st.integers(1, 40), st.integers(0, 999))
def test_a_step_s_words_and_the_common_ones_are_in_it_and_in_their_places(size, many, sampled, seed):
    random = np.random.default_rng(seed)
    words = random.integers(0, size, many).astype(np.int32)
    common = np.flatnonzero(random.random(size) < 0.2)
    found = shortlist(words, size, common, sampled, random)
    ids = np.arange(size)[found.ids]
    assert len(np.unique(ids)) == len(ids)
    np.testing.assert_array_equal(ids[found.own], words)
    np.testing.assert_array_equal(found.rows, np.union1d(common, words))
    np.testing.assert_array_equal(ids[found.at], found.rows)
    if found.weights is None:
        assert len(ids) == size
    else:
        assert len(found.weights) == len(ids)
        assert not found.weights[: len(found.rows)].any()
        # Those drawn stand for all that are not there for sure.
        drawn = np.exp(found.weights[len(found.rows) :].astype(np.float64))
        assert len(drawn) >= 1
        assert drawn.sum() == pytest.approx(size - len(found.rows), rel=1e-5)


def test_where_all_words_are_looked_at_it_is_exact():
    network = network_of("gru", size=SIZE)
    hidden, words = asked(network)
    found = shortlist(words, SIZE, np.arange(20), SIZE // 2, np.random.default_rng(0))
    assert found.weights is None
    log_p, p = found.measured(network, hidden)
    expected, distribution = exact(network, hidden, words)
    np.testing.assert_allclose(log_p, expected, rtol=1e-5)
    np.testing.assert_allclose(p.T, distribution, rtol=1e-9)


def test_where_some_are_drawn_the_denominator_is_right_on_average():
    network = network_of("gru", size=SIZE)
    hidden, words = asked(network)
    random = np.random.default_rng(0)
    many = 1000
    expected, _ = exact(network, hidden, words)
    totals = []
    for _ in range(many):
        found = shortlist(words, SIZE, np.arange(20), 60, random)
        log_p, p = found.measured(network, hidden)
        np.testing.assert_allclose(p.sum(axis=0), 1.0, rtol=1e-9)
        totals.append(np.exp(-log_p.astype(np.float64) + expected))
    error = np.std(totals, axis=0) / np.sqrt(many)
    assert (error < 0.03).all()
    assert (np.abs(np.mean(totals, axis=0) - 1.0) < 4 * error).all()
