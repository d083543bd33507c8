"""The proof of the lecture, measured: the slope of the logs is log ρ."""

from __future__ import annotations

import math

import numpy as np
import pytest

from typeahead.evaluation.gradients.linear import backward_logs, linear_decay, scaled, slope, spectral_radius


@pytest.mark.parametrize("radius", [0.7, 0.95, 1.05, 1.3])
def test_the_slope_is_log_rho_below_and_above_1(radius):
    found = linear_decay(radius, seed=3, width=24, steps=300)
    assert found.radius == pytest.approx(radius)
    assert found.slope == pytest.approx(math.log(radius), abs=2e-3)
    assert (found.logs[-1] < 0) == (radius < 1)
    assert found.slope_tanh < found.slope  # tanh' is at most 1
    assert found.norm > radius


def test_logs_are_those_of_powers():
    matrix = scaled(np.random.default_rng(1).standard_normal((5, 5)), 0.9)
    logs = backward_logs(matrix, np.ones((6, 5)))
    powers = [np.linalg.norm(np.linalg.matrix_power(matrix, k), 2) for k in range(7)]
    np.testing.assert_allclose(np.exp(logs), powers, rtol=1e-12)


def test_slopes_of_the_activation_stand_on_their_side_of_the_matrix():
    random = np.random.default_rng(2)
    matrix, slopes = random.standard_normal((4, 4)), random.random((3, 4))
    product = np.eye(4)
    for each in slopes:  # forward in time: dh(t) = diag(slopes) W dh(t-1)
        product = np.diag(each) @ matrix @ product
    assert backward_logs(matrix, slopes)[-1] == pytest.approx(math.log(np.linalg.norm(product, 2)))


def test_radius_and_slope():
    rotation = np.array([[0.0, -2.0], [2.0, 0.0]])  # eigenvalues ±2i
    assert spectral_radius(rotation) == pytest.approx(2.0)
    assert slope(np.arange(50) * -0.3 + 7) == pytest.approx(-0.3)
