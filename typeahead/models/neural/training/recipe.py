"""How a network is trained: every number one can choose, and what is sensible where one does not."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, inf, pi

from typeahead.errors import SettingInvalid

ADAM, SGD = "adam", "sgd"
DECAYS = ("cosine", "linear", "none")

FULL_UP_TO = 3000
"""Vocabularies up to this size use the full softmax unless told otherwise."""

SAMPLES = 2000
"""Words drawn for a sampled softmax unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train.

    Attributes:
        epochs: times through the text; the learning rate's decay ends with them.
        batch: texts beside each other.
        bptt: words after which backpropagation through time is cut; state is carried on.
        optimiser: "adam" or "sgd".
        learning_rate: the highest.
        warm_up: share of all steps over which the rate rises from 0.
        decay: "cosine" or "linear", down to 0 at the last step, or "none".
        clip: the global norm of a mean gradient is kept at most this (Pascanu et al. 2013); 0 leaves it.
        dropout: share left out between layers and before the softmax, locked across time.
        input_dropout: share of each embedding left out, locked across time; None for as much as `dropout`.
        word_dropout: share of words left out as inputs.
        samples: words drawn for the sampled softmax; 0 for the full softmax; None for what suits the vocabulary.
        patience: epochs without a better held-out perplexity after which training ends; 0 never.
        threads: 1 or 2; each takes its part of the batch.
        seed: the same seed, settings and number of threads give the same weights, bit for bit.

    Raises:
        SettingInvalid: one of them can't be.
    """

    epochs: int = 10
    batch: int = 20
    bptt: int = 35
    optimiser: str = ADAM
    learning_rate: float = 2e-3
    warm_up: float = 0.05
    decay: str = "cosine"
    clip: float = 1.0
    dropout: float = 0.2
    input_dropout: float | None = None
    word_dropout: float = 0.0
    samples: int | None = None
    patience: int = 3
    threads: int = 2
    seed: int = 1

    def __post_init__(self) -> None:
        if self.optimiser not in (ADAM, SGD):
            raise SettingInvalid(f"there is no optimiser {self.optimiser!r}; there are {ADAM} and {SGD}")
        if self.decay not in DECAYS:
            raise SettingInvalid(f"there is no decay {self.decay!r}; there are {', '.join(DECAYS)}")
        for name, least in (
            ("epochs", 1),
            ("batch", 1),
            ("bptt", 1),
            ("threads", 1),
            ("patience", 0),
            ("clip", 0),
        ):
            if not getattr(self, name) >= least:
                raise SettingInvalid(f"{name} is at least {least}, not {getattr(self, name)}")
        if not 0 < self.learning_rate < inf:
            raise SettingInvalid(f"a learning rate is a number above 0, not {self.learning_rate}")
        if self.samples is not None and self.samples < 0:
            raise SettingInvalid(f"samples are at least 0, not {self.samples}")
        for name in ("dropout", "input_dropout", "word_dropout", "warm_up"):
            if not 0 <= (getattr(self, name) or 0) < 1:
                raise SettingInvalid(
                    f"{name.replace('_', ' ')} is from 0 to below 1, not {getattr(self, name)}"
                )

    def samples_for(self, vocabulary_size: int) -> int:
        """Words to draw at each step; 0 for the full softmax."""
        wanted = (0 if vocabulary_size <= FULL_UP_TO else SAMPLES) if self.samples is None else self.samples
        return 0 if wanted >= vocabulary_size else wanted

    def rate(self, step: int, steps: int) -> float:
        """The learning rate of a step, as a share of the highest."""
        rising = max(int(self.warm_up * steps), 1)
        if step < rising:
            return (step + 1) / rising
        left = (steps - step) / max(steps - rising, 1)
        if self.decay == "cosine":
            return 0.5 - 0.5 * cos(pi * left)
        return left if self.decay == "linear" else 1.0
