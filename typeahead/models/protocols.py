"""What every language model of typeahead can do, as protocols, and the values they exchange."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

UNK = 0
"""The reserved id of any word outside the vocabulary."""
BOS = 1
"""The reserved id `<s>`: only ever a context, never predicted."""
EOS = 2
"""The reserved id `</s>`."""
FIRST_WORD = 3
"""Ids from here on are words."""

RESERVED = ("<unk>", "<s>", "</s>")

Ids: TypeAlias = NDArray[np.int32]
Among: TypeAlias = range | NDArray[np.int32] | None
"""Which word ids an answer may come from: a range (a typed prefix, since ids are sorted), a list, or all."""


class Candidate(NamedTuple):
    """A word that may come next, with its probability (not its logarithm)."""

    word: int
    probability: float


def arrays_of(candidates: Sequence[Candidate]) -> tuple[Ids, NDArray[np.float64]]:
    """Their words (n,) and probabilities (n,)."""
    words = np.array([each.word for each in candidates], dtype=np.int32)
    return words, np.array([each.probability for each in candidates], dtype=np.float64)


S = TypeVar("S", bound=Hashable)


class LanguageModel(Protocol[S]):
    """The read side of a model: pure functions of a small immutable state.

    Equal states give equal distributions. All logarithms are natural.
    """

    def start(self) -> S:
        """The state after a sentence or paragraph end."""
        ...

    def advance(self, state: S, word: int) -> S:
        """The state after one more word."""
        ...

    def log_probs(self, state: S) -> NDArray[np.float32]:
        """ln p of every word, (V,) float32: logsumexp == 0, with `<unk>` holding all unknown words' mass."""
        ...

    def score(self, words: Ids) -> NDArray[np.float32]:
        """ln p of each word of a text, (T,) float32; `</s>` ends a sentence and starts the next."""
        ...

    def top(self, state: S, k: int, among: Among = None) -> list[Candidate]:
        """The k likeliest words, likeliest first, equals in the order of their ids."""
        ...


class Learnable(Protocol):
    """Models made of counts learn exactly both ways: learn then forget is identity, bit for bit."""

    def learn(self, words: Ids) -> None:
        """Count sentences, each ended by `</s>`."""
        ...

    def forget(self, words: Ids) -> None:
        """Take back sentences that were counted."""
        ...
