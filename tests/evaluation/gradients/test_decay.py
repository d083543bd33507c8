"""Gradients by the state, against finite differences."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.evaluation.gradients.decay import Decay, decay, in_double, state_gradients
from typeahead.evaluation.gradients.descent import Lesson, loss_of
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network

V, H, T = 7, 4, 6


def made(kind: str) -> Network:
    return Network.create(Configuration(kind, V, embedding=3, width=H), seed=5, dtype=np.float64)


@pytest.mark.parametrize("kind", ["rnn", "gru", "lstm", "ssm"])
@pytest.mark.parametrize("at", [1, 4])
def test_the_recorded_gradient_is_that_of_finite_differences(kind, at):
    network = made(kind)
    words = np.random.default_rng(1).integers(3, V, (T, 1)).astype(np.int32)
    target = np.array([4], dtype=np.int32)
    recorded = state_gradients(network, Lesson(words, np.full_like(words, target)))[at, 0]
    middle = network.forward(words[: at + 1], network.start(1)).state
    asked = words[at + 1 :]

    def loss(h: np.ndarray) -> float:
        ((_, *others),) = middle
        run = network.forward(asked, ((h[None], *others),))
        logits = network.logits(run.hidden[-1, 0])
        return float(np.log(np.exp(logits).sum()) - logits[target[0]])

    h, step = middle[0][0][0], 1e-6
    differences = [(loss(h + step * unit) - loss(h - step * unit)) / (2 * step) for unit in np.eye(H)]
    np.testing.assert_allclose(recorded, differences, rtol=1e-5, atol=1e-10)


def test_a_linear_recurrence_decays_by_its_gate():
    network = made("ssm")
    for name in ("input", "taps"):
        network.parameters[f"layer0.{name}"][...] = 0.0
    network.parameters["layer0.bias"][H : 2 * H] = np.log(0.8 / 0.2)  # f = 0.8, whatever the word
    network.parameters["layer0.bias"][:H] = 0.1
    words = np.full((30, 2), 3, dtype=np.int32)
    found = decay(network, Lesson(words, np.full_like(words, 4)))
    assert found.factor == pytest.approx(0.8)
    assert found.left(10) == pytest.approx(0.8**10)
    assert len(found.logs) == 30
    assert decay(network, Lesson(words, np.full_like(words, 4)), steps=9).logs == pytest.approx(
        found.logs[:10]
    )


def test_left_is_a_share_of_the_first():
    assert Decay(np.log([2.0, 1.0, 0.5, 0.25]).tolist()).left(2) == pytest.approx(0.25)


def test_a_copy_in_double_says_the_same():
    single = Network.create(Configuration("lstm", V, 3, H), seed=5)
    lesson = Lesson(np.full((3, 1), 3, dtype=np.int32), np.full((3, 1), 4, dtype=np.int32))
    double = in_double(single)
    assert double.dtype == np.float64
    assert loss_of(double, lesson) == pytest.approx(loss_of(single, lesson), rel=1e-5)
