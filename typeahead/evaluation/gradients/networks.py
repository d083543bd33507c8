"""Gradients through the networks themselves, before and after some seconds of training, and what clipping does."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.evaluation.gradients.decay import STEPS, WARM_UP, Decay, decay
from typeahead.evaluation.gradients.descent import (
    Descent,
    Lesson,
    Told,
    copied,
    counted,
    descend,
    loss_of,
    recipe,
)
from typeahead.evaluation.gradients.linear import spectral_radius
from typeahead.evaluation.gradients.material import Material, excerpts, parts
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.layers import RECURRENT
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import Operations
from typeahead.models.neural.training.recipe import SGD, Recipe

VOCABULARY = 1000
WIDTH = 64
LESSONS = 250
"""Steps of training: a few seconds."""
_LESSON = (35, 20)
"""Words and texts of one lesson."""
_HELD = (80, 20)
_PLACES = 40
"""Texts whose gradients are averaged."""
_ADAM = recipe(rate=3e-3, clip=0.5)
_CLIP = 0.5
_RATE_SGD = 2.0
"""A rate at which a step along a gradient ten times too long does harm."""
ENLARGED = 2.0
"""What W_h is multiplied by, to see gradients explode."""
_CONTENT = {"rnn": 0, "gru": 2, "lstm": 2}
"""Which of the square blocks of a layer's recurrent weights makes the new content; the others are gates."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A network of the person's, and (N,) ids of text that its training held out."""

    network: Network
    held_out: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class NetworkDecay:
    """One kind of network.

    Attributes:
        kind: rnn, gru, lstm or ssm.
        initial, trained: gradients against k.
        radius, radius_trained: spectral radius of W_h, of gru and lstm that of the new content; None where no matrix
            leads from state to state.
        norm, norm_trained: its largest singular value.
        loss, loss_trained: nats a held-out word.
        descent: how its training went; None where the profile's own network was measured.
    """

    kind: str
    initial: Decay
    trained: Decay
    radius: float | None
    radius_trained: float | None
    norm: float | None
    norm_trained: float | None
    loss: float
    loss_trained: float
    descent: Descent | None


@dataclass(frozen=True, slots=True)
class Clipping:
    """The same training of an rnn by plain SGD, with and without clipping.

    Attributes:
        rate: of both.
        clipped, free: how each went.
        loss, loss_clipped, loss_free: nats a held-out word before, and after each.
    """

    rate: float
    clipped: Descent
    free: Descent
    loss: float
    loss_clipped: float
    loss_free: float


@dataclass(frozen=True, slots=True)
class Networks:
    """All of it.

    Attributes:
        source: where the text is from.
        vocabulary_size, width: of the networks that were made for this.
        kinds: one for each recurrent network.
        enlarged: gradients of an rnn that has not learned anything, whose W_h is ENLARGED times as large.
        enlarged_radius: the spectral radius of that W_h.
        clipping: what it did.
    """

    source: str
    vocabulary_size: int
    width: int
    kinds: list[NetworkDecay]
    enlarged: Decay
    enlarged_radius: float
    clipping: Clipping


def networks(
    material: Material,
    seed: int,
    operations: Operations | None = None,
    stored: dict[str, Stored] | None = None,
    told: Told = lambda _: None,
    lessons: int = LESSONS,
) -> Networks:
    """Measure each recurrent network; those that the profile has already trained are taken as they are.

    Args:
        material: the text.
        seed: of weights and excerpts.
        operations: what to train with.
        stored: networks of the profile by kind.
        told: the number of lessons done in all, of `lessons` times `trainings(stored)`.
        lessons: steps of each training.
    """
    stored = stored or {}
    words = material.commonest(VOCABULARY)
    ids = material.ids(words)
    count = counted(told)
    kinds = []
    for kind in RECURRENT:
        if kind in stored:
            kinds.append(_of_stored(stored[kind], seed))
        else:
            made = _made(kind, len(words), seed, operations)
            kinds.append(_of_new(made, ids, seed, lessons, count))
    simple = _made("rnn", len(words), seed, operations)
    enlarged, radius = _enlarged(simple)
    return Networks(
        source=material.source,
        vocabulary_size=len(words),
        width=WIDTH,
        kinds=kinds,
        enlarged=decay(enlarged, _places(parts(ids)[1], seed)),
        enlarged_radius=radius,
        clipping=_clipping(simple, ids, seed, lessons, count),
    )


def trainings(stored: dict[str, Stored]) -> int:
    """How many trainings `networks` makes."""
    return len(RECURRENT.keys() - stored.keys()) + 2


def _made(kind: str, size: int, seed: int, operations: Operations | None) -> Network:
    configuration = Configuration(kind, size, embedding=WIDTH, width=WIDTH)
    return Network.create(configuration, seed, operations=operations)


def _enlarged(network: Network) -> tuple[Network, float]:
    """An rnn whose W_h is larger, and the spectral radius of that."""
    larger = copied(network)
    matrix = larger.parameters["layer0.recurrent"]  # (H, H)
    matrix *= ENLARGED
    return larger, spectral_radius(matrix)


def _of_new(network: Network, ids: NDArray[np.int32], seed: int, lessons: int, told: Told) -> NetworkDecay:
    before = copied(network)
    descent = _train(network, ids, _ADAM, seed, lessons, told)
    return _compared(before, network, parts(ids)[1], seed, descent)


def _of_stored(stored: Stored, seed: int) -> NetworkDecay:
    before = Network.create(stored.network.configuration, seed)
    return _compared(before, stored.network, stored.held_out, seed, None)


def _compared(
    before: Network, after: Network, held_out: NDArray[np.int32], seed: int, descent: Descent | None
) -> NetworkDecay:
    """What is measured before and after, on the same places."""
    measured = _places(held_out, seed)
    held = _held(held_out, seed)
    radius, norm = _sizes(before)
    radius_trained, norm_trained = _sizes(after)
    return NetworkDecay(
        kind=before.configuration.kind,
        initial=decay(before, measured),
        trained=decay(after, measured),
        radius=radius,
        radius_trained=radius_trained,
        norm=norm,
        norm_trained=norm_trained,
        loss=loss_of(before, held),
        loss_trained=loss_of(after, held),
        descent=descent,
    )


def _clipping(network: Network, ids: NDArray[np.int32], seed: int, lessons: int, told: Told) -> Clipping:
    free = copied(network)
    held = _held(parts(ids)[1], seed)
    loss = loss_of(network, held)
    by_sgd = recipe(_RATE_SGD, _CLIP, SGD)
    clipped_descent = _train(network, ids, by_sgd, seed, lessons, told)
    with np.errstate(over="ignore", invalid="ignore"):  # it may go to ruin; that is what is measured
        free_descent = _train(free, ids, recipe(_RATE_SGD, 0.0, SGD), seed, lessons, told)
        loss_free = loss_of(free, held)
    return Clipping(
        rate=_RATE_SGD,
        clipped=clipped_descent,
        free=free_descent,
        loss=loss,
        loss_clipped=loss_of(network, held),
        loss_free=loss_free if math.isfinite(loss_free) else math.inf,
    )


def _train(
    network: Network, ids: NDArray[np.int32], how: Recipe, seed: int, lessons: int, told: Told
) -> Descent:
    random = np.random.default_rng([seed, 1])
    given = (excerpts(random, parts(ids)[0], *_LESSON) for _ in range(lessons))
    return descend(network, given, how, told=told)


def _places(held_out: NDArray[np.int32], seed: int) -> Lesson:
    """Where gradients are measured: the same for all networks of a text."""
    return excerpts(np.random.default_rng([seed, 2]), held_out, WARM_UP + STEPS + 1, _PLACES)


def _held(held_out: NDArray[np.int32], seed: int) -> Lesson:
    """What losses are of."""
    return excerpts(np.random.default_rng([seed, 3]), held_out, *_HELD)


def _content(network: Network) -> NDArray[np.float64] | None:
    """The topmost layer's W_h, (H, H), which makes the new content of the state; None where there is none."""
    kind, layer = network.configuration.kind, network.configuration.layers - 1
    if kind not in _CONTENT:
        return None
    width, block = network.configuration.width, _CONTENT[kind]
    weights = network.parameters[f"layer{layer}.recurrent"]  # (H, H · blocks)
    return weights[:, block * width : (block + 1) * width].astype(np.float64)


def _sizes(network: Network) -> tuple[float | None, float | None]:
    """Spectral radius and norm of W_h."""
    matrix = _content(network)
    return (None, None) if matrix is None else (spectral_radius(matrix), float(np.linalg.norm(matrix, 2)))
