"""Notes of any size that nobody wrote: Zipfian English words in sentences, paragraphs and Markdown, by a seed.

The words are those of the model in the package, in an order of the seed's; the k-th of them is met in proportion to
1/k (Zipf 1949). What follows a word is one of the forty that like to follow it, three times in four, else any word: so
n-grams come back as they do in real notes, and new ones never end.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.profile.base import shared_base

_FOLLOWERS = 40
_LIKED = 0.75
_LONGEST, _MEAN = 40, 14
_AT_ONCE = 2_000
_COMMON = 12_000


class Writer:
    """Writes sentences without end.

    Args:
        seed: another one, another text.
        words: how many different ones there are at most.
    """

    def __init__(self, seed: int = 1, words: int = _COMMON) -> None:
        self._random = np.random.default_rng(seed)
        known = [word for word in shared_base().vocabulary.words if word.isascii() and word.isalpha()]
        known = [word for word in known if word.islower() and len(word) > 1]
        order = np.random.default_rng(0).permutation(len(known))[:words]
        self.words = [known[at] for at in order.tolist()]
        share = 1.0 / np.arange(1, len(self.words) + 1)
        self._upto = np.cumsum(share / share.sum())
        self._followers = self._drawn((len(self.words), _FOLLOWERS))

    def _drawn(self, shape: Any) -> NDArray[np.int64]:
        return np.minimum(np.searchsorted(self._upto, self._random.random(shape)), len(self.words) - 1)

    def sentences(self) -> Iterator[str]:
        """One after the other."""
        while True:
            lengths = np.clip(self._random.poisson(_MEAN, _AT_ONCE), 3, _LONGEST)
            rows = np.empty((_AT_ONCE, int(lengths.max())), dtype=np.int64)
            rows[:, 0] = self._drawn(_AT_ONCE)
            for at in range(1, rows.shape[1]):
                liked = self._followers[
                    rows[:, at - 1], (self._random.random(_AT_ONCE) ** 2 * _FOLLOWERS).astype(int)
                ]
                rows[:, at] = np.where(self._random.random(_AT_ONCE) < _LIKED, liked, self._drawn(_AT_ONCE))
            for row, length in zip(rows.tolist(), lengths.tolist(), strict=True):
                text = " ".join([self.words[word] for word in row[:length]])
                yield f"{text[0].upper()}{text[1:]}."

    def notes(self, size: int) -> Iterator[str]:
        """Markdown notes of about so many bytes each."""
        sentences = self.sentences()
        while True:
            parts, written = [f"# {next(sentences)[:40].rstrip(' .')}"], 0
            while written < size:
                parts.append(" ".join(next(sentences) for _ in range(int(self._random.integers(2, 9)))))
                written += len(parts[-1]) + 2
            yield "\n\n".join(parts) + "\n"


def write_notes(folder: Path, files: int, size: int, seed: int = 1) -> int:
    """Write a folder of notes of so many bytes in all; how many there are."""
    total = 0
    for number, text in zip(range(files), Writer(seed).notes(size // files), strict=False):
        path = folder / f"{number // 500:03d}" / f"{number:06d}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(text.encode())
    return total
