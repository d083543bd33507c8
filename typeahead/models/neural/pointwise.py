"""What a network does number by number, in plain NumPy.

The compiled twin of this module is `kernels`: the same names, arguments and results, and a test that compares them.
This one answers where a single word is added, and where Numba shall not be loaded. `(B, H)` stands for a batch's
hidden states; every array is float32 or float64, and all of one call are of the same kind.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_DEEP = 40.0
"""exp(-40) is nothing beside 1, in either precision."""


def sigmoid(z: Array) -> Array:
    """σ(z) = 1 / (1 + e^-z)."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(z, -_DEEP, _DEEP))), dtype=z.dtype)


# --- the simple recurrent network


def tanh_forward(z: Array, recurrent: Array, bias: Array, h: Array) -> None:
    """h = tanh(z + recurrent + b), each (B, H); bias (H,)."""
    np.tanh(z + recurrent + bias, out=h)


def tanh_backward(dh: Array, h: Array, dz: Array) -> None:
    """dz = dh ⊙ (1 − h²)."""
    np.multiply(dh, 1.0 - h * h, out=dz)


# --- the LSTM


def lstm_forward(
    gates: Array, recurrent: Array, bias: Array, c_before: Array, c: Array, c_tanh: Array, h: Array
) -> None:
    """One step of an LSTM; gates (B, 4H) holds what the input gives and becomes σ, σ, tanh, σ of i, f, g, o."""
    width = h.shape[1]
    gates += recurrent
    gates += bias
    i, f, g, o = (gates[:, k * width : (k + 1) * width] for k in range(4))
    gates[:, : 2 * width] = sigmoid(gates[:, : 2 * width])
    np.tanh(g, out=g)
    o[...] = sigmoid(o)
    c[...] = f * c_before + i * g
    np.tanh(c, out=c_tanh)
    np.multiply(o, c_tanh, out=h)


def lstm_backward(dh: Array, dc: Array, gates: Array, c_before: Array, c_tanh: Array, dz: Array) -> None:
    """Back through one step: dz (B, 4H); dc (B, H) is ∂loss/∂c(t) and becomes ∂loss/∂c(t−1)."""
    width = dh.shape[1]
    i, f, g, o = (gates[:, k * width : (k + 1) * width] for k in range(4))
    dc += dh * o * (1.0 - c_tanh * c_tanh)
    dz[:, :width] = dc * g * i * (1.0 - i)
    dz[:, width : 2 * width] = dc * c_before * f * (1.0 - f)
    dz[:, 2 * width : 3 * width] = dc * i * (1.0 - g * g)
    dz[:, 3 * width :] = dh * c_tanh * o * (1.0 - o)
    dc *= f


# --- the GRU


def gru_forward(gates: Array, recurrent: Array, bias: Array, h_before: Array, h: Array) -> None:
    """One step of a GRU; gates (B, 3H) becomes r, z, n; recurrent (B, 3H) is U h(t−1) + its bias.

    n = tanh(W x + b + r ⊙ (U h)): the reset gate after the product, which lets one product serve all three gates.
    """
    width = h.shape[1]
    r, z, n = (gates[:, k * width : (k + 1) * width] for k in range(3))
    gates += bias
    gates[:, : 2 * width] = sigmoid(gates[:, : 2 * width] + recurrent[:, : 2 * width])
    n += r * recurrent[:, 2 * width :]
    np.tanh(n, out=n)
    h[...] = n + z * (h_before - n)


def gru_backward(
    dh: Array,
    gates: Array,
    recurrent: Array,
    h_before: Array,
    dz: Array,
    d_recurrent: Array,
    dh_before: Array,
) -> None:
    """Back through one step: dz and d_recurrent (B, 3H); dh_before the part of ∂loss/∂h(t−1) past the product."""
    width = dh.shape[1]
    r, z, n = (gates[:, k * width : (k + 1) * width] for k in range(3))
    d_n = dh * (1.0 - z) * (1.0 - n * n)
    dz[:, :width] = d_n * recurrent[:, 2 * width :] * r * (1.0 - r)
    dz[:, width : 2 * width] = dh * (h_before - n) * z * (1.0 - z)
    dz[:, 2 * width :] = d_n
    d_recurrent[:, : 2 * width] = dz[:, : 2 * width]
    d_recurrent[:, 2 * width :] = d_n * r
    np.multiply(dh, z, out=dh_before)


