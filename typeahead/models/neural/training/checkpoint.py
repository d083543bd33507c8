"""Everything a training needs to go on as if it had never stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A training between two steps, in copies of its own.

    Attributes:
        arrays: "weight.NAME", "mean.NAME", "square.NAME", "best.NAME" (the best weights so far) and
            "state.PART.LAYER.NUMBER" (hidden states).
        about: figures that JSON can hold: configuration, recipe, step, learning-rate factor, history, ….
    """

    arrays: dict[str, NDArray[Any]]
    about: dict[str, Any]

    def part(self, name: str) -> dict[str, NDArray[Any]]:
        """Copies of the arrays whose names begin so, without the beginning."""
        beginning = f"{name}."
        return {
            key.removeprefix(beginning): np.array(array)
            for key, array in self.arrays.items()
            if key.startswith(beginning)
        }
