"""How often the texts behind the English base have its words and phrases: the counts that Kneser-Ney's arrays lack.

Words are counted exactly. Of phrases (two and three words) a byte says how often, to within 5 %: n as round(8 log2 n)
+ 1, so that both together take 1.1 MB. They stand in the order of the base's own n-grams; what it pruned has none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import ModelMissing
from typeahead.locations import base_frequencies_folder
from typeahead.models.ngram.counts import Counts
from typeahead.models.protocols import Ids
from typeahead.profile.generation import Generation

LONGEST = 3
"""Words of the longest phrases."""

_STEPS = 8.0
"""Steps of a byte from one count to twice as much."""

Doubles = NDArray[np.float64]


class Frequencies:
    """Of the base's n-grams.

    Args:
        base: the base model, whose n-grams they are.
        words: (V,) how often each word was met.
        phrases: for orders 2 and 3, (n,) uint8.
    """

    def __init__(
        self, base: Generation, words: NDArray[np.int32], phrases: Sequence[NDArray[np.uint8]]
    ) -> None:
        self.vocabulary = base.vocabulary
        self._counts: Counts = base.model.counts
        self._words = words
        self._phrases = phrases

    @classmethod
    def open(cls, base: Generation, folder: Path | None = None) -> Frequencies:
        """Those of the base that comes with the package.

        Raises:
            ModelMissing: they are not there, or of another base.
        """
        folder = folder or base_frequencies_folder()
        try:
            if (folder / "base.txt").read_text(encoding="ascii").strip() != base.identity:
                raise ValueError(base.identity)
            words = np.load(folder / "words.npy", mmap_mode="r", allow_pickle=False)
            phrases = [
                np.load(folder / f"phrases{order}.npy", mmap_mode="r", allow_pickle=False)
                for order in range(2, LONGEST + 1)
            ]
        except (OSError, ValueError) as error:
            raise ModelMissing(
                "the word frequencies that come with typeahead are missing or damaged; install typeahead again"
            ) from error
        return cls(base, words, phrases)

    @property
    def total(self) -> int:
        """Tokens of the texts, marks and unknown words among them."""
        return int(self._words.sum())

    def words(self) -> Doubles:
        """How often each word of the base was met, (V,)."""
        return self._words.astype(np.float64)

    def phrases(self, ngrams: Ids) -> Doubles:
        """How often each phrase was met, (n,), of (n, order) ids of the base's words; 0 for those it has not kept."""
        order = ngrams.shape[1]
        nodes = ngrams[:, 0].astype(np.int64)
        for depth in range(2, order + 1):
            nodes = self._counts.depths[depth - 1].find_all(nodes, ngrams[:, depth - 1].astype(np.int32))
        found = np.zeros(len(ngrams))
        known = nodes >= 0
        found[known] = _decoded(self._phrases[order - 2][nodes[known]])
        return found


def save(folder: Path, identity: str, counts: Sequence[NDArray[np.int64]]) -> None:
    """Write frequencies of a base's n-grams, orders 1 to 3."""
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "words.npy", counts[0].astype(np.int32))
    for order, figures in enumerate(counts[1:], start=2):
        np.save(folder / f"phrases{order}.npy", _encoded(figures))
    (folder / "base.txt").write_text(f"{identity}\n", encoding="ascii")


def _encoded(counts: NDArray[np.int64]) -> NDArray[np.uint8]:
    steps = np.round(_STEPS * np.log2(np.maximum(counts, 1))) + 1.0
    return np.where(counts > 0, steps, 0.0).astype(np.uint8)


def _decoded(steps: NDArray[np.uint8]) -> Doubles:
    found: Doubles = np.exp((steps.astype(np.float64) - 1.0) * (math.log(2.0) / _STEPS))
    return np.where(steps > 0, found, 0.0)


__all__ = ["LONGEST", "Frequencies", "save"]
