"""Truncated against full backpropagation through time: same network, same text, the gradient cut sooner or later.

State is always carried on; only the gradient stops at the cuts. What differs is first the gradient itself, then what is
learned by following it: on a text, and on a task where a word is needed again after so many steps that some cuts must
fall between.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from typeahead.evaluation.gradients.descent import (
    Gradients,
    Told,
    accuracy_of,
    copied,
    counted,
    descend,
    gradient,
    loss_of,
    norm_of,
    recipe,
)
from typeahead.evaluation.gradients.material import Material, excerpts, parts
from typeahead.evaluation.gradients.memory import ANSWERS, recall, recall_network
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import Operations

CUTS = (5, 10, 20, 35)
KIND = "gru"
"""The one of which a difference can be seen: it learns the task within seconds, if the gradient reaches far enough."""
LESSONS = 160
TASK_LESSONS = 400
TASK_DISTANCE = 18
_STEPS, _BATCH = 140, 10
"""Words and texts of a lesson; 140 can be cut evenly by all of CUTS."""
_TASK_BATCH = 32
_VOCABULARY = 1000
_WIDTH = 64
_RECIPE = recipe(rate=5e-3, clip=1.0)


@dataclass(frozen=True, slots=True)
class TruncationRow:
    """One way to cut.

    Attributes:
        every: steps from cut to cut; None is full backpropagation.
        cosine_new: between the recurrent weights' gradient and the full one's, at initialisation.
        cosine: the same once the network has learned all lessons by the full gradient.
        error: there, the norm of their difference, as a share of the full one's norm.
        loss: nats a held-out word after the same steps on the same text.
        accuracy: at the task, after the same lessons.
        task_cosine: between the whole gradients of its first lesson.
    """

    every: int | None
    cosine_new: float
    cosine: float
    error: float
    loss: float
    accuracy: float
    task_cosine: float


@dataclass(frozen=True, slots=True)
class Truncation:
    """All ways to cut, on the same text.

    Attributes:
        source: where the text is from.
        kind: of network.
        steps: words of a lesson, through all of which full backpropagation goes.
        lessons: on the text.
        loss: nats a held-out word before them.
        task_distance: steps from a word to where it is asked for.
        task_lessons: of that task.
        rows: full backpropagation last.
    """

    source: str
    kind: str
    steps: int
    lessons: int
    loss: float
    task_distance: int
    task_lessons: int
    rows: list[TruncationRow]


def truncation(
    material: Material,
    seed: int,
    operations: Operations | None = None,
    told: Told = lambda _: None,
    lessons: int = LESSONS,
    task_lessons: int = TASK_LESSONS,
) -> Truncation:
    """Compare them.

    Args:
        material: the text.
        seed: of weights and excerpts.
        operations: what to train with.
        told: the number of lessons done in all, of `lessons + task_lessons` times the ways to cut.
        lessons: on the text, each way.
        task_lessons: on the task, each way.
    """
    words = material.commonest(_VOCABULARY)
    learned, held_out = parts(material.ids(words))
    held = excerpts(np.random.default_rng([seed, 21]), held_out, 80, 20)
    start = Network.create(Configuration(KIND, len(words), _WIDTH, _WIDTH), seed, operations=operations)
    count = counted(told)

    def trained(every: int | None, many: int) -> Network:
        random = np.random.default_rng([seed, 22])
        network = copied(start)
        descend(
            network, (excerpts(random, learned, _STEPS, _BATCH) for _ in range(many)), _RECIPE, every, count
        )
        return network

    full = trained(None, lessons)
    lesson = excerpts(np.random.default_rng([seed, 23]), learned, _STEPS, _BATCH)
    whole, whole_new = (_recurrent(gradient(network, lesson)[1]) for network in (full, start))
    rows = []
    for every in (*CUTS, None):
        cut = _recurrent(gradient(full, lesson, every)[1])
        network = full if every is None else trained(every, lessons)
        rows.append(
            TruncationRow(
                every=every,
                cosine_new=cosine(_recurrent(gradient(start, lesson, every)[1]), whole_new),
                cosine=cosine(cut, whole),
                error=norm_of({name: cut[name] - whole[name] for name in cut}) / norm_of(whole),
                loss=loss_of(network, held),
                accuracy=_task(every, seed, operations, task_lessons, count),
                task_cosine=_task_cosine(every, seed),
            )
        )
    return Truncation(
        material.source, KIND, _STEPS, lessons, loss_of(start, held), TASK_DISTANCE, task_lessons, rows
    )


def cosine(one: Gradients, other: Gradients) -> float:
    """Of the angle between two gradients as vectors."""
    product = sum(float(np.vdot(one[name], other[name])) for name in one)
    lengths = norm_of(one) * norm_of(other)
    return product / lengths if lengths else math.nan


def _recurrent(gradients: Gradients) -> Gradients:
    """The part of a gradient that backpropagation through time is about: W_h, in float64."""
    return {name: array.astype(np.float64) for name, array in gradients.items() if ".recurrent" in name}


def _task(every: int | None, seed: int, operations: Operations | None, lessons: int, told: Told) -> float:
    """Accuracy at the recall of two words after TASK_DISTANCE steps, learned with this cut."""
    random = np.random.default_rng([seed, 24])
    network = recall_network(KIND, seed, operations)
    given = (recall(random, TASK_DISTANCE, _TASK_BATCH) for _ in range(lessons))
    descend(network, given, _RECIPE, every, told)
    return accuracy_of(network, recall(random, TASK_DISTANCE, 400), ANSWERS)


def _task_cosine(every: int | None, seed: int) -> float:
    network = recall_network(KIND, seed, None)
    lesson = recall(np.random.default_rng([seed, 24]), TASK_DISTANCE, _TASK_BATCH)
    return cosine(gradient(network, lesson, every)[1], gradient(network, lesson)[1])
