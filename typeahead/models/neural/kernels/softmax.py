"""Loss and gradient of the full and the sampled softmax, row by row in the cache, compiled: see `pointwise`."""
# mypy: allow-untyped-defs, allow-untyped-decorators, allow-untyped-calls, disable-error-code="misc"

from __future__ import annotations

import math

import numpy as np

from typeahead.models.neural.kernels.elementary import compiled, exponential

_NEVER = np.float32(-1e30)


@compiled
def _shift(logits, bias):
    for i in range(logits.shape[0]):
        row = logits[i]
        for j in range(logits.shape[1]):
            row[j] += bias[j]


@compiled
def _softmax(logits, top, targets, scale, d_bias):
    loss = 0.0
    for i in range(logits.shape[0]):
        row, target, most = logits[i], targets[i], top[i]
        at = row[target]
        total = most * 0
        for j in range(logits.shape[1]):
            e = exponential(row[j] - most)
            row[j] = e
            total += e
        loss += math.log(total) + most - at
        factor = scale / total
        for j in range(logits.shape[1]):
            g = row[j] * factor
            row[j] = g
            d_bias[j] += g
        row[target] -= scale
        d_bias[target] -= scale
    return loss


@compiled
def _sampled(logits, top, own, hits, scale, d_bias, d_own):
    loss = 0.0
    for i in range(logits.shape[0]):
        row, mine = logits[i], own[i]
        most = max(top[i], mine)
        if hits[i] >= 0:  # it counts once, as the target
            row[hits[i]] = _NEVER
        total = most * 0
        for j in range(logits.shape[1]):
            e = exponential(row[j] - most)
            row[j] = e
            total += e
        kept = exponential(mine - most)
        total += kept
        loss += math.log(total) + most - mine
        factor = scale / total
        for j in range(logits.shape[1]):
            g = row[j] * factor
            row[j] = g
            d_bias[j] += g
        d_own[i] = kept * factor - scale
    return loss


def softmax_gradient(logits, bias, targets, scale, d_bias):
    """Loss in nats; logits become its gradient."""
    _shift(logits, bias)
    # NumPy's maximum has vector instructions for it; a compiled loop that minds NaN has not.
    return float(_softmax(logits, logits.max(axis=1), targets, logits.dtype.type(scale), d_bias))


def sampled_gradient(logits, bias, own, hits, scale, d_bias, d_own):
    """Loss in nats over a sample of words and each row's own."""
    _shift(logits, bias)
    if not logits.shape[1]:
        top = np.full(len(logits), -np.inf, dtype=logits.dtype)
    else:
        top = logits.max(axis=1)
    return float(_sampled(logits, top, own, hits, logits.dtype.type(scale), d_bias, d_own))
