"""Words by their ids, and those outside an n-gram model's vocabulary: what their letters are worth in its figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

from typeahead.models.ngram.model import Link, NgramModel
from typeahead.models.protocols import EOS, RESERVED, UNK
from typeahead.models.spelled import SpelledBase
from typeahead.text.vocabulary import Vocabulary


def number_of(vocabulary: Vocabulary, form: str) -> int:
    """A word's id, `<unk>` for one outside the vocabulary; a sentence's end goes by its name, `</s>`."""
    return EOS if form == RESERVED[EOS] else vocabulary.id_of(form, UNK)


def spelling_of(base: SpelledBase | None, form: str) -> float | None:
    """A word's share by its letters; None where nothing is spelled, and for a sentence's end."""
    return None if base is None or form == RESERVED[EOS] else base.of_spelling(form)


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
