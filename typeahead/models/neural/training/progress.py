"""What a training tells while it runs, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from typeahead.models.neural.network import Network


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is.

    Attributes:
        epoch: epochs done, with their fraction.
        epochs: all there will be at most.
        step, steps: the same in steps.
        words_per_second: of late.
        train_perplexity: smoothed over the last steps; with a sampled softmax its estimate.
        held_out_perplexity: the last measured.
        seconds_left: until the last epoch's end.
        notice: something a person should know, told once.
    """

    epoch: float
    epochs: int
    step: int
    steps: int
    words_per_second: float
    train_perplexity: float
    held_out_perplexity: float | None
    seconds_left: float
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class EpochEnd:
    """An epoch's figures; seconds since the training began, earlier runs included."""

    epoch: int
    train_perplexity: float
    held_out_perplexity: float
    seconds: float


@dataclass(slots=True)
class Outcome:
    """What came of a training.

    Attributes:
        network: the one that was best on the held-out text.
        held_out_perplexity: its perplexity there.
        history: epoch by epoch.
        finished: False where it was stopped before its end.
        notices: what happened on the way.
        clipped: share of steps whose gradient was clipped.
    """

    network: Network
    held_out_perplexity: float
    history: list[EpochEnd] = field(default_factory=list)
    finished: bool = True
    notices: list[str] = field(default_factory=list)
    clipped: float = 0.0
