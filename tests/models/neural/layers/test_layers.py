"""Each layer computes the formulas that its file gives, written out here word by word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.models.neural.layers import Layer, layers_of
from typeahead.models.neural.layers.base import orthogonal, uniform
from typeahead.models.neural.layers.ssm import TAPS
from typeahead.models.neural.operations import compiled, plain

STEPS, BATCH, INPUTS, WIDTH, WINDOW = 6, 2, 3, 4, 3
Weights = Callable[[str], np.ndarray]


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-z))


def halves(of: Weights, part: str, many: int) -> list[np.ndarray]:
    return np.split(of(part), many, axis=-1)


def window(of: Weights, x: list[np.ndarray]) -> list[np.ndarray]:
    found = []
    for t in range(len(x)):
        seen = np.concatenate([x[t - k] if t >= k else np.zeros(INPUTS) for k in range(WINDOW)])
        found.append(np.tanh(of("bias") + seen @ of("input")) + seen @ of("direct"))
    return found


def rnn(of: Weights, x: list[np.ndarray]) -> list[np.ndarray]:
    h, found = np.zeros(WIDTH), []
    for each in x:
        h = np.tanh(each @ of("input") + h @ of("recurrent") + of("bias"))
        found.append(h)
    return found


def gru(of: Weights, x: list[np.ndarray]) -> list[np.ndarray]:
    (w_r, w_z, w_n), (u_r, u_z, u_n) = halves(of, "input", 3), halves(of, "recurrent", 3)
    (b_r, b_z, b_n), (c_r, c_z, c_n) = halves(of, "bias", 3), halves(of, "recurrent_bias", 3)
    h, found = np.zeros(WIDTH), []
    for each in x:
        r = sigmoid(each @ w_r + h @ u_r + b_r + c_r)
        z = sigmoid(each @ w_z + h @ u_z + b_z + c_z)
        n = np.tanh(each @ w_n + b_n + r * (h @ u_n + c_n))
        h = (1 - z) * n + z * h
        found.append(h)
    return found


def lstm(of: Weights, x: list[np.ndarray]) -> list[np.ndarray]:
    w, u, b = halves(of, "input", 4), halves(of, "recurrent", 4), halves(of, "bias", 4)
    h, c, found = np.zeros(WIDTH), np.zeros(WIDTH), []
    for each in x:
        i, f, g, o = (each @ w[k] + h @ u[k] + b[k] for k in range(4))
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        found.append(h)
    return found


def ssm(of: Weights, x: list[np.ndarray]) -> list[np.ndarray]:
    w, b = halves(of, "input", 3), halves(of, "bias", 3)
    s, found = np.zeros(WIDTH), []
    for t in range(len(x)):
        u = sum((of("taps")[k] * x[t - k] for k in range(TAPS) if t >= k), np.zeros(INPUTS))
        v, f, o = np.tanh(u @ w[0] + b[0]), sigmoid(u @ w[1] + b[1]), sigmoid(u @ w[2] + b[2])
        s = f * s + (1 - f) * v
        found.append(o * np.tanh(s))
    return found


FORMULAS = {"window": window, "rnn": rnn, "gru": gru, "lstm": lstm, "ssm": ssm}


def made(kind: str, seed: int = 0) -> tuple[Layer, dict[str, np.ndarray], np.ndarray]:
    """A layer, weights, and inputs (T, B, D)."""
    direct = kind == "window"
    (layer,) = layers_of(Configuration(kind, 9, INPUTS, WIDTH, window=WINDOW, direct=direct))
    random = np.random.default_rng(seed)
    weights = layer.create(random)
    for array in weights.values():
        array += random.normal(scale=0.4, size=array.shape)
    return layer, weights, random.normal(size=(STEPS, BATCH, INPUTS))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("operations", [plain, compiled])
def test_a_layer_is_its_formula(kind, operations):
    layer, weights, x = made(kind)
    y, _, _ = layer.forward(weights, x, layer.start(BATCH, x.dtype), operations())
    for column in range(BATCH):
        expected = FORMULAS[kind](lambda part: weights[f"layer0.{part}"], list(x[:, column]))
        np.testing.assert_allclose(y[:, column], expected, rtol=1e-10, atol=1e-12)


def test_every_kind_has_a_formula():
    assert tuple(FORMULAS) == KINDS


@pytest.mark.parametrize("kind", ["rnn", "gru", "lstm", "ssm"])
@pytest.mark.parametrize("operations", [plain, compiled])
def test_what_is_recorded_is_the_gradient_by_the_hidden_state(kind, operations):
    """∂loss/∂h(t), by the loss of the words after t as a function of the state they begin from."""
    layer, weights, x = made(kind)
    dy = np.random.default_rng(1).normal(size=(STEPS, BATCH, WIDTH))
    at = 2
    dy[at] = 0.0
    _, _, tape = layer.forward(weights, x, layer.start(BATCH, x.dtype), operations())
    record: list[np.ndarray] = []
    gradients = {name: np.zeros_like(array) for name, array in weights.items()}
    layer.backward(weights, tape, dy, gradients, operations(), record)
    _, state, _ = layer.forward(weights, x[: at + 1], layer.start(BATCH, x.dtype), operations())

    def loss(h: np.ndarray) -> float:
        y, _, _ = layer.forward(weights, x[at + 1 :], (h, *state[1:]), operations())
        return float((y * dy[at + 1 :]).sum())

    for place in np.ndindex(BATCH, WIDTH):
        step = np.zeros((BATCH, WIDTH))
        step[place] = 1e-5
        expected = (loss(state[0] + step) - loss(state[0] - step)) / 2e-5
        assert record[0][at][place] == pytest.approx(expected, rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("kind", KINDS)
def test_the_gradient_by_the_inputs_is_that_of_differences(kind):
    layer, weights, x = made(kind)
    start: Any = layer.start(BATCH, x.dtype)
    dy = np.random.default_rng(1).normal(size=(STEPS, BATCH, WIDTH))
    _, _, tape = layer.forward(weights, x, start, plain())
    gradients = {name: np.zeros_like(array) for name, array in weights.items()}
    dx = layer.backward(weights, tape, dy, gradients, plain())
    direction = np.random.default_rng(2).normal(size=x.shape)

    def loss(by: float) -> float:
        return float((layer.forward(weights, x + by * direction, start, plain())[0] * dy).sum())

    assert (dx * direction).sum() == pytest.approx((loss(1e-5) - loss(-1e-5)) / 2e-5, rel=1e-6)


def test_recurrent_weights_start_orthogonal():
    matrix = orthogonal(np.random.default_rng(0), 7)
    np.testing.assert_allclose(matrix @ matrix.T, np.eye(7), atol=1e-12)


def test_input_weights_start_as_glorot_and_bengio_have_them():
    weights = uniform(np.random.default_rng(0), 300, 500)
    assert np.abs(weights).max() <= np.sqrt(6 / 800)
    assert weights.var() == pytest.approx(2 / 800, rel=0.02)


def test_gates_start_open():
    random = np.random.default_rng(0)
    for kind, share in (("lstm", 1.0), ("gru", 1.0)):
        (layer,) = layers_of(Configuration(kind, 9, INPUTS, WIDTH))
        bias = layer.create(random)["layer0.bias"]
        assert (bias[WIDTH : 2 * WIDTH] == share).all()
        assert not bias[:WIDTH].any()
        assert not bias[2 * WIDTH :].any()
    (layer,) = layers_of(Configuration("ssm", 9, INPUTS, 500))
    kept = sigmoid(layer.create(random)["layer0.bias"][500:1000])
    assert kept.min() >= 1 / 2 - 1e-12
    assert kept.max() <= 1 - 1 / 64 + 1e-12
    assert np.quantile(kept, 0.5) > 0.8
