"""What smoothing takes from the counts of one order."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Discounts(NamedTuple):
    """What is taken from n-grams counted once, twice, and so on.

    Attributes:
        taken: by count, from count 0 (of which nothing is taken) up; the last one holds for all higher counts.
        fallback: whether the counts were too few to say, and fixed values stand in.
    """

    taken: tuple[float, ...]
    fallback: bool = False

    def of(self, count: int) -> float:
        """What is taken from one count."""
        last = len(self.taken) - 1
        return self.taken[count] if count < last else self.taken[last]


NOTHING = Discounts((0.0,))
"""For smoothing that leaves the counts as they are."""


def discounted(counts: NDArray[np.int32] | NDArray[np.int64], discounts: Discounts) -> NDArray[np.float64]:
    """Counts less their discounts, float64; 0 stays 0."""
    taken = discounts.taken
    if len(taken) == 1:
        return counts.astype(np.float64)
    left: NDArray[np.float64] = counts - np.array(taken)[np.minimum(counts, len(taken) - 1)]
    return left
