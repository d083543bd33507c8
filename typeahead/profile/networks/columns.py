"""A checkpoint for another number of threads: each thread keeps the hidden states of its part of the batch."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.training.checkpoint import Checkpoint

_STATE = "state."


def divided(checkpoint: Checkpoint, threads: int) -> Checkpoint:
    """The same training, its states (B, …) in as many parts as there are threads."""
    parts: dict[str, list[tuple[int, NDArray[Any]]]] = defaultdict(list)
    arrays = {}
    for name, array in checkpoint.arrays.items():
        if name.startswith(_STATE):
            number, rest = name[len(_STATE) :].split(".", 1)
            parts[rest].append((int(number), array))
        else:
            arrays[name] = array
    for rest, found in parts.items():
        whole = np.concatenate([array for _, array in sorted(found, key=lambda pair: pair[0])])
        many = min(threads, len(whole))
        for part in range(many):
            columns = slice(len(whole) * part // many, len(whole) * (part + 1) // many)
            arrays[f"{_STATE}{part}.{rest}"] = whole[columns].copy()
    return Checkpoint(arrays, checkpoint.about)
