"""What may come where the words before can be read in more than one way."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from typeahead.models.likeliest import best
from typeahead.models.protocols import Among, Candidate, Ids
from typeahead.prediction.engine import Evidence, Outlook

Doubles = NDArray[np.float64]


class Blend:
    """p(w) = Σ_i g_i p_i(w) over readings i of the same place; see `engine.Outlook`.

    The likeliest words are looked up in the whole distribution: it is made once for a place, and few places have one.

    Args:
        readings: what may come by each.
        likelihoods: of each reading; g is in proportion to them.
    """

    def __init__(self, readings: Sequence[Outlook], likelihoods: Sequence[float]) -> None:
        total = sum(likelihoods)
        shares = (
            [each / total for each in likelihoods] if total > 0.0 else [1 / len(readings)] * len(readings)
        )
        self._readings = list(zip(shares, readings, strict=True))
        self._p: Doubles | None = None

    @property
    def shares(self) -> list[float]:
        """How much each reading counts."""
        return [share for share, _ in self._readings]

    @property
    def likelier(self) -> Outlook:
        """By the reading that counts most."""
        return max(self._readings, key=lambda each: each[0])[1]

    @property
    def rest(self) -> float:
        """How much of the base distribution all readings add."""
        return sum(share * each.rest for share, each in self._readings)

    def own(self, words: Ids) -> Doubles:
        """p of some words, without the base distribution's part."""
        found: Doubles = np.sum([share * each.own(words) for share, each in self._readings], axis=0)
        return found

    def own_mass(self, among: range) -> float:
        """The same, summed over a range."""
        return sum(share * each.own_mass(among) for share, each in self._readings)

    def own_from(self, first: int) -> float:
        """The same, summed over all ids from one on."""
        return sum(share * each.own_from(first) for share, each in self._readings)

    def probabilities(self, words: Ids) -> Doubles:
        """p of some words."""
        found: Doubles = np.sum([share * each.probabilities(words) for share, each in self._readings], axis=0)
        return found

    def distribution(self) -> Doubles:
        """p of every word."""
        return self._distribution().copy()

    def _distribution(self) -> Doubles:
        if self._p is None:
            self._p = np.sum([share * each.distribution() for share, each in self._readings], axis=0)
        return self._p

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words."""
        return best(self._distribution(), k, among, skip)

    def narrowed(self, among: range, more: Ids) -> Blend:  # noqa: ARG002
        """All is looked up already."""
        return self

    def log_of_unknown(self, form: str) -> float:
        """ln p of a word outside the vocabulary, by its letters."""
        logs = [np.log(share) + each.log_of_unknown(form) for share, each in self._readings if share > 0.0]
        return float(np.logaddexp.reduce(logs))

    def advance(self, word: int) -> Outlook:
        """After one more word, by the reading that it fits best."""
        return self._fitting(word).advance(word)

    def following(
        self, word: int, k: int, among: range, skip: Collection[int]
    ) -> tuple[Outlook, list[Candidate]]:
        """By the reading that the word fits best."""
        return self._fitting(word).following(word, k, among, skip)

    def _fitting(self, word: int) -> Outlook:
        at = np.array([word], dtype=np.int32)
        return max(self._readings, key=lambda each: each[0] * float(each[1].probabilities(at)[0]))[1]

    def evidence(self, forms: Sequence[str], words: Sequence[int]) -> Evidence:
        """What stands behind it, by the reading that counts most."""
        return self.likelier.evidence(forms, words)
