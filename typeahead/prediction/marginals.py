"""A network that has never seen a person's notes, moved toward the words they use.

Kneser, Peters and Klakow 1997, "Language model adaptation using dynamic marginals":

    p'(w | h) ∝ p(w | h) · (q(w) / p(w))^β

where p(w) is how often a word was in the text that the network was trained on, and q(w) in the notes, smoothed toward
p(w). For a softmax that is another bias: b(w) + β ln q(w)/p(w).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import BOS, UNK

Doubles = NDArray[np.float64]

BETA = 0.5
"""β: half way, since what comes before says most of it."""

_PRIOR = 20_000.0
"""Words of notes that weigh as much as what the network was trained on."""

_FARTHEST = 4.0
"""Nats by which a word is moved at most, either way."""


def shift(p: Doubles, notes: Doubles) -> NDArray[np.float32]:
    """What is added to the bias of each of a network's words, (V,) float32.

    Args:
        p: (V,) how much of its training text each was; all words it lacks count as `<unk>`.
        notes: (V,) how often each is in the notes.
    """
    ratio = (notes / p + _PRIOR) / (notes.sum() + _PRIOR)
    found = BETA * np.clip(np.log(ratio), -_FARTHEST, _FARTHEST)
    found[BOS] = 0.0
    return np.asarray(found, dtype=np.float32)


def counted(of_network: Doubles, unigrams: NDArray[np.integer]) -> Doubles:
    """How often the notes have each of a network's words (V,), those it lacks counted as `<unk>`.

    Args:
        of_network: (V,) the counts of the words that both have.
        unigrams: the counts of all of the profile's words.
    """
    found = of_network.copy()
    found[BOS] = 0.0
    found[UNK] = max(float(unigrams.sum()) - float(unigrams[BOS]) - float(found.sum()) + found[UNK], 0.0)
    return found
