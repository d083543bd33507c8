"""A training cannot be ruined: what is injected is noticed, gone back from, told, and got over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.models.neural.made import SIZE, pattern
from typeahead.errors import TrainingFailed
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import Operations, compiled
from typeahead.models.neural.training import trainer as module
from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.models.neural.training.progress import Progress
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.trainer import Trainer

TRAIN, HELD_OUT = pattern(2500, seed=1), pattern(600, seed=2)
CHUNKS = 26
RECIPE = Recipe(epochs=3, batch=8, bptt=12, learning_rate=0.02, threads=1, dropout=0.0)
PLAIN_SGD = replace(RECIPE, optimiser="sgd", learning_rate=1.0, clip=0)
GOOD = 0.7 * (SIZE - 2)

Spoil = Callable[[float, np.ndarray], float]


class Spoiling:
    """Compiled operations, but at some calls of the softmax something happens to loss and gradient."""

    def __init__(self, spoil: Spoil, *at: int) -> None:
        self._operations = compiled()
        self._spoil = spoil
        self._at = at
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._operations, name)

    def softmax_gradient(self, logits: np.ndarray, *rest: Any) -> float:
        loss = self._operations.softmax_gradient(logits, *rest)
        self.calls += 1
        return self._spoil(loss, logits) if self.calls in self._at else loss


def loss_of(value: float) -> Spoil:
    return lambda loss, logits: value


def times(factor: float) -> Spoil:
    """The loss looks as it should; the gradient is so many times too long."""

    def spoil(loss: float, logits: np.ndarray) -> float:
        logits *= np.float32(factor)
        return loss

    return spoil


def gradient_of(value: float) -> Spoil:
    def spoil(loss: float, logits: np.ndarray) -> float:
        logits[1, 3] = value
        return loss

    return spoil


def trainer_of(spoil: Spoil, *at: int, recipe: Recipe = RECIPE, kind: str = "lstm", **more: Any) -> Trainer:
    operations: Any = Spoiling(spoil, *at)
    made: Operations = operations
    network = Network.create(Configuration(kind, SIZE, 16, 16), 1, operations=made)
    return Trainer(network, recipe, TRAIN, HELD_OUT, **more)


def finite(arrays: dict[str, np.ndarray]) -> bool:
    return all(np.isfinite(array).all() and np.abs(array).max() < 1e3 for array in arrays.values())


@pytest.mark.parametrize("kind", ["rnn", "lstm", "ssm"])
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (loss_of(np.nan), "the loss is no longer a number"),
        (loss_of(np.inf), "the loss is no longer a number"),
        (loss_of(96 * 500.0), "the loss leapt from"),
        (gradient_of(np.nan), "the gradient is no longer a number"),
        (gradient_of(np.inf), "the gradient is no longer a number"),
        (gradient_of(-np.inf), "the gradient is no longer a number"),
    ],
    ids=["loss NaN", "loss inf", "loss explodes", "gradient NaN", "gradient inf", "gradient -inf"],
)
def test_it_goes_back_at_half_the_rate_says_so_and_goes_on(spoil, said, kind, monkeypatch):
    monkeypatch.setattr(module, "_SAFE_EVERY", 10)
    told: list[Progress] = []
    trainer = trainer_of(spoil, 36, kind=kind)
    with np.errstate(all="ignore"):
        outcome = trainer.run(told.append)
    (notice,) = outcome.notices
    assert notice.startswith(f"step 35: {said}")
    assert notice.endswith("back to step 30 at 0.5 of the learning rate")
    assert [each.notice for each in told if each.notice] == [notice]
    assert outcome.finished
    assert len(outcome.history) == 3
    assert finite(outcome.network.parameters)
    assert finite(trainer.network.parameters)
    assert outcome.held_out_perplexity < GOOD


def test_ruin_again_and_again_halves_the_rate_each_time():
    outcome = trainer_of(loss_of(np.nan), 5, 12, 20).run()
    assert [notice.split(" at ")[1] for notice in outcome.notices] == [
        f"{share} of the learning rate" for share in (0.5, 0.25, 0.125)
    ]
    assert finite(outcome.network.parameters)


def test_it_gives_up_where_that_helps_nothing():
    trainer = trainer_of(loss_of(np.nan), *range(6, 1000))
    with pytest.raises(TrainingFailed, match=r"again and again: the loss is no longer a number; try a lower"):
        trainer.run()
    assert len(trainer.notices) == 10
    assert finite(trainer.network.parameters)


def test_weights_that_are_no_numbers_from_the_beginning_are_told():
    trainer = trainer_of(loss_of(0.0))
    trainer.network.parameters["layer0.input"][0, 0] = np.nan
    with pytest.raises(TrainingFailed, match="again and again"):
        trainer.run()
    with pytest.raises(TrainingFailed, match="not all numbers"):
        trainer.run(stop=lambda: True)


# --- steps that ruin the weights


@pytest.mark.parametrize("every", [1, 5, 7, 200])
@pytest.mark.parametrize("at", [34, 35, CHUNKS - 1, CHUNKS, CHUNKS + 1, 3 * CHUNKS - 1])
def test_without_clipping_a_step_that_ruins_the_weights_is_undone(at, every, monkeypatch):
    """Wherever it falls: also where a checkpoint is due just after it, or an epoch ends."""
    monkeypatch.setattr(module, "_SAFE_EVERY", every)
    trainer = trainer_of(times(1e12), at, recipe=PLAIN_SGD)
    with np.errstate(all="ignore"):
        outcome = trainer.run()
    assert len(outcome.notices) == 1
    assert "back to step" in outcome.notices[0]
    assert finite(trainer.network.parameters)
    assert finite(outcome.network.parameters)
    assert outcome.held_out_perplexity < GOOD


@pytest.mark.parametrize("factor", [1e12, 1e30])
def test_in_the_last_step_of_all_it_leaves_the_best_weights(factor):
    trainer = trainer_of(times(factor), 3 * CHUNKS, recipe=replace(PLAIN_SGD, decay="none"))
    with np.errstate(all="ignore"):
        outcome = trainer.run()
    assert finite(outcome.network.parameters)
    assert outcome.held_out_perplexity < GOOD


@pytest.mark.parametrize("optimiser", ["adam", "sgd"])
def test_with_clipping_the_same_step_does_no_harm(optimiser):
    rate = 0.02 if optimiser == "adam" else 1.0
    recipe = replace(RECIPE, optimiser=optimiser, learning_rate=rate, clip=1.0)
    outcome = trainer_of(times(1e12), 35, recipe=recipe).run()
    assert outcome.notices == []
    assert 0 < outcome.clipped < 1
    assert finite(outcome.network.parameters)
    assert outcome.held_out_perplexity < GOOD


def test_with_clipping_no_step_is_longer_than_the_rate(monkeypatch):
    recipe = replace(PLAIN_SGD, clip=0.25, decay="none", warm_up=0.0)
    trainer = trainer_of(times(1e6), *range(1, 200, 3), recipe=recipe)
    lengths: list[float] = []
    step = trainer._optimiser.step

    def measured(*arguments: Any) -> float:
        before = {name: array.copy() for name, array in trainer.network.parameters.items()}
        scale = step(*arguments)
        moved = [array - before[name] for name, array in trainer.network.parameters.items()]
        lengths.append(float(np.sqrt(sum((each.astype(np.float64) ** 2).sum() for each in moved))))
        return scale

    monkeypatch.setattr(trainer._optimiser, "step", measured)
    outcome = trainer.run()
    assert max(lengths) == pytest.approx(0.25, rel=1e-3)
    assert outcome.notices == []
    assert outcome.clipped >= 1 / 3


def test_an_exploding_learning_rate_is_brought_down_by_the_guard(monkeypatch):
    monkeypatch.setattr(module, "_SAFE_EVERY", 10)
    recipe = replace(PLAIN_SGD, learning_rate=300.0, warm_up=0.0)
    trainer = trainer_of(loss_of(0.0), recipe=recipe, kind="rnn")
    with np.errstate(all="ignore"):
        outcome = trainer.run()
    assert len(outcome.notices) >= 2
    assert finite(outcome.network.parameters)
    assert outcome.held_out_perplexity < 1.5 * SIZE


# --- what is handed out


@pytest.mark.parametrize("at", [5, CHUNKS, CHUNKS + 1])
def test_no_checkpoint_of_ruined_weights_is_handed_out(at, monkeypatch):
    monkeypatch.setattr(module, "_KEPT_EVERY", -1.0)
    handed: list[Checkpoint] = []
    trainer = trainer_of(times(1e12), at, recipe=PLAIN_SGD, keep=handed.append)
    with np.errstate(all="ignore"):
        trainer.run()
    assert len(handed) > 3 * CHUNKS - 3
    assert all(finite(checkpoint.part("weight")) for checkpoint in handed)
    assert all(finite(checkpoint.part("best")) for checkpoint in handed)


def test_stopped_just_after_a_step_that_ruined_the_weights_it_hands_out_those_before():
    handed: list[Checkpoint] = []
    trainer = trainer_of(times(1e12), 5, recipe=PLAIN_SGD, keep=handed.append)
    with np.errstate(all="ignore"):
        outcome = trainer.run(stop=lambda: trainer.step == 5)
    (checkpoint,) = handed
    assert finite(checkpoint.part("weight"))
    assert checkpoint.about["factor"] == 0.5
    assert len(checkpoint.about["notices"]) == 1
    assert finite(outcome.network.parameters)
    again = trainer_of(loss_of(0.0), recipe=PLAIN_SGD, resume=checkpoint).run()
    assert again.notices == outcome.notices
    assert again.held_out_perplexity < GOOD


def test_without_anyone_to_keep_checkpoints_a_ruined_network_is_not_what_comes_out():
    trainer = trainer_of(times(1e30), 5, recipe=PLAIN_SGD)
    with np.errstate(all="ignore"):
        outcome = trainer.run(stop=lambda: trainer.step == 5)
    assert finite(outcome.network.parameters)


def test_after_going_back_it_can_be_gone_on_from_exactly(monkeypatch):
    monkeypatch.setattr(module, "_SAFE_EVERY", 10)
    whole = trainer_of(loss_of(np.nan), 15).run()
    handed: list[Checkpoint] = []
    trainer = trainer_of(loss_of(np.nan), 15, keep=handed.append)
    trainer.run(stop=lambda: trainer.step == 40)
    found = trainer_of(loss_of(0.0), resume=handed[-1]).run()
    assert found.notices == whole.notices
    for name, array in whole.network.parameters.items():
        np.testing.assert_array_equal(found.network.parameters[name], array)
