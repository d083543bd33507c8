"""Words outside an n-gram model's vocabulary: what their letters are worth in its figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

from typeahead.models.ngram.model import Link, NgramModel
from typeahead.models.protocols import UNK
from typeahead.models.spelled import SpelledBase


def log_of_unknown(model: NgramModel, base: SpelledBase | None, links: Sequence[Link], form: str) -> float:
    """ln p of a word outside the vocabulary: its letters' share of what is left to unknown words."""
    if base is None:
        return log(model.probability_of(links, UNK))
    if counts_unknown(model):
        return log(model.probability_of(links, UNK)) + base.log_of_spelling(form) - math.log(base.of(UNK))
    return log(model.base_weight(links)) + base.log_of_spelling(form)


def counts_unknown(model: NgramModel) -> bool:
    """Whether unknown words were counted, all as one (a vocabulary with a limit)."""
    return model.counts.depths[0].count(UNK) > 0


def log(p: float) -> float:
    """ln p, -inf for 0."""
    return math.log(p) if p > 0 else -math.inf
