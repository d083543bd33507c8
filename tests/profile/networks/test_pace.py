"""Keeping to the minutes, on a clock of the test's own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from typeahead.profile.networks.pace import Pace

CHUNKS = 100  # steps of an epoch


class Run:
    """A training whose steps take as long as the test says."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        epochs: int,
        seconds: float | None,
        spent: float = 0.0,
        most: int = 50,
    ):
        self.now = 1000.0
        self.trainer = SimpleNamespace(step=0, steps=epochs * CHUNKS, recipe=SimpleNamespace(epochs=epochs))
        self.pace = Pace(self.trainer, seconds, spent, most)  # type: ignore[arg-type]
        monkeypatch.setattr(
            "typeahead.profile.networks.pace.time", SimpleNamespace(perf_counter=lambda: self.now)
        )

    def go(self, step_seconds: float) -> int:
        """Train until the pace says stop or all is done; steps made."""
        while self.trainer.step < self.trainer.steps and not self.pace.should_stop():
            self.trainer.step += 1
            self.now += step_seconds
        return self.trainer.step


def test_without_minutes_it_never_stops(monkeypatch):
    run = Run(monkeypatch, epochs=3, seconds=None)
    assert run.go(100.0) == 300
    assert (run.pace.epochs, run.pace.over) == (None, False)


def test_as_planned_nothing_changes(monkeypatch):
    run = Run(monkeypatch, epochs=5, seconds=60.0)
    assert run.go(60 / 500) == 500
    assert (run.pace.epochs, run.pace.over) == (None, False)


def test_slower_than_planned_means_fewer_epochs(monkeypatch):
    run = Run(monkeypatch, epochs=10, seconds=60.0)
    assert run.go(60 / 500) < 100, "it is seen after a twelfth of the time"
    assert run.pace.epochs in (4, 5)


def test_faster_than_planned_means_more_epochs_as_far_as_they_help(monkeypatch):
    run = Run(monkeypatch, epochs=5, seconds=60.0)
    run.go(60 / 1000)
    assert run.pace.epochs == 10
    run = Run(monkeypatch, epochs=5, seconds=60.0, most=7)
    run.go(60 / 1000)
    assert run.pace.epochs == 7


def test_an_epoch_that_has_begun_is_not_taken_back(monkeypatch):
    run = Run(monkeypatch, epochs=10, seconds=60.0)
    run.go(5.0)
    assert run.pace.epochs == 1


def test_time_spent_in_earlier_runs_counts(monkeypatch):
    run = Run(monkeypatch, epochs=10, seconds=60.0, spent=30.0)
    run.trainer.step = 500
    assert run.go(30 / 500) == 1000
    assert run.pace.epochs is None


def test_when_the_time_is_up_it_is_over_with_a_tenth_to_spare(monkeypatch):
    run = Run(monkeypatch, epochs=1, seconds=60.0)
    run.go(1.0)  # 100 s for the only epoch
    assert run.pace.over
    assert 1060 < run.now <= 1068
