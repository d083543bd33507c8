"""Models of every smoothing for tests, and the references that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.models.ngram.brute import BruteForce
from tests.strategies import VOCABULARY_SIZE, ids
from typeahead.models.ngram.base import Base, UniformBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.smoothing import SMOOTHINGS, Discounts, make
from typeahead.models.protocols import FIRST_WORD, RESERVED
from typeahead.models.spelled import SpelledBase, SpelledModel

NORMALISED = [name for name in SMOOTHINGS if name not in ("mle", "stupid-backoff")]
WORDS = [*RESERVED, *(f"w{'o' * number}rd" for number in range(VOCABULARY_SIZE - FIRST_WORD))]


@dataclass(frozen=True)
class Made:
    """What a model is made with, drawn by hypothesis.

    Attributes:
        name: of the smoothing.
        parameters: what is given for it.
        spelled: whether the letter model lies under the unigrams; else they are uniform.
        prune: one threshold an order.
        taken: Katz's discounts, where it is not the text that decides (tiny texts never give any).
    """

    name: str = "modified-kneser-ney"
    parameters: dict[str, Any] = field(default_factory=dict)
    spelled: bool = False
    prune: tuple[int, ...] = ()
    taken: tuple[float, ...] | None = None

    def model(self, text: list[list[int]], order: int) -> NgramModel:
        smoothing = make(self.name, self.parameters)
        if self.taken is not None:
            given = Discounts(self.taken)
            smoothing.discounts = lambda count_of_counts: given  # type: ignore[method-assign]
        counts = Counts(count(ids(text), VOCABULARY_SIZE, order, raw=smoothing.raw, prune=self.prune))
        return NgramModel(counts, spelled_base() if self.spelled else UniformBase(counts), smoothing)

    def brute(self, text: list[list[int]], order: int) -> BruteForce:
        base: Base | None = spelled_base() if self.spelled else None
        return BruteForce(
            self.name,
            text,
            order,
            base and base.of,
            self.prune,
            discounts=self.taken,
            **self.parameters,
        )


def spelled_base() -> SpelledBase:
    letters, values = _letters()
    return SpelledBase(letters, values.copy(), list(WORDS))


@cache
def _letters() -> tuple[SpelledModel, np.ndarray]:
    letters = SpelledModel.build(WORDS[FIRST_WORD:])
    values = np.zeros(len(WORDS))
    values[FIRST_WORD:] = letters.probabilities(WORDS[FIRST_WORD:])
    return letters, values


def _of(names: Sequence[str], prunes: Sequence[tuple[int, ...]]) -> st.SearchStrategy[Made]:
    weights = st.lists(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=4), min_size=1, max_size=4).map(
        lambda drawn: {"weights": drawn}
    )
    delta = st.floats(1e-3, 10).map(lambda drawn: {"delta": drawn})
    good_turing = st.sampled_from([None, (0.0, 0.6, 0.9, 0.8, 0.6, 0.5, 0.0)])

    def of(name: str) -> st.SearchStrategy[Made]:
        return st.builds(
            Made,
            st.just(name),
            {"jelinek-mercer": weights, "add-delta": delta}.get(name, st.just({})),
            st.booleans(),
            st.sampled_from(prunes),
            good_turing if name == "katz" else st.none(),
        )

    return st.sampled_from(names).flatmap(of)


made = _of(list(SMOOTHINGS), [()])
"""Any smoothing on all counts."""

made_pruned = _of(list(SMOOTHINGS), [(), (0, 1), (0, 0, 1), (0, 1, 2)])
"""Any smoothing, with or without pruning."""

made_normalised = _of(NORMALISED, [(), (0, 1), (0, 0, 1)])
"""Smoothings that give probabilities."""
