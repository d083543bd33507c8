"""Dropout with masks locked across time (Gal & Ghahramani 2016): one mask a text and chunk, not one a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Dropout:
    """How much is left out, and the source of chance for one chunk.

    Attributes:
        random: where the masks come from.
        inputs: share of each embedding's numbers left out.
        between: share of what goes from layer to layer.
        outputs: share of what goes to the softmax.
        words: share of words whose whole embedding is left out as input.
    """

    random: np.random.Generator
    inputs: float = 0.0
    between: float = 0.0
    outputs: float = 0.0
    words: float = 0.0

    def mask(self, share: float, batch: int, width: int, dtype: Any) -> NDArray[Any] | None:
        """(B, width): 0 where left out, else 1 / (1 − share); None where nothing is left out."""
        if share <= 0.0:
            return None
        kept = self.random.random((batch, width), dtype=np.float32) >= share
        return np.asarray(kept * (1.0 / (1.0 - share)), dtype)

    def word_mask(self, words: NDArray[np.int32], dtype: Any) -> NDArray[Any] | None:
        """(T, B, 1): 0 for every occurrence of a word left out of this chunk."""
        if self.words <= 0.0:
            return None
        types, place = np.unique(words, return_inverse=True)
        kept = (self.random.random(len(types)) >= self.words).astype(dtype) / (1.0 - self.words)
        return np.asarray(kept[place], dtype).reshape(*words.shape, 1)
