"""Keeping to the minutes that a person gave: more or fewer epochs where a training is faster or slower than planned."""

from __future__ import annotations

import time

from typeahead.models.neural.training.trainer import Trainer

_LOOKS = (0.08, 0.3, 0.6, 0.85)
"""Shares of the time after which epochs are counted anew."""

_OFF = 0.1
"""By how much of the time the end may be missed before that is worth it."""

_LATE = 1.1
"""Times the minutes after which a training ends where it is."""

_LEAST_STEPS = 10


class Pace:
    """Watches one run of a trainer.

    Args:
        trainer: about to run.
        seconds: for all of the training; None for as many as it takes.
        spent: seconds of it that went by before this run.
        most: epochs that are worth it.

    Attributes:
        epochs: how many fit, once that is another number than planned; None until then.
        over: whether the time is up.
    """

    def __init__(self, trainer: Trainer, seconds: float | None, spent: float, most: int) -> None:
        self._trainer = trainer
        self._seconds = seconds
        self._spent = spent
        self._most = most
        self._from: tuple[float, int] | None = None
        self._looks = (
            [] if seconds is None else [share * seconds for share in _LOOKS if share * seconds > spent]
        )
        self.epochs: int | None = None
        self.over = False

    def should_stop(self) -> bool:
        """Asked at every step: whether the time is up, or the number of epochs has to change."""
        if self._seconds is None:
            return False
        now, step = time.perf_counter(), self._trainer.step
        if self._from is None:
            self._from = now, step
            return False
        elapsed, steps = now - self._from[0], step - self._from[1]
        total = self._spent + elapsed
        self.over = total > self._seconds * _LATE
        if self.over:
            return True
        if self._looks and total > self._looks[0] and steps >= _LEAST_STEPS:
            self._looks = [look for look in self._looks if look > total]
            self.epochs = self._fitting(elapsed / steps, self._seconds - total)
        return self.epochs is not None

    def _fitting(self, step_seconds: float, left: float) -> int | None:
        """How many epochs fit into the seconds that are left, if that is another number than planned."""
        trainer = self._trainer
        planned = trainer.recipe.epochs
        chunks = trainer.steps / planned
        missing = (trainer.steps - trainer.step) * step_seconds - left
        if self._seconds is None or abs(missing) < _OFF * self._seconds:
            return None
        least = int(trainer.step // chunks) + 1
        fitting = min(max(int((trainer.step + left / step_seconds) / chunks), least), self._most)
        return fitting if fitting != planned else None
