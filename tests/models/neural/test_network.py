"""A network's gradients are those of its loss, whatever it is made of; and its chunks are one text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.models.neural.made import BATCH, SIZE, chunks, network_of, same_as_differences
from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import compiled, plain
from typeahead.models.neural.sampled import Sampler
from typeahead.models.neural.training.gradient import Worker
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads

NONE = {"dropout": 0.0}
PROJECTED = {"embedding": 5, "width": 7}
OPTIONS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "tied": ({}, NONE),
    "untied": ({"tied": False}, NONE),
    "two layers": ({"layers": 2}, NONE),
    "three layers": ({"layers": 3}, NONE),
    "no residual": ({"layers": 3, "residual": False}, NONE),
    "projection": (PROJECTED, NONE),
    "projection, untied, two layers": ({**PROJECTED, "tied": False, "layers": 2}, NONE),
    "dropout": ({"layers": 2}, {"dropout": 0.4, "input_dropout": 0.0}),
    "input dropout": ({}, {"dropout": 0.0, "input_dropout": 0.4}),
    "word dropout": ({}, {"dropout": 0.0, "word_dropout": 0.4}),
    "every dropout, projection": (
        {**PROJECTED, "layers": 3},
        {"dropout": 0.3, "input_dropout": 0.2, "word_dropout": 0.2},
    ),
    "sampled": ({}, {**NONE, "samples": 5}),
    "sampled, untied, dropout": ({"tied": False, "layers": 2}, {"dropout": 0.3, "samples": 5}),
    "sampled, projection": (PROJECTED, {**NONE, "samples": 3}),
}
WINDOWS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "direct": ({"direct": True}, NONE),
    "direct, two layers, dropout": ({"direct": True, "layers": 2}, {"dropout": 0.3}),
    "one word": ({"window": 1}, NONE),
    "a window longer than a chunk": ({"window": 8, "direct": True}, NONE),
}
CASES = [
    *((kind, name, *OPTIONS[name]) for kind in KINDS for name in OPTIONS),
    *(("window", name, *WINDOWS[name]) for name in WINDOWS),
]
OPERATIONS = {"plain": plain, "compiled": compiled}


@pytest.mark.parametrize("operations", OPERATIONS)
@pytest.mark.parametrize(("kind", "name", "sizes", "chances"), CASES, ids=lambda each: str(each)[:40])
def test_gradients_are_those_of_finite_differences(kind, name, sizes, chances, operations):
    """With a state that was carried in, masks and samples as the seed draws them."""
    network = network_of(kind, operations=OPERATIONS[operations](), **sizes)
    recipe = Recipe(threads=1, bptt=5, batch=BATCH, **chances)
    sampler = Sampler(np.arange(SIZE), recipe.samples) if recipe.samples else None
    first, second = chunks()
    with Threads(1) as threads:
        worker = Worker(network, recipe, BATCH, sampler, threads)
        worker.run(first, 0)
        carried = worker.states
        worker.clear()
        assert sizes.get("window") == 1 or any(array.any() for array in carried[0][0])

        def loss() -> float:
            worker.states = list(carried)
            return worker.run(second, 1)

        loss()
        found = {key: array.copy() for key, array in worker.gradients[0].items()}
        assert all(array.any() for array in found.values())
        assert all(array.dtype == np.float64 for array in found.values())
        same_as_differences(loss, network.parameters, found)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("operations", OPERATIONS)
def test_single_precision_gives_the_gradients_of_double(kind, operations):
    made = {}
    for dtype in (np.float32, np.float64):
        network = network_of(kind, layers=2)
        network = Network(
            network.configuration,
            {name: array.astype(dtype) for name, array in network.parameters.items()},
            OPERATIONS[operations](),
        )
        with Threads(1) as threads:
            worker = Worker(network, Recipe(dropout=0.3), BATCH, None, threads)
            for step, chunk in enumerate(chunks()):
                worker.run(chunk, step)
        made[dtype] = worker.gradients[0]
    for name, array in made[np.float32].items():
        assert array.dtype == np.float32
        np.testing.assert_allclose(array, made[np.float64][name], rtol=2e-3, atol=2e-6)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("parts", [(1, 1, 1, 1, 1), (2, 3), (4, 1), (1, 4)])
def test_a_text_in_pieces_is_the_text_whole(kind, layers, parts):
    """The state carries all that later words need, also where a piece is shorter than a window."""
    network = network_of(kind, layers=layers, window=4)
    words = np.concatenate([chunk.inputs for chunk in chunks()])[:5]
    whole = network.forward(words, network.start(BATCH))
    state, found, at = network.start(BATCH), [], 0
    for length in parts:
        done = network.forward(words[at : at + length], state)
        state, at = done.state, at + length
        found.append(done.hidden)
    np.testing.assert_allclose(np.concatenate(found), whole.hidden, rtol=1e-12, atol=1e-14)
    for layer, same in zip(state, whole.state, strict=True):
        for one, other in zip(layer, same, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("kind", KINDS)
def test_texts_beside_each_other_do_not_touch(kind):
    network = network_of(kind, layers=2)
    words = chunks()[0].inputs
    together = network.forward(words, network.start(BATCH)).hidden
    for column in range(BATCH):
        alone = network.forward(words[:, [column]], network.start(1)).hidden
        np.testing.assert_allclose(together[:, [column]], alone, rtol=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pass_leaves_its_state_and_its_weights_alone(kind):
    network = network_of(kind, layers=2)
    words = chunks()[0].inputs
    state = network.forward(words, network.start(BATCH)).state
    before = [array.copy() for layer in state for array in layer]
    weights = {name: array.copy() for name, array in network.parameters.items()}
    network.forward(words, state)
    for array, same in zip([array for layer in state for array in layer], before, strict=True):
        np.testing.assert_array_equal(array, same)
    for name, array in weights.items():
        np.testing.assert_array_equal(network.parameters[name], array)


def test_a_window_forgets_what_is_further_back():
    network = network_of("window", window=3)
    words = chunks()[0].inputs[:, :1]
    other = words.copy()
    other[0] = 3 if words[0] != 3 else 4
    one = network.forward(words, network.start(1)).hidden
    two = network.forward(other, network.start(1)).hidden
    assert not np.allclose(one[2], two[2])
    np.testing.assert_array_equal(one[3:], two[3:])


@pytest.mark.parametrize("kind", KINDS)
def test_residual_connections_add_what_came_in(kind):
    plain_network = network_of(kind, layers=2, residual=False)
    with_it = network_of(kind, layers=2)
    words = chunks()[0].inputs
    lower = network_of(kind, layers=1)
    for name in lower.parameters:
        lower.parameters[name][...] = with_it.parameters[name]
        plain_network.parameters[name][...] = with_it.parameters[name]
    for name in with_it.parameters:
        plain_network.parameters[name][...] = with_it.parameters[name]
    below, without, found = (
        each.forward(words, each.start(BATCH)).hidden for each in (lower, plain_network, with_it)
    )
    np.testing.assert_allclose(found, without + below, rtol=1e-12)


@pytest.mark.parametrize(
    ("kind", "layer"),
    [
        ("rnn", 6 * 7 + 7 * 7 + 7),
        ("gru", 3 * (6 * 7 + 7 * 7 + 7 + 7)),
        ("lstm", 4 * (6 * 7 + 7 * 7 + 7)),
        ("ssm", 3 * (6 * 7 + 7) + 4 * 6),
        ("window", 3 * 6 * 7 + 7),
    ],
)
@pytest.mark.parametrize("tied", [True, False])
def test_the_numbers_learned_are_counted(kind, layer, tied):
    network = network_of(kind, width=7, tied=tied)
    assert network.parameter_count() == SIZE * 6 * (1 if tied else 2) + SIZE + 7 * 6 + layer


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_network_and_another_another(kind):
    sizes = Configuration(kind, SIZE, 6, 6, layers=2)
    one, same, other = (Network.create(sizes, seed) for seed in (4, 4, 5))
    for name, array in one.parameters.items():
        assert array.dtype == np.float32
        np.testing.assert_array_equal(array, same.parameters[name])
    assert (one.parameters["embedding"] != other.parameters["embedding"]).all()


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_are_added_to_and_recorded_layer_by_layer(kind):
    network = network_of(kind, layers=3)
    words = chunks()[0].inputs
    done = network.forward(words, network.start(BATCH))
    d_hidden = np.random.default_rng(0).normal(size=done.hidden.shape)
    once = {name: np.zeros_like(array) for name, array in network.parameters.items()}
    record: list[np.ndarray] = []
    network.backward(done.tape, d_hidden.copy(), once, record)
    assert [each.shape for each in record] == [(5, BATCH, 6)] * 3
    twice = {name: array.copy() for name, array in once.items()}
    network.backward(done.tape, d_hidden.copy(), twice)
    for name, array in once.items():
        np.testing.assert_allclose(twice[name], 2 * array, rtol=1e-9, atol=1e-12)
