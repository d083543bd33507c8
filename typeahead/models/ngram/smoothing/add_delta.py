"""Additive smoothing."""

from __future__ import annotations

import math
from typing import Any

from typeahead.errors import SettingInvalid
from typeahead.models.ngram.smoothing.protocols import Context, Figure, Smoothing


class AddDelta(Smoothing):
    """p = (c + delta) / (N + delta V) of the whole history (Lidstone 1920; Laplace with delta = 1; Chen and Goodman
    1998, section 2.1). Each word's delta is its part of delta V by the base distribution, which need not be uniform.

    Args:
        delta: what is added to each count, as if each word had been seen so much more often.

    Raises:
        SettingInvalid: delta is not above 0.
    """

    name = "add-delta"
    whole = True

    def __init__(self, delta: float = 1.0) -> None:
        if not (delta > 0 and math.isfinite(delta)):
            raise SettingInvalid(f"delta must be a number above 0, not {delta}")
        self.delta = float(delta)

    def share(self, context: Context) -> tuple[Figure, Figure]:
        """Divided by N + delta V; delta V parts of it are left, and what was pruned."""
        followers = context.followers
        added = self.delta * context.types
        total = followers.total + added
        return total, (added + followers.lost) / total

    def parameters(self) -> dict[str, Any]:
        """The delta."""
        return {"delta": self.delta}
