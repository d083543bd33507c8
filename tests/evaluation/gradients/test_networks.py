"""What is measured of networks: their own gradients, W_h and its radius, and what clipping does."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.evaluation.gradients import networks as networks_module
from typeahead.evaluation.gradients.decay import decay
from typeahead.evaluation.gradients.descent import Descent, Lesson, counted, descend, recipe
from typeahead.evaluation.gradients.linear import scaled
from typeahead.evaluation.gradients.material import excerpts, of_grammar
from typeahead.evaluation.gradients.networks import Stored, networks, trainings
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network


@pytest.fixture(scope="module")
def text():
    return of_grammar(seed=1)


@pytest.fixture
def small(monkeypatch):
    """Networks as small as in the report of all tests."""
    monkeypatch.setattr(networks_module, "_PLACES", 3)
    monkeypatch.setattr(networks_module, "WIDTH", 8)


def test_gradients_at_initialisation_are_of_the_power_of_W_h(report):
    """An orthogonal W_h can't stretch, so that gradients fade; twice as large they grow, tanh notwithstanding."""
    rnn = report.networks.kinds[0]
    assert rnn.kind == "rnn"
    assert rnn.radius == pytest.approx(1.0, abs=1e-4)
    assert rnn.norm == pytest.approx(1.0, abs=1e-4)
    assert rnn.initial.factor < 1
    assert report.networks.enlarged_radius == pytest.approx(2.0, abs=1e-4)
    network = Network.create(Configuration("rnn", 54, embedding=64, width=64), seed=1)
    words = np.random.default_rng(1).integers(3, 54, (81, 3)).astype(np.int32)
    lesson = Lesson(words, words)
    assert decay(network, lesson).factor < 0.97
    network.parameters["layer0.recurrent"] *= 2
    assert decay(network, lesson).factor > 1.05


def test_radius_of_gated_networks_is_that_of_their_new_content(report):
    by_kind = {each.kind: each for each in report.networks.kinds}
    assert by_kind["gru"].radius == pytest.approx(1.0, abs=1e-4)
    assert by_kind["lstm"].norm == pytest.approx(1.0, abs=1e-4)
    assert by_kind["ssm"].radius is by_kind["ssm"].norm_trained is None


def test_networks_of_the_profile_are_measured_as_they_are(text, small):
    network = Network.create(Configuration("rnn", 9, embedding=4, width=6, layers=2), seed=3)
    top = network.parameters["layer1.recurrent"]
    top[...] = scaled(top.astype(np.float64), 0.5)
    weights = {name: array.copy() for name, array in network.parameters.items()}
    held_out = np.random.default_rng(1).integers(3, 9, 150).astype(np.int32)
    stored = {"rnn": Stored(network, held_out)}
    told = []
    found = networks(text, 1, stored=stored, told=told.append, lessons=1)
    assert trainings(stored) == 5
    assert told == [1, 2, 3, 4, 5]
    rnn = found.kinds[0]
    assert rnn.descent is None
    assert rnn.radius_trained == pytest.approx(0.5, abs=1e-4)
    assert rnn.trained.left(30) < 1e-8  # at most half of it is left after each step
    for name, array in network.parameters.items():
        np.testing.assert_array_equal(array, weights[name])


def test_the_same_seed_gives_the_same_figures(text, report, small):
    again = networks(text, 1, lessons=2)
    assert again.kinds == report.networks.kinds
    assert again.clipping == report.networks.clipping
    assert networks(text, 2, lessons=1).enlarged != again.enlarged


def test_clipping_keeps_a_step_short(text):
    words = text.commonest(30)
    ids = text.ids(words)
    moved = []
    for clip in (0.0, 0.01):
        network = Network.create(Configuration("rnn", len(words), 4, 5), seed=1)
        before = {name: array.copy() for name, array in network.parameters.items()}
        lesson = excerpts(np.random.default_rng(1), ids, 10, 4)
        found = descend(network, [lesson], recipe(2.0, clip, "sgd"))
        change = [network.parameters[name] - before[name] for name in before]
        moved.append(float(np.sqrt(sum((each**2).sum() for each in change))))
        assert moved[-1] == pytest.approx(2.0 * found.norms_after[0], rel=1e-3)
    assert moved[1] < moved[0]


def test_a_gradient_that_is_no_number_is_infinite():
    network = Network.create(Configuration("rnn", 9, 4, 5), seed=1)
    network.parameters["layer0.recurrent"][...] = np.nan
    lesson = excerpts(np.random.default_rng(1), np.full(30, 4, dtype=np.int32), 5, 2)
    found = descend(network, [lesson], recipe(1.0, 0.0))
    assert found.norms == [np.inf]
    assert Descent([1.0], [np.inf], 0.5).norms_after == [0.5]


def test_trainings_are_counted_on():
    told = []
    count = counted(told.append)
    for step in (1, 2, 1, 2):
        count(step)
    assert told == [1, 2, 3, 4]
