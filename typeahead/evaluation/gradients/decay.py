"""|∂loss(t)/∂h(t-k)|: how much of a word's loss is still felt by the hidden state k steps before it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.evaluation.gradients.descent import NOT_ASKED, Lesson, zeros
from typeahead.models.neural.network import Network
from typeahead.models.neural.softmax import full

STEPS = 60
"""So far back is measured."""
WARM_UP = 20
"""Words read before that, so that no state is the empty one."""

_NOTHING = 1e-300

Doubles = NDArray[np.float64]


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


def decay(network: Network, words: NDArray[np.int32], targets: NDArray[np.int32]) -> Decay:
    """Measure at the last steps of texts beside each other.

    Args:
        network: of any precision; measured in float64, so that nothing underflows.
        words: (WARM_UP + STEPS + 1, B), the last STEPS + 1 of them measured (or all, if there are fewer).
        targets: (B,) what comes after the last.
    """
    norms = state_gradient_norms(in_double(network), words, targets)[::-1]  # (T, B), k = 0 first
    logs = np.log(np.maximum(norms[: min(STEPS + 1, len(norms))], _NOTHING))
    return Decay(logs.mean(axis=1).tolist())


def state_gradients(network: Network, words: NDArray[np.int32], targets: NDArray[np.int32]) -> NDArray[Any]:
    """∂loss(T)/∂h(t) of the topmost layer for each t, (T, B, H), where the loss is that of the last step alone."""
    run = network.forward(words, network.start(words.shape[1]))
    gradients = zeros(network)
    d_hidden = np.zeros_like(run.hidden)
    _, d_hidden[-1] = full(network, np.ascontiguousarray(run.hidden[-1]), targets, gradients, 1.0, {})
    record: list[NDArray[Any]] = []
    network.backward(run.tape, d_hidden, gradients, record)
    return record[-1]


def state_gradient_norms(network: Network, words: NDArray[np.int32], targets: NDArray[np.int32]) -> Doubles:
    """Their norms, (T, B)."""
    found: Doubles = np.linalg.norm(state_gradients(network, words, targets), axis=2)
    return found


def in_double(network: Network) -> Network:
    """A copy in float64, worked by plain NumPy."""
    weights = {name: array.astype(np.float64) for name, array in network.parameters.items()}
    return Network(network.configuration, weights)


def places(lesson: Lesson) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """A lesson's words, and its last targets: what `decay` is given."""
    return lesson.words, lesson.targets[-1]


__all__ = ["NOT_ASKED", "STEPS", "WARM_UP", "Decay", "decay", "in_double", "places", "state_gradients"]
