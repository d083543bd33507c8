"""The compiled convolution and recurrence of the state space against their NumPy twins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.neural.kernels.twins import DTYPES, agree, drawn

sizes = st.tuples(st.integers(1, 8), st.integers(1, 3), st.integers(1, 17), st.integers(0, 10_000))


@settings(max_examples=30)
@given(sizes, st.integers(1, 5), st.sampled_from(DTYPES))
def test_the_convolution(size, many, dtype):
    """Chunks shorter than it included."""
    steps, batch, width, seed = size
    x, u, du, dx = drawn(np.random.default_rng(seed), dtype, *[(steps, batch, width)] * 4)
    before, taps, d_taps = drawn(
        np.random.default_rng(seed + 1), dtype, (batch, many - 1, width), (many, width), (many, width)
    )
    agree("convolve_forward", x, before, taps, u, tolerance=3)
    agree("convolve_backward", du, x, before, taps, dx, d_taps, tolerance=5)


@settings(max_examples=30)
@given(sizes, st.sampled_from(DTYPES))
def test_the_recurrence(size, dtype):
    steps, batch, width, seed = size
    random = np.random.default_rng(seed)
    (z, dz), (s, y, dy, ds) = (
        drawn(random, dtype, *[(steps, batch, 3 * width)] * 2),
        drawn(random, dtype, *[(steps, batch, width)] * 4),
    )
    bias, before, later = drawn(random, dtype, (3 * width,), (batch, width), (batch, width))
    after = agree("scan_forward", z, bias, before, s, y)
    agree("scan_backward", dy, after[0], before, after[3], later, dz, ds, tolerance=3)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_no_number_passes_through(dtype, bad):
    random = np.random.default_rng(0)
    x, u = drawn(random, dtype, *[(5, 2, 3)] * 2)
    before, taps = drawn(random, dtype, (2, 3, 3), (4, 3))
    x[1, 0, 2] = bad
    found = agree("convolve_forward", x, before, taps, u)[3]
    assert not np.isfinite(found[1:, 0, 2]).any()
    assert np.isfinite(found[:, 1]).all()
    z, dz = drawn(random, dtype, *[(5, 2, 9)] * 2)
    s, y, dy, ds = drawn(random, dtype, *[(5, 2, 3)] * 4)
    bias, first, later = drawn(random, dtype, (9,), (2, 3), (2, 3))
    first[1, 1] = bad
    after = agree("scan_forward", z, bias, first, s, y)
    assert not np.isfinite(after[3][:, 1, 1]).any()
    dy[3, 0, 0] = bad
    back = agree("scan_backward", dy, after[0], first, after[3], later, dz, ds)
    assert not np.isfinite(back[6][:4, 0, 0]).any()
    assert np.isfinite(back[6][4, 0, 0])
