"""The sampled softmax: the same loss from a few thousand words, each weighed by how likely it was to be drawn.

For each step words are drawn independently, word w with probability π(w). Σ exp(logit) / π over those drawn estimates
the whole denominator without bias (Horvitz & Thompson 1952; Bengio & Senécal 2008 for language models); a row's own
target is always in it, exactly. Where all π are 1 the loss is the full softmax's, and so is the gradient.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.network import Array, Network

_FLATTENED = 0.75
"""Power of the counts by which words are drawn (Mikolov et al. 2013): rare ones more often than they occur."""


class Sample(NamedTuple):
    """Words drawn for one step.

    Attributes:
        words: (S,) ids, ascending.
        corrections: (S,) −ln π of each.
        places: (V,) where each word stands in `words`, or −1.
    """

    words: NDArray[np.int64]
    corrections: Array
    places: NDArray[np.int64]


class Sampler:
    """Draws samples of a given mean size.

    Args:
        counts: (V,) how often each word occurs; a word of count 0 is drawn as if it had occurred once.
        size: words drawn on average.
    """

    def __init__(self, counts: NDArray[np.int64], size: int) -> None:
        self.probabilities = inclusion(np.maximum(counts, 1) ** _FLATTENED, size)

    def draw(self, random: np.random.Generator, dtype: np.dtype[np.float32]) -> Sample:
        """A sample of each word by itself."""
        drawn = random.random(len(self.probabilities), dtype=np.float32) < self.probabilities
        words = np.flatnonzero(drawn)
        places = np.full(len(drawn), -1, dtype=np.int64)
        places[words] = np.arange(len(words))
        return Sample(words, -np.log(self.probabilities[words]).astype(dtype), places)


def inclusion(weights: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Probabilities in proportion to weights (V,), none over 1, that sum to `size`."""
    found: NDArray[np.float64]
    if size >= len(weights):
        return np.ones(len(weights))
    found = np.minimum(1.0, size * weights / weights.sum())
    for _ in range(50):
        sure = found >= 1.0
        factor = (size - sure.sum()) / weights[~sure].sum()
        found = np.where(sure, 1.0, np.minimum(1.0, factor * weights))
        if np.array_equal(found >= 1.0, sure):
            break
    return found


def sampled(
    network: Network,
    hidden: Array,
    targets: NDArray[np.int32],
    sample: Sample,
    gradients: dict[str, Array],
    scale: float,
) -> tuple[float, Array]:
    """Σ of the sampled loss in nats, and scale · its gradient by the hidden vectors; arguments as `softmax.full`."""
    name = "embedding" if network.configuration.tied else "output"
    output, bias = network.output, network.parameters["bias"]
    weights = output[sample.words]  # (S, E)
    corrected = bias[sample.words] + sample.corrections  # (S,)
    mine = output[targets]  # (N, E)
    own = np.einsum("ne,ne->n", hidden, mine) + bias[targets]  # (N,)
    logits = hidden @ weights.T  # (N, S)
    d_bias, d_own = np.zeros_like(corrected), np.empty_like(own)
    loss = network.operations.sampled_gradient(
        logits, corrected, own, sample.places[targets], scale, d_bias, d_own
    )
    d_hidden = logits @ weights  # (N, E)
    d_hidden += d_own[:, None] * mine
    gradients[name][sample.words] += logits.T @ hidden
    gradients["bias"][sample.words] += d_bias
    network.operations.add_rows(gradients[name], targets, d_own[:, None] * hidden)
    np.add.at(gradients["bias"], targets, d_own)
    return loss, d_hidden