# --- the state space


def convolve_forward(x: Array, before: Array, taps: Array, u: Array) -> None:
    """u(t) = Σ_k taps_k ⊙ x(t−k): x, u (T, B, D); before (B, K−1, D) the inputs before x, newest last; taps (K, D)."""
    padded = np.concatenate([before.transpose(1, 0, 2), x])
    many = len(taps)
    u[...] = 0.0
    for k in range(many):
        u += taps[k] * padded[many - 1 - k : len(padded) - k]


def convolve_backward(du: Array, x: Array, before: Array, taps: Array, dx: Array, d_taps: Array) -> None:
    """Back through `convolve_forward`; adds to d_taps (K, D)."""
    padded = np.concatenate([before.transpose(1, 0, 2), x])
    many, steps = len(taps), len(x)
    dx[...] = 0.0
    for k in range(many):
        d_taps[k] += (du * padded[many - 1 - k : len(padded) - k]).sum(axis=(0, 1))
        dx[: max(steps - k, 0)] += taps[k] * du[k:]


def scan_forward(z: Array, bias: Array, s_before: Array, s: Array, y: Array) -> None:
    """s(t) = f ⊙ s(t−1) + (1 − f) ⊙ v and y = o ⊙ tanh(s); z (T, B, 3H) becomes tanh, σ, σ of v, f, o."""
    width = s.shape[2]
    z += bias
    np.tanh(z[:, :, :width], out=z[:, :, :width])
    z[:, :, width:] = sigmoid(z[:, :, width:])
    v, f, o = (z[:, :, k * width : (k + 1) * width] for k in range(3))
    at = s_before
    for t in range(len(z)):
        at = v[t] + f[t] * (at - v[t])
        s[t] = at
    np.multiply(o, np.tanh(s), out=y)


def scan_backward(
    dy: Array, z: Array, s_before: Array, s: Array, ds_after: Array, dz: Array, ds: Array
) -> None:
    """Back through `scan_forward`: dz (T, B, 3H); ds (T, B, H) = ∂loss/∂s(t); ds_after (B, H) comes from later."""
    width = s.shape[2]
    v, f, o = (z[:, :, k * width : (k + 1) * width] for k in range(3))
    s_tanh = np.tanh(s)
    carried = ds_after.copy()
    for t in reversed(range(len(z))):
        before = s[t - 1] if t else s_before
        at = carried + dy[t] * o[t] * (1.0 - s_tanh[t] ** 2)
        ds[t] = at
        dz[t, :, :width] = at * (1.0 - f[t]) * (1.0 - v[t] ** 2)
        dz[t, :, width : 2 * width] = at * (before - v[t]) * f[t] * (1.0 - f[t])
        dz[t, :, 2 * width :] = dy[t] * s_tanh[t] * o[t] * (1.0 - o[t])
        carried = at * f[t]


# --- the output


def softmax_gradient(logits: Array, bias: Array, targets: Array, scale: float, d_bias: Array) -> float:
    """Σ −ln p(target) in nats; logits (N, V), without their bias, become scale · ∂loss/∂logits; adds to d_bias (V,)."""
    logits += bias
    top = logits.max(axis=1, keepdims=True)
    rows = np.arange(len(targets))
    at = logits[rows, targets]
    np.exp(logits - top, out=logits)
    totals = logits.sum(axis=1, keepdims=True, dtype=np.float64)
    loss = float((np.log(totals) + top)[:, 0].sum() - at.sum(dtype=np.float64))
    logits *= (scale / totals).astype(logits.dtype)
    logits[rows, targets] -= logits.dtype.type(scale)
    d_bias += logits.sum(axis=0)
    return loss


