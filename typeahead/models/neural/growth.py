"""The vocabulary grows without training: a new word's weights come from its spelling, its contexts and its count.

A word that the network lacks is put at the mean of the words spelled like it (they share affixes and letters) and of
those the network held likely where it stood. Its bias is that of words as frequent. From there its own row of the
output is fitted to where it was written and where it was not: a logistic regression, since with all else fixed

    p(new word | h) = exp(e·h + b) / (Z(h) + exp(e·h + b)) = σ(e·h + b - ln Z(h)),

drawn to where it began (a Gaussian prior), solved as a Gaussian process by Laplace's approximation (Rasmussen and
Williams 2006, algorithm 3.1). Nothing else is changed, and the softmax goes over one word more: all sums to 1.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.alike import Alike
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Array
from typeahead.models.protocols import BOS, FIRST_WORD

_ALIKE = 12
"""So many words spelled alike are looked at."""

_LIKELY = 20
"""So many of the words held likely where the new one stood."""

_SPELLING = 2.0
"""The spelling counts as much as so many contexts."""

_PLACES, _OTHERS = 12, 48
"""The last places at which a new word stood are remembered, and the last at which other words did."""

_EACH = 4
"""Other places taken from a sentence."""

_FREEDOM = 4.0
"""How far, in nats, one place moves the word's own score there at most; its bias may move by a quarter."""

_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class _Place:
    """A context: the hidden vector (E,), ln Z of all words the network was trained with, what they make likely."""

    hidden: Array
    log_z: float
    likely: NDArray[np.int64]
    p: Array


@dataclass(slots=True)
class _New:
    """A new word: the words spelled like it, and where it stood."""

    alike: NDArray[np.int64]
    likeness: NDArray[np.float64]
    places: deque[_Place] = field(default_factory=lambda: deque(maxlen=_PLACES))
    count: int = 0


