"""A network as a language model: states, distributions and scores over its own words, in NumPy alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.likeliest import best
from typeahead.models.neural.network import Array, Network, State
from typeahead.models.protocols import BOS, EOS, Among, Candidate, Ids

_CHUNK = 64
"""So many words' logits are worked out together, (64, V) float32."""

_REMEMBERED = 8
"""So many states' distributions are kept: while a word is typed, the same one is asked for at each letter."""


@dataclass(frozen=True, slots=True, eq=False)
class NeuralState:
    """What a network keeps of all words so far; equal to itself alone.

    Attributes:
        hidden: (E,) what meets the output weights.
        layers: what each layer keeps.
    """

    hidden: Array
    layers: State


class NeuralModel:
    """p(word | all words before) = softmax(output · hidden + bias), `<s>` left out.

    The network was trained on a stream in which `</s>` stands between sentences, and so it goes on over them.

    Attributes:
        network: its weights; who changes them says so by `changed`.
        version: how often they were changed.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.version = 0
        self._known: dict[NeuralState, NDArray[np.float32]] = {}

    @property
    def size(self) -> int:
        """V: reserved ids, words, and those that came later."""
        return len(self.network.parameters["bias"])

    def changed(self) -> None:
        """The weights are not what they were: what was worked out before holds no more."""
        self.version += 1
        self._known.clear()

    def start(self) -> NeuralState:
        """The state at the beginning of a text: after a sentence's end that nothing came before."""
        return self._step(EOS, self.network.start())

    def advance(self, state: NeuralState, word: int) -> NeuralState:
        """The state after one more word, or a sentence's end."""
        return self._step(word, state.layers)

    def read(self, words: Sequence[int]) -> NeuralState:
        """The state after some words from the beginning, in one go: as `start` and `advance`, up to rounding."""
        if not words:
            return self.start()
        done = self.network.forward(np.array([EOS, *words], dtype=np.int32)[:, None], self.network.start())
        return NeuralState(done.hidden[-1, 0], done.state)

    def _step(self, word: int, layers: State) -> NeuralState:
        hidden, after = self.network.step(word, layers)
        return NeuralState(hidden, after)

    def log_probs(self, state: NeuralState) -> NDArray[np.float32]:
        """ln p of every word, (V,) float32, not to be changed; -inf for `<s>`."""
        found = self._known.get(state)
        if found is None:
            found = self.log_probs_of(state.hidden[None])[0]
            found.flags.writeable = False
            if len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[state] = found
        return found

    def log_probs_of(self, hidden: Array) -> NDArray[np.float32]:
        """ln p of every word after each of some hidden vectors (N, E), (N, V) float32."""
        logits = self.network.products(hidden)
        logits += self.network.parameters["bias"]
        logits[:, BOS] = -np.inf
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True, dtype=np.float64)).astype(logits.dtype)
        return np.asarray(logits, dtype=np.float32)

    def probabilities(self, state: NeuralState) -> NDArray[np.float32]:
        """p of every word, (V,) float32: as e to the power of `log_probs`, in half the time."""
        p: NDArray[np.float32] = self.network.products(state.hidden[None])[0]
        p += self.network.parameters["bias"]
        p[BOS] = -np.inf
        p -= p.max()
        np.exp(p, out=p)
        p /= p.sum()
        return p

    def walk(self, state: NeuralState, words: Sequence[int]) -> list[NeuralState]:
        """The state before each of some words, and after the last: len(words) + 1 of them."""
        states = [state]
        for word in words:
            states.append(self.advance(states[-1], word))
        return states

    def hidden(self, words: Ids) -> Iterator[tuple[int, Array]]:
        """The vectors that each word of a text is predicted from, chunk by chunk: (its first place, (n, E))."""
        state = self.network.start()
        inputs = np.concatenate([[EOS], words[:-1]]).astype(np.int32)
        for first in range(0, len(words), _CHUNK):
            done = self.network.forward(inputs[first : first + _CHUNK, None], state)
            state = done.state
            yield first, done.hidden[:, 0]

    def score(self, words: Ids) -> NDArray[np.float32]:
        """ln p of each word of a text, (T,) float32; state is carried over sentences."""
        found = np.zeros(len(words), dtype=np.float32)
        for first, hidden in self.hidden(words):
            some = slice(first, first + len(hidden))
            found[some] = self.score_of(hidden, words[some])
        return found

    def score_of(self, hidden: Array, words: Ids) -> NDArray[np.float32]:
        """ln p of each of some words (T,) after the vectors (T, E) that they are predicted from, (T,) float32."""
        found = np.zeros(len(words), dtype=np.float32)
        for first in range(0, len(words), _CHUNK):
            some = words[first : first + _CHUNK]
            found[first : first + len(some)] = self.log_probs_of(hidden[first : first + len(some)])[
                np.arange(len(some)), some
            ]
        return found

    def top(
        self, state: NeuralState, k: int, among: Among = None, skip: Collection[int] = frozenset()
    ) -> list[Candidate]:
        """The k likeliest words, likeliest first, equals in the order of their ids."""
        return best(np.exp(self.log_probs(state)), k, among, skip)
