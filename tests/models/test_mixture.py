"""The gate: a softmax that leaves out who is not there, and learns who was right."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.models.mixture import CONTEXTS, FIGURES, NETWORK, PARTS, Gate, Here, Place

THERE = [True, True, True, False, True]


def place(count, depth=3, pairs=1.0, left=0.4):
    ones = np.ones(count)
    return Place(
        np.full(count, depth),
        50 * ones,
        np.full(count, 2),
        900 * ones,
        pairs * ones,
        300 * ones,
        left * ones,
    )


def gate(weights=None):
    weights = np.zeros((len(PARTS), FIGURES)) if weights is None else weights
    return Gate(weights, np.zeros(len(PARTS)))


def test_shares_sum_to_one_and_leave_out_who_is_not_there():
    random = np.random.default_rng(1)
    shares = gate(random.normal(size=(len(PARTS), FIGURES))).shares(place(5), THERE)
    assert shares.sum(axis=1) == pytest.approx(np.ones(5))
    assert (shares[:, 3] == 0.0).all()
    assert (shares[:, :3] > 0.0).all()


def test_figures_are_as_many_as_it_says():
    assert place(2).figures().shape == (2, FIGURES - len(PARTS))


@pytest.mark.parametrize("depth", [0, 1, 2, 4, 5, 7])
@pytest.mark.parametrize("pairs", [0.0, 2.5])
@pytest.mark.parametrize("left", [0.0, 0.4, 1.0])
def test_one_place_is_asked_about_as_many_are(depth, pairs, left):
    random = np.random.default_rng(depth)
    asked = Gate(random.normal(size=(len(PARTS), FIGURES)), random.normal(size=len(PARTS)))
    there = [name != NETWORK and (name != CONTEXTS or left < 1.0) for name in PARTS]
    found = asked.shares_here(Here(depth, 50.0, 2, 900.0, pairs, 300.0, left), there)
    assert found == pytest.approx(asked.shares(place(1, depth, pairs, left), THERE)[0].tolist(), rel=1e-12)


def test_contexts_are_there_where_one_is_known():
    shares = gate().shares(place(1, left=1.0), [True] * len(PARTS))[0]
    assert dict(zip(PARTS, (shares > 0.0).tolist(), strict=True)) == {
        name: name != CONTEXTS for name in PARTS
    }


def test_its_step_is_the_gradient_of_the_log_loss():
    random = np.random.default_rng(2)
    one, p = (
        gate(0.1 * random.normal(size=(len(PARTS), FIGURES))),
        random.uniform(0.001, 0.2, (1, len(PARTS))),
    )
    figures = np.concatenate([place(1).figures()[0], one.lately])

    def loss(weights):
        logits = np.where(THERE, weights @ figures, -np.inf)
        shares = np.exp(logits - logits.max())
        return -np.log((shares / shares.sum()) @ p[0])

    before, rate, tiny = one.weights.copy(), 1e-3, 1e-6
    one.learn(place(1), p, THERE, rate=rate)
    step = (one.weights - before) / -rate
    for row, column in [(0, 0), (1, 3), (2, 10), (3, 0), (0, FIGURES - 6)]:
        up, down = before.copy(), before.copy()
        up[row, column] += tiny
        down[row, column] -= tiny
        assert step[row, column] == pytest.approx((loss(up) - loss(down)) / (2 * tiny), abs=1e-6)


def test_it_learns_by_context_who_is_right():
    learner = gate()
    right_deep = np.array([[0.3, 0.01, 0.01, 0.0, 0.01]])
    right_shallow = np.array([[0.01, 0.3, 0.01, 0.0, 0.01]])
    for _ in range(600):
        learner.learn(place(1, depth=5), right_deep, THERE, rate=0.05)
        learner.learn(place(1, depth=1), right_shallow, THERE, rate=0.05)
    deep, shallow = learner.shares(place(1, depth=5), THERE)[0], learner.shares(place(1, depth=1), THERE)[0]
    assert deep[0] > 0.8
    assert shallow[1] > 0.8


def test_it_says_what_the_mixture_gave_before_it_learned():
    p = np.array([[0.2, 0.1, 0.3, 0.9, 0.2]])
    assert gate().learn(place(1), p, THERE)[0] == pytest.approx(0.2)


def test_a_word_that_no_model_gives_moves_nothing():
    learner = gate()
    learner.learn(place(1), np.zeros((1, len(PARTS))), THERE)
    assert (learner.weights == 0.0).all()
    assert np.isfinite(learner.lately).all()


def test_stored_and_read_again_it_is_the_same():
    learner = gate()
    learner.learn(place(3), np.full((3, len(PARTS)), 0.1), THERE)
    again = Gate.of(learner.as_dict())
    assert again.weights == pytest.approx(learner.weights, abs=1e-5)
    assert again.lately == pytest.approx(learner.lately, abs=1e-5)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"weights": [[1]], "lately": []},
        {"weights": "no"},
        {"weights": [[float("nan")] * FIGURES] * len(PARTS), "lately": [0] * len(PARTS)},
        {"weights": [[0.1] * 21] * 4, "lately": [0] * 4},
    ],
)
def test_what_cannot_be_read_is_begun_anew(stored):
    assert Gate.read(stored) is None
    assert Gate.of(stored).weights.shape == (len(PARTS), FIGURES)
    assert (Gate.of(stored).weights == 0.0).all()
