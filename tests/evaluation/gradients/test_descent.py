"""Full and truncated gradients, and training along them."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.evaluation.gradients.descent import (
    NOT_ASKED,
    Descent,
    Lesson,
    accuracy_of,
    descend,
    gradient,
    loss_of,
    norm_of,
    recipe,
)
from typeahead.evaluation.gradients.truncation import cosine
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network


@pytest.fixture
def network():
    return Network.create(Configuration("rnn", 9, 4, 5), seed=2, dtype=np.float64)


@pytest.fixture
def lesson():
    words = np.random.default_rng(3).integers(3, 9, (9, 2)).astype(np.int32)
    return Lesson(words[:-1], words[1:])


def test_the_full_gradient_is_that_of_finite_differences(network, lesson):
    weights = network.parameters["layer0.recurrent"]
    found = gradient(network, lesson)[1]["layer0.recurrent"]
    for at in [(0, 0), (2, 4)]:
        here = []
        for step in (1e-6, -2e-6):
            weights[at] += step
            here.append(gradient(network, lesson)[0])
        weights[at] += 1e-6
        assert (here[0] - here[1]) / 2e-6 == pytest.approx(found[at], rel=1e-5)


def test_cuts_change_the_gradient_and_not_the_loss(network, lesson):
    full_loss, full = gradient(network, lesson)
    for every, low, high in (
        (1, -1.0, 0.9999),
        (4, -1.0, 0.999999),
        (8, 0.9999999, 1.1),
        (20, 0.9999999, 1.1),
    ):
        loss, cut = gradient(network, lesson, every)
        assert loss == pytest.approx(full_loss)
        assert low <= cosine(cut, full) < high
    assert gradient(network, lesson, 1)[1]["layer0.recurrent"].any()  # the step itself is never cut


def test_only_what_is_asked_counts(network, lesson):
    targets = np.full_like(lesson.targets, NOT_ASKED)
    targets[-1] = lesson.targets[-1]
    asked = Lesson(lesson.words, targets)
    run = network.forward(lesson.words, network.start(2))
    logits = network.logits(run.hidden[-1])
    right = logits[np.arange(2), lesson.targets[-1]]
    expected = float(np.mean(np.log(np.exp(logits).sum(axis=1)) - right))
    assert gradient(network, asked)[0] == pytest.approx(expected)
    assert loss_of(network, asked) == pytest.approx(expected)
    assert accuracy_of(network, asked, np.arange(9, dtype=np.int32)) in (0.0, 0.5, 1.0)


def test_descent_learns_and_tells_what_was_clipped(network, lesson):
    told = []
    found = descend(network, [lesson] * 40, recipe(0.03, 0.5), told=told.append)
    assert found.losses[-1] < found.losses[0] / 2
    assert told == list(range(1, 41))
    assert 0 < found.clipped < 1
    assert max(found.norms_after) <= 0.5 < max(found.norms)


def test_it_stops_where_nothing_is_left_to_learn(network, lesson):
    network.parameters["bias"][0] = np.nan
    assert len(descend(network, [lesson] * 3, recipe(0.1, 0.0)).losses) == 1


def test_figures():
    assert Descent([1.0, 1.0], [0.2, 0.8], 0.5).clipped == 0.5
    assert Descent([1.0], [3.0], 0.0).clipped == 0.0
    assert norm_of({"a": np.array([3.0]), "b": np.array([[4.0]])}) == 5.0
