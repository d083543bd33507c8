"""How fast this machine trains: a few real steps of a small and of a larger network, timed."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import Operations
from typeahead.models.neural.training.batches import Batches
from typeahead.models.neural.training.planning import Speed, step_operations
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.trainer import Trainer

_WIDTHS = (64, 200)
_SECONDS = 0.8
"""For each of the two, at most, once its first steps are made."""

_FIRST, _STEPS = 2, 12
"""Steps that load and compile what they need, and are not timed; steps that are, at most."""


def measured(
    kind: str, vocabulary: int, words: NDArray[np.int32], recipe: Recipe, operations: Operations
) -> Speed:
    """The speed of training a kind of network on a text (N,), in some two seconds."""
    found = []
    for width in _WIDTHS:
        configuration = Configuration(kind, vocabulary, width, width)
        recipe = replace(recipe, dropout=max(recipe.dropout, 0.1), epochs=1)
        network = Network.create(configuration, recipe.seed, operations=operations)
        batch = Batches(words, recipe.batch, recipe.bptt, recipe.seed).batch
        seconds = _step_seconds(Trainer(network, recipe, words, words[: recipe.bptt]))
        found.append((step_operations(configuration, recipe, batch), seconds))
    return Speed.of(*found)


def _step_seconds(trainer: Trainer) -> float:
    """The usual time from step to step."""
    clock: list[float] = []

    def stop() -> bool:
        clock.append(time.perf_counter())
        timed = len(clock) - 1 - _FIRST
        return timed >= _STEPS or (timed >= 2 and clock[-1] - clock[_FIRST] > _SECONDS)

    trainer.run(None, stop)
    steps = np.diff(clock[_FIRST:] if len(clock) > _FIRST + 1 else clock)
    return statistics.median(steps.tolist()) if len(steps) else _SECONDS
