"""A character 5-gram with interpolated Witten-Bell smoothing (Witten and Bell 1991), to tell authors apart by."""

from __future__ import annotations

import math
from collections import defaultdict

ORDER = 5
_CHARACTERS = 0x110000


class CharacterModel:
    """Counts of one author's characters.

    Args:
        text: what they have written.
    """

    def __init__(self, text: str) -> None:
        self._followers: list[dict[str, dict[str, int]]] = [defaultdict(dict) for _ in range(ORDER)]
        padded = " " * (ORDER - 1) + text
        for at in range(ORDER - 1, len(padded)):
            for length in range(ORDER):
                counts = self._followers[length][padded[at - length : at]]
                counts[padded[at]] = counts.get(padded[at], 0) + 1
        self._totals = [
            {context: sum(counts.values()) for context, counts in level.items()} for level in self._followers
        ]

    def bits(self, text: str) -> float:
        """Bits of a text."""
        padded = " " * (ORDER - 1) + text
        return sum(
            -math.log2(self._probability(padded[at - ORDER + 1 : at], padded[at]))
            for at in range(ORDER - 1, len(padded))
        )

    def _probability(self, context: str, character: str) -> float:
        p = 1 / _CHARACTERS
        for length in range(ORDER):
            here = context[ORDER - 1 - length :]
            total = self._totals[length].get(here, 0)
            if not total:
                break
            counts = self._followers[length][here]
            p = (counts.get(character, 0) + len(counts) * p) / (total + len(counts))
        return p
