"""What turns gradients into new weights, one pass over memory each, compiled: see `pointwise`."""
# mypy: allow-untyped-defs, allow-untyped-decorators, allow-untyped-calls, disable-error-code="misc"

from __future__ import annotations

import numpy as np

from typeahead.models.neural.kernels.elementary import compiled, inlined

_PIECE = 4096
"""So many squares are summed in single precision before they join the rest in double."""


@compiled
def add_rows(matrix, rows, values):
    """matrix[rows[n]] += values[n] for every n."""
    for n in range(len(rows)):
        row = matrix[rows[n]]
        for j in range(len(row)):
            row[j] += values[n, j]


@inlined
def _combine(gradient, other):
    total = gradient[0] * 0
    for j in range(len(gradient)):
        g = gradient[j] + other[j]
        gradient[j] = g
        other[j] = 0
        total += g * g
    return total


@compiled
def combine(gradient, other):
    """gradient += other, other = 0; Σ gradient²."""
    total = 0.0
    for start in range(0, len(gradient), _PIECE):
        end = min(start + _PIECE, len(gradient))
        total += _combine(gradient[start:end], other[start:end])
    return total


@compiled
def combine_rows(gradient, other, rows):
    """As `combine`, of some rows of matrices."""
    total = 0.0
    for n in range(len(rows)):
        total += _combine(gradient[rows[n]], other[rows[n]])
    return total


@inlined
def _adam(parameter, mean, square, gradient, rate, scale, first, second, tiny):
    for j in range(len(parameter)):
        g = gradient[j] * scale
        m = mean[j] + first * (g - mean[j])
        s = square[j] + second * (g * g - square[j])
        mean[j] = m
        square[j] = s
        parameter[j] -= rate * m / (np.sqrt(s) + tiny)
        gradient[j] = 0


@compiled
def _adam_all(parameter, mean, square, gradient, rate, scale, first, second, tiny):
    _adam(parameter, mean, square, gradient, rate, scale, first, second, tiny)


@compiled
def _adam_rows(parameter, mean, square, gradient, rows, rate, scale, first, second, tiny):
    for n in range(len(rows)):
        at = rows[n]
        _adam(parameter[at], mean[at], square[at], gradient[at], rate, scale, first, second, tiny)


def adam(parameter, mean, square, gradient, rate, scale, decays, tiny):
    """Adam on flat arrays; the gradient becomes 0."""
    _adam_all(parameter, mean, square, gradient, *_numbers(parameter, rate, scale, decays, tiny))


def adam_rows(parameter, mean, square, gradient, rows, rate, scale, decays, tiny):
    """As `adam`, of some rows of matrices."""
    _adam_rows(parameter, mean, square, gradient, rows, *_numbers(parameter, rate, scale, decays, tiny))


def _numbers(parameter, rate, scale, decays, tiny):
    of = parameter.dtype.type
    return of(rate), of(scale), of(1.0 - decays[0]), of(1.0 - decays[1]), of(tiny)


@inlined
def _sgd(parameter, gradient, rate):
    for j in range(len(parameter)):
        parameter[j] -= rate * gradient[j]
        gradient[j] = 0


@compiled
def _sgd_all(parameter, gradient, rate):
    _sgd(parameter, gradient, rate)


@compiled
def _sgd_rows(parameter, gradient, rows, rate):
    for n in range(len(rows)):
        _sgd(parameter[rows[n]], gradient[rows[n]], rate)


def sgd(parameter, gradient, rate):
    """A step against the gradient, which becomes 0."""
    _sgd_all(parameter, gradient, parameter.dtype.type(rate))


def sgd_rows(parameter, gradient, rows, rate):
    """As `sgd`, of some rows of matrices."""
    _sgd_rows(parameter, gradient, rows, parameter.dtype.type(rate))