class Growth:
    """New words of one network.

    Args:
        model: gets longer arrays of parameters, in which what was trained stays as it is.
        words: those it was trained with, reserved ones first.
        counts: (V,) how often each was met, for the biases.

    Attributes:
        trained: how many words that are.
    """

    def __init__(self, model: NeuralModel, words: Sequence[str], counts: NDArray[np.floating]) -> None:
        self.trained = model.size
        self._model = model
        self._alike = Alike(words)
        self._counts = counts
        self._bias: tuple[float, float] | None = None
        self._new: dict[int, _New] = {}
        self._others: deque[Array] = deque(maxlen=_OTHERS)
        self._others_z: deque[float] = deque(maxlen=_OTHERS)
        self._room: dict[str, Array] = {}

    def add(self, word: str) -> int:
        """Give a word an id, and weights by its spelling."""
        number = self._model.size
        self._new[number] = _New(*self._alike.to(word, _ALIKE))
        parameters = self._model.network.parameters
        for name in {"embedding", "bias"} | ({"output"} & set(parameters)):
            self._append(name)
        self._place(number)
        self._model.changed()
        return number

    def observe(self, sentences: Sequence[Sequence[int]]) -> None:
        """Learn from where new words stand: sentences of the network's ids, each ended by `</s>`."""
        touched = set()
        for sentence in sentences:
            at = [place for place, word in enumerate(sentence) if word in self._new]
            if not at:
                continue
            others = [place for place in range(len(sentence)) if place not in at]
            others = others[:: max(1, len(others) // _EACH)][:_EACH]
            states = self._model.walk(self._model.start(), list(sentence[:-1]))
            places = self._places(np.stack([states[each].hidden for each in [*at, *others]]))
            for each, place in zip(at, places[: len(at)], strict=True):
                self._new[sentence[each]].places.append(place)
                self._new[sentence[each]].count += 1
                touched.add(sentence[each])
            self._others.extend(place.hidden for place in places[len(at) :])
            self._others_z.extend(place.log_z for place in places[len(at) :])
        for number in sorted(touched):
            self._place(number)
            self._fit(number)
        if touched:
            self._model.changed()

    def _append(self, name: str) -> None:
        """One more row, in an array with room for some."""
        parameters = self._model.network.parameters
        array, room = parameters[name], self._room.get(name)
        size = len(array)
        if room is None or len(room) <= size or array.base is not room:
            room = self._room[name] = np.zeros((size + max(64, size // 64), *array.shape[1:]), array.dtype)
            room[:size] = array
        parameters[name] = room[: size + 1]

    def _places(self, hidden: Array) -> list[_Place]:
        """Contexts of hidden vectors (n, E)."""
        network = self._model.network
        logits = hidden @ network.output[: self.trained].T + network.parameters["bias"][: self.trained]
        logits[:, BOS] = -np.inf
        most = logits.max(axis=1, keepdims=True)
        p = np.exp(logits - most)
        z = p.sum(axis=1, keepdims=True)
        log_z = (most + np.log(z))[:, 0].tolist()
        p[:, :FIRST_WORD] = 0.0
        many = min(_LIKELY, self.trained - 1)
        # In a copy: a part of the whole would keep the whole, a quarter of a megabyte for each place remembered.
        likely = np.argpartition(-p, many, axis=1)[:, :many].copy()
        return [
            _Place(hidden[n].copy(), log_z[n], likely[n], p[n, likely[n]] / z[n]) for n in range(len(hidden))
        ]

    def _place(self, number: int) -> None:
        """Put a word where its spelling and its contexts say, before anything is fitted."""
        new, parameters = self._new[number], self._model.network.parameters
        weights = np.zeros(self.trained)
        if len(new.alike):
            weights[new.alike] += _SPELLING * new.likeness / new.likeness.sum()
        for place in new.places:
            weights[place.likely] += place.p
        if weights.any():
            weights /= weights.sum()
        some = np.flatnonzero(weights)
        for name in {"embedding", "output"} & set(parameters):
            array = parameters[name]
            array[number] = weights[some].astype(array.dtype) @ array[some]
        parameters["bias"][number] = self._bias_of(new.count)

    def _bias_of(self, count: int) -> float:
        """The bias of words met so often: a line through ln(count) and bias of the words that were trained."""
        if self._bias is None:
            bias = self._model.network.parameters["bias"][FIRST_WORD : self.trained].astype(np.float64)
            logs = np.log(np.maximum(self._counts[FIRST_WORD : self.trained], 0.5))
            varies = len(logs) > 2 and float(np.ptp(logs)) > 0
            slope = float(np.polyfit(logs, bias, 1)[0]) if varies else 0.0
            self._bias = max(0.0, slope), float(bias.mean() - max(0.0, slope) * logs.mean())
        slope, start = self._bias
        return start + slope * float(np.log(max(count, 0.5)))

    def _fit(self, number: int) -> None:
        """Fit a word's row to where it stood and where others did."""
        parameters, new = self._model.network.parameters, self._new[number]
        output = self._model.network.output
        hidden = np.array(
            [*(place.hidden for place in new.places), *self._others], dtype=np.float64
        )  # (n, E)
        log_z = np.array([*(place.log_z for place in new.places), *self._others_z])
        is_it = np.arange(len(hidden)) < len(new.places)
        centre = hidden[~is_it].mean(axis=0) if not is_it.all() else np.zeros(hidden.shape[1])
        away = hidden - centre
        scale = _FREEDOM / max(float((away**2).sum(axis=1).mean()), 1e-9)
        kernel = scale * (away @ away.T) + _FREEDOM / 4  # (n, n)
        before = hidden @ output[number].astype(np.float64) + float(parameters["bias"][number]) - log_z
        pull = laplace(kernel, before, is_it)  # (n,)
        move = scale * (pull @ away)
        output[number] += move.astype(output.dtype)
        parameters["bias"][number] += _FREEDOM / 4 * pull.sum() - move @ centre


def laplace(
    kernel: NDArray[np.float64], before: NDArray[np.float64], is_it: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Logistic regression under a Gaussian prior: a (n,), so that the likeliest scores are before + kernel · a.

    Args:
        kernel: (n, n) covariances of the scores.
        before: (n,) their prior means.
        is_it: (n,) the outcomes.
    """
    scores, pull = before.copy(), np.zeros(len(before))
    for _ in range(_ROUNDS):
        p = 1.0 / (1.0 + np.exp(-np.clip(scores, -50, 50)))
        root = np.sqrt(np.maximum(p * (1 - p), 1e-12))
        target = root**2 * (scores - before) + (is_it - p)
        inner = np.eye(len(before)) + root[:, None] * kernel * root[None, :]
        full = target - root * np.linalg.solve(inner, root * (kernel @ target))
        step = full - pull
        # A whole step may leap over the top where the slope is nearly flat: by a nat or two at a time it can't.
        size = float(np.abs(kernel @ step).max())
        pull = pull + step * min(1.0, 2.0 / max(size, 1e-12))
        scores = before + kernel @ pull
        if size < 1e-3:
            break
    return pull
