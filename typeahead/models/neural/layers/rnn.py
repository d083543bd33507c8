"""The simple recurrent layer (Elman 1990): h(t) = tanh(W x(t) + U h(t−1) + b)."""

from __future__ import annotations

from typing import Any

import numpy as np

from typeahead.models.neural.layers.base import Array, LayerState, Sized, flat, orthogonal, shifted, uniform
from typeahead.models.neural.operations import Operations


class Rnn(Sized):
    """W (D, H), U (H, H), b (H,)."""

    def create(self, random: np.random.Generator) -> dict[str, Array]:
        """U starts orthogonal, so that gradients neither vanish nor explode at once."""
        return self.named(
            input=uniform(random, self.inputs, self.width),
            recurrent=orthogonal(random, self.width),
            bias=np.zeros(self.width),
        )

    def start(self, batch: int, dtype: Any) -> LayerState:
        """h (B, H)."""
        return (np.zeros((batch, self.width), dtype),)

    def forward(
        self, weights: dict[str, Array], x: Array, state: LayerState, operations: Operations
    ) -> tuple[Array, LayerState, Any]:
        """Word by word: each state needs the one before."""
        recurrent, bias = self.of(weights, "recurrent"), self.of(weights, "bias")
        steps, batch, _ = x.shape
        (first,) = state
        z = (flat(x) @ self.of(weights, "input")).reshape(steps, batch, -1)  # (T, B, H)
        h = np.empty_like(z)
        product = np.empty_like(first)  # (B, H)
        last = first
        for t in range(steps):
            np.dot(last, recurrent, out=product)
            operations.tanh_forward(z[t], product, bias, h[t])
            last = h[t]
        return h, (last.copy(),), (x, first, h)

    def backward(
        self,
        weights: dict[str, Array],
        tape: Any,
        dy: Array,
        gradients: dict[str, Array],
        operations: Operations,
        record: list[Array] | None = None,
    ) -> Array:
        """Backpropagation through time."""
        x, first, h = tape
        back = np.ascontiguousarray(self.of(weights, "recurrent").T)  # (H, H)
        dz = np.empty_like(h)  # (T, B, H)
        dh = np.empty_like(h) if record is not None else None
        carried = np.zeros_like(first)  # ∂loss/∂h(t) from later words, (B, H)
        for t in reversed(range(len(h))):
            carried += dy[t]
            if dh is not None:
                dh[t] = carried
            operations.tanh_backward(carried, h[t], dz[t])
            np.dot(dz[t], back, out=carried)
        if record is not None and dh is not None:
            record.append(dh)
        self.of(gradients, "input")[...] += flat(x).T @ flat(dz)
        self.of(gradients, "recurrent")[...] += flat(shifted(first, h)).T @ flat(dz)
        self.of(gradients, "bias")[...] += flat(dz).sum(axis=0)
        return (flat(dz) @ self.of(weights, "input").T).reshape(x.shape)
