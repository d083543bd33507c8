"""Dynamic evaluation: a network goes on learning, in small steps, from the words that were just written.

Krause, Kahembwe, Murray and Renals 2018, "Dynamic evaluation of neural sequence models": after every few words the
weights take a step of plain SGD on their loss, and are drawn back toward the trained ones,

    W ← W − η ∇loss + δ (W_trained − W).

Of the embeddings and output weights the rows of the words that were written change and those of the commonest words:
they gain what all rows would, and leave little to be kept. A guard measures all words with both networks before a step
is made on them, and goes back to the trained weights, at a lower rate, where the adapted ones are the worse.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import SettingInvalid
from typeahead.models.neural.kept import ROWS, KeptNetwork
from typeahead.models.neural.network import Array, Network, Pass
from typeahead.models.neural.shortlist import Shortlist, shortlist
from typeahead.models.protocols import EOS, UNK, Ids

HIGHEST_RATE = 0.2
"""Of learning: above it, what is gained on the last words is lost on the next."""

_COMMON = 500
"""The commonest words' rows change with every step: so much of all text is theirs."""

_MEMORY = 500.0
"""Words that the guard looks back on, each counting less than the next."""

_LOWEST_RATE = 1e-4
"""Below it nothing is adapted any more."""

_ROWS_BACK = 8
"""Steps after which the rows of words are drawn back, as far as in so many steps."""

_WAITING = 1_000
"""Steps that wait at most: of what is given faster than it can be adapted to, the latest counts most."""

_AT_ONCE = 2.0
"""Nats a word by which the adapted network may be worse on one step's words before it is given up at once."""


@dataclass(frozen=True, slots=True)
class AdaptationSettings:
    """How a network adapts.

    Attributes:
        rate: η of a step, on the sum of its words' losses; at most `HIGHEST_RATE`.
        decay: δ, the share of the way back to the trained weights at each step.
        words: of a step; gradients reach no further back.
        clip: the gradient's norm is brought down to this.
        patience: nats by which the adapted network may be worse on the last words before it is given up.
        sampled: a step's softmax goes over its own words, the common ones and so many others, drawn anew for each
            step; over all words where there are no more than twice as many.

    Raises:
        SettingInvalid: it can't adapt so.
    """

    rate: float = 0.1
    decay: float = 0.03
    words: int = 20
    clip: float = 5.0
    patience: float = 4.0
    sampled: int = 3_000

    def __post_init__(self) -> None:
        if not 0 < self.rate <= HIGHEST_RATE:
            raise SettingInvalid(
                f"a network adapts at a learning rate above 0, at most {HIGHEST_RATE:g}, not {self.rate:g}: "
                "a higher one unlearns more than it learns"
            )
        if not (
            0 <= self.decay < 1 and min(self.words, self.sampled) >= 1 and min(self.clip, self.patience) > 0
        ):
            raise SettingInvalid(
                "a network adapts with a decay from 0 to less than 1, steps and samples of 1 word or more, "
                "a clip and a patience above 0"
            )


