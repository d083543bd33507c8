"""The likeliest words of probabilities that are at hand: equals come in the order of their ids."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from typeahead.models.distinct import distinct
from typeahead.models.protocols import BOS, Among, Candidate, Ids

_MORE = 8
"""So many more are looked at first than are wanted, for some of them are not."""

_WORTH = (1e-3, 1e-4)
"""Of a whole distribution, words at least so likely are looked at first: mostly a hundred, and enough."""

Floats = NDArray[np.floating]


def best(p: Floats, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
    """The k likeliest words of a distribution (V,), likeliest first.

    Args:
        p: probabilities.
        k: how many.
        among: ids that are wanted.
        skip: ids that are not.
    """
    return list(map(Candidate, *(each.tolist() for each in likeliest(p, k, among, skip))))


def likeliest(p: Floats, k: int, among: Among, skip: Collection[int]) -> tuple[Ids, Floats]:
    """Ids and p of the same."""
    if among is None:
        among = range(len(p))
    if isinstance(among, range):
        among = range(among.start, min(among.stop, len(p)))
        return likeliest_of(among, p[among.start : among.stop], k, skip)
    words = distinct(among)
    return likeliest_of(words, p[words], k, skip)


def likeliest_of(words: range | Ids, p: Floats, k: int, skip: Collection[int]) -> tuple[Ids, Floats]:
    """Ids and p of the k likeliest of some words (ascending), of which p is known, (n,)."""
    wanted = k + _MORE
    while True:
        kept: list[int] = []
        at = highest(p, wanted)
        for place in at.tolist():
            if len(kept) == k or p[place] <= 0.0:
                break
            if words[place] not in skip and words[place] != BOS:
                kept.append(place)
        if len(kept) == k or len(at) == len(p) or p[at[-1]] <= 0.0:
            found = np.array([words[place] for place in kept], dtype=np.int32)
            return found, p[kept]
        wanted *= 4


def highest(p: Floats, wanted: int) -> NDArray[np.intp]:
    """Where the highest figures stand, so many at least or all, highest first and equals in their order."""
    if wanted >= len(p):
        return np.argsort(-p, kind="stable")
    for worth in _WORTH:
        at = np.flatnonzero(p >= worth)
        if len(at) >= wanted:
            break
    else:
        at = np.flatnonzero(p >= np.partition(p, len(p) - wanted)[len(p) - wanted])
    return at[np.argsort(-p[at], kind="stable")]
