"""Adam and SGD as their papers write them, and the global norm between."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.neural.made import SIZE, network_of
from typeahead.models.neural.operations import compiled, plain
from typeahead.models.neural.training.optimisers import DECAYS, Optimiser
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads

OPERATIONS = [plain, compiled]


def drawn(network, seed: int, size: float = 1.0) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    return {n: size * random.normal(size=array.shape) for n, array in network.parameters.items()}


def norm_of(gradients: dict[str, np.ndarray]) -> float:
    return float(np.sqrt(sum((array**2).sum() for array in gradients.values())))


class Adam:
    """Kingma and Ba 2015, algorithm 1, of one array; rows that are left out keep their moments."""

    def __init__(self, weights: np.ndarray) -> None:
        self.weights = weights.copy()
        self.m, self.v, self.t = np.zeros_like(weights), np.zeros_like(weights), 0

    def step(self, g: np.ndarray, rate: float, rows=slice(None)) -> None:
        one, two = DECAYS
        self.t += 1
        self.m[rows] = one * self.m[rows] + (1 - one) * g[rows]
        self.v[rows] = two * self.v[rows] + (1 - two) * g[rows] ** 2
        m, v = self.m[rows] / (1 - one**self.t), self.v[rows] / (1 - two**self.t)
        self.weights[rows] -= rate * m / (np.sqrt(v) + 1e-8)


@pytest.mark.parametrize("operations", OPERATIONS)
@pytest.mark.parametrize("parts", [1, 2])
@pytest.mark.parametrize("sparse", [False, True])
def test_adam(operations, parts, sparse):
    network = network_of("lstm", operations=operations())
    expected = {name: Adam(array) for name, array in network.parameters.items()}
    optimiser = Optimiser(network, Recipe(clip=0))
    with Threads(parts) as threads:
        for step in range(6):
            gradients = drawn(network, step)
            rows = np.flatnonzero(np.random.default_rng(step).random(SIZE) < 0.4)
            touched = {"embedding": rows} if sparse else {}
            if sparse:
                gradients["embedding"][np.setdiff1d(np.arange(SIZE), rows)] = 0
            for name, reference in expected.items():
                reference.step(gradients[name], 0.01 * (step + 1), touched.get(name, slice(None)))
            split = [{n: g * share for n, g in gradients.items()} for share in (0.25, 0.75)][:parts]
            summed = [gradients] if parts == 1 else split
            norm = optimiser.norm(summed, touched, threads)
            assert norm == pytest.approx(norm_of(gradients))
            assert optimiser.step(summed[0], touched, 0.01 * (step + 1), norm, threads) == 1.0
            assert not any(array.any() for each in summed for array in each.values())
    for name, reference in expected.items():
        np.testing.assert_allclose(network.parameters[name], reference.weights, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(optimiser.moments[f"mean.{name}"], reference.m, rtol=1e-9, atol=1e-13)
        np.testing.assert_allclose(optimiser.moments[f"square.{name}"], reference.v, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("operations", OPERATIONS)
def test_the_first_step_of_adam_is_the_rate_whatever_the_gradient(operations):
    """What bias correction is for."""
    network = network_of("rnn", operations=operations())
    before = network.parameters["bias"].copy()
    optimiser = Optimiser(network, Recipe(clip=0))
    gradients = drawn(network, 0, 1e-3)
    signs = np.sign(gradients["bias"])
    with Threads(1) as threads:
        optimiser.step(gradients, {}, 0.05, 1.0, threads)
    np.testing.assert_allclose(network.parameters["bias"], before - 0.05 * signs, rtol=1e-3)


@pytest.mark.parametrize("operations", OPERATIONS)
@pytest.mark.parametrize("parts", [1, 2])
@pytest.mark.parametrize("sparse", [False, True])
def test_sgd(operations, parts, sparse):
    network = network_of("gru", operations=operations())
    before = {name: array.copy() for name, array in network.parameters.items()}
    gradients = drawn(network, 0)
    rows = np.array([1, 4, 7])
    expected = {name: before[name] - 0.3 * gradients[name] for name in before}
    if sparse:
        rest = np.setdiff1d(np.arange(SIZE), rows)
        gradients["embedding"][rest] = 0
        expected["embedding"][rest] = before["embedding"][rest]
    optimiser = Optimiser(network, Recipe(optimiser="sgd", clip=0))
    assert optimiser.moments == {}
    with Threads(parts) as threads:
        optimiser.step(gradients, {"embedding": rows} if sparse else {}, 0.3, 1e9, threads)
    for name, array in expected.items():
        np.testing.assert_allclose(network.parameters[name], array, rtol=1e-12)
        assert not gradients[name].any()


@pytest.mark.parametrize("operations", OPERATIONS)
@pytest.mark.parametrize(("size", "clip"), [(100.0, 1.0), (100.0, 0.0), (1e-3, 1.0), (3.0, 0.25)])
def test_a_gradient_is_brought_down_to_the_clip_and_keeps_its_direction(operations, size, clip):
    network = network_of("rnn", operations=operations())
    before = {name: array.copy() for name, array in network.parameters.items()}
    gradients = drawn(network, 0, size)
    norm = norm_of(gradients)
    moved = {name: array.copy() for name, array in gradients.items()}
    optimiser = Optimiser(network, Recipe(optimiser="sgd", clip=clip))
    with Threads(1) as threads:
        assert optimiser.norm([gradients], {}, threads) == pytest.approx(norm)
        scale = optimiser.step(gradients, {}, 1.0, norm, threads)
    assert scale == (pytest.approx(clip / norm) if clip and norm > clip else 1.0)
    change = {name: before[name] - network.parameters[name] for name in before}
    assert norm_of(change) == pytest.approx(min(norm, clip) if clip else norm, rel=1e-6)
    for name, array in moved.items():
        np.testing.assert_allclose(change[name], scale * array, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("operations", OPERATIONS)
def test_adam_sees_the_clipped_gradient(operations):
    network = network_of("rnn", operations=operations())
    optimiser = Optimiser(network, Recipe(clip=0.5))
    gradients = drawn(network, 0, 10.0)
    norm = norm_of(gradients)
    with Threads(1) as threads:
        optimiser.step(gradients, {}, 0.1, norm, threads)
    means = {n: optimiser.moments[f"mean.{n}"] / (1 - DECAYS[0]) for n in network.parameters}
    assert norm_of(means) == pytest.approx(0.5, rel=1e-6)


@pytest.mark.parametrize("operations", OPERATIONS)
@pytest.mark.parametrize("parts", [1, 2])
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_one_number_that_is_none_makes_the_norm_none(operations, parts, bad):
    network = network_of("rnn", operations=operations())
    optimiser = Optimiser(network, Recipe())
    for name in network.parameters:
        several = [drawn(network, part) for part in range(parts)]
        several[-1][name].reshape(-1)[2] = bad
        with Threads(parts) as threads:
            assert not np.isfinite(optimiser.norm(several, {}, threads))


def test_moments_of_an_earlier_run_are_taken_up():
    network = network_of("rnn")
    first = Optimiser(network, Recipe())
    first.moments["mean.bias"][:] = 3.0
    again = Optimiser(network, Recipe(), first.moments)
    assert (again.moments["mean.bias"] == 3.0).all()
    again.moments["mean.bias"][:] = 4.0
    assert (first.moments["mean.bias"] == 3.0).all()
