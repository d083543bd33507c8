"""The guard tells ruin from an ordinary bad chunk."""

from __future__ import annotations

import math

import numpy as np
import pytest

from typeahead.models.neural.training.guard import Guard


def watched(*losses: float) -> Guard:
    guard = Guard()
    for loss in losses:
        assert guard.trouble(loss, 1.0) is None
    return guard


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_noticed_at_the_first_step_and_later(bad):
    for guard in (Guard(), watched(5.0, 4.9)):
        usual = guard.usual
        assert guard.trouble(bad, 1.0) == "the loss is no longer a number"
        assert guard.trouble(5.0, bad) == "the gradient is no longer a number"
        assert guard.usual == usual


def test_a_leap_is_ruin_and_a_bad_chunk_is_not():
    guard = watched(*[5.0] * 20)
    assert guard.trouble(6.9, 1.0) is None
    said = guard.trouble(9.3, 1.0)
    assert said is not None
    assert said.startswith("the loss leapt from 5.0 to 9.3")


def test_a_slow_climb_is_ruin_too():
    guard = watched(*[5.0] * 50)
    losses = 5.0 + np.arange(400) * 0.02
    said = next(found for loss in losses if (found := guard.trouble(float(loss), 1.0)))
    assert said.startswith("the loss climbed from 5.0 to 6.0")


def test_ordinary_training_is_let_go_on():
    random = np.random.default_rng(0)
    losses = 9.0 * np.exp(-np.arange(2000) / 300) + 4.5 + 0.3 * random.normal(size=2000)
    assert all(guard is not None for guard in [watched(*losses.tolist())])


def test_it_begins_again_from_a_checkpoint():
    guard = watched(5.0, 4.0)
    guard.reset(7.0)
    assert guard.trouble(7.5, 1.0) is None
    guard.reset(7.0, 4.0)
    assert guard.trouble(7.0, 1.0) == "the loss climbed from 4.0 to 7.0 nats a word"
    guard.reset(None)
    assert guard.trouble(20.0, 1.0) is None
