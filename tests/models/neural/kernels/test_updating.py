"""The compiled optimisers' steps against their NumPy twins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.neural.kernels.twins import DTYPES, agree, drawn
from typeahead.models.neural import kernels

DECAYS = (0.9, 0.99)
lengths = st.one_of(st.integers(1, 50), st.sampled_from([4095, 4096, 4097, 9000]))
seeds = st.integers(0, 10_000)
matrices = st.tuples(st.integers(1, 12), st.integers(1, 9))


def rows_of(random: np.random.Generator, height: int) -> np.ndarray:
    return np.flatnonzero(random.random(height) < 0.5)


@settings(max_examples=30)
@given(matrices, st.integers(0, 30), seeds, st.sampled_from(DTYPES))
def test_rows_that_come_twice_are_added_twice(shape, many, seed, dtype):
    random = np.random.default_rng(seed)
    matrix, values = drawn(random, dtype, shape, (many, shape[1]))
    agree("add_rows", matrix, random.integers(0, shape[0], many).astype(np.int32), values, tolerance=10)


@settings(max_examples=30)
@given(lengths, seeds, st.sampled_from(DTYPES))
def test_gradients_are_summed_and_squared(length, seed, dtype):
    gradient, other = drawn(np.random.default_rng(seed), dtype, (length,), (length,))
    agree("combine", gradient, other)


@settings(max_examples=20)
@given(matrices, seeds, st.sampled_from(DTYPES))
def test_of_some_rows(shape, seed, dtype):
    random = np.random.default_rng(seed)
    gradient, other = drawn(random, dtype, shape, shape)
    agree("combine_rows", gradient, other, rows_of(random, shape[0]))


@settings(max_examples=30)
@given(matrices, seeds, st.floats(1e-5, 1.0), st.floats(0.01, 1.0), st.sampled_from(DTYPES))
def test_adam(shape, seed, rate, scale, dtype):
    random = np.random.default_rng(seed)
    parameter, mean, square, gradient = drawn(random, dtype, *[shape] * 4)
    square = np.abs(square)
    flat = [array.reshape(-1) for array in (parameter, mean, square, gradient)]
    agree("adam", *flat, rate, scale, DECAYS, 1e-8, tolerance=10)
    rows = rows_of(random, shape[0])
    after = agree(
        "adam_rows", parameter, mean, square, gradient, rows, rate, scale, DECAYS, 1e-8, tolerance=10
    )
    rest = np.setdiff1d(np.arange(shape[0]), rows)
    for array, same in zip(after[:4], (parameter, mean, square, gradient), strict=True):
        np.testing.assert_array_equal(array[rest], same[rest])
    assert not after[3][rows].any()


@settings(max_examples=20)
@given(matrices, seeds, st.floats(1e-5, 1.0), st.sampled_from(DTYPES))
def test_sgd(shape, seed, rate, dtype):
    random = np.random.default_rng(seed)
    parameter, gradient = drawn(random, dtype, shape, shape)
    agree("sgd", parameter.reshape(-1), gradient.reshape(-1), rate)
    agree("sgd_rows", parameter, gradient, rows_of(random, shape[0]), rate)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("at", [0, 3, 5000])
def test_the_norm_of_what_is_no_number_is_none(dtype, bad, at):
    """Wherever it stands, in either thread's gradient."""
    for which in (0, 1):
        arrays = drawn(np.random.default_rng(0), dtype, (6000,), (6000,))
        arrays[which][at] = bad
        assert not np.isfinite(kernels.combine(*arrays))
        arrays = drawn(np.random.default_rng(0), dtype, (1000, 6), (1000, 6))
        arrays[which].reshape(-1)[at] = bad
        assert not np.isfinite(kernels.combine_rows(*arrays, np.arange(1000)))


def test_many_small_squares_add_up_in_single_precision():
    gradient = np.full(1_000_000, 1e-3, dtype=np.float32)
    assert kernels.combine(gradient, np.zeros_like(gradient)) == pytest.approx(1.0, rel=1e-5)
