"""The guard: notices a training that goes to ruin."""

from __future__ import annotations

import math

_LEAP = 2.0
"""A chunk's mean loss this many nats over the usual has exploded."""

_CLIMB = 1.0
"""The usual loss this many nats over its best has exploded slowly."""

_MEMORY = 0.98
"""Of the usual loss: about 50 steps."""


class Guard:
    """Watches loss and gradient, step by step.

    Attributes:
        usual: the mean loss of late, in nats a word; None before the first step.
        lowest: the lowest that `usual` has been.
    """

    def __init__(self) -> None:
        self.usual: float | None = None
        self.lowest = math.inf

    def trouble(self, loss: float, norm: float) -> str | None:
        """What is wrong with a step's mean loss (nats a word) and gradient norm; None where nothing is."""
        if not math.isfinite(loss):
            return "the loss is no longer a number"
        if not math.isfinite(norm):
            return "the gradient is no longer a number"
        if self.usual is None:
            self.usual = loss
        elif loss > self.usual + _LEAP:
            return f"the loss leapt from {self.usual:.1f} to {loss:.1f} nats a word"
        self.usual = _MEMORY * self.usual + (1.0 - _MEMORY) * loss
        self.lowest = min(self.lowest, self.usual)
        if self.usual > self.lowest + _CLIMB:
            return f"the loss climbed from {self.lowest:.1f} to {self.usual:.1f} nats a word"
        return None

    def reset(self, usual: float | None, lowest: float | None = None) -> None:
        """Begin again from a checkpoint's usual loss; as if it had never been lower, unless that is given."""
        self.usual = usual
        self.lowest = lowest if lowest is not None else math.inf if usual is None else usual
