"""Small networks and texts for tests, and gradients by finite differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import Operations
from typeahead.models.neural.training.batches import Chunk
from typeahead.models.protocols import EOS, FIRST_WORD

SIZE = 13
"""Of the vocabulary."""

STEPS, BATCH = 5, 3


def network_of(
    kind: str,
    seed: int = 1,
    dtype: Any = np.float64,
    operations: Operations | None = None,
    size: int = SIZE,
    **sizes: Any,
) -> Network:
    """A network of a few numbers, each of which matters."""
    sizes = {"embedding": 6, "width": 6, "window": 3, **sizes}
    network = Network.create(Configuration(kind, size, **sizes), seed, dtype, operations)
    random = np.random.default_rng(seed + 1)
    for name, array in network.parameters.items():
        wide = 0.8 if name in ("embedding", "output") else 0.3
        array += random.normal(scale=wide, size=array.shape).astype(dtype)
    return network


def chunks(seed: int = 3, size: int = SIZE, steps: int = STEPS, batch: int = BATCH) -> tuple[Chunk, Chunk]:
    """Two chunks that follow each other."""
    random = np.random.default_rng(seed)
    words = random.integers(EOS, size, (2 * steps + 1, batch)).astype(np.int32)
    words[1] = words[0]  # words that come again, beside each other too
    words[:, -1] = words[:, 0]
    one = Chunk(words[:steps], words[1 : steps + 1], True)
    return one, Chunk(words[steps:-1], words[steps + 1 :], False)


def pattern(length: int, seed: int = 1, size: int = SIZE) -> np.ndarray:
    """A text in which each word but the sentence's end mostly decides the next, (N,) int32."""
    random = np.random.default_rng(seed)
    words = size - FIRST_WORD
    after = np.random.default_rng(0).permutation(words)
    found, at = [], 0
    while len(found) < length:
        at = int(random.integers(words)) if random.random() < 0.1 else int(after[at])
        found.append(at + FIRST_WORD)
        if random.random() < 0.1:
            found.append(EOS)
    return np.array(found[:length], dtype=np.int32)


def same_as_differences(
    loss: Callable[[], float],
    arrays: dict[str, np.ndarray],
    gradients: dict[str, np.ndarray],
    *,
    seed: int = 0,
    places: int = 2,
    step: float = 1e-5,
    tolerance: float = 1e-6,
) -> None:
    """Compare gradients with central differences: along a random direction of each array, and in single places."""
    random = np.random.default_rng(seed)
    for name, array in arrays.items():
        directions = [random.normal(size=array.shape)]
        for at in random.choice(array.size, min(places, array.size), replace=False):
            single = np.zeros(array.size)
            single[at] = 1.0
            directions.append(single.reshape(array.shape))
        for direction in directions:
            before = array.copy()
            array += step * direction
            above = loss()
            array[...] = before - step * direction
            below = loss()
            array[...] = before
            found = float((gradients[name] * direction).sum())
            expected = (above - below) / (2 * step)
            assert abs(found - expected) <= tolerance * max(1.0, abs(expected)), (name, found, expected)
