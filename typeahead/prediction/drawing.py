"""Drawing one word from a distribution: temperature, then the k likeliest, then the likeliest that make up a share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Drawing:
    """How words are drawn.

    Attributes:
        temperature: probabilities are raised to 1 / temperature: below 1 likely words become likelier, above 1
            all become more alike, at 0 there is only the likeliest.
        top_k: only the k likeliest words are drawn (Fan et al. 2018, "Hierarchical Neural Story Generation").
        top_p: of those, only as many of the likeliest as have this much probability together (Holtzman et al.
            2020, "The Curious Case of Neural Text Degeneration").
    """

    temperature: float = 1.0
    top_k: int | None = None
    top_p: float = 1.0

    @property
    def is_plain(self) -> bool:
        """Whether words are drawn with the very probabilities of the model."""
        return self.temperature == 1.0 and self.top_k is None and self.top_p >= 1.0


def chances(weights: NDArray[np.float64], drawing: Drawing) -> NDArray[np.float64]:
    """With what probability each word is drawn, (V,) float64 summing to 1.

    Args:
        weights: (V,) float64, not negative and not all 0; scores that sum to something else will do. Equal ones are
            taken in the order of their ids.
        drawing: temperature and cuts.
    """
    if drawing.temperature == 0.0:
        only = np.zeros(len(weights))
        only[int(np.argmax(weights))] = 1.0
        return only
    with np.errstate(divide="ignore", over="ignore"):
        logs = np.log(weights)
        found: NDArray[np.float64] = np.exp((logs - logs.max()) / drawing.temperature)
    found /= found.sum()
    if drawing.top_k is None and drawing.top_p >= 1.0:
        return found
    best = np.argsort(-found, kind="stable")[: drawing.top_k]
    share = np.cumsum(found[best])
    # As many as are needed to reach the share of what the first cut left: the word that crosses it is kept.
    best = best[: int(np.searchsorted(share, drawing.top_p * share[-1] * (1 - 1e-12))) + 1]
    kept = np.zeros(len(found))
    kept[best] = found[best] / found[best].sum()
    return kept


def draw(chance: NDArray[np.float64], at: float) -> int:
    """The word at a place 0 ≤ at < 1 of the line on which each word has as much room as its chance."""
    ends = np.cumsum(chance)
    return int(np.searchsorted(ends, at * ends[-1], side="right"))
