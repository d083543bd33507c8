"""A gated linear recurrence: a diagonal state-space layer whose decay depends on the word.

u(t) = Σ_k taps_k ⊙ x(t−k); v = tanh(W u + b), f, o = σ(W u + b); s(t) = f ⊙ s(t−1) + (1 − f) ⊙ v; y = o ⊙ tanh(s).
Without a product from state to state, all products of a chunk are one (QRNN: Bradbury et al. 2017; SRU: Lei et al.
2018; selective state spaces with their short convolution: Gu & Dao 2023).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from typeahead.models.neural.layers.base import Array, LayerState, Sized, flat, uniform
from typeahead.models.neural.operations import Operations

TAPS = 4
"""How many words the convolution sees, the current one included."""


class Ssm(Sized):
    """W (D, 3H), b (3H,), taps (K, D): value v, forget gate f, output gate o beside each other."""

    def create(self, random: np.random.Generator) -> dict[str, Array]:
        """Forget gates start at many time scales, 1/2 to 1 - 1/64 (Gu et al. 2020's idea, simplified)."""
        bias = np.zeros(3 * self.width)
        bias[self.width : 2 * self.width] = np.log(np.exp2(random.uniform(1.0, 6.0, self.width)) - 1.0)
        taps = random.normal(scale=0.1, size=(TAPS, self.inputs))
        taps[0] += 1.0
        return self.named(
            input=np.hstack([uniform(random, self.inputs, self.width) for _ in range(3)]),
            bias=bias,
            taps=taps,
        )

    def start(self, batch: int, dtype: Any) -> LayerState:
        """s (B, H), and the last inputs (B, K − 1, D), the newest last."""
        return np.zeros((batch, self.width), dtype), np.zeros((batch, TAPS - 1, self.inputs), dtype)

    def forward(
        self, weights: dict[str, Array], x: Array, state: LayerState, operations: Operations
    ) -> tuple[Array, LayerState, Any]:
        """All words at once, but for the recurrence itself."""
        steps, batch, _ = x.shape
        first, before = state
        u = np.empty_like(x)  # (T, B, D)
        operations.convolve_forward(x, before, self.of(weights, "taps"), u)
        z = (flat(u) @ self.of(weights, "input")).reshape(steps, batch, -1)  # (T, B, 3H)
        s, y = np.empty((steps, batch, self.width), x.dtype), np.empty((steps, batch, self.width), x.dtype)
        operations.scan_forward(z, self.of(weights, "bias"), first, s, y)
        newest = np.concatenate([before, x[-(TAPS - 1) :].transpose(1, 0, 2)], axis=1)[:, -(TAPS - 1) :]
        return y, (s[-1].copy(), np.ascontiguousarray(newest)), (x, before, u, first, z, s)

    def backward(
        self,
        weights: dict[str, Array],
        tape: Any,
        dy: Array,
        gradients: dict[str, Array],
        operations: Operations,
        record: list[Array] | None = None,
    ) -> Array:
        """Back along the recurrence, then one product."""
        x, before, u, first, z, s = tape
        dz, ds = np.empty_like(z), np.empty_like(s)  # (T, B, 3H), (T, B, H)
        operations.scan_backward(dy, z, first, s, np.zeros_like(first), dz, ds)
        if record is not None:
            record.append(ds)
        self.of(gradients, "input")[...] += flat(u).T @ flat(dz)
        self.of(gradients, "bias")[...] += flat(dz).sum(axis=0)
        du = (flat(dz) @ self.of(weights, "input").T).reshape(x.shape)  # (T, B, D)
        dx = np.empty_like(x)
        operations.convolve_backward(du, x, before, self.of(weights, "taps"), dx, self.of(gradients, "taps"))
        return np.asarray(dx)
