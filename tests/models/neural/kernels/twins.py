"""Calling a compiled kernel and its NumPy twin with the same arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from typeahead.models.neural import kernels, pointwise

DTYPES = [np.float32, np.float64]


def drawn(random: np.random.Generator, dtype: type, *shapes: tuple[int, ...]) -> list[np.ndarray]:
    """Normal numbers of two standard deviations."""
    return [(2 * random.standard_normal(shape)).astype(dtype) for shape in shapes]


def agree(name: str, *arguments: Any, tolerance: float = 1.0) -> list[np.ndarray]:
    """Call both; all arrays and what is returned are the same after it, up to rounding. The arrays as they are then."""
    plain, compiled = ([_copied(each) for each in arguments] for _ in range(2))
    with np.errstate(all="ignore"):
        expected = getattr(pointwise, name)(*plain)
        found = getattr(kernels, name)(*compiled)
    for one, other in zip([*compiled, found], [*plain, expected], strict=True):
        if one is None or isinstance(one, tuple):
            continue
        single = any(getattr(each, "dtype", None) == np.float32 for each in arguments)
        near = tolerance * (3e-6 if single else 1e-12)
        if isinstance(one, np.ndarray):
            assert one.dtype == other.dtype
        np.testing.assert_allclose(one, other, rtol=5 * near, atol=near, err_msg=name)
    return compiled


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value
