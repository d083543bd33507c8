"""What was learned last, as a continuous cache beside a network: it comes again where the network is reminded of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.cache import CacheSettings, Recent
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Array
from typeahead.models.protocols import EOS, Ids

_CHUNK = 128
"""Words that go through the layers together."""


class Remembering:
    """The last words learned, each with the state it was learned in, and how likely they are to come again.

    A question changes nothing in it. What stands before the cursor counts once it is learned, which in the editor is
    when its sentence is finished.

    Args:
        model: whose states.
        settings: of the cache.
    """

    def __init__(self, model: NeuralModel, settings: CacheSettings) -> None:
        self._model = model
        self._recent = Recent(settings)
        self._last = EOS
        self._state = model.network.start()

    @property
    def size(self) -> int:
        """How many words are kept."""
        return self._recent.settings.size

    @property
    def version(self) -> int:
        """Raised with all that is learned."""
        return self._recent.version

    def learned(self, words: Ids) -> None:
        """Keep words of a text that goes on from what was learned before: sentences, each ended by `</s>`."""
        for first in range(0, len(words), _CHUNK):
            some = words[first : first + _CHUNK]
            inputs = np.concatenate([[self._last], some[:-1]]).astype(np.int32)[:, None]
            done = self._model.network.forward(inputs, self._state)
            self._state, self._last = done.state, int(some[-1])
            self._recent.remember(done.hidden[:, 0], some)

    def mixed_of(self, hidden: Array, p: float, word: int) -> float:
        """p of one word after a hidden state (E,), the network's given, the cache's part included."""
        return self._recent.mixed_of(hidden, p, word)

    def mixed(self, hidden: Array, p: NDArray[np.float32]) -> NDArray[np.float32]:
        """p of every word (V,) after a hidden state (E,), the cache's part included."""
        return self._recent.mixed(hidden, p)
