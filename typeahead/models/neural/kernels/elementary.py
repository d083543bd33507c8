"""Exponentials that compile to vector instructions, and the options every kernel is compiled with."""
# mypy: allow-untyped-defs, allow-untyped-decorators, allow-untyped-calls, disable-error-code="misc"

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import overload

# Sums may be reordered, which vector instructions need; but NaN and infinity keep their meaning, or nothing could
# notice that a training went wrong.
_FAST = {"reassoc", "contract", "arcp", "nsz", "afn"}
compiled: Any = njit(cache=True, nogil=True, fastmath=_FAST, error_model="numpy")
inlined: Any = njit(cache=True, nogil=True, fastmath=_FAST, error_model="numpy", forceinline=True)

_LOWEST, _HIGHEST = np.float32(-87.0), np.float32(88.0)
_LOG2E = np.float32(1.44269504)
_LN2_HIGH, _LN2_LOW = np.float32(0.693359375), np.float32(-2.12194440e-4)
_P0, _P1, _P2 = np.float32(1.9875691500e-4), np.float32(1.3981999507e-3), np.float32(8.3334519073e-3)
_P3, _P4, _P5 = np.float32(4.1665795894e-2), np.float32(1.6666665459e-1), np.float32(5.0000001201e-1)
_HALF, _TWO = np.float32(0.5), np.float32(2.0)

ONE = np.float32(1.0)
"""The 1 of kernels for both precisions: with Python's own, single precision would become double."""


def exponential(x):
    """e^x; within compiled code a polynomial for float32 (Cephes' expf, to the last place)."""
    return np.exp(x)


@overload(exponential, jit_options={"fastmath": _FAST, "error_model": "numpy"})
def _exponential(x):
    if x == types.float32:

        def single(x):
            # Comparisons, not min and max: they let NaN through.
            if x < _LOWEST:
                x = _LOWEST
            if x > _HIGHEST:
                x = _HIGHEST
            k = np.floor(x * _LOG2E + _HALF)
            r = x - k * _LN2_HIGH - k * _LN2_LOW
            p = ((((_P0 * r + _P1) * r + _P2) * r + _P3) * r + _P4) * r + _P5
            p = p * r * r + r + ONE
            return p * np.int32((np.int32(k) + np.int32(127)) << np.int32(23)).view(np.float32)

        return single
    return lambda x: math.exp(x)


@inlined
def sigmoid(x):
    """1 / (1 + e^-x)."""
    return ONE / (ONE + exponential(-x))


@inlined
def tanh(x):
    """2 σ(2x) − 1."""
    return _TWO / (ONE + exponential(-x - x)) - ONE
