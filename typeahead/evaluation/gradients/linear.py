"""The linear case, as in the lecture's proof: h(t) = W_h h(t-1), so that ∂h(t)/∂h(t-k) = W_h to the power of k.

With eigenvectors as a basis, a part of the gradient along the eigenvalue λ is multiplied by λ at every step. After
enough steps the largest one alone is left, and log |∂h(t)/∂h(t-k)| over k is a straight line with the slope log ρ(W_h),
where ρ is the spectral radius, the largest |λ| (Pascanu, Mikolov and Bengio 2013, section 2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RADII = (0.8, 0.95, 1.05, 1.2)
"""Two below 1 and two above."""
WIDTH = 64
STEPS = 400
"""So far back that the largest eigenvalue has outlasted the others, which lie close below it in a random matrix."""
_TRANSIENT = 100
"""Steps before the line is straight: there the other eigenvalues still show."""

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearDecay:
    """What was measured of one recurrent matrix.

    Attributes:
        radius: its spectral radius ρ, computed from its eigenvalues.
        norm: its largest singular value |W_h|: how much one step can multiply a gradient by.
        logs: (STEPS + 1,) natural log of |∂h(t)/∂h(t-k)| (spectral norm) for k = 0, 1, …
        slope: of a line fitted to those logs where it is straight, per step.
        expected: log ρ.
        logs_tanh: the same logs for h(t) = tanh(W_h h(t-1) + x(t)) with random inputs x, mean over a few runs.
        slope_tanh: their slope.
    """

    radius: float
    norm: float
    logs: list[float]
    slope: float
    expected: float
    logs_tanh: list[float]
    slope_tanh: float


def linear_decay(radius: float, seed: int = 1, width: int = WIDTH, steps: int = STEPS) -> LinearDecay:
    """Measure a random matrix (Gaussian) that is scaled to a spectral radius."""
    random = np.random.default_rng([seed, round(radius * 1000)])  # another matrix for each radius
    matrix = scaled(random.standard_normal((width, width)), radius)
    logs = backward_logs(matrix, np.ones((steps, width)))
    inputs = random.standard_normal((4, steps, width))
    logs_tanh = np.mean([backward_logs(matrix, _tanh_slopes(matrix, each)) for each in inputs], axis=0)
    return LinearDecay(
        radius=spectral_radius(matrix),
        norm=float(np.linalg.norm(matrix, 2)),
        logs=logs.tolist(),
        slope=slope(logs),
        expected=math.log(spectral_radius(matrix)),
        logs_tanh=logs_tanh.tolist(),
        slope_tanh=slope(logs_tanh),
    )


def spectral_radius(matrix: Doubles) -> float:
    """The largest |λ| of a square matrix."""
    return float(np.abs(np.linalg.eigvals(matrix.astype(np.float64))).max())


def scaled(matrix: Doubles, radius: float) -> Doubles:
    """The matrix times a number, so that its spectral radius is `radius`."""
    return matrix * (radius / spectral_radius(matrix))


def backward_logs(matrix: Doubles, slopes: Doubles) -> Doubles:
    """Follow ∂h(t)/∂h(t-k) = Π diag(σ'(t-i)) W_h backward from the last step, as backpropagation does.

    Args:
        matrix: W_h, (H, H) float64.
        slopes: σ' at each step's units, (T, H); all ones where the network is linear.

    Returns:
        (T + 1,) float64, natural logs of the spectral norm for k = 0 … T. The product is scaled back to norm 1
        at every step and the logs are summed, so that nothing under- or overflows.
    """
    product = np.eye(len(matrix))
    logs = np.zeros(len(slopes) + 1)
    for k, slopes_then in enumerate(slopes[::-1], start=1):
        product = (product * slopes_then) @ matrix  # (H, H), d h(t) / d h(t-k)
        norm = np.linalg.norm(product, 2)
        logs[k] = logs[k - 1] + math.log(norm)
        product /= norm
    return logs


def slope(logs: Doubles, first: int = _TRANSIENT) -> float:
    """Of the least-squares line through logs over k, from k = `first` on (from a quarter on, if there are few)."""
    first = min(first, len(logs) // 4)
    steps = np.arange(first, len(logs))
    return float(np.polyfit(steps, logs[first:], 1)[0])


def _tanh_slopes(matrix: Doubles, inputs: Doubles) -> Doubles:
    """tanh' = 1 - h² at each step of a run over inputs (T, H)."""
    hidden = np.zeros(len(matrix))
    found = np.empty_like(inputs)
    for t, x in enumerate(inputs):
        hidden = np.tanh(matrix @ hidden + x)
        found[t] = 1 - hidden**2
    return found
