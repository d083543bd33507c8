"""The compiled softmax, full and sampled, against its NumPy twin."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.neural.kernels.twins import DTYPES, agree, drawn
from typeahead.models.neural import kernels

sizes = st.tuples(st.integers(1, 7), st.integers(1, 40), st.integers(0, 10_000))
spreads = st.sampled_from([0.1, 1.0, 20.0])


@settings(max_examples=40)
@given(sizes, spreads, st.sampled_from(DTYPES))
def test_the_full_softmax(size, spread, dtype):
    rows, words, seed = size
    random = np.random.default_rng(seed)
    logits, bias, d_bias = drawn(random, dtype, (rows, words), (words,), (words,))
    targets = random.integers(0, words, rows).astype(np.int32)
    agree("softmax_gradient", logits * dtype(spread), bias, targets, 0.25, d_bias, tolerance=spread + 1)


@settings(max_examples=40)
@given(sizes, spreads, st.sampled_from(DTYPES))
def test_the_sampled_softmax(size, spread, dtype):
    rows, words, seed = size
    random = np.random.default_rng(seed)
    logits, bias, own, d_bias, d_own = drawn(
        random, dtype, (rows, words), (words,), (rows,), (words,), (rows,)
    )
    hits = random.integers(-1, words, rows)
    agree(
        "sampled_gradient", logits * dtype(spread), bias, own, hits, 0.25, d_bias, d_own, tolerance=spread + 1
    )


@pytest.mark.parametrize("dtype", DTYPES)
def test_where_no_word_was_drawn_there_is_the_target_alone(dtype):
    empty, own = np.empty((3, 0), dtype), np.array([1.0, -4.0, 0.0], dtype)
    none, hits, d_own = np.empty(0, dtype), np.full(3, -1), np.ones(3, dtype)
    after = agree("sampled_gradient", empty, none, own, hits, 0.5, none.copy(), d_own)
    np.testing.assert_allclose(after[6], 0.0, atol=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
def test_large_scores_do_not_overflow(dtype):
    logits = np.array([[800.0, -800.0, 0.0], [-9e4, 9e4, 0.0]], dtype)
    nothing, targets = np.zeros(3, dtype), np.array([1, 1], dtype=np.int32)
    copied = logits.copy()
    assert kernels.softmax_gradient(copied, nothing, targets, 1.0, nothing.copy()) == pytest.approx(1600.0)
    np.testing.assert_allclose(copied, [[1, -1, 0], [0, 0, 0]], atol=1e-6)
    agree("softmax_gradient", logits, nothing, targets, 1.0, nothing.copy())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_score_that_is_no_number_makes_the_loss_none(dtype, bad):
    """Whether it is the target's or not, and for the sampled softmax too."""
    for place in (0, 2):
        random = np.random.default_rng(0)
        logits, bias, d_bias = drawn(random, dtype, (2, 5), (5,), (5,))
        logits[1, place] = bad
        targets = np.array([0, 2], dtype=np.int32)
        with np.errstate(invalid="ignore"):
            assert not np.isfinite(kernels.softmax_gradient(logits, bias, targets, 1.0, d_bias))
        assert not np.isfinite(d_bias).all()
    for spoil in ("logits", "own"):
        logits, bias, own, d_bias, d_own = drawn(random, dtype, (2, 5), (5,), (2,), (5,), (2,))
        {"logits": logits, "own": own[None]}[spoil][0, 1] = bad
        with np.errstate(invalid="ignore"):
            loss = kernels.sampled_gradient(logits, bias, own, np.array([-1, 3]), 1.0, d_bias, d_own)
        assert not np.isfinite(loss)
        assert not np.isfinite(d_own).all()
