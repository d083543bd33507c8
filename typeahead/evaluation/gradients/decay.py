"""|∂loss(t)/∂h(t-k)|: how much of a word's loss is still felt by the hidden state k steps before it.

h is what the topmost layer hands on from step to step. Of an lstm it is h alone, its cell held fixed, which is how the
gradient of h is defined; what the cell carries shows from k = 1 on. Of a state space it is the state s.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.evaluation.gradients.descent import Lesson, zeros
from typeahead.models.neural.network import Network
from typeahead.models.neural.softmax import full

STEPS = 60
"""So far back is measured."""
WARM_UP = 20
"""Words read before that, so that no state is the empty one."""

_NOTHING = 1e-300


@dataclass(frozen=True, slots=True)
class Decay:
    """What was measured of one network.

    Attributes:
        logs: natural log of |∂loss(t)/∂h(t-k)| for k = 0, 1, …, mean over places of a text.
    """

    logs: list[float]

    @property
    def factor(self) -> float:
        """By how much a step further back multiplies it, from the line fitted to the logs from k = 1 on."""
        steps = np.arange(1, len(self.logs))
        return math.exp(float(np.polyfit(steps, self.logs[1:], 1)[0]))

    def left(self, k: int) -> float:
        """What is left after k steps, as a share of |∂loss(t)/∂h(t)|."""
        return math.exp(self.logs[k] - self.logs[0])


def decay(network: Network, lesson: Lesson, steps: int = STEPS) -> Decay:
    """Measure at the last steps of texts beside each other.

    Args:
        network: of any precision; measured in float64, so that nothing underflows.
        lesson: (T, B) words; the loss is that of the last step alone.
        steps: so far back; less where T is.
    """
    gradients = state_gradients(in_double(network), lesson)[::-1]  # (T, B, H), k = 0 first
    norms = np.linalg.norm(gradients[: steps + 1], axis=2)  # (K, B)
    return Decay(np.log(np.maximum(norms, _NOTHING)).mean(axis=1).tolist())


def state_gradients(network: Network, lesson: Lesson) -> NDArray[Any]:
    """∂loss(T)/∂h(t) of the topmost layer for each t, (T, B, H), where the loss is that of the last step alone."""
    run = network.forward(lesson.words, network.start(lesson.words.shape[1]))
    gradients = zeros(network)
    d_hidden = np.zeros_like(run.hidden)
    last = np.ascontiguousarray(run.hidden[-1])  # (B, E)
    _, d_hidden[-1] = full(network, last, lesson.targets[-1], gradients, 1.0, {})
    record: list[NDArray[Any]] = []
    network.backward(run.tape, d_hidden, gradients, record)
    return record[-1]


def in_double(network: Network) -> Network:
    """A copy in float64, worked by plain NumPy."""
    weights = {name: array.astype(np.float64) for name, array in network.parameters.items()}
    return Network(network.configuration, weights)
