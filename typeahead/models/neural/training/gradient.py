"""Loss and gradient of a chunk, each thread with its part of the batch."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural import softmax
from typeahead.models.neural.dropout import Dropout
from typeahead.models.neural.network import Network, State
from typeahead.models.neural.sampled import Sampler, sampled
from typeahead.models.neural.training.batches import Chunk
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads


class Worker:
    """Computes the gradient of chunk after chunk, and carries the state from one to the next.

    Args:
        network: whose weights are used, and left alone.
        recipe: dropout, samples and seed.
        batch: texts beside each other.
        sampler: draws words, or None for the full softmax.
        threads: as many parts.

    Attributes:
        gradients: one dictionary a part, by the names of the weights; added to by `run`.
        states: one a part.
        touched: rows of matrices that `run` gave a gradient, where not all have one.
    """

    def __init__(
        self, network: Network, recipe: Recipe, batch: int, sampler: Sampler | None, threads: Threads
    ) -> None:
        self._network = network
        self._recipe = recipe
        self._sampler = sampler
        self._threads = threads
        parts = threads.parts
        self._columns = [slice(batch * p // parts, batch * (p + 1) // parts) for p in range(parts)]
        self.gradients = [
            {name: np.zeros_like(array) for name, array in network.parameters.items()} for _ in range(parts)
        ]
        self._rooms: list[dict[str, Any]] = [{} for _ in range(parts)]
        self.states: list[State] = []
        self.touched: dict[str, NDArray[np.int64]] = {}
        self.restart()

    def restart(self) -> None:
        """Begin a text: no state from before."""
        self.states = [self._network.start(columns.stop - columns.start) for columns in self._columns]

    def clear(self) -> None:
        """Drop gradients that shall not be used."""
        for gradients in self.gradients:
            for array in gradients.values():
                array[...] = 0.0

    def run(self, chunk: Chunk, step: int) -> float:
        """Mean loss in nats a word; its gradient is added to `gradients`."""
        if chunk.first:
            self.restart()
        recipe, network = self._recipe, self._network
        scale = 1.0 / chunk.targets.size
        sample = None
        self.touched = {}
        if self._sampler is not None:
            drawn = np.random.default_rng((recipe.seed, step))
            sample = self._sampler.draw(drawn, network.dtype)
            self.touched = self._rows(chunk, sample.words)

        def part(number: int) -> float:
            columns, gradients = self._columns[number], self.gradients[number]
            if columns.start == columns.stop:
                return 0.0
            inputs = np.ascontiguousarray(chunk.inputs[:, columns])
            targets = chunk.targets[:, columns].reshape(-1)
            found = network.forward(inputs, self.states[number], self._dropout(step, number))
            self.states[number] = found.state
            hidden = found.hidden.reshape(len(targets), -1)
            if sample is not None:
                loss, d_hidden = sampled(network, hidden, targets, sample, gradients, scale)
            else:
                loss, d_hidden = softmax.full(network, hidden, targets, gradients, scale, self._rooms[number])
            network.backward(found.tape, d_hidden.reshape(found.hidden.shape), gradients)
            return loss

        return sum(self._threads.each(part)) * scale

    def _rows(self, chunk: Chunk, drawn: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
        size = self._network.configuration.vocabulary_size
        out, into = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        out[drawn] = out[chunk.targets] = True
        into[chunk.inputs] = True
        if self._network.configuration.tied:
            return {"embedding": np.flatnonzero(out | into)}
        return {"embedding": np.flatnonzero(into), "output": np.flatnonzero(out)}

    def _dropout(self, step: int, number: int) -> Dropout | None:
        recipe = self._recipe
        inputs = recipe.dropout if recipe.input_dropout is None else recipe.input_dropout
        if not (recipe.dropout or inputs or recipe.word_dropout):
            return None
        random = np.random.default_rng((recipe.seed, step, number))
        return Dropout(random, inputs, recipe.dropout, recipe.dropout, recipe.word_dropout)
