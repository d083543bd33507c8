"""Backpropagation through a lesson, whole or truncated, and descent along it: what the measurements here train with."""

from __future__ import annotations

import copy
import itertools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.layers.base import flat
from typeahead.models.neural.network import Network, State
from typeahead.models.neural.softmax import full, losses
from typeahead.models.neural.training.optimisers import Optimiser
from typeahead.models.neural.training.recipe import ADAM, Recipe
from typeahead.models.neural.training.threads import Threads

Array = NDArray[Any]
Gradients = dict[str, Array]
Told = Callable[[int], None]
"""Told the number of steps done."""

NOT_ASKED = -1
"""A target that counts for nothing: no word is asked for there."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Texts beside each other.

    Attributes:
        words: (T, B) int32, what goes in.
        targets: (T, B) int32, what comes next; NOT_ASKED where nothing is asked.
    """

    words: NDArray[np.int32]
    targets: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Descent:
    """How a training went.

    Attributes:
        losses: mean nats a target, one a step.
        norms: (steps,) the gradient's global norm before clipping.
        clip: the largest norm that was let through; 0 lets all through.
    """

    losses: list[float]
    norms: list[float]
    clip: float

    @property
    def clipped(self) -> float:
        """The share of steps whose gradient was shortened."""
        return float(np.mean(np.array(self.norms) > self.clip)) if self.clip else 0.0

    @property
    def norms_after(self) -> list[float]:
        """The norms after clipping."""
        return [min(norm, self.clip) for norm in self.norms] if self.clip else self.norms


def zeros(network: Network) -> Gradients:
    """Gradients to add to."""
    return {name: np.zeros_like(array) for name, array in network.parameters.items()}


def gradient(network: Network, lesson: Lesson, every: int | None = None) -> tuple[float, Gradients]:
    """Mean loss of a lesson in nats, and its gradient.

    Args:
        network: it starts the lesson with an empty state.
        lesson: T steps.
        every: truncated backpropagation: a cut every so many steps, over which the state goes on and the gradient
            does not. None cuts nowhere.
    """
    steps = len(lesson.words)
    every = every or steps
    found = zeros(network)
    state = network.start(lesson.words.shape[1])
    asked = max(int(np.count_nonzero(lesson.targets != NOT_ASKED)), 1)
    total = 0.0
    for first in range(0, steps, every):
        words = lesson.words[first : first + every]
        loss, state = _chunk(network, words, lesson.targets[first : first + every], state, found, 1.0 / asked)
        total += loss
    return total / asked, found


def _chunk(
    network: Network, words: Array, targets: Array, state: State, gradients: Gradients, scale: float
) -> tuple[float, State]:
    """Through one chunk and back; the sum of its losses, and the state after it."""
    run = network.forward(words, state)
    asked = np.flatnonzero(targets.reshape(-1) != NOT_ASKED)
    if not len(asked):
        return 0.0, run.state
    hidden = flat(run.hidden)  # (T * B, E)
    loss, some = full(network, hidden[asked], targets.reshape(-1)[asked], gradients, scale, {})
    d_hidden = np.zeros_like(hidden)
    d_hidden[asked] = some
    network.backward(run.tape, d_hidden.reshape(run.hidden.shape), gradients)
    return loss, run.state


def norm_of(gradients: Gradients) -> float:
    """The global norm: of all numbers as one vector."""
    return math.sqrt(sum(float(np.vdot(array, array)) for array in gradients.values()))


def descend(
    network: Network,
    lessons: Iterable[Lesson],
    recipe: Recipe,
    every: int | None = None,
    told: Told | None = None,
) -> Descent:
    """Train a network in place, one step a lesson, its gradient clipped to a global norm.

    Args:
        network: is changed.
        lessons: one a step.
        recipe: optimiser, learning rate and clip; the rate stays as it is.
        every: see `gradient`.
        told: the number of steps done, after each.
    """
    found, norms = [], []
    optimiser = Optimiser(network, recipe)
    with Threads(1) as threads:
        for step, lesson in enumerate(lessons, start=1):
            loss, gradients = gradient(network, lesson, every)
            norm = norm_of(gradients)
            found.append(loss)
            norms.append(norm if math.isfinite(norm) else math.inf)
            if not math.isfinite(norm):
                break  # nothing more can be learned from here
            optimiser.step(gradients, {}, recipe.learning_rate, norm, threads)
            if told:
                told(step)
    return Descent(found, norms, recipe.clip)


def counted(told: Told) -> Told:
    """For trainings one after the other: the steps of all of them are counted."""
    steps = itertools.count(1)
    return lambda _: told(next(steps))


def copied(network: Network) -> Network:
    """The same weights, to be trained in another way."""
    return Network(network.configuration, copy.deepcopy(network.parameters), network.operations)


def recipe(rate: float, clip: float, optimiser: str = ADAM) -> Recipe:
    """What `descend` looks at."""
    return Recipe(learning_rate=rate, clip=clip, optimiser=optimiser, threads=1)


def loss_of(network: Network, lesson: Lesson) -> float:
    """Mean nats a target, without learning."""
    run = network.forward(lesson.words, network.start(lesson.words.shape[1]))
    asked = np.flatnonzero(lesson.targets.reshape(-1) != NOT_ASKED)
    return float(losses(network, flat(run.hidden)[asked], lesson.targets.reshape(-1)[asked]).mean())


def accuracy_of(network: Network, lesson: Lesson, among: NDArray[np.int32]) -> float:
    """The share of targets that are the likeliest among some words."""
    run = network.forward(lesson.words, network.start(lesson.words.shape[1]))
    targets = lesson.targets.reshape(-1)
    asked = np.flatnonzero(targets != NOT_ASKED)
    logits = network.logits(flat(run.hidden)[asked])[:, among]
    return float(np.mean(among[logits.argmax(axis=1)] == targets[asked]))