class Adaptation:
    """Adapts a network's weights in place.

    Rows that the network got after its training (`growth`) are left alone; their words are read as `<unk>`.

    Args:
        network: whose weights are changed.
        settings: how.
        common: (C,) ids of the commonest words, whose rows always change; the first 500 unless given, which is what
            they are in a profile's networks.

    Attributes:
        trained: the network as it was given.
        rate: of learning now; halved whenever the guard has gone back to the trained weights.
        rollbacks: how often it has.
        version: raised with every change of the weights.
    """

    def __init__(
        self,
        network: Network,
        settings: AdaptationSettings | None = None,
        common: NDArray[np.integer[Any]] | None = None,
    ) -> None:
        self.settings = settings or AdaptationSettings()
        self.network = network
        self.trained = KeptNetwork(network)
        self.rate = self.settings.rate
        self.rollbacks = 0
        self.version = 0
        self._size = network.configuration.vocabulary_size
        self._common = np.arange(min(_COMMON, self._size)) if common is None else np.unique(common)
        self._rows = tuple(name for name in ROWS if name in network.parameters)
        self._gradients: dict[str, Array] = {
            name: np.zeros_like(array) for name, array in network.parameters.items() if name not in self._rows
        }
        self._changed = np.zeros(self._size, dtype=bool)
        self._waiting: deque[Ids] = deque(maxlen=_WAITING)
        self._last = EOS
        self._state = network.start(1)
        self._trained_state = self.trained.start(1)
        self._excess = 0.0
        self._steps = 0
        self._random = np.random.default_rng(0)

    # --- learning

    def give(self, words: Ids) -> None:
        """Put words aside to adapt to: sentences, each ended by `</s>`."""
        for first in range(0, len(words), self.settings.words):
            self._waiting.append(np.array(words[first : first + self.settings.words], dtype=np.int32))

    @property
    def waiting(self) -> list[Ids]:
        """The words put aside, step by step."""
        return list(self._waiting)

    def drop_waiting(self) -> None:
        """Nothing is put aside any more."""
        self._waiting.clear()

    def step(self) -> bool:
        """Adapt to a step's words of those put aside; whether there are more."""
        if self._waiting:
            self.take(self._waiting.popleft())
        return bool(self._waiting)

    def take(self, words: Ids) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Adapt to some words (T,), after having measured them.

        Returns:
            ln p of each word by the adapted network as it was before, and by the trained one, (T,) float32 each;
            estimates, both from the same words, where the softmax does not go over all of them.
        """
        known = np.where(words < self._size, words, UNK).astype(np.int32)
        inputs = np.concatenate([[self._last], known[:-1]]).astype(np.int32)[:, None]
        self._last = int(known[-1])
        looked_at = shortlist(known, self._size, self._common, self.settings.sampled, self._random)
        before = self.trained.forward(inputs, self._trained_state)
        self._trained_state = before.state
        trained, _ = looked_at.measured(self.trained, before.hidden[:, 0])
        if self.rate < _LOWEST_RATE:
            return trained, trained
        done = self.network.forward(inputs, self._state)
        self._state = done.state
        adapted, p = looked_at.measured(self.network, done.hidden[:, 0])
        if self._is_worse(adapted, trained):
            self.roll_back()
        else:
            self._learn(done, p, looked_at, words < self._size)
        return adapted, trained

    def score(self, words: Ids) -> NDArray[np.float32]:
        """ln p of each word of a text, (T,) float32, while adapting to it: each step's words before the step."""
        many = self.settings.words
        found = [self.take(words[first : first + many])[0] for first in range(0, len(words), many)]
        return np.concatenate(found) if found else np.zeros(0, dtype=np.float32)

    def _learn(self, done: Pass, p: Array, looked_at: Shortlist, wanted: NDArray[np.bool_]) -> None:
        """One step: backward through the words, and SGD on what they touch."""
        network = self.network
        output = "embedding" if network.configuration.tied else "output"
        p[looked_at.own, np.arange(len(wanted))] -= 1.0  # ∂loss/∂logits, (S, T)
        p *= wanted
        hidden = done.hidden[:, 0]  # (T, E)
        d_hidden = p.T @ network.output[looked_at.ids]  # (T, E)
        inputs, *rest = done.tape
        rows, here = np.union1d(looked_at.rows, inputs.reshape(-1)), p[looked_at.at]  # (R,), (≤ R, T)
        # Of the rows that change alone: of all, they would be as many numbers as the network has.
        of_rows = {
            name: np.zeros((len(rows), *network.parameters[name].shape[1:]), p.dtype) for name in self._rows
        }
        places = np.searchsorted(rows, looked_at.rows)
        of_rows[output][places] = here @ hidden
        of_rows["bias"][places] = here.sum(axis=1)
        gradients = {**self._gradients, **of_rows}
        network.backward(
            (np.searchsorted(rows, inputs).astype(inputs.dtype), *rest), d_hidden[:, None], gradients
        )
        self._update(rows, gradients)

    def _update(self, rows: NDArray[np.integer[Any]], gradients: Mapping[str, Array]) -> None:
        """W ← W − η ∇ + δ (W_trained − W), of word rows these alone; the layers' gradients are 0 after it."""
        total = sum(float(np.vdot(each, each)) for each in gradients.values())
        self._changed[rows] = True
        self.trained.keep(rows)
        if not math.isfinite(total):
            self.roll_back()
            return
        rate = self.rate * min(1.0, self.settings.clip / max(math.sqrt(total), 1e-12))
        decay = self.settings.decay
        for name, gradient in gradients.items():
            weights = self.network.parameters[name]
            if name in self._rows:
                weights[rows] -= rate * gradient
            else:
                weights += decay * (self.trained.parameters[name] - weights) - rate * gradient
                gradient[...] = 0.0
        self.network.rows_changed(rows)
        self._steps += 1
        if self._steps % _ROWS_BACK == 0:
            self._draw_back(1.0 - (1.0 - decay) ** _ROWS_BACK)
        self.version += 1

    def _draw_back(self, share: float) -> None:
        """Bring all rows that were ever changed a share of the way back."""
        rows = np.flatnonzero(self._changed)
        for name in self._rows:
            weights = self.network.parameters[name]
            now = weights[rows]
            weights[rows] = now + np.float32(share) * (self.trained.rows(name, rows) - now)
        self.network.rows_changed(rows)

    # --- the guard

    def _is_worse(self, adapted: NDArray[np.float32], trained: NDArray[np.float32]) -> bool:
        """Whether the adapted network was worse than the trained one on the last words, these included."""
        excess = float(np.sum(trained - adapted, dtype=np.float64))
        kept = math.exp(-len(adapted) / _MEMORY)
        self._excess = self._excess * kept + excess
        at_once = excess > max(_AT_ONCE * len(adapted), self.settings.patience)
        return not math.isfinite(excess) or at_once or self._excess > self.settings.patience

    def roll_back(self) -> None:
        """Go back to the trained weights, and on at half the rate."""
        self.restore_trained()
        self.rate /= 2
        self.rollbacks += 1

    def restore_trained(self) -> None:
        """Make the weights those that were trained."""
        rows = np.flatnonzero(self._changed)
        for name, weights in self.network.parameters.items():
            if name in self._rows:
                weights[rows] = self.trained.rows(name, rows)
            else:
                weights[...] = self.trained.parameters[name]
                self._gradients[name][...] = 0.0
        self.network.rows_changed(rows)
        self._changed[:] = False
        self._state = tuple(tuple(array.copy() for array in layer) for layer in self._trained_state)
        self._excess = 0.0
        self.version += 1

    # --- keeping

    def learned(self) -> dict[str, Array]:
        """What differs from the trained network: "rows" (R,) int32, their values, and the layers' weights whole."""
        rows = np.flatnonzero(self._changed).astype(np.int32)
        found: dict[str, Array] = {"rows": rows}
        for name, weights in self.network.parameters.items():
            found[name] = weights[rows] if name in self._rows else weights.copy()
        return found

    def restore(self, learned: Mapping[str, Array], rate: float) -> None:
        """Take up what `learned` gave, of the same trained network.

        Raises:
            ValueError: it is of another one.
        """
        rows = learned["rows"]
        fits = sorted(learned) == sorted([*self.network.parameters, "rows"]) and (
            not len(rows) or (rows.min() >= 0 and rows.max() < self._size)
        )
        for name, weights in self.network.parameters.items():
            shape = (len(rows), *weights.shape[1:]) if name in self._rows else weights.shape
            fits = fits and learned[name].shape == shape and bool(np.isfinite(learned[name]).all())
        if not (fits and math.isfinite(rate)):
            raise ValueError("what was adapted belongs to another network")
        self.restore_trained()
        self.trained.keep(np.unique(rows))
        for name in self.network.parameters:
            self.network.parameters[name][rows if name in self._rows else ...] = learned[name]
        self.network.rows_changed(rows)
        self._changed[rows] = True
        self.rate = min(max(rate, 0.0), self.settings.rate)
        self.version += 1
