"""The fixed window of Bengio et al. (2003): y(t) = tanh(b + W [x(t), x(t−1), …, x(t−n+1)]), + D […] if direct."""

from __future__ import annotations

from typing import Any

import numpy as np

from typeahead.models.neural.layers.base import Array, LayerState, Sized, flat, uniform
from typeahead.models.neural.operations import Operations


class Window(Sized):
    """W (n D, H), b (H,), and D (n D, H) where there are direct connections; the newest word comes first.

    The paper's direct connections lead to every word's output; here they go through the output weights as the tanh
    does, which are V times smaller.
    """

    def __init__(self, name: str, inputs: int, width: int, words: int, direct: bool = False) -> None:
        super().__init__(name, inputs, width)
        self.words = words
        self.direct = direct

    def create(self, random: np.random.Generator) -> dict[str, Array]:
        """Direct connections start at nothing."""
        many = self.words * self.inputs
        made = self.named(input=uniform(random, many, self.width), bias=np.zeros(self.width))
        return made | (self.named(direct=np.zeros((many, self.width))) if self.direct else {})

    def start(self, batch: int, dtype: Any) -> LayerState:
        """The last inputs (B, n − 1, D), the newest last."""
        return (np.zeros((batch, self.words - 1, self.inputs), dtype),)

    def forward(
        self, weights: dict[str, Array], x: Array, state: LayerState, operations: Operations
    ) -> tuple[Array, LayerState, Any]:
        """One product for all words."""
        steps, batch, inputs = x.shape
        (before,) = state
        padded = np.concatenate([before.transpose(1, 0, 2), x])  # (n − 1 + T, B, D)
        seen = np.empty((steps, batch, self.words, inputs), x.dtype)
        for k in range(self.words):
            seen[:, :, k] = padded[self.words - 1 - k : len(padded) - k]
        joined = seen.reshape(steps * batch, -1)  # (T · B, n D)
        z = joined @ self.of(weights, "input")  # (T · B, H)
        h = np.empty_like(z)
        operations.tanh_forward(z, np.zeros_like(z), self.of(weights, "bias"), h)
        y = h + joined @ self.of(weights, "direct") if self.direct else h
        newest = np.ascontiguousarray(padded[steps:].transpose(1, 0, 2))
        return y.reshape(steps, batch, -1), (newest,), (joined, h)

    def backward(
        self,
        weights: dict[str, Array],
        tape: Any,
        dy: Array,
        gradients: dict[str, Array],
        operations: Operations,
        record: list[Array] | None = None,
    ) -> Array:
        """Back to the words of this chunk; those before it have had theirs."""
        joined, h = tape
        steps, batch, _ = dy.shape
        d = np.ascontiguousarray(flat(dy))  # (T · B, H)
        dz = np.empty_like(h)
        operations.tanh_backward(d, h, dz)
        if record is not None:
            record.append(dy.copy())
        self.of(gradients, "input")[...] += joined.T @ dz
        self.of(gradients, "bias")[...] += dz.sum(axis=0)
        d_joined = dz @ self.of(weights, "input").T
        if self.direct:
            self.of(gradients, "direct")[...] += joined.T @ d
            d_joined += d @ self.of(weights, "direct").T
        d_seen = d_joined.reshape(steps, batch, self.words, self.inputs)
        dx = np.zeros((steps, batch, self.inputs), dy.dtype)
        for k in range(min(self.words, steps)):
            dx[: steps - k] += d_seen[k:, :, k]
        return dx
