"""A network whose embeddings lie in 8 bits, for asking alone: a quarter of the memory to read for every word.

Each row has a scale of its own, w ≈ q · s with q in −127 … 127, so that at most 1/254 of a row's largest weight is
lost (symmetric quantisation by row; Jacob et al. 2018, "Quantization and training of neural networks"). What comes
out of the layers stays as it is, in single precision.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Array, Network

_STEPS = 127

_CHUNK = 2048
"""Rows that are widened at once: as many as stay in the processor's cache."""


def packed(array: NDArray[np.floating[Any]]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows (V, E) as 8-bit numbers and the scale of each, (V,)."""
    scale = np.maximum(np.abs(array).max(axis=1), 1e-4).astype(np.float32) / _STEPS
    # As it is stored, in half precision: else the rounding of the scale were lost on top.
    scale = np.nextafter(scale.astype(np.float16), np.float16(np.inf)).astype(np.float32)
    return np.rint(array / scale[:, None]).astype(np.int8), scale


class PackedNetwork(Network):
    """A network with tied embeddings in 8 bits; nothing trains it.

    Args:
        configuration: its sizes.
        parameters: its other weights by name, "bias" (V,) among them, float32.
        rows: the embeddings, (V, E) int8.
        scale: (V,) float32.
    """

    def __init__(
        self,
        configuration: Configuration,
        parameters: dict[str, Array],
        rows: NDArray[np.int8],
        scale: NDArray[np.float32],
    ) -> None:
        super().__init__(configuration, parameters)
        self.rows = rows
        self.scale = scale
        self._kernel: Any = None

    def with_bias(self, bias: NDArray[np.float32]) -> PackedNetwork:
        """The same weights with another bias (V,); nothing is copied."""
        return PackedNetwork(self.configuration, {**self.parameters, "bias": bias}, self.rows, self.scale)

    def unpacked(self) -> Network:
        """The same as a network that can be trained, in a copy of its own."""
        embedding = self.rows.astype(np.float32) * self.scale[:, None]
        others = {name: array.copy() for name, array in self.parameters.items()}
        return Network(self.configuration, {"embedding": embedding, **others})

    @property
    def dtype(self) -> np.dtype[Any]:
        """Of what is worked out with it."""
        return np.dtype(np.float32)

    def parameter_count(self) -> int:
        """How many numbers it has learned."""
        return super().parameter_count() + self.rows.size

    def embedded(self, words: NDArray[np.int32]) -> Array:
        """The embeddings of words of any shape, (…, E)."""
        return self.rows[words].astype(np.float32) * self.scale[words][..., None]

    def products(self, hidden: Array) -> Array:
        """What hidden vectors (N, E) have in common with each word's output weights, (N, V)."""
        found = np.empty((len(hidden), len(self.rows)), dtype=np.float32)
        if len(hidden) == 1 and self._kernel is not None:
            self._kernel(self.rows, self.scale, np.ascontiguousarray(hidden[0]), found[0])
            return found
        for first in range(0, len(self.rows), _CHUNK):
            rows = self.rows[first : first + _CHUNK].astype(np.float32)
            here = found[:, first : first + _CHUNK]
            if len(hidden) == 1:
                np.dot(rows, hidden[0], out=here[0])
            else:
                here[...] = hidden @ rows.T
        found *= self.scale
        return found

    def accelerate(self) -> None:
        """Ask with a compiled kernel from now on."""
        from typeahead.models.neural.kernels.packing import products

        self._kernel = products


__all__ = ["PackedNetwork", "packed"]
