"""Networks whose output weights are asked in 8 bits: a quarter of the memory to read for every word.

Each row has a scale of its own, w ≈ q · s with q in −127 … 127, so that at most 1/254 of a row's largest weight is
lost (symmetric quantisation by row; Jacob et al. 2018, "Quantization and training of neural networks"). What comes
out of the layers stays as it is, in single precision.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Array, Network
from typeahead.models.neural.operations import asking
from typeahead.models.protocols import EOS, FIRST_WORD

Kernel = Callable[[NDArray[np.int8], Array, Array, Array], None]

_STEPS = 127

_CHUNK = 512
"""Rows that are looked at together: as many as stay in the processor's cache."""


def packed(array: NDArray[np.floating[Any]]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows (V, E) as 8-bit numbers and the scale of each, (V,)."""
    rows, scale = np.empty(array.shape, dtype=np.int8), np.empty(len(array), dtype=np.float32)
    for first in range(0, len(array), _CHUNK):
        some, here = array[first : first + _CHUNK], slice(first, first + _CHUNK)
        steps = np.maximum(np.abs(some).max(axis=1), 1e-4).astype(np.float32) / _STEPS
        # As it is stored, in half precision: else the rounding of the scale were lost on top.
        scale[here] = np.nextafter(steps.astype(np.float16), np.float16(np.inf))
        rows[here] = np.rint(some / scale[here, None])
    return rows, scale


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
        self._kernel: Kernel | None = None

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
        _multiply(self.rows, self.scale, hidden, found, self._kernel)
        return found

    def accelerate(self) -> None:
        """Ask with compiled kernels from now on."""
        self._kernel, self.operations = _kernel(), asking()


class AskedNetwork(Network):
    """A network that goes on learning, asked through a copy of its output weights in 8 bits.

    Its parameters are those of the network it is made of, and stay in single precision: an adapting step is smaller
    than one of 8 bits. Rows that were changed are packed again when the next word is asked for; those of words that
    came later are few and stay as they are.

    Args:
        network: whose parameters it shares.
    """

    def __init__(self, network: Network) -> None:
        super().__init__(network.configuration, network.parameters, network.operations)
        self._rows, self._scale = packed(self.output)
        self._stale = np.zeros(len(self._rows), dtype=bool)
        self._any_stale = False
        self._kernel: Kernel | None = None

    def rows_changed(self, words: NDArray[np.integer[Any]]) -> None:
        """The output weights of these words are others now."""
        self._stale[words[words < len(self._stale)]] = True
        self._any_stale = True

    def products(self, hidden: Array) -> Array:
        """What hidden vectors (N, E) have in common with each word's output weights, (N, V)."""
        if self._any_stale:
            words = np.flatnonzero(self._stale)
            self._rows[words], self._scale[words] = packed(self.output[words])
            self._stale[words], self._any_stale = False, False
        size = len(self._rows)
        found = np.empty((len(hidden), len(self.output)), dtype=np.float32)
        _multiply(self._rows, self._scale, hidden, found[:, :size], self._kernel)
        if size < len(self.output):
            found[:, size:] = hidden @ self.output[size:].T
        return found

    def accelerate(self) -> None:
        """Ask with compiled kernels from now on."""
        self._kernel, self.operations = _kernel(), asking()


def warm() -> None:
    """Call each kernel that networks are asked with once, which compiles it or loads what was compiled."""
    configuration = Configuration("ssm", vocabulary_size=FIRST_WORD, embedding=1, width=1, layers=1)
    network = AskedNetwork(Network.create(configuration, seed=1))
    network.accelerate()
    hidden, _ = network.step(EOS, network.start())
    network.products(hidden[None])


def _multiply(
    rows: NDArray[np.int8],
    scale: NDArray[np.float32],
    hidden: Array,
    found: NDArray[np.float32],
    kernel: Kernel | None,
) -> None:
    """found (N, V) = hidden (N, E) · (rows (V, E) · scale)ᵀ, by a kernel where there is one and N is 1."""
    if len(hidden) == 1 and kernel is not None:
        asked = rows.view()
        asked.flags.writeable = False  # as those in the package's file: for others it would be compiled anew
        kernel(asked, scale, np.ascontiguousarray(hidden[0]), found[0])
        return
    room = np.empty((min(_CHUNK, len(rows)), rows.shape[1]), dtype=np.float32)
    for first in range(0, len(rows), _CHUNK):
        some = room[: len(rows) - first]
        some[...] = rows[first : first + _CHUNK]
        here = found[:, first : first + _CHUNK]
        if len(hidden) == 1:
            np.dot(some, hidden[0], out=here[0])
        else:
            here[...] = hidden @ some.T
    found *= scale


def _kernel() -> Kernel:
    from typeahead.models.neural.kernels.packing import products

    found: Kernel = products
    return found


__all__ = ["AskedNetwork", "PackedNetwork", "packed", "warm"]
