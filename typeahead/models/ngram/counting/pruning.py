"""Pruning: rare n-grams are left out, and each context keeps how much they counted.

The meaning is that of KenLM's lmplz: the count that decides is the one met in the text, at every order, and
counts of counts are those of all n-grams, pruned or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def thresholds(prune: Sequence[int], order: int) -> tuple[int, ...]:
    """For each order from 1 up, the count up to which its n-grams are left out.

    Args:
        prune: for the orders 1, 2, …; the last one holds for the higher orders too. What is beyond `order` is not used.
        order: of the model.

    Raises:
        ValueError: the first is not 0 (words themselves are never left out), or one is less than the one before: an
            n-gram would be kept whose beginning is gone.
    """
    given = [*prune] or [0]
    if given[0] != 0:
        raise ValueError(
            f"the first threshold must be 0, not {given[0]}: words are never pruned, only longer n-grams"
        )
    for before, after in pairwise(given):
        if after < before:
            raise ValueError(
                f"thresholds must not fall from one order to the next, but {after} comes after {before}: "
                "a longer n-gram is never more frequent than its beginning"
            )
    return tuple((given + given[-1:] * order)[:order])
