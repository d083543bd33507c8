"""The gated recurrent unit (Cho et al. 2014), the reset gate after the product so that one product serves all gates.

r, z = σ(W x(t) + U h(t−1) + b), n = tanh(W x(t) + b + r ⊙ (U h(t−1) + b')), h(t) = (1 − z) ⊙ n + z ⊙ h(t−1).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from typeahead.models.neural.layers.base import Array, LayerState, Sized, flat, orthogonal, shifted, uniform
from typeahead.models.neural.operations import Operations


class Gru(Sized):
    """W (D, 3H), U (H, 3H), b (3H,) and b' (3H,): the gates r, z, n beside each other."""

    def create(self, random: np.random.Generator) -> dict[str, Array]:
        """The update gate starts inclined to keep (bias 1)."""
        bias = np.zeros(3 * self.width)
        bias[self.width : 2 * self.width] = 1.0
        return self.named(
            input=np.hstack([uniform(random, self.inputs, self.width) for _ in range(3)]),
            recurrent=np.hstack([orthogonal(random, self.width) for _ in range(3)]),
            bias=bias,
            recurrent_bias=np.zeros(3 * self.width),
        )

    def start(self, batch: int, dtype: Any) -> LayerState:
        """h (B, H)."""
        return (np.zeros((batch, self.width), dtype),)

    def forward(
        self, weights: dict[str, Array], x: Array, state: LayerState, operations: Operations
    ) -> tuple[Array, LayerState, Any]:
        """Word by word: each state needs the one before."""
        recurrent, bias = self.of(weights, "recurrent"), self.of(weights, "bias")
        inner = self.of(weights, "recurrent_bias")
        steps, batch, _ = x.shape
        (first,) = state
        gates = (flat(x) @ self.of(weights, "input")).reshape(steps, batch, -1)  # (T, B, 3H)
        products = np.empty_like(gates)
        h = np.empty((steps, batch, self.width), x.dtype)
        last = first
        for t in range(steps):
            product = products[t]  # (B, 3H)
            np.dot(last, recurrent, out=product)
            product += inner
            operations.gru_forward(gates[t], product, bias, last, h[t])
            last = h[t]
        return h, (last.copy(),), (x, first, gates, products, h)

    def backward(
        self,
        weights: dict[str, Array],
        tape: Any,
        dy: Array,
        gradients: dict[str, Array],
        operations: Operations,
        record: list[Array] | None = None,
    ) -> Array:
        """Backpropagation through time: z carries the gradient past the products."""
        x, first, gates, products, h = tape
        back = np.ascontiguousarray(self.of(weights, "recurrent").T)  # (3H, H)
        dz, d_product = np.empty_like(gates), np.empty_like(gates)  # (T, B, 3H)
        dh = np.empty_like(h) if record is not None else None
        carried, past = np.zeros_like(first), np.empty_like(first)  # (B, H)
        for t in reversed(range(len(h))):
            carried += dy[t]
            if dh is not None:
                dh[t] = carried
            before = h[t - 1] if t else first
            operations.gru_backward(carried, gates[t], products[t], before, dz[t], d_product[t], past)
            np.dot(d_product[t], back, out=carried)
            carried += past
        if record is not None and dh is not None:
            record.append(dh)
        self.of(gradients, "input")[...] += flat(x).T @ flat(dz)
        self.of(gradients, "recurrent")[...] += flat(shifted(first, h)).T @ flat(d_product)
        self.of(gradients, "bias")[...] += flat(dz).sum(axis=0)
        self.of(gradients, "recurrent_bias")[...] += flat(d_product).sum(axis=0)
        return (flat(dz) @ self.of(weights, "input").T).reshape(x.shape)
