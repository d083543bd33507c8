"""The gate of the mixture: how much each model counts at a place, by what it knows there and how well it did lately.

p(w) = Σ_m g_m p_m(w), g = softmax(W φ): a mixture of experts (Jacobs, Jordan, Nowlan and Hinton 1991) whose gate is
linear in a few figures φ of the place, learned word by word as context mixing does (Mattern 2013, "Linear and
geometric mixtures": its gradient is that of a mixture's log loss),

    W ← W + η (r − g) φᵀ,   r_m = g_m p_m / p,

r being the share of a word that a model is responsible for. A model that is not there drops out of the softmax.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Longs = NDArray[np.int64]

NOTES, BASE, RECENCY, NETWORK, CONTEXTS = "notes", "base", "recency", "network", "contexts"
PARTS = (NOTES, BASE, RECENCY, NETWORK, CONTEXTS)
"""The models there may be, in the order of the gate's rows.

The last are the notes once more, without what they give to a word whatever stands before it: where a context is known,
the base and a network are better to back off to than how often the person writes each word at all.
"""

RATE = 0.006
"""η: a few thousand words move the weights as far as they should go."""

_REMEMBERED = 0.98
"""How much of what is known of each model's last words is kept with the next: it looks back on about 50."""

_FAR = -4.0
"""Nats by which a model was worse than the mean of all, at most: one strange word says no more than that."""

_LEAST = 1e-12

_SLIGHT = 0.02
"""What contexts leave, or do not, is told apart down to this."""

_DEPTHS = (2, 3, 4, 5)
"""Orders that are told apart; higher ones count as the last."""


class Here(NamedTuple):
    """What is known of one place before the word; see `Place`."""

    depth: int
    total: float
    base_depth: int
    base_total: float
    pairs: float
    recent: float
    left: float


class Place(NamedTuple):
    """What is known of some places before the word, (T,) each.

    Attributes:
        depth: the order in which the notes answer, 0 or 1 where no context was ever seen.
        total: how much was counted there.
        base_depth: the order in which the base answers.
        base_total: how much was counted there.
        pairs: how often the word before was met lately.
        recent: different words met lately.
        left: γ, what the notes' contexts leave to single words; 1 where there is no context to go by.
    """

    depth: Longs
    total: Doubles
    base_depth: Longs
    base_total: Doubles
    pairs: Doubles
    recent: Doubles
    left: Doubles

    def figures(self) -> Doubles:
        """φ without what was lately: (T, F) float64, each a few units at most."""
        depth, base_depth = np.minimum(self.depth, _DEPTHS[-1]), np.minimum(self.base_depth, _DEPTHS[-1])
        much = (np.log1p(self.total) - 3.0) / 3.0
        columns = [np.ones(len(depth))]
        columns += [(depth == order).astype(np.float64) for order in _DEPTHS]
        columns += [np.where(depth == order, much, 0.0) for order in _DEPTHS]
        columns += [(base_depth == order).astype(np.float64) for order in _DEPTHS]
        columns += [
            (self.pairs > 0.0).astype(np.float64),
            np.log1p(self.pairs),
            np.log1p(self.recent) / 8.0,
            np.log1p(self.base_total) / 8.0,
            *_logs(self.left),
        ]
        return np.stack(columns, axis=1)


FIGURES = 1 + 3 * len(_DEPTHS) + 6 + len(PARTS)
"""F with the models' own last words: how many numbers φ has."""


