"""A plan suits the text, keeps to the time, and leaves given weights their sizes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.training.planning import (
    USUAL,
    WIDTHS,
    Speed,
    _layer_weights,
    epoch_seconds,
    learning_rate,
    most_epochs,
    plan,
    step_operations,
)
from typeahead.models.neural.training.recipe import Recipe

kinds = st.sampled_from(KINDS)
sizes = st.integers(1_000, 8_000_000)
minutes = st.floats(0.01, 60)


def seconds_of(found, words: int, held_out: int, speed: Speed) -> float:
    return found.recipe.epochs * epoch_seconds(words, held_out, found.configuration, found.recipe, speed)


@given(sizes, kinds, minutes, st.floats(1e9, 1e12), st.integers(100, 60_000))
def test_it_keeps_to_the_time_that_is_given(words, kind, given_minutes, operations, vocabulary):
    speed, held_out = Speed(0.002, operations), min(words // 20, 100_000)
    found = plan(words, vocabulary, kind, given_minutes, speed, held_out=held_out)
    assert found.configuration.kind == kind
    assert found.configuration.vocabulary_size == vocabulary
    assert found.configuration.width == found.configuration.embedding
    assert found.configuration.width in WIDTHS
    assert 1 <= found.recipe.epochs <= most_epochs(words)
    assert 1 <= found.words <= words
    if found.words == words:
        assert seconds_of(found, words, held_out, speed) <= 60 * given_minutes * (1 + 1e-9)
    else:
        # Not even the narrowest gets through all of it once.
        assert found.configuration.width == WIDTHS[0]
        assert found.recipe.epochs == 1
        share = found.words / words
        assert share * seconds_of(found, words, held_out, speed) <= 60 * given_minutes * (1 + 1e-9) + 1e-3


@given(sizes, kinds, minutes, minutes)
def test_more_time_never_makes_it_narrower(words, kind, one, other):
    less, more = (plan(words, 10_000, kind, each) for each in sorted((one, other)))
    assert less.configuration.width <= more.configuration.width
    if less.configuration == more.configuration:
        assert less.recipe.epochs <= more.recipe.epochs


@given(sizes, kinds)
def test_without_a_time_it_is_what_suits_the_text(words, kind):
    found = plan(words, 10_000, kind)
    assert found == plan(words, 10_000, kind)
    assert found.recipe.epochs <= most_epochs(words) / 2
    assert 0.0 < found.recipe.dropout <= 0.5


def test_a_small_text_fills_a_narrow_network_and_is_read_more_often():
    plenty = [plan(words, 5_000, "lstm", 600.0) for words in (10_000, 100_000, 1_000_000, 10_000_000)]
    widths = [each.configuration.width for each in plenty]
    assert widths == sorted(widths)
    assert widths[0] == 96
    epochs = [each.recipe.epochs for each in plenty]
    assert epochs == sorted(epochs, reverse=True)
    shares = [each.recipe.dropout for each in plenty]
    assert shares == sorted(shares, reverse=True)
    assert plenty[0].recipe.batch < plenty[-1].recipe.batch


def test_given_weights_keep_their_sizes_and_are_trained_more_gently():
    given_sizes = Configuration("gru", 9_000, 128, 128, layers=2)
    fresh = plan(500_000, 9_000, "gru", 5.0)
    fine = plan(500_000, 9_000, "gru", 5.0, given=given_sizes)
    assert fine.configuration == given_sizes
    assert fine.recipe.learning_rate < fresh.recipe.learning_rate
    assert (
        plan(500_000, 9_000, "gru", given=given_sizes).recipe.epochs
        < plan(500_000, 9_000, "gru").recipe.epochs
    )


def test_weights_of_other_peoples_text_are_trained_gently_and_not_for_long():
    sizes = Configuration("ssm", 30_000, 256, 256, layers=2)
    own = plan(200_000, 30_000, "ssm", given=sizes)
    unread = plan(200_000, 30_000, "ssm", given=sizes, unread=True)
    assert unread.configuration == sizes
    fresh = plan(200_000, 30_000, "ssm")
    assert own.recipe.epochs < unread.recipe.epochs < fresh.recipe.epochs
    assert unread.recipe.learning_rate < own.recipe.learning_rate
    assert unread.recipe.dropout < own.recipe.dropout / 2, "what they know is not to be unlearned"
    hour = plan(200_000, 30_000, "ssm", 60.0, given=sizes, unread=True)
    assert hour.recipe.epochs == unread.recipe.epochs, "more would help nothing"
    few = plan(30_000, 30_000, "ssm", given=sizes, unread=True).recipe
    assert few.learning_rate <= 0.003, "what the weights know is not to be overrun"
    assert plan(20_000_000, 30_000, "ssm", given=sizes, unread=True).recipe.epochs <= 2, "the minutes hold"
    assert hour.recipe.epochs == most_epochs(200_000, unread=True)


def test_weights_go_on_with_what_was_left_out_when_they_were_trained():
    sizes = Configuration("ssm", 30_000, 256, 256, layers=2)
    assert plan(200_000, 30_000, "ssm", given=sizes, dropout=0.15).recipe.dropout == 0.15
    assert plan(200_000, 30_000, "ssm", dropout=0.15) == plan(200_000, 30_000, "ssm"), "new ones have none"


def test_what_is_not_chosen_stays():
    recipe = Recipe(seed=7, bptt=50, threads=1, optimiser="sgd", clip=0.3)
    found = plan(100_000, 5_000, "rnn", 2.0, recipe=recipe).recipe
    assert (found.seed, found.bptt, found.threads, found.optimiser, found.clip) == (7, 50, 1, "sgd", 0.3)


@given(kinds, st.integers(1, 60), st.integers(1, 60), st.integers(1, 3), st.booleans())
def test_weights_are_counted_as_the_network_has_them(kind, embedding, width, layers, direct):
    configuration = Configuration(
        kind, 50, embedding, width, layers=layers, window=1, direct=direct and kind == "window"
    )
    made = Network.create(configuration, 1)
    matrices = sum(
        array.size for name, array in made.parameters.items() if name.startswith("layer") and array.ndim == 2
    )
    if configuration.direct:  # which the lowest layer alone has
        assert _layer_weights(configuration) >= matrices
    else:
        assert _layer_weights(configuration) == matrices


def test_a_sampled_softmax_costs_less():
    recipe = Recipe()
    configuration = Configuration("lstm", 30_000, 200, 200)
    full = step_operations(configuration, Recipe(samples=0), 20)
    assert step_operations(configuration, recipe, 20) < full / 3
    assert epoch_seconds(10**6, 0, configuration, recipe, USUAL) > 0


def test_fewer_steps_are_longer_and_wide_layers_take_shorter_ones():
    recipe = Recipe(epochs=5)
    assert learning_rate(10_000, recipe, 96) == 0.02
    assert learning_rate(10_000, recipe, 256) == 0.01
    assert learning_rate(10_000_000, recipe, 96) == recipe.learning_rate
    assert learning_rate(10_000, Recipe(epochs=5, bptt=10), 96) == 0.01069, "a step of few words is noisy"
    assert learning_rate(10_000, Recipe(epochs=5, bptt=70), 96) == 0.02


# --- speed


def test_speed_is_the_line_through_two_steps():
    found = Speed.of((1e8, 0.010), (1e9, 0.055))
    assert found.operations_per_second == pytest.approx(2e10)
    assert found.step_seconds == pytest.approx(0.005)


@pytest.mark.parametrize("small", [0.0001, 0.1, 0.055, 5.0])
def test_a_clock_that_says_nonsense_still_gives_a_speed(small):
    found = Speed.of((1e8, small), (1e9, 0.055))
    assert found.step_seconds >= 0
    assert 1e9 / 0.055 * 0.999 <= found.operations_per_second <= 2.001 * 1e9 / 0.055
