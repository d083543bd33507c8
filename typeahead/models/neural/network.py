"""A network: embeddings, layers on each other, and the hidden vectors that meet the output weights."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.dropout import Dropout
from typeahead.models.neural.layers import Layer, LayerState, layers_of
from typeahead.models.neural.layers.base import flat, uniform
from typeahead.models.neural.operations import Operations, plain

Array: TypeAlias = NDArray[Any]
State: TypeAlias = tuple[LayerState, ...]
"""What all layers keep from word to word."""

_SPREAD = 0.1
"""Of new embeddings: much less, and the gates hardly tell words apart for the first epoch."""


class Pass(NamedTuple):
    """A way forward through a chunk: vectors for the softmax (T, B, E), the state after it, and what backward needs."""

    hidden: Array
    state: State
    tape: Any


class Network:
    """Predicts each word of a stream from those before it.

    The stream is ids with `</s>` between sentences; state is carried over them. The input at t is the word at t − 1.

    Args:
        configuration: its sizes.
        parameters: its weights by name: "embedding" (V, E); "bias" (V,) of the softmax; "layer0.…"; "projection"
            (H, E) where H is not E; "output" (V, E) where it is not tied to the embeddings.
        operations: plain NumPy unless given.
    """

    def __init__(
        self, configuration: Configuration, parameters: dict[str, Array], operations: Operations | None = None
    ) -> None:
        self.configuration = configuration
        self.parameters = parameters
        self.operations = operations or plain()
        self.layers: list[Layer] = layers_of(configuration)

    @classmethod
    def create(
        cls,
        configuration: Configuration,
        seed: int,
        dtype: Any = np.float32,
        operations: Operations | None = None,
    ) -> Network:
        """A network of random weights."""
        random = np.random.default_rng(seed)
        size, embedding = configuration.vocabulary_size, configuration.embedding
        made = {
            "embedding": random.normal(scale=_SPREAD, size=(size, embedding)),
            "bias": np.zeros(size),
        }
        for layer in layers_of(configuration):
            made |= layer.create(random)
        if configuration.width != embedding:
            made["projection"] = uniform(random, configuration.width, embedding)
        if not configuration.tied:
            made["output"] = random.normal(scale=_SPREAD, size=(size, embedding))
        return cls(configuration, {name: array.astype(dtype) for name, array in made.items()}, operations)

    @property
    def dtype(self) -> np.dtype[Any]:
        """Of all weights."""
        return self.parameters["embedding"].dtype

    @property
    def output(self) -> Array:
        """The output weights, (V, E)."""
        return self.parameters["embedding" if self.configuration.tied else "output"]

    def output_rows(self, words: NDArray[np.integer[Any]] | slice) -> Array:
        """Output weights of some words, (n, E)."""
        return self.output[words]

    def rows_changed(self, words: NDArray[np.integer[Any]]) -> None:
        """Output weights of some words were changed in place; for who keeps something that was made of them."""

    def bias_of(self, words: NDArray[np.integer[Any]] | slice) -> Array:
        """Biases of some words, (n,)."""
        return self.parameters["bias"][words]

    def parameter_count(self) -> int:
        """How many numbers it has learned."""
        return sum(array.size for array in self.parameters.values())

    def start(self, batch: int = 1) -> State:
        """The state before any word."""
        return tuple(layer.start(batch, self.dtype) for layer in self.layers)

    def forward(self, words: NDArray[np.int32], state: State, dropout: Dropout | None = None) -> Pass:
        """Hidden vectors (T, B, E) after each of the words (T, B)."""
        steps, batch = words.shape
        x = self.embedded(words)  # (T, B, E)
        word_mask = dropout.word_mask(words, self.dtype) if dropout else None
        if word_mask is not None:
            x *= word_mask
        masks: list[Array | None] = []
        tapes, states = [], []
        for number, layer in enumerate(self.layers):
            share = 0.0 if dropout is None else dropout.between if number else dropout.inputs
            mask = dropout.mask(share, batch, x.shape[2], self.dtype) if dropout else None
            masks.append(mask)
            if mask is not None:
                x = x * mask
            y, after, tape = layer.forward(self.parameters, x, state[number], self.operations)  # (T, B, H)
            x = y + x if self._residual(number) else y
            tapes.append(tape)
            states.append(after)
        mask = dropout.mask(dropout.outputs, batch, x.shape[2], self.dtype) if dropout else None
        masks.append(mask)
        if mask is not None:
            x = x * mask
        top = x  # (T, B, H)
        if "projection" in self.parameters:
            x = (flat(x) @ self.parameters["projection"]).reshape(steps, batch, -1)  # (T, B, E)
        return Pass(x, tuple(states), (words, word_mask, masks, tapes, top))

    def backward(
        self, tape: Any, d_hidden: Array, gradients: dict[str, Array], record: list[Array] | None = None
    ) -> None:
        """Add the gradients of a loss to `gradients`, of ∂loss/∂hidden (T, B, E).

        Args:
            tape: of `forward`.
            d_hidden: as above.
            gradients: by the names of the parameters.
            record: gets, layer by layer, the topmost last, ∂loss/∂h(t): (T, B, H).
        """
        words, word_mask, masks, tapes, top = tape
        dx = d_hidden
        if "projection" in self.parameters:
            gradients["projection"] += flat(top).T @ flat(dx)
            dx = (flat(dx) @ self.parameters["projection"].T).reshape(top.shape)
        if masks[-1] is not None:
            dx = dx * masks[-1]
        recorded: list[Array] | None = None if record is None else []
        for number in reversed(range(len(self.layers))):
            dy = dx
            dx = self.layers[number].backward(
                self.parameters, tapes[number], dy, gradients, self.operations, recorded
            )
            if self._residual(number):
                dx += dy
            if masks[number] is not None:
                dx *= masks[number]
        if record is not None and recorded is not None:
            record.extend(reversed(recorded))
        if word_mask is not None:
            dx *= word_mask
        self.operations.add_rows(gradients["embedding"], words.reshape(-1), flat(dx))

    def embedded(self, words: NDArray[np.int32]) -> Array:
        """The embeddings of words of any shape, (…, E)."""
        return np.asarray(self.parameters["embedding"][words])

    def products(self, hidden: Array) -> Array:
        """What hidden vectors (N, E) have in common with each word's output weights, (N, V)."""
        if len(hidden) == 1:  # words by vector, not vector by words: the quicker product
            return np.asarray((self.output @ hidden[0])[None])
        return np.asarray(hidden @ self.output.T)

    def logits(self, hidden: Array) -> Array:
        """(N, V) of hidden vectors (N, E), or (V,) of one (E,)."""
        if hidden.ndim == 1:
            return np.asarray(self.logits(hidden[None])[0])
        return np.asarray(self.products(hidden) + self.parameters["bias"])

    def step(self, word: int, state: State) -> tuple[Array, State]:
        """The hidden vector (E,) after one more word, and the state."""
        found = self.forward(np.array([[word]], dtype=np.int32), state)
        return found.hidden[0, 0], found.state

    def _residual(self, number: int) -> bool:
        same = self.configuration.inputs_of(number) == self.configuration.width
        return self.configuration.residual and same and number > 0
