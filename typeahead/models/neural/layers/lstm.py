"""The long short-term memory (Hochreiter & Schmidhuber 1997), with a forget gate (Gers et al. 2000).

i, f, o = σ(W x(t) + U h(t−1) + b), g = tanh(…); c(t) = f ⊙ c(t−1) + i ⊙ g; h(t) = o ⊙ tanh(c(t)).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from typeahead.models.neural.layers.base import Array, LayerState, Sized, flat, orthogonal, shifted, uniform
from typeahead.models.neural.operations import Operations


class Lstm(Sized):
    """W (D, 4H), U (H, 4H), b (4H,): the gates i, f, g, o beside each other."""

    def create(self, random: np.random.Generator) -> dict[str, Array]:
        """The forget gates start open (bias 1; Jozefowicz et al. 2015)."""
        bias = np.zeros(4 * self.width)
        bias[self.width : 2 * self.width] = 1.0
        return self.named(
            input=np.hstack([uniform(random, self.inputs, self.width) for _ in range(4)]),
            recurrent=np.hstack([orthogonal(random, self.width) for _ in range(4)]),
            bias=bias,
        )

    def start(self, batch: int, dtype: Any) -> LayerState:
        """h and c, each (B, H)."""
        return np.zeros((batch, self.width), dtype), np.zeros((batch, self.width), dtype)

    def forward(
        self, weights: dict[str, Array], x: Array, state: LayerState, operations: Operations
    ) -> tuple[Array, LayerState, Any]:
        """Word by word: each state needs the one before."""
        recurrent, bias = self.of(weights, "recurrent"), self.of(weights, "bias")
        steps, batch, _ = x.shape
        h_first, c_first = state
        gates = (flat(x) @ self.of(weights, "input")).reshape(steps, batch, -1)  # (T, B, 4H)
        h = np.empty((steps, batch, self.width), x.dtype)
        c, c_tanh = np.empty_like(h), np.empty_like(h)
        product = np.empty((batch, 4 * self.width), x.dtype)
        h_last, c_last = h_first, c_first
        for t in range(steps):
            np.dot(h_last, recurrent, out=product)
            operations.lstm_forward(gates[t], product, bias, c_last, c[t], c_tanh[t], h[t])
            h_last, c_last = h[t], c[t]
        return h, (h_last.copy(), c_last.copy()), (x, h_first, c_first, gates, h, c, c_tanh)

    def backward(
        self,
        weights: dict[str, Array],
        tape: Any,
        dy: Array,
        gradients: dict[str, Array],
        operations: Operations,
        record: list[Array] | None = None,
    ) -> Array:
        """Backpropagation through time: c carries the gradient past the products."""
        x, h_first, c_first, gates, h, c, c_tanh = tape
        back = np.ascontiguousarray(self.of(weights, "recurrent").T)  # (4H, H)
        dz = np.empty_like(gates)  # (T, B, 4H)
        dh = np.empty_like(h) if record is not None else None
        h_carried, c_carried = np.zeros_like(h_first), np.zeros_like(c_first)  # (B, H), from later words
        for t in reversed(range(len(h))):
            h_carried += dy[t]
            if dh is not None:
                dh[t] = h_carried
            c_before = c[t - 1] if t else c_first
            operations.lstm_backward(h_carried, c_carried, gates[t], c_before, c_tanh[t], dz[t])
            np.dot(dz[t], back, out=h_carried)
        if record is not None and dh is not None:
            record.append(dh)
        self.of(gradients, "input")[...] += flat(x).T @ flat(dz)
        self.of(gradients, "recurrent")[...] += flat(shifted(h_first, h)).T @ flat(dz)
        self.of(gradients, "bias")[...] += flat(dz).sum(axis=0)
        return (flat(dz) @ self.of(weights, "input").T).reshape(x.shape)
