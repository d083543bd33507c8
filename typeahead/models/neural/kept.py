"""A network as it was trained, beside the one that adapts: of its words' rows only those that have changed are kept."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.network import Array, Network

ROWS = ("embedding", "output", "bias")
"""Parameters of which each word has a row of its own."""

_ROOM = 1_024
"""So many rows there is room for at first; twice as many whenever it is used up."""


class KeptNetwork(Network):
    """The weights of a network as they are when this is made, whatever becomes of them.

    The layers' weights are copied; of a word's rows a copy is made when `keep` is told that they are about to change.
    A vocabulary of 30,000 words takes 31 MB, of which a few thousand rows change.

    Args:
        network: which changes.
    """

    def __init__(self, network: Network) -> None:
        self._network = network  # asked anew each time: its arrays are others once it has grown
        self._names = [name for name in ROWS if name in network.parameters]
        layers = {name: array.copy() for name, array in network.parameters.items() if name not in ROWS}
        super().__init__(network.configuration, layers, network.operations)
        size = network.configuration.vocabulary_size
        self._place = np.full(size, -1, dtype=np.int32)  # of each word's rows among those kept
        self._kept = {name: np.empty((_ROOM, *self._row(name)), dtype=network.dtype) for name in self._names}
        self._many = 0

    def _row(self, name: str) -> tuple[int, ...]:
        return self._network.parameters[name].shape[1:]

    def keep(self, words: NDArray[np.integer[Any]]) -> None:
        """The rows of these words (ascending) are about to change."""
        new = words[self._place[words] < 0]
        if not len(new):
            return
        places = np.arange(self._many, self._many + len(new))
        self._many += len(new)
        for name in self._names:
            if self._many > len(self._kept[name]):
                room = max(2 * len(self._kept[name]), self._many)
                wider = np.empty((room, *self._row(name)), dtype=self._network.dtype)
                wider[: places[0]] = self._kept[name][: places[0]]
                self._kept[name] = wider
            self._kept[name][places] = self._network.parameters[name][new]
        self._place[new] = places

    def rows(self, name: str, words: NDArray[np.integer[Any]] | slice) -> Array:
        """Rows of some words, (n, …), in a copy."""
        found = np.array(self._network.parameters[name][words])
        places = self._place[words]
        there = places >= 0
        found[there] = self._kept[name][places[there]]
        return found

    def whole(self) -> Network:
        """The network with all its rows, in a copy."""
        everything = slice(0, self.configuration.vocabulary_size)
        rows = {name: self.rows(name, everything) for name in self._names}
        layers = {name: array.copy() for name, array in self.parameters.items()}
        return Network(self.configuration, {**rows, **layers}, self.operations)

    @property
    def dtype(self) -> np.dtype[Any]:
        """Of all weights."""
        return self._network.dtype

    def embedded(self, words: NDArray[np.int32]) -> Array:
        """The embeddings of words of any shape, (…, E)."""
        return self.rows("embedding", words.reshape(-1)).reshape(*words.shape, -1)

    def output_rows(self, words: NDArray[np.integer[Any]] | slice) -> Array:
        """Output weights of some words, (n, E)."""
        return self.rows("embedding" if self.configuration.tied else "output", words)

    def bias_of(self, words: NDArray[np.integer[Any]] | slice) -> Array:
        """Biases of some words, (n,)."""
        return self.rows("bias", words)