@dataclass(slots=True)
class Gate:
    """The weights of the mixture, as they stand.

    Attributes:
        weights: W, (len(PARTS), FIGURES) float64.
        lately: (len(PARTS),) how well each model did on the last words, in nats beside the mean of all.
        version: raised with every word learned.
    """

    weights: Doubles
    lately: Doubles
    version: int = 0

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None = None) -> Gate:
        """As `as_dict` gave it; with no preference where that is None, or of another form."""
        known = None if stored is None else cls.read(stored)
        return known or cls(np.zeros((len(PARTS), FIGURES)), np.zeros(len(PARTS)))

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Gate | None:
        """As `as_dict` gave it; None where it is of another form, as of an earlier version."""
        try:
            weights = np.array(stored["weights"], dtype=np.float64)
            lately = np.array(stored["lately"], dtype=np.float64)
        except (KeyError, TypeError, ValueError):
            return None
        fits = weights.shape == (len(PARTS), FIGURES) and lately.shape == (len(PARTS),)
        return (
            cls(weights, lately)
            if fits and np.isfinite(weights).all() and np.isfinite(lately).all()
            else None
        )

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "weights": np.round(self.weights, 5).tolist(),
            "lately": np.round(self.lately, 5).tolist(),
        }

    def copy(self) -> Gate:
        """One that learns by itself."""
        return Gate(self.weights.copy(), self.lately.copy(), self.version)

    def go_on_from(self, others: Gate, known: Gate) -> None:
        """Take over what others have learned since a gate that both began with, beside what this one has.

        Each word moves the weights a little (η), so what several have learned apart adds up, as in Niu, Recht, Ré and
        Wright 2011, "Hogwild!". How well each model did on the last words is this one's own.
        """
        self.weights += others.weights - known.weights

    def shares_here(self, here: Here, present: Sequence[bool]) -> list[float]:
        """g at one place, as `shares` gives it, in a tenth of the time; all that `present` names is there."""
        depth, base_depth = min(here.depth, _DEPTHS[-1]), min(here.base_depth, _DEPTHS[-1])
        much = (math.log1p(here.total) - 3.0) / 3.0
        figures = np.array(
            [
                1.0,
                *(float(depth == order) for order in _DEPTHS),
                *(much if depth == order else 0.0 for order in _DEPTHS),
                *(float(base_depth == order) for order in _DEPTHS),
                float(here.pairs > 0.0),
                math.log1p(here.pairs),
                math.log1p(here.recent) / 8.0,
                math.log1p(here.base_total) / 8.0,
                *_logs_of(here.left),
                *self.lately.tolist(),
            ]
        )
        logits = (self.weights @ figures).tolist()
        highest = max(logit for logit, there in zip(logits, present, strict=True) if there)
        found = [
            math.exp(logit - highest) if there else 0.0 for logit, there in zip(logits, present, strict=True)
        ]
        total = sum(found)
        return [each / total for each in found]

    def shares(self, place: Place, present: Sequence[bool]) -> Doubles:
        """g at each place, (T, len(PARTS)): 0 for models that are not there, summing to 1."""
        figures = place.figures()
        lately = np.broadcast_to(self.lately, (len(figures), len(PARTS)))
        return self._softmax(np.concatenate([figures, lately], axis=1), _there(place, present))

    def _softmax(self, figures: Doubles, there: NDArray[np.bool_]) -> Doubles:
        logits = figures @ self.weights.T
        logits[~there] = -np.inf
        logits -= logits.max(axis=1, keepdims=True)
        found: Doubles = np.exp(logits)
        found /= found.sum(axis=1, keepdims=True)
        return found

    def learn(self, place: Place, p: Doubles, present: Sequence[bool], rate: float = RATE) -> Doubles:
        """Learn from words one after the other.

        Args:
            place: of each word.
            p: (T, len(PARTS)), what each model gave it; of models that are not there, anything.
            present: which are there; recency only where something was met lately, contexts only where one is known.
            rate: η.

        Returns:
            (T,) what the mixture gave each, before it learned from it.
        """
        all_there = _there(place, present)
        fixed = place.figures()
        mixed = np.empty(len(fixed))
        for at in range(len(fixed)):
            there = all_there[at]
            figures = np.concatenate([fixed[at], self.lately])
            shares = self._softmax(figures[None], there[None])[0]
            given = np.where(there, p[at], 0.0)
            total = mixed[at] = float(shares @ given)
            if total <= 0.0:
                continue
            self.weights += rate * np.outer(shares * given / total - shares, figures)
            logs = np.log(np.maximum(given[there], _LEAST)) - np.log(max(given[there].mean(), _LEAST))
            self.lately[there] = _REMEMBERED * self.lately[there] + (1.0 - _REMEMBERED) * np.maximum(
                logs, _FAR
            )
        self.version += len(fixed)
        return mixed


def _there(place: Place, present: Sequence[bool]) -> NDArray[np.bool_]:
    """Which models are there at each place, (T, len(PARTS)).

    Recency has nothing to say before the first word, and the notes' contexts nothing where none was ever seen.
    """
    found = np.tile(np.asarray(present, dtype=bool), (len(place.recent), 1))
    found[:, PARTS.index(RECENCY)] &= np.asarray(place.recent) > 0.0
    found[:, PARTS.index(CONTEXTS)] &= np.asarray(place.left) < 1.0
    return found


def _logs(left: Doubles) -> tuple[Doubles, Doubles]:
    """ln (1 - γ) and ln γ, both 0 where no context is known."""
    known = left < 1.0
    kept = np.log(np.where(known, np.maximum(1.0 - left, _SLIGHT), 1.0))
    return kept, np.log(np.where(known, np.maximum(left, _SLIGHT), 1.0))


def _logs_of(left: float) -> tuple[float, float]:
    """The same of one place."""
    return (0.0, 0.0) if left >= 1.0 else (math.log(max(1.0 - left, _SLIGHT)), math.log(max(left, _SLIGHT)))
