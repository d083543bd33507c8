"""Exponentials that compile to vector instructions, and the options every kernel is compiled with."""
# mypy: allow-untyped-defs, allow-untyped-decorators, allow-untyped-calls, disable-error-code="misc"

from __future__ import annotations

import contextlib
import math
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import overload

from typeahead.private_files import make_compiled_private

# Sums may be reordered, which vector instructions need; but NaN and infinity keep their meaning, or nothing could
# notice that a training went wrong.
_FAST = {"reassoc", "contract", "arcp", "nsz", "afn"}
# Ways in for callers in C, which there are none of, are not compiled.
_OPTIONS: dict[str, Any] = {
    "nogil": True,
    "fastmath": _FAST,
    "error_model": "numpy",
    "no_cfunc_wrapper": True,
}

_LOWEST, _HIGHEST = np.float32(-87.0), np.float32(88.0)
_LOG2E = np.float32(1.44269504)
_LN2_HIGH, _LN2_LOW = np.float32(0.693359375), np.float32(-2.12194440e-4)
_P0, _P1, _P2 = np.float32(1.9875691500e-4), np.float32(1.3981999507e-3), np.float32(8.3334519073e-3)
_P3, _P4, _P5 = np.float32(4.1665795894e-2), np.float32(1.6666665459e-1), np.float32(5.0000001201e-1)
_HALF, _TWO = np.float32(0.5), np.float32(2.0)

ONE = np.float32(1.0)
"""The 1 of kernels for both precisions: with Python's own, single precision would become double."""


class _Kept:
    """Numba's file of what was compiled; where it is damaged, or can't be written, no reason to fail."""

    def __init__(self, file):
        self._file = file

    def load_overload(self, signature, target):
        """What was compiled for these types, or None."""
        try:
            return self._file.load_overload(signature, target)
        except Exception:  # whatever unpickling a damaged file comes upon
            with contextlib.suppress(Exception):
                self._file.flush()
            return None

    def save_overload(self, signature, result):
        """Keep it if that can be."""
        with contextlib.suppress(Exception):
            self._file.save_overload(signature, result)
            make_compiled_private(Path(self._file.cache_path))

    def __getattr__(self, name):
        return getattr(self._file, name)


def _made(function, **more):
    """Compiled at its first call; kept beside its source, in the user's cache folder, or else for this run alone."""
    try:
        made = njit(cache=True, **_OPTIONS, **more)(function)
    except RuntimeError:  # there is no folder to keep it in
        return njit(**_OPTIONS, **more)(function)
    if hasattr(made, "_cache"):
        made._cache = _Kept(made._cache)
    return made


def compiled(function):
    """A kernel: it works without the interpreter's lock."""
    return _made(function)


def inlined(function):
    """A part of kernels: Python can't call it."""
    return _made(function, forceinline=True, no_cpython_wrapper=True)


def exponential(x):
    """e^x; within compiled code a polynomial for float32 (Cephes' expf), right to 5e-7 of its value."""
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
