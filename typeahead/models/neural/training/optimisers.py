"""Adam and SGD over all of a network's weights, with the global norm of the gradient between."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.network import Network
from typeahead.models.neural.training.recipe import ADAM, Recipe
from typeahead.models.neural.training.threads import Threads

Array = NDArray[Any]
Gradients = dict[str, Array]

DECAYS = (0.9, 0.99)
"""Of Adam's means; words that are rarely seen need the second one shorter than the usual 0.999."""

_TINY = 1e-8


class Optimiser:
    """Changes weights by the sum of what the threads found.

    Args:
        network: whose weights are changed in place.
        recipe: which optimiser.
        moments: Adam's, of an earlier run.

    Attributes:
        moments: "mean.NAME" and "square.NAME", shaped as the weights; none for SGD.
        count: steps made.
    """

    def __init__(self, network: Network, recipe: Recipe, moments: Mapping[str, Array] | None = None) -> None:
        self._network = network
        self._adam = recipe.optimiser == ADAM
        self._clip = recipe.clip
        self.count = 0
        self.moments: dict[str, Array] = {}
        if self._adam:
            for name, array in network.parameters.items():
                for moment in (f"mean.{name}", f"square.{name}"):
                    self.moments[moment] = (
                        np.zeros_like(array) if moments is None else np.array(moments[moment])
                    )

    def norm(
        self, gradients: list[Gradients], touched: Mapping[str, NDArray[np.int64]], threads: Threads
    ) -> float:
        """Sum all threads' gradients into the first one's; the global norm of the sum.

        Args:
            gradients: one of each thread.
            touched: of matrices of which few rows have a gradient, those rows.
            threads: to do it with.
        """

        def sum_up(part: int) -> float:
            total = 0.0
            for name, array in gradients[0].items():
                found = 0.0
                for other in gradients[1:]:
                    found = self._combine(array, other[name], touched.get(name), part, threads.parts)
                if len(gradients) == 1:
                    found = self._squares(array, touched.get(name), part, threads.parts)
                total += found
            return total

        return math.sqrt(sum(threads.each(sum_up)))

    def step(
        self,
        gradients: Gradients,
        touched: Mapping[str, NDArray[np.int64]],
        rate: float,
        norm: float,
        threads: Threads,
    ) -> float:
        """Change the weights; all gradients become 0. By how much the gradient was scaled down (1: not at all)."""
        self.count += 1
        scale = self._clip / norm if self._clip and norm > self._clip else 1.0
        operations = self._network.operations
        first, second = DECAYS
        correction = math.sqrt(1.0 - second**self.count)
        rise = rate * correction / (1.0 - first**self.count)
        tiny = _TINY * correction

        def update(part: int) -> None:
            for name, parameter in self._network.parameters.items():
                rows = touched.get(name)
                some: Any
                if rows is not None:
                    mine = rows[_share(len(rows), part, threads.parts)]
                    if self._adam:
                        moments = self.moments[f"mean.{name}"], self.moments[f"square.{name}"]
                        operations.adam_rows(
                            parameter, *moments, gradients[name], mine, rise, scale, DECAYS, tiny
                        )
                    else:
                        operations.sgd_rows(parameter, gradients[name], mine, rate * scale)
                    continue
                some = _share(parameter.size, part, threads.parts)
                flat, gradient = parameter.reshape(-1)[some], gradients[name].reshape(-1)[some]
                if self._adam:
                    mean, square = (self.moments[f"{m}.{name}"].reshape(-1)[some] for m in ("mean", "square"))
                    operations.adam(flat, mean, square, gradient, rise, scale, DECAYS, tiny)
                else:
                    operations.sgd(flat, gradient, rate * scale)

        threads.each(update)
        return scale

    def _combine(
        self, array: Array, other: Array, rows: NDArray[np.int64] | None, part: int, parts: int
    ) -> float:
        if rows is not None:
            return self._network.operations.combine_rows(array, other, rows[_share(len(rows), part, parts)])
        some = _share(array.size, part, parts)
        if some.start == some.stop:
            return 0.0
        return self._network.operations.combine(array.reshape(-1)[some], other.reshape(-1)[some])

    def _squares(self, array: Array, rows: NDArray[np.int64] | None, part: int, parts: int) -> float:
        if rows is not None:
            some = array[rows[_share(len(rows), part, parts)]].reshape(-1)
        else:
            some = array.reshape(-1)[_share(array.size, part, parts)]
        return float(np.dot(some, some))


def _share(many: int, part: int, parts: int) -> slice:
    """A part of so many."""
    return slice(many * part // parts, many * (part + 1) // parts)
