"""Which words are spelled alike: by the groups of letters, beginnings and endings that they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import FIRST_WORD

_LENGTHS = (3, 4, 5)
"""Letters in a group; `^` begins a word and `$` ends it, so that affixes are groups of their own."""


class Alike:
    """Looks words up by their spelling.

    Args:
        words: a vocabulary, reserved words first, which are never found.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = list(words)

    @cached_property
    def _text(self) -> str:
        return "".join(f"^{word.casefold()}$\n" for word in self._words)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where each word begins in the text."""
        lengths = [len(word.casefold()) + 3 for word in self._words]
        return np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)

    def to(self, word: str, most: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The ids of the words most alike to one, the most alike first, and how alike they are.

        Each group of letters shared counts log(words / words that have it), in parts of what all groups of both words
        count at most; 1 for the same word, in any case.
        """
        groups = groups_of(word)
        shared = np.zeros(len(self._words))
        whole = 0.0
        for group in sorted(groups):
            at = [found.start() for found in re.finditer(re.escape(group), self._text)]
            has = np.unique(np.searchsorted(self._starts, np.array(at, dtype=np.int64), side="right") - 1)
            weight = float(np.log(len(self._words) / max(len(has), 0.5)))
            whole += weight
            shared[has] += weight
        shared[:FIRST_WORD] = 0.0
        best = np.argsort(-shared, kind="stable")[:most]
        best = best[shared[best] > 0.0]
        sizes = np.array([len(groups_of(self._words[number])) for number in best], dtype=np.float64)
        union = whole * np.maximum(1.0, sizes / max(len(groups), 1))
        likeness = shared[best] / np.maximum(union, 1e-9)
        order = np.argsort(-likeness, kind="stable")
        return best[order], likeness[order]


def groups_of(word: str) -> set[str]:
    """The groups of letters of a word, its ends marked."""
    marked = f"^{word.casefold()}$"
    return {marked[at : at + length] for length in _LENGTHS for at in range(len(marked) - length + 1)}
