"""Embeddings in 8 bits: what is lost, and that each way to multiply by them gives the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Network
from typeahead.models.neural.packed import PackedNetwork, packed

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
