"""Embeddings in 8 bits: what is lost, and that each way to multiply by them gives the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from typeahead.models.neural.adaptation import Adaptation, AdaptationSettings
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Network
from typeahead.models.neural.packed import AskedNetwork, PackedNetwork, packed
from typeahead.models.protocols import BOS

CONFIGURATION = Configuration("ssm", 3_000, embedding=24, width=24, layers=2)


@pytest.fixture
def whole():
    network = Network.create(CONFIGURATION, seed=3)
    network.parameters["bias"] += np.random.default_rng(4).standard_normal(3_000).astype(np.float32)
    return network


@pytest.fixture
def made(whole):
    others = {name: array for name, array in whole.parameters.items() if name != "embedding"}
    return PackedNetwork(CONFIGURATION, others, *packed(whole.parameters["embedding"]))


@given(arrays.arrays(np.float32, (5, 7), elements=st.floats(-8, 8, width=32, allow_subnormal=False)))
def test_a_weight_loses_at_most_half_a_step_of_its_rows_largest(weights):
    rows, scale = packed(weights)
    assert rows.dtype == np.int8
    assert np.abs(rows.astype(int)).max() <= 127
    assert (np.float16(scale) == scale).all()  # stored in half precision, nothing is lost again
    largest = np.maximum(np.abs(weights).max(axis=1, keepdims=True), 1e-4)
    assert (np.abs(rows * scale[:, None] - weights) <= 0.51 / 127 * 1.002 * largest + 1e-9).all()


def test_it_answers_as_the_network_that_it_unpacks_to(made):
    plain = made.unpacked()
    words = [5, 17, 2_999, 40]
    one, other = NeuralModel(made), NeuralModel(plain)
    assert one.log_probs(one.read(words)) == pytest.approx(other.log_probs(other.read(words)), abs=2e-5)
    text = np.array([7, 8, 2_500, 2, 9] * 20, dtype=np.int32)
    assert one.score(text) == pytest.approx(other.score(text), abs=2e-5)
    assert made.parameter_count() == plain.parameter_count()


def test_it_is_near_the_network_that_it_was_made_of(made, whole):
    words = [5, 17, 2_999, 40]
    one, other = NeuralModel(made), NeuralModel(whole)
    assert one.log_probs(one.read(words)) == pytest.approx(other.log_probs(other.read(words)), abs=0.02)


def test_compiled_it_takes_up_words_as_in_numpy(made):
    words, model = [5, 17, 2_999, 40, 17], NeuralModel(made)
    before, p = model.walk(model.start(), words), model.probabilities(model.read(words))
    made.accelerate()
    after = model.walk(model.start(), words)
    for one, other in zip(before, after, strict=True):
        assert other.hidden == pytest.approx(one.hidden, abs=1e-5)
    assert model.probabilities(model.read(words)) == pytest.approx(p, rel=1e-3, abs=1e-9)


def test_probabilities_are_e_to_the_logarithms(made):
    model = NeuralModel(made)
    state = model.read([5, 17, 2_999])
    p = model.probabilities(state)
    assert p == pytest.approx(np.exp(model.log_probs(state)), rel=1e-4, abs=1e-12)
    assert p[BOS] == 0.0
    assert float(p.sum(dtype=np.float64)) == pytest.approx(1.0, abs=1e-5)


def test_the_kernel_gives_the_same_products(made):
    hidden = np.random.default_rng(1).standard_normal((3, 24)).astype(np.float32)
    before = made.products(hidden[:1])
    many = made.products(hidden)
    made.accelerate()
    assert made.products(hidden[:1]) == pytest.approx(before, abs=1e-5)
    assert made.products(hidden) == pytest.approx(many, abs=0)
    assert many[0] == pytest.approx(before[0], abs=1e-5)


def test_another_bias_leaves_the_first_network_alone(made):
    before = made.parameters["bias"].copy()
    other = made.with_bias(before + 1)
    other.parameters["bias"] += 5
    assert (made.parameters["bias"] == before).all()
    assert other.rows is made.rows


# --- networks that go on learning


def weights_of(made: Network) -> dict[str, np.ndarray]:
    return {name: array.copy() for name, array in made.parameters.items()}


def as_packed_anew(asked: AskedNetwork, hidden: np.ndarray) -> np.ndarray:
    return AskedNetwork(asked).products(hidden)


@pytest.mark.parametrize("tied", [True, False])
def test_a_network_that_adapts_is_asked_for_what_it_is_by_now(tied):
    configuration = replace(CONFIGURATION, tied=tied)
    asked = AskedNetwork(Network.create(configuration, seed=3))
    trained = weights_of(asked)
    asked.accelerate()
    hidden = np.random.default_rng(1).standard_normal((1, 24)).astype(np.float32)
    at_first = asked.products(hidden).copy()
    adaptation = Adaptation(asked, AdaptationSettings(sampled=200), common=np.arange(50))
    text = np.array([7, 8, 2_500, 2, 9, 11, 2_999, 2] * 40, dtype=np.int32)
    for words in np.array_split(text, 20):  # far enough for rows to be drawn back
        adaptation.take(words)
        assert asked.products(hidden) == pytest.approx(as_packed_anew(asked, hidden), abs=1e-5)
    assert np.abs(asked.products(hidden) - at_first).max() > 0.01
    learned, moved = adaptation.learned(), asked.products(hidden).copy()
    adaptation.roll_back()
    assert (asked.products(hidden) == at_first).all()
    assert all(np.array_equal(array, trained[name]) for name, array in asked.parameters.items())
    adaptation.restore(learned, 0.1)
    assert (asked.products(hidden) == moved).all()


def test_rows_of_words_that_came_later_are_asked_as_they_are(whole):
    asked = AskedNetwork(whole)
    more = np.random.default_rng(2).standard_normal((2, 24)).astype(np.float32)
    asked.parameters["embedding"] = np.concatenate([asked.parameters["embedding"], more])
    asked.parameters["bias"] = np.append(asked.parameters["bias"], np.float32([0, 0]))
    hidden = np.random.default_rng(1).standard_normal((3, 24)).astype(np.float32)
    for some in (hidden, hidden[:1]):
        products = asked.products(some)
        assert products.shape == (len(some), 3_002)
        assert products[:, 3_000:] == pytest.approx(some @ more.T, abs=1e-5)
    more[0] += 1
    asked.parameters["embedding"][3_000] = more[0]
    asked.rows_changed(np.array([3_000]))
    assert asked.products(hidden)[:, 3_000] == pytest.approx(hidden @ more[0], abs=1e-5)


def test_packing_in_pieces_is_packing_row_by_row():
    array = np.random.default_rng(5).standard_normal((5_000, 3)).astype(np.float32)
    rows, scale = packed(array)
    for word in (0, 2_047, 2_048, 4_999):
        (row,), (step,) = packed(array[word : word + 1])
        assert (row == rows[word]).all()
        assert step == scale[word]
