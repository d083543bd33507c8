"""A continuous cache beside a network: words that followed like hidden states a short while ago come again.

Grave, Joulin and Usunier 2017, "Improving neural language models with a continuous cache": while a text goes by, each
hidden state h(i) is kept with the word x(i + 1) that came after it. At h(t) the words kept are likely as

    p_cache(w) ∝ Σ over the last N of i:  [w = x(i + 1)] exp(θ h(t)·h(i))        p = (1 - λ) p_network + λ p_cache

Nothing is trained; θ, λ and N are fitted on held-out text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import SettingInvalid
from typeahead.models.neural.model import NeuralModel

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ids = NDArray[np.int32]

SIZES = (500, 2000)
"""Sizes that `fit` tries."""

STRENGTHS = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.5, 4.0)
"""Values of θ that `fit` tries, in units of 1 / (spread of h·h'): hidden states have no scale of their own."""

_QUERIES = 256
"""Places of a text that are compared with those before them in one matrix product."""

_FIT_WORDS = 30_000
"""So many held-out words are enough to fit three numbers."""

_EM_STEPS = 60


@dataclass(frozen=True, slots=True)
class CacheSettings:
    """How far the cache looks back and how much it counts.

    Attributes:
        size: N, hidden states kept.
        theta: θ, how much likeness counts; 0 counts every word kept alike.
        share: λ, of the cache's distribution in the mixture; 0 leaves it out.
    """

    size: int = 2000
    theta: float = 0.3
    share: float = 0.1

    def __post_init__(self) -> None:
        """Refuse what makes no distribution."""
        if not (self.size >= 1 and 0 <= self.share < 1 and 0 <= self.theta < float("inf")):
            raise SettingInvalid(
                f"there is no cache of size {self.size} with θ {self.theta:g} and λ {self.share:g}: "
                "the size is 1 or more, θ 0 or more, λ from 0 to less than 1"
            )


def weights(query: Floats, hidden: Floats, theta: float) -> Floats:
    """How alike a hidden state (E,) is to each of those kept (N, E): a distribution, (N,) float32."""
    likeness: Floats = hidden @ (query * np.float32(theta))
    likeness -= likeness.max()
    np.exp(likeness, out=likeness)
    likeness /= likeness.sum()
    return likeness


class Recent:
    """What a cache holds while a person writes: states and the words that followed them, the last N.

    Args:
        settings: of the cache.
    """

    def __init__(self, settings: CacheSettings) -> None:
        self.settings = settings
        self.version = 0
        self._hidden = np.zeros((0, 0), dtype=np.float32)
        self._words = np.zeros(0, dtype=np.int64)

    def remember(self, hidden: Floats, words: Ids) -> None:
        """Keep the states (T, E) that some words (T,) followed."""
        last = self.settings.size
        if len(words):
            before = self._hidden if len(self._words) else hidden[:0]
            self._hidden = np.concatenate([before, hidden])[-last:].astype(np.float32)
            self._words = np.concatenate([self._words, words])[-last:].astype(np.int64)
            self.version += 1

    def mixed(self, hidden: Floats, p: Floats) -> Floats:
        """p of every word (V,) after a hidden state (E,): the network's, given, and the cache's."""
        share = np.float32(self.settings.share)
        if not len(self._words) or not share:
            return p
        found: Floats = p * (1 - share)
        np.add.at(found, self._words, share * weights(hidden, self._hidden, self.settings.theta))
        return found

    def mixed_of(self, hidden: Floats, p: float, word: int) -> float:
        """The same for one word."""
        share = self.settings.share
        if not len(self._words) or not share:
            return p
        there = self._words == word
        of_cache = (
            float(weights(hidden, self._hidden, self.settings.theta)[there].sum()) if there.any() else 0.0
        )
        return (1.0 - share) * p + share * of_cache


def probabilities(hidden: Floats, words: Ids, size: int, thetas: Sequence[float]) -> Doubles:
    """p_cache of each word of a text, for several θ at once.

    Args:
        hidden: (T, E) float32; row t is the state that `words[t]` was predicted from.
        words: (T,) int32.
        size: N, how many places before its own a word is looked for at.
        thetas: values of θ.

    Returns:
        (thetas, T) float64; 0 at a place that has none before it.
    """
    found = np.zeros((len(thetas), len(words)))
    for asked, likeness, held, same in _compared(hidden, words, size):
        for row, theta in enumerate(thetas):
            each = np.exp(likeness * np.float32(theta))  # (Q, K)
            total = np.einsum("qk,qk->q", each, held)
            hits = np.einsum("qk,qk->q", each, same)
            found[row, asked] = hits / np.maximum(total, np.float32(1e-30))
    return found


def _compared(hidden: Floats, words: Ids, size: int) -> Iterator[tuple[slice, Floats, Floats, Floats]]:
    """A text stretch by stretch, of Q places, beside the K places that any of them looks at.

    Gives where the stretch is in the answer; likeness (Q, K), h·h' less its largest among those looked at; and two
    masks (Q, K) of 0 and 1: looked at, and looked at with the same word.
    """
    for start in range(0, len(words), _QUERIES):
        stop = min(start + _QUERIES, len(words))
        first = max(0, start - size)
        likeness = hidden[start:stop] @ hidden[first:stop].T
        back = np.arange(start, stop)[:, None] - np.arange(first, stop)[None, :]
        held = (back >= 1) & (back <= size)
        largest = np.max(likeness, axis=1, keepdims=True, where=held, initial=np.finfo(np.float32).min)
        likeness -= largest
        np.minimum(likeness, 0, out=likeness)  # what is not looked at may be larger
        same = held & (words[start:stop, None] == words[None, first:stop])
        yield slice(start, stop), likeness, held.astype(np.float32), same.astype(np.float32)


def mixed(scores: Floats, cached: Doubles, share: float) -> Floats:
    """ln p of each word, (T,) float32: the network's scores (T,) and the cache's probabilities (T,).

    Args:
        scores: the network's ln p.
        cached: p_cache.
        share: λ.

    Where the text begins the cache is empty: the first word is the network's alone.
    """
    with np.errstate(divide="ignore"):  # a word that neither gives anything is impossible
        found = np.log((1 - share) * np.exp(scores.astype(np.float64)) + share * cached)
    if len(found):
        found[0] = scores[0]
    return found.astype(np.float32)


def score(model: NeuralModel, words: Ids, settings: CacheSettings) -> Floats:
    """ln p of each word of a text, (T,) float32, with a cache that is empty where the text begins."""
    hidden, scores = _hidden_and_scores(model, words)
    (cached,) = probabilities(hidden, words, settings.size, [settings.theta])
    return mixed(scores, cached, settings.share)


def fitted(model: NeuralModel, held_out: Ids, sizes: Sequence[int] = SIZES) -> CacheSettings:
    """The settings under which a held-out text is likeliest."""
    words = held_out[:_FIT_WORDS]
    return fit(*_hidden_and_scores(model, words), words, sizes)


def _hidden_and_scores(model: NeuralModel, words: Ids) -> tuple[Floats, Floats]:
    """The states that the words of a text are predicted from, (T, E), and ln p of each, (T,)."""
    parts = [part for _, part in model.hidden(words)]
    hidden = np.concatenate(parts) if parts else np.zeros((0, 1), dtype=np.float32)
    return hidden, model.score_of(hidden, words)


def fit(hidden: Floats, scores: Floats, words: Ids, sizes: Sequence[int] = SIZES) -> CacheSettings:
    """The settings under which a held-out text is likeliest.

    Args:
        hidden: (T, E) float32, as for `probabilities`.
        scores: (T,) float32, the network's ln p of each word.
        words: (T,) int32.
        sizes: of which to choose one.
    """
    if len(words) < 2:
        return CacheSettings(share=0.0)
    spread = _spread(hidden)
    thetas = [strength / spread for strength in STRENGTHS]
    own = np.exp(scores[1:].astype(np.float64))
    best, found = -np.inf, CacheSettings(share=0.0)
    for size in sizes:
        for theta, cached in zip(thetas, probabilities(hidden, words, size, thetas)[:, 1:], strict=True):
            share = _share(own, cached)
            value = float(np.log((1 - share) * own + share * cached).mean())
            if value > best:
                best, found = value, CacheSettings(size, theta, share)
    return found


def _spread(hidden: Floats) -> float:
    """The standard deviation of h·h' over pairs of places, 1 where there is none."""
    some = hidden[:: max(1, len(hidden) // 500)]
    return float((some @ some.T).std()) or 1.0


def _share(own: Doubles, cached: Doubles) -> float:
    """λ by EM: the mean share that the cache has in each word."""
    share = 0.1
    for _ in range(_EM_STEPS):
        part = share * cached
        share = float(np.mean(part / np.maximum((1 - share) * own + part, 1e-300)))
    return min(share, 0.99)
