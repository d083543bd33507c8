"""What a layer of a network is, and what all kinds of them share."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.operations import Operations

Array = NDArray[Any]
LayerState = tuple[Array, ...]
"""What a layer keeps from word to word, each array (B, ...)."""


class Layer(Protocol):
    """Forward and back through a chunk of T words of B texts beside each other.

    `D` are the numbers that come in for a word, `H` those that go out. Weights are in a dictionary of the network's,
    under the layer's name; gradients in another of the same names and shapes, and are added to.
    """

    name: str

    def create(self, random: np.random.Generator) -> dict[str, Array]:
        """New weights, float64."""
        ...

    def start(self, batch: int, dtype: Any) -> LayerState:
        """The state before any word."""
        ...

    def forward(
        self, weights: dict[str, Array], x: Array, state: LayerState, operations: Operations
    ) -> tuple[Array, LayerState, Any]:
        """The outputs (T, B, H) of inputs (T, B, D), the state after them, and what `backward` needs."""
        ...

    def backward(
        self,
        weights: dict[str, Array],
        tape: Any,
        dy: Array,
        gradients: dict[str, Array],
        operations: Operations,
        record: list[Array] | None = None,
    ) -> Array:
        """∂loss/∂x (T, B, D) of ∂loss/∂y (T, B, H); `record` gets ∂loss/∂h(t), (T, B, H), of the hidden state."""
        ...


class Sized:
    """A layer's name and sizes."""

    def __init__(self, name: str, inputs: int, width: int) -> None:
        self.name = name
        self.inputs = inputs
        self.width = width

    def of(self, weights: dict[str, Array], part: str) -> Array:
        """One of this layer's arrays."""
        return weights[f"{self.name}.{part}"]

    def named(self, **parts: Array) -> dict[str, Array]:
        """This layer's arrays under their full names."""
        return {f"{self.name}.{part}": array for part, array in parts.items()}


def uniform(random: np.random.Generator, inputs: int, outputs: int) -> Array:
    """Glorot & Bengio's (2010) uniform weights, (inputs, outputs)."""
    bound = np.sqrt(6.0 / (inputs + outputs))
    return random.uniform(-bound, bound, size=(inputs, outputs))


def orthogonal(random: np.random.Generator, width: int) -> Array:
    """A random orthogonal matrix, (width, width): it neither shrinks nor stretches (Saxe et al. 2014)."""
    q, r = np.linalg.qr(random.standard_normal((width, width)))
    return np.asarray(q * np.sign(np.diagonal(r)))


def flat(array: Array) -> Array:
    """(T, B, D) as (T · B, D), without a copy where that can be."""
    return array.reshape(-1, array.shape[-1])


def shifted(first: Array, h: Array) -> Array:
    """What stood before each step: (T, B, H) of the state before the first (B, H) and the states (T, B, H)."""
    return np.concatenate([first[None], h[:-1]])
