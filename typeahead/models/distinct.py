"""Ids without repetition."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def distinct(ids: NDArray[np.int32]) -> NDArray[np.int32]:
    """The different ones of some ids, ascending.

    As `np.unique`, whose first call loads a part of NumPy that nothing else here needs: a tenth of a first suggestion.
    """
    ordered = np.sort(ids)
    if len(ordered) < 2:
        return ordered
    found: NDArray[np.int32] = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return found
