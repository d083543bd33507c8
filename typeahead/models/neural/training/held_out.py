"""A network's perplexity on a text it was not trained on."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural import softmax
from typeahead.models.neural.network import Network
from typeahead.models.neural.training.threads import Threads
from typeahead.models.protocols import EOS

_CHUNK = 64
_SHORTEST = 400
"""Words of a column at least: its first ones have no context."""


def perplexity(network: Network, words: NDArray[np.int32], threads: Threads, columns: int = 16) -> float:
    """exp of the mean −ln p of a text (N,), read in columns beside each other, state carried on in each."""
    many = max(min(columns, len(words) // _SHORTEST), 1)
    many = max(many // threads.parts * threads.parts, 1)
    length = -(-len(words) // many)
    padded = np.full(many * length, -1, dtype=np.int32)
    padded[: len(words)] = words
    targets = padded.reshape(many, length).T  # (L, B)
    inputs = np.concatenate([[EOS], np.maximum(padded[:-1], 0)]).astype(np.int32).reshape(many, length).T
    parts = min(threads.parts, many)

    def measure(part: int) -> float:
        if part >= parts:
            return 0.0
        mine = slice(many * part // parts, many * (part + 1) // parts)
        state: Any = network.start(mine.stop - mine.start)
        total = 0.0
        for first in range(0, length, _CHUNK):
            found = network.forward(inputs[first : first + _CHUNK, mine], state)
            state = found.state
            some = targets[first : first + _CHUNK, mine].reshape(-1)
            real = some >= 0
            hidden = found.hidden.reshape(len(some), -1)
            total += float(softmax.losses(network, hidden[real], some[real]).sum(dtype=np.float64))
        return total

    return math.exp(min(sum(threads.each(measure)) / max(len(words), 1), 700.0))
