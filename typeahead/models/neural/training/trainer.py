"""The trainer: step after step, epoch after epoch, with a guard and checkpoints to go back to.

It knows nothing of files: checkpoints are handed to whoever keeps them. One is made only of weights that have proved
sound, by the loss of one more chunk: else the guard could go back to the very weights that a step had ruined.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import TrainingFailed
from typeahead.models.neural.network import Network, State
from typeahead.models.neural.sampled import Sampler
from typeahead.models.neural.training.batches import Batches
from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.models.neural.training.gradient import Worker
from typeahead.models.neural.training.guard import Guard
from typeahead.models.neural.training.held_out import perplexity
from typeahead.models.neural.training.optimisers import Optimiser
from typeahead.models.neural.training.progress import EpochEnd, Outcome, Progress
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads

Report = Callable[[Progress], None]
Keep = Callable[[Checkpoint], None]

_SAFE_EVERY = 200
"""Steps between the checkpoints in memory that the guard goes back to."""

_KEPT_EVERY = 20.0
"""Seconds between the checkpoints that are handed out."""

_TOLD_EVERY = 0.2
"""Seconds between reports."""

_GIVE_UP = 2.0**-10
"""A learning rate halved more often than this helps nothing."""


class Trainer:
    """Trains one network on one text.

    Args:
        network: its weights are changed in place; its operations are used.
        recipe: how.
        train: (N,) int32 ids, sentences ended by `</s>`.
        held_out: (M,) int32 ids, to choose the best epoch by.
        resume: go on from here, exactly.
        keep: is given a checkpoint every 20 seconds, after every epoch and when stopped.

    Raises:
        TrainingFailed: (from `run`) it went to ruin again and again.
    """

    def __init__(
        self,
        network: Network,
        recipe: Recipe,
        train: NDArray[np.int32],
        held_out: NDArray[np.int32],
        *,
        resume: Checkpoint | None = None,
        keep: Keep | None = None,
    ) -> None:
        self.network = network
        self.recipe = recipe
        self.notices: list[str] = []
        self._held_out = held_out
        self._keep = keep
        self._batches = Batches(train, recipe.batch, recipe.bptt, recipe.seed)
        size = network.configuration.vocabulary_size
        samples = recipe.samples_for(size)
        self._sampler = Sampler(np.bincount(train, minlength=size), samples) if samples else None
        self._optimiser = Optimiser(network, recipe)
        self._guard = Guard()
        self._safe_due = self._keep_due = False
        self.step = 0
        self._factor = 1.0
        self._clipped = 0
        self._spent = 0.0
        self._history: list[EpochEnd] = []
        self._best: dict[str, NDArray[Any]] = {}
        self._best_perplexity = math.inf
        self._epoch_loss = [0.0, 0.0]
        self._resume = resume

    @property
    def steps(self) -> int:
        """Steps of all epochs."""
        return self._batches.chunks * self.recipe.epochs

    def run(self, report: Report | None = None, stop: Callable[[], bool] | None = None) -> Outcome:
        """Train until the last epoch, until nothing gets better, or until `stop` says so."""
        with Threads(min(self.recipe.threads, self._batches.batch)) as threads:
            self._worker = Worker(self.network, self.recipe, self._batches.batch, self._sampler, threads)
            if self._resume is not None:
                self._restore(self._resume)
            self._begun = time.perf_counter() - self._spent
            self._safe = self._checkpoint()
            self._told = self._kept = time.perf_counter()
            self._told_step = self.step
            finished = self._loop(threads, report, stop)
            if not self._best and not math.isfinite(self._measure(threads)):
                self._restore(self._safe)
                self._measure(threads)
        if not self._best:
            raise TrainingFailed("the weights that the training began with are not all numbers")
        network = Network(self.network.configuration, self._best, self.network.operations)
        clipped = self._clipped / max(self.step, 1)
        perplexity = self._best_perplexity
        return Outcome(network, perplexity, self._history, finished, self.notices, clipped)

    def _loop(self, threads: Threads, report: Report | None, stop: Callable[[], bool] | None) -> bool:
        while self.step < self.steps:
            if stop is not None and stop():
                self._stop(threads, report)
                return False
            trouble = self._one_step(threads)
            ended = not trouble and self.step % self._batches.chunks == 0
            if ended:
                trouble = self._end_epoch(threads)
            if trouble:
                self._go_back(trouble, report)
                continue
            if ended:
                if report is not None:
                    self._tell(report)
                if self._stale():
                    break
            now = time.perf_counter()
            self._safe_due |= self.step % _SAFE_EVERY == 0
            self._keep_due |= now - self._kept > _KEPT_EVERY
            if report is not None and now - self._told > _TOLD_EVERY:
                self._tell(report)
        self._hand_out(self._checkpoint())
        return True

    def _stop(self, threads: Threads, report: Report | None) -> None:
        """Hand out a checkpoint of sound weights."""
        if self._keep is not None:
            self._keep_due = True
            trouble = self._one_step(threads, change=False)
            self._worker.clear()
            if trouble:
                self._go_back(trouble, report)
                self._hand_out(self._checkpoint())

    def _one_step(self, threads: Threads, *, change: bool = True) -> str | None:
        """One chunk and one change of the weights; what went wrong, in which case nothing was changed."""
        chunk = self._batches.chunk(self.step)
        before = list(self._worker.states), self._guard.usual, self._guard.lowest
        loss = self._worker.run(chunk, self.step)
        norm = self._optimiser.norm(self._worker.gradients, self._worker.touched, threads)
        trouble = self._guard.trouble(loss, norm)
        if trouble:
            return trouble
        if self._safe_due or self._keep_due:
            self._take_checkpoint(*before)
        if not change:
            return None
        rate = self.recipe.learning_rate * self.recipe.rate(self.step, self.steps) * self._factor
        gradients, touched = self._worker.gradients[0], self._worker.touched
        self._clipped += self._optimiser.step(gradients, touched, rate, norm, threads) < 1.0
        self._epoch_loss[0] += loss * chunk.targets.size
        self._epoch_loss[1] += chunk.targets.size
        self.step += 1
        return None

    def _go_back(self, trouble: str, report: Report | None) -> None:
        """To the last checkpoint, at half the learning rate."""
        factor = self._factor / 2.0
        if factor < _GIVE_UP:
            raise TrainingFailed(
                f"the training went to ruin again and again: {trouble}; try a lower --learning-rate"
            )
        at = self.step
        self._safe_due = self._keep_due = False
        self._restore(self._safe)
        self._factor = factor
        self._safe.about["factor"] = factor
        self._worker.clear()
        notice = f"step {at:,}: {trouble}; back to step {self.step:,} at {factor:g} of the learning rate"
        self.notices.append(notice)
        if report is not None:
            self._tell(report, notice)

    def _end_epoch(self, threads: Threads) -> str | None:
        """Measure the weights; what is wrong with them."""
        total, words = self._epoch_loss
        self._epoch_loss = [0.0, 0.0]
        found = self._measure(threads)
        if not math.isfinite(found):
            return "the loss on the held-out text is no longer a number"
        seconds = time.perf_counter() - self._begun
        train = math.exp(min(total / max(words, 1), 700.0))
        self._history.append(EpochEnd(self.step // self._batches.chunks, train, found, seconds))
        self._safe_due = self._keep_due = True
        return None

    def _measure(self, threads: Threads) -> float:
        found = perplexity(self.network, self._held_out, threads)
        if math.isfinite(found) and (found < self._best_perplexity or not self._best):
            self._best_perplexity = found
            self._best = {name: array.copy() for name, array in self.network.parameters.items()}
        return found

    def _stale(self) -> bool:
        best = min(range(len(self._history)), key=lambda n: self._history[n].held_out_perplexity)
        return bool(self.recipe.patience) and len(self._history) - 1 - best >= self.recipe.patience

    # --- checkpoints

    def _take_checkpoint(self, states: list[State], usual: float | None, lowest: float) -> None:
        """Make the checkpoints that are due, as all stood before the chunk that showed the weights to be sound."""
        now = self._worker.states, self._guard.usual, self._guard.lowest
        self._worker.states, self._guard.usual, self._guard.lowest = states, usual, lowest
        made = self._checkpoint()
        self._worker.states, self._guard.usual, self._guard.lowest = now
        if self._keep_due:
            self._hand_out(made)
        if self._safe_due:
            self._safe = Checkpoint(made.arrays, dict(made.about))
        self._safe_due = self._keep_due = False

    def _checkpoint(self) -> Checkpoint:
        arrays = {f"weight.{name}": array.copy() for name, array in self.network.parameters.items()}
        arrays |= {name: array.copy() for name, array in self._optimiser.moments.items()}
        arrays |= {f"best.{name}": array for name, array in self._best.items()}
        for part, state in enumerate(self._worker.states):
            for layer, kept in enumerate(state):
                arrays |= {
                    f"state.{part}.{layer}.{number}": array.copy() for number, array in enumerate(kept)
                }
        about = {
            "configuration": asdict(self.network.configuration),
            "recipe": asdict(self.recipe),
            "step": self.step,
            "steps": self.steps,
            "count": self._optimiser.count,
            "factor": self._factor,
            "clipped": self._clipped,
            "usual": self._guard.usual,
            "lowest": self._guard.lowest if math.isfinite(self._guard.lowest) else None,
            "epoch_loss": list(self._epoch_loss),
            "best_perplexity": self._best_perplexity if self._best else None,
            "history": [asdict(each) for each in self._history],
            "notices": list(self.notices),
            "seconds": time.perf_counter() - self._begun,
        }
        return Checkpoint(arrays, about)

    def _restore(self, checkpoint: Checkpoint) -> None:
        about = checkpoint.about
        for name, array in self.network.parameters.items():
            array[...] = checkpoint.arrays[f"weight.{name}"]
        for name, array in self._optimiser.moments.items():
            array[...] = checkpoint.arrays[name]
        self._worker.states = [
            tuple(
                tuple(np.array(checkpoint.arrays[f"state.{part}.{layer}.{n}"]) for n in range(len(kept)))
                for layer, kept in enumerate(state)
            )
            for part, state in enumerate(self._worker.states)
        ]
        self.step = int(about["step"])
        self._optimiser.count = int(about["count"])
        self._factor = float(about["factor"])
        self._clipped = int(about["clipped"])
        self._epoch_loss = list(about["epoch_loss"])
        self._history = [EpochEnd(**each) for each in about["history"]]
        self._guard.reset(about["usual"])
        self._best = checkpoint.part("best")
        best = about["best_perplexity"]
        self._best_perplexity = math.inf if best is None else float(best)
        if checkpoint is self._resume:
            self._guard.reset(about["usual"], about["lowest"])
            self.notices = list(about["notices"])
            self._spent = float(about["seconds"])

    def _hand_out(self, checkpoint: Checkpoint) -> None:
        self._kept = time.perf_counter()
        if self._keep is not None:
            self._keep(checkpoint)

    # --- telling

    def _tell(self, report: Report, notice: str | None = None) -> None:
        now = time.perf_counter()
        words = self._batches.batch * self._batches.bptt
        speed = (self.step - self._told_step) * words / max(now - self._told, 1e-9)
        self._told, self._told_step = now, self.step
        left = (self.steps - self.step) * words / speed if speed > 0 else math.inf
        chunks = self._batches.chunks
        last = self._history[-1].held_out_perplexity if self._history else None
        usual = math.exp(min(self._guard.usual or 0.0, 700.0))
        report(
            Progress(
                self.step / chunks,
                self.recipe.epochs,
                self.step,
                self.steps,
                speed,
                usual,
                last,
                left,
                notice,
            )
        )
