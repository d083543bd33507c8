"""The compiled cells against their NumPy twins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.neural.kernels.twins import DTYPES, agree, drawn

sizes = st.tuples(st.integers(1, 5), st.integers(1, 19), st.integers(0, 10_000))


def lstm_arrays(batch: int, width: int, seed: int, dtype: type) -> tuple[list[np.ndarray], list[np.ndarray]]:
    random = np.random.default_rng(seed)
    wide = drawn(random, dtype, (batch, 4 * width), (batch, 4 * width), (4 * width,))
    narrow = drawn(random, dtype, *[(batch, width)] * 4)
    return wide, narrow


@settings(max_examples=25)
@given(sizes, st.sampled_from(DTYPES))
def test_tanh(size, dtype):
    batch, width, seed = size
    random = np.random.default_rng(seed)
    z, more, h = drawn(random, dtype, *[(batch, width)] * 3)
    (bias,) = drawn(random, dtype, (width,))
    agree("tanh_forward", z, more, bias, h)
    agree("tanh_backward", z, np.tanh(h), more)


@settings(max_examples=25)
@given(sizes, st.sampled_from(DTYPES))
def test_lstm(size, dtype):
    batch, width, seed = size
    (gates, recurrent, bias), (before, c, c_tanh, h) = lstm_arrays(batch, width, seed, dtype)
    after = agree("lstm_forward", gates, recurrent, bias, before, c, c_tanh, h)
    dh, dc = drawn(np.random.default_rng(seed + 1), dtype, *[(batch, width)] * 2)
    agree("lstm_backward", dh, dc, after[0], before, after[5], np.empty_like(gates))


@settings(max_examples=25)
@given(sizes, st.sampled_from(DTYPES))
def test_gru(size, dtype):
    batch, width, seed = size
    random = np.random.default_rng(seed)
    gates, recurrent = drawn(random, dtype, *[(batch, 3 * width)] * 2)
    (bias,) = drawn(random, dtype, (3 * width,))
    before, h, dh, past = drawn(random, dtype, *[(batch, width)] * 4)
    after = agree("gru_forward", gates, recurrent, bias, before, h)
    agree("gru_backward", dh, after[0], recurrent, before, np.empty_like(gates), np.empty_like(gates), past)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_passes_through_where_it_does_in_numpy(dtype, bad):
    """A gate may swallow an infinity, as 1 / (1 + e^∞) does; NaN comes out wherever it went in."""
    random = np.random.default_rng(0)
    z, more, h = drawn(random, dtype, *[(2, 9)] * 3)
    (bias,) = drawn(random, dtype, (9,))
    z[1, 4] = bad
    found = agree("tanh_forward", z, more, bias, h)[3]
    assert np.isnan(found[1, 4]) == np.isnan(bad)
    assert np.isfinite(np.delete(found.reshape(-1), 9 + 4)).all()
    assert not np.isfinite(agree("tanh_backward", z, h, more)[2][1, 4])

    (gates, recurrent, bias4), (before, c, c_tanh, h) = lstm_arrays(2, 9, 1, dtype)
    recurrent[0, 2] = recurrent[1, 9 + 3] = recurrent[1, 18 + 1] = bad
    after = agree("lstm_forward", gates, recurrent, bias4, before, c, c_tanh, h)
    if np.isnan(bad):
        assert np.isnan(after[6][[0, 1, 1], [2, 3, 1]]).all()
        assert np.isnan(after[6]).sum() == 3
    dh, dc = drawn(random, dtype, (2, 9), (2, 9))
    dh[0, 5] = bad
    dz = agree("lstm_backward", dh, dc, after[0], before, after[5], np.empty_like(gates))[5]
    assert not np.isfinite(dz[0, [5, 14, 23, 32]]).any()

    gates, recurrent = drawn(random, dtype, *[(2, 27)] * 2)
    (bias3,) = drawn(random, dtype, (27,))
    before, h, dh, past = drawn(random, dtype, *[(2, 9)] * 4)
    gates[0, 3] = gates[1, 18 + 4] = before[0, 7] = dh[1, 1] = bad
    after = agree("gru_forward", gates, recurrent, bias3, before, h)
    assert not np.isfinite(after[4][0, 7])
    if np.isnan(bad):
        assert np.isnan(after[4][[0, 1], [3, 4]]).all()
    spare = np.empty_like(gates)
    back = agree("gru_backward", dh, after[0], recurrent, before, spare, spare.copy(), past)
    assert not np.isfinite(back[6][1, 1])
