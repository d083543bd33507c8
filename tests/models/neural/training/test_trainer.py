"""A training learns, stops where nothing gets better, reproduces, and goes on as if it had never stopped."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest

from tests.models.neural.made import SIZE, pattern
from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import compiled, plain
from typeahead.models.neural.training import trainer as module
from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.models.neural.training.held_out import perplexity
from typeahead.models.neural.training.progress import Outcome, Progress
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads
from typeahead.models.neural.training.trainer import Trainer

TRAIN, HELD_OUT = pattern(2500, seed=1), pattern(600, seed=2)
QUICK = Recipe(epochs=3, batch=8, bptt=12, learning_rate=0.02, threads=1, dropout=0.1)


def network(kind: str = "lstm", seed: int = 1, operations=compiled, **sizes: Any) -> Network:
    sizes = {"embedding": 16, "width": 16, "window": 3, **sizes}
    return Network.create(Configuration(kind, SIZE, **sizes), seed, operations=operations())


def trained(recipe: Recipe = QUICK, kind: str = "lstm", **sizes: Any) -> Outcome:
    return Trainer(network(kind, **sizes), recipe, TRAIN, HELD_OUT).run()


def changed(recipe: Recipe = QUICK, **settings: Any) -> Recipe:
    return Recipe(**{**asdict(recipe), **settings})


def same(one: Network, other: Network) -> bool:
    return all(np.array_equal(array, other.parameters[name]) for name, array in one.parameters.items())


def unigram_perplexity() -> float:
    share = (np.bincount(TRAIN, minlength=SIZE) + 0.1) / (len(TRAIN) + 0.1 * SIZE)
    return float(np.exp(-np.log(share[HELD_OUT]).mean()))


# --- learning


@pytest.mark.parametrize("kind", KINDS)
def test_every_network_learns_what_follows_what(kind):
    outcome = trained(kind=kind, layers=2)
    assert outcome.finished
    assert outcome.notices == []
    assert [each.epoch for each in outcome.history] == [1, 2, 3]
    assert outcome.held_out_perplexity < 0.55 * unigram_perplexity()
    with Threads(1) as threads:
        assert perplexity(outcome.network, HELD_OUT, threads) == pytest.approx(outcome.held_out_perplexity)


@pytest.mark.parametrize(
    "settings",
    [
        {"samples": 6},
        {"optimiser": "sgd", "learning_rate": 2.0, "epochs": 4},
        {"decay": "none", "word_dropout": 0.05},
        {"threads": 2, "samples": 6},
    ],
    ids=str,
)
def test_so_it_does_in_other_ways(settings):
    assert trained(changed(**settings), tied=False).held_out_perplexity < 0.55 * unigram_perplexity()


def test_plain_operations_train_as_compiled_ones_do():
    found = [
        Trainer(network(operations=each), changed(epochs=1), TRAIN, HELD_OUT).run().held_out_perplexity
        for each in (plain, compiled)
    ]
    assert found[0] == pytest.approx(found[1], rel=1e-3)


@pytest.mark.parametrize("settings", [{}, {"samples": 6, "threads": 2}], ids=str)
def test_the_same_seed_gives_the_same_weights_bit_for_bit(settings):
    recipe = changed(epochs=1, **settings)
    one, again = trained(recipe), trained(recipe)
    assert same(one.network, again.network)
    assert not same(one.network, trained(changed(recipe, seed=2)).network)


def test_another_number_of_threads_is_another_training():
    """Masks and sums differ: the recipe says that seeds hold for a number of threads."""
    recipe = changed(epochs=1)
    assert not same(trained(recipe).network, trained(changed(recipe, threads=2)).network)
    assert "number of threads" in (Recipe.__doc__ or "")


# --- stopping


def test_it_ends_where_nothing_gets_better_and_gives_the_best_weights():
    """What is learned here makes the held-out text, of words at random, less and less likely."""
    other = np.random.default_rng(0).integers(2, SIZE, 600).astype(np.int32)
    outcome = Trainer(network(), changed(epochs=20, patience=2), TRAIN, other).run()
    figures = [each.held_out_perplexity for each in outcome.history]
    best = int(np.argmin(figures))
    assert len(figures) == best + 3 < 20
    assert outcome.finished
    assert outcome.held_out_perplexity == figures[best]
    with Threads(1) as threads:
        assert perplexity(outcome.network, other, threads) == pytest.approx(figures[best])


def test_without_patience_it_goes_on_to_the_end():
    other = np.random.default_rng(0).integers(2, SIZE, 600).astype(np.int32)
    outcome = Trainer(network(), changed(epochs=5, patience=0), TRAIN, other).run()
    assert len(outcome.history) == 5


def test_stopped_at_once_it_gives_what_there_is():
    outcome = Trainer(network(), QUICK, TRAIN, HELD_OUT).run(stop=lambda: True)
    assert not outcome.finished
    assert outcome.history == []
    assert same(outcome.network, network())
    assert outcome.held_out_perplexity == pytest.approx(SIZE, rel=0.1)


def test_it_tells_how_far_it_is(monkeypatch):
    monkeypatch.setattr(module, "_TOLD_EVERY", 0.0)
    told: list[Progress] = []
    trainer = Trainer(network(), QUICK, TRAIN, HELD_OUT)
    trainer.run(told.append)
    assert [each.step for each in told] == sorted(each.step for each in told)
    assert told[-1].step == told[-1].steps == trainer.steps
    assert told[-1].epoch == told[-1].epochs == 3
    assert told[0].held_out_perplexity is None
    assert told[-1].held_out_perplexity is not None
    assert told[-1].train_perplexity < told[0].train_perplexity
    assert all(each.words_per_second >= 0 and each.notice is None for each in told[:-1])
    assert told[-1].seconds_left == 0 or math.isinf(told[-1].seconds_left)


# --- going on


class Stopping:
    """Stops before a step; holds the last checkpoint, through JSON and copies, as a file would."""

    def __init__(self, trainer: Trainer | None = None, at: int = 0) -> None:
        self.at = at
        self.asked = 0
        self.last: Checkpoint | None = None

    def stop(self) -> bool:
        self.asked += 1
        return self.asked > self.at

    def keep(self, checkpoint: Checkpoint) -> None:
        about = json.loads(json.dumps(checkpoint.about, allow_nan=False))
        self.last = Checkpoint({name: array.copy() for name, array in checkpoint.arrays.items()}, about)


def resumed(kind: str, recipe: Recipe, *stops: int) -> Outcome:
    """Trained in several runs, each stopped after so many steps, each with a network of its own."""
    last: Checkpoint | None = None
    for at in stops:
        stopping = Stopping(at=at)
        trainer = Trainer(network(kind, seed=9), recipe, TRAIN, HELD_OUT, resume=last, keep=stopping.keep)
        if last is None:
            trainer = Trainer(network(kind), recipe, TRAIN, HELD_OUT, keep=stopping.keep)
        assert not trainer.run(stop=stopping.stop).finished
        last = stopping.last
    return Trainer(network(kind, seed=9), recipe, TRAIN, HELD_OUT, resume=last).run()


CHUNKS = 26
"""Of an epoch here."""


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("lstm", {}),
        ("ssm", {"samples": 6, "threads": 2}),
        ("gru", {"optimiser": "sgd", "learning_rate": 1.0}),
        ("window", {"word_dropout": 0.2}),
        ("rnn", {"threads": 2}),
    ],
    ids=str,
)
def test_stopped_and_gone_on_it_ends_with_the_same_weights_bit_for_bit(kind, settings):
    recipe = changed(epochs=2, **settings)
    whole = trained(recipe, kind)
    for stops in ((5, 7), (CHUNKS,), (CHUNKS + 4,)):
        found = resumed(kind, recipe, *stops)
        assert found.finished
        assert same(found.network, whole.network), stops
        assert found.held_out_perplexity == whole.held_out_perplexity
        assert found.clipped == whole.clipped
        assert [(e.epoch, e.train_perplexity, e.held_out_perplexity) for e in found.history] == [
            (e.epoch, e.train_perplexity, e.held_out_perplexity) for e in whole.history
        ]


def test_killed_it_goes_on_from_any_checkpoint_it_had_handed_out(monkeypatch):
    monkeypatch.setattr(module, "_KEPT_EVERY", -1.0)
    recipe = changed(epochs=2)
    handed: list[Checkpoint] = []
    whole = Trainer(network(), recipe, TRAIN, HELD_OUT, keep=handed.append).run()
    assert [each.about["step"] for each in handed] == list(range(1, 2 * CHUNKS + 1))
    monkeypatch.undo()
    for checkpoint in (handed[2], handed[CHUNKS - 1], handed[CHUNKS], handed[-1]):
        found = Trainer(network(seed=9), recipe, TRAIN, HELD_OUT, resume=checkpoint).run()
        assert same(found.network, whole.network)


def test_a_checkpoint_comes_after_every_epoch_when_stopped_and_at_the_end():
    handed: list[Checkpoint] = []
    Trainer(network(), QUICK, TRAIN, HELD_OUT, keep=handed.append).run()
    assert [each.about["step"] for each in handed] == [CHUNKS, 2 * CHUNKS, 3 * CHUNKS]
    assert [len(each.about["history"]) for each in handed] == [1, 2, 3]
    parts = handed[-1].part("best")
    assert sorted(parts) == sorted(network().parameters)
    stopping = Stopping(at=4)
    Trainer(network(), QUICK, TRAIN, HELD_OUT, keep=stopping.keep).run(stop=stopping.stop)
    assert stopping.last is not None
    assert stopping.last.about["step"] == 4
    assert stopping.last.about["best_perplexity"] is None


def test_time_spent_before_counts():
    stopping = Stopping(at=4)
    Trainer(network(), QUICK, TRAIN, HELD_OUT, keep=stopping.keep).run(stop=stopping.stop)
    assert stopping.last is not None
    stopping.last.about["seconds"] = 1000.0
    outcome = Trainer(network(), changed(epochs=1), TRAIN, HELD_OUT, resume=stopping.last).run()
    assert outcome.history[0].seconds > 1000
