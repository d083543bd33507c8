"""How to train: schedules of the learning rate, what is usual, and what is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.errors import SettingInvalid
from typeahead.models.neural.training.recipe import DECAYS, FULL_UP_TO, SAMPLES, Recipe


@given(st.integers(1, 500), st.floats(0, 0.9), st.sampled_from(DECAYS))
def test_the_rate_rises_to_its_highest_and_only_falls_after_it(steps, warm_up, decay):
    recipe = Recipe(warm_up=warm_up, decay=decay)
    rates = [recipe.rate(step, steps) for step in range(steps)]
    assert all(0 < rate <= 1 + 1e-12 for rate in rates)
    rising = max(int(warm_up * steps), 1)
    assert rates[rising - 1] == pytest.approx(1.0)
    assert rates[:rising] == sorted(rates[:rising])
    assert rates[rising - 1 :] == sorted(rates[rising - 1 :], reverse=True)


def test_warm_up_is_a_line_and_each_decay_its_curve():
    def rates(decay: str) -> list[float]:
        return [Recipe(warm_up=0.1, decay=decay).rate(step, 100) for step in range(100)]

    for decay in DECAYS:
        assert rates(decay)[:10] == pytest.approx([(step + 1) / 10 for step in range(10)])
    assert rates("none")[10:] == [1.0] * 90
    assert rates("linear")[10:] == pytest.approx([(100 - step) / 90 for step in range(10, 100)])
    cosine = rates("cosine")
    assert cosine[55] == pytest.approx(0.5)
    assert cosine[10:] == pytest.approx(
        [(1 + math.cos(math.pi * (step - 10) / 90)) / 2 for step in range(10, 100)]
    )


def test_large_vocabularies_are_sampled_unless_told_otherwise():
    assert FULL_UP_TO == 3000
    usual = Recipe()
    assert usual.samples_for(3000) == 0
    assert usual.samples_for(3001) == SAMPLES
    assert usual.samples_for(30_000) == SAMPLES
    assert Recipe(samples=0).samples_for(30_000) == 0
    assert Recipe(samples=500).samples_for(1000) == 500
    assert Recipe(samples=500).samples_for(500) == 0  # as many as there are is all of them


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"optimiser": "lion"}, "there is no optimiser 'lion'"),
        ({"decay": "steps"}, "there is no decay 'steps'"),
        ({"epochs": 0}, "epochs is at least 1"),
        ({"batch": 0}, "batch is at least 1"),
        ({"bptt": 0}, "bptt is at least 1"),
        ({"threads": 0}, "threads is at least 1"),
        ({"patience": -1}, "patience is at least 0"),
        ({"clip": -0.1}, "clip is at least 0"),
        ({"clip": math.nan}, "clip is at least 0"),
        ({"learning_rate": 0.0}, "a learning rate is a number above 0"),
        ({"learning_rate": math.nan}, "a learning rate is a number above 0"),
        ({"learning_rate": math.inf}, "a learning rate is a number above 0"),
        ({"samples": -1}, "samples are at least 0"),
        ({"dropout": 1.0}, "dropout is from 0 to below 1"),
        ({"input_dropout": -0.1}, "input dropout is from 0"),
        ({"word_dropout": math.nan}, "word dropout is from 0"),
        ({"warm_up": 1.0}, "warm up is from 0"),
    ],
)
def test_what_cannot_be_is_refused_and_said(wrong, said):
    with pytest.raises(SettingInvalid, match=said):
        Recipe(**wrong)