def sampled_gradient(
    logits: Array, bias: Array, own: Array, hits: Array, scale: float, d_bias: Array, d_own: Array
) -> float:
    """As `softmax_gradient`, over a sample of words and each row's own target.

    Args:
        logits: (N, S) of the sampled words; becomes their gradient.
        bias: (S,) their bias, with −ln of the probability that they are in the sample (importance correction).
        own: (N,) the targets' logits, bias included.
        hits: (N,) where the target is in the sample, or −1: it counts once, as the target.
        scale: of the gradient.
        d_bias: (S,) is added to.
        d_own: (N,) becomes the gradient of the targets' logits.
    """
    logits += bias
    rows = np.flatnonzero(hits >= 0)
    logits[rows, hits[rows]] = -np.inf
    top = np.maximum(logits.max(axis=1, initial=-np.inf), own)
    np.exp(logits - top[:, None], out=logits)
    mine = np.exp(own - top)
    totals = logits.sum(axis=1, dtype=np.float64) + mine
    loss = float((np.log(totals) + top - own).sum(dtype=np.float64))
    factor = (scale / totals).astype(logits.dtype)
    logits *= factor[:, None]
    d_own[...] = mine * factor - logits.dtype.type(scale)
    d_bias += logits.sum(axis=0)
    return loss


def add_rows(matrix: Array, rows: NDArray[np.int32], values: Array) -> None:
    """matrix[rows[n]] += values[n] for every n, rows that come twice included: (V, E), (N,), (N, E)."""
    np.add.at(matrix, rows, values)


# --- the optimisers


def combine(gradient: Array, other: Array) -> float:
    """gradient += other, other = 0; Σ gradient², for the global norm. Both flat, (N,)."""
    gradient += other
    other[...] = 0.0
    return float(np.dot(gradient, gradient))


def combine_rows(gradient: Array, other: Array, rows: NDArray[np.int64]) -> float:
    """As `combine`, of some rows of matrices (V, E)."""
    gradient[rows] += other[rows]
    other[rows] = 0.0
    return float(np.square(gradient[rows], dtype=np.float64).sum())


def adam(
    parameter: Array,
    mean: Array,
    square: Array,
    gradient: Array,
    rate: float,
    scale: float,
    decays: tuple[float, float],
    tiny: float,
) -> None:
    """Adam (Kingma & Ba 2015) on flat arrays (N,), its bias correction in `rate` and `tiny`; gradient becomes 0."""
    first, second = decays
    gradient *= gradient.dtype.type(scale)
    mean += (1.0 - first) * (gradient - mean)
    square += (1.0 - second) * (gradient * gradient - square)
    parameter -= rate * mean / (np.sqrt(square) + tiny)
    gradient[...] = 0.0


def adam_rows(
    parameter: Array,
    mean: Array,
    square: Array,
    gradient: Array,
    rows: NDArray[np.int64],
    rate: float,
    scale: float,
    decays: tuple[float, float],
    tiny: float,
) -> None:
    """As `adam`, of some rows of matrices (V, E): what was not touched keeps its moments."""
    some = parameter[rows], mean[rows], square[rows], gradient[rows]
    adam(*some, rate, scale, decays, tiny)
    parameter[rows], mean[rows], square[rows], gradient[rows] = some


def sgd(parameter: Array, gradient: Array, rate: float) -> None:
    """parameter −= rate · gradient, flat (N,); gradient becomes 0."""
    parameter -= gradient.dtype.type(rate) * gradient
    gradient[...] = 0.0


def sgd_rows(parameter: Array, gradient: Array, rows: NDArray[np.int64], rate: float) -> None:
    """As `sgd`, of some rows of matrices (V, E)."""
    parameter[rows] -= gradient.dtype.type(rate) * gradient[rows]
    gradient[rows] = 0.0
