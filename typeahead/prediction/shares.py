"""How a network of some ten thousand words answers for all of a profile's words, and for every word outside them.

What the network holds likely for "any other word" (`<unk>`) is shared out among the words it lacks by the profile's
base distribution: the letter model, which spells known and unknown words alike, or in whitespace mode the same for
each. So every word has an honest probability, and perplexity is over the same open vocabulary as the n-gram model's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.network import Array
from typeahead.models.ngram.base import types_of
from typeahead.models.protocols import BOS, EOS, FIRST_WORD, UNK, Ids
from typeahead.profile.generation import Generation

_NEW = 0.02
"""Of the words that a network lacks, so many at least are new to the notes too."""


class Shares:
    """Between a network's ids and a profile's.

    Args:
        generation: the profile's words and their base distribution.
        words: the network's, reserved ones first.
        by_notes: whether words that the network lacks and the notes have share by how often the notes have them,
            what is left for new ones (Good 1953: the part of those met once) going by their letters.
        numbers: the ids of these words in a mapping of somebody else's, where there is one: it spares megabytes.

    Attributes:
        base: (V,) float64, the base distribution over the profile's words, `<unk>` having what no word has.
    """

    def __init__(
        self,
        generation: Generation,
        words: Sequence[str],
        by_notes: bool = False,
        numbers: Mapping[str, int] | None = None,
    ) -> None:
        self._generation = generation
        self._vocabulary = generation.vocabulary
        self._numbers: Mapping[str, int] = (
            dict(zip(words[FIRST_WORD:], range(FIRST_WORD, len(words)), strict=True))
            if numbers is None
            else numbers
        )
        self._words = list(words)
        self._own = np.zeros(0, dtype=np.int32)
        self._grown = 0
        self._by_notes = by_notes
        self._new = 1.0
        self._at: tuple[int, int, int] | None = None
        self.base = np.zeros(0)
        self.refresh()

    @property
    def version(self) -> tuple[int, int, int]:
        """Changes where another word is known, here or there."""
        counts = self._generation.model.counts
        types = 0 if self._generation.spelled is not None else types_of(counts)
        return len(self._vocabulary), counts.version if self._by_notes else types, self._grown

    def moved(self, generation: Generation) -> Shares:
        """The same network's words, those that came later included, and another generation's."""
        return Shares(generation, self._words, self._by_notes)

    def add(self, word: str, number: int) -> None:
        """The network has another word."""
        if not isinstance(self._numbers, dict):
            self._numbers = dict(self._numbers)  # somebody else's
        self._numbers[word] = number
        self._words[number:] = [word]
        known = self._vocabulary.id_of(word)
        if known < len(self._own):
            self._own[known] = number
        self._grown += 1

    def word(self, number: int) -> str:
        """A word of the network's, by its id there."""
        return self._words[number]

    def numbers_of(self, words: Ids) -> Ids:
        """The network's ids of the profile's, (n,) int32; `<unk>` for words it lacks."""
        self.refresh()
        return self._own[words]

    def number_of(self, word: int) -> int:
        """The network's id of one of the profile's."""
        self.refresh()
        return int(self._own[word])

    def of_network(self, figures: NDArray[np.integer]) -> NDArray[np.float64]:
        """Figures of the profile's words (V,) as those of the network's, 0 for words that the profile lacks."""
        found = np.zeros(len(self._words))
        known = self._ids < len(figures)
        found[self._its[known]] = figures[self._ids[known]]
        return found

    def pairs(self) -> tuple[NDArray[np.int64], Ids]:
        """Ids of words that both have: the profile's, ascending, and the network's."""
        return self._ids, self._its

    @property
    def strange(self) -> NDArray[np.int64]:
        """The network's ids of words that the profile lacks."""
        return self._strange

    @property
    def lacked(self) -> NDArray[np.float64]:
        """(V,) how the words that the network lacks share what it has for them: by the base distribution."""
        return self._lacked

    def refresh(self) -> None:
        """Work out shares anew where words have come."""
        if self._at == self.version:
            return
        self._at = self.version
        words = self._vocabulary.words
        new = words[len(self._own) :]
        numbers = map(self._numbers.get, new, repeat(UNK))  # 60,000 words are waited for at the start
        self._own = np.concatenate([self._own, np.fromiter(numbers, dtype=np.int32, count=len(new))])
        self._own[:FIRST_WORD] = (UNK, BOS, EOS)
        self._ids = np.flatnonzero(self._own != UNK)
        self._its = self._own[self._ids]
        strange = np.ones(len(self._words), dtype=bool)
        strange[self._its] = strange[UNK] = False
        self._strange = np.flatnonzero(strange)
        base = np.zeros(len(words))
        found = self._generation.model.base.vector()
        base[: len(found)] = found
        self.base = base
        lacked = base.copy()
        lacked[self._ids] = 0.0
        self._all_lacked = float(lacked.sum())
        self._lacked = lacked / self._all_lacked
        if self._by_notes:
            self._share_by_notes()
        self._parts = np.where(self._own == UNK, self._lacked, 1.0)

    def _share_by_notes(self) -> None:
        unigrams = self._generation.model.counts.unigrams
        counted = np.zeros(len(self._lacked))
        counted[: len(unigrams)] = unigrams
        counted[:FIRST_WORD] = 0.0
        counted[self._ids] = 0.0
        total = float(counted.sum())
        once = float(np.count_nonzero(counted == 1.0))
        self._new = max(once / total, _NEW) if total else 1.0
        self._lacked = self._new * self._lacked + (1.0 - self._new) * counted / max(total, 1.0)

    def other(self, p: Array) -> float:
        """What all words together have that the network lacks, of its distribution (V,).

        Words that the profile has no longer are among them.
        """
        return float(p[UNK]) + float(p[self._strange].sum(dtype=np.float64))

    def weight(self, other: float) -> float:
        """Of the base distribution, so that the words lacked get `other` together."""
        return other * self._new / self._all_lacked

    def spread(self, p: Array) -> NDArray[np.float64]:
        """The network's distribution (V of the network,) as one over the profile's words, (V,) float64."""
        self.refresh()
        given = p.astype(np.float64)
        given[UNK] = self.other(p)
        found: NDArray[np.float64] = given.take(self._own, mode="clip")
        found *= self._parts
        return found

    def parts(self, words: Ids) -> NDArray[np.float64]:
        """1 for the profile's words that the network has; for each other, its part of what all of them have, (n,)."""
        self.refresh()
        return self._parts[words]

    def score(self, log_p: Array, words: Ids) -> NDArray[np.float64]:
        """ln p of the profile's words (n,), of the network's log probabilities at each of them (n, V)."""
        own = self.numbers_of(words)
        found: NDArray[np.float64] = log_p[np.arange(len(words)), own].astype(np.float64)
        for at in np.flatnonzero(own == UNK).tolist():
            with np.errstate(divide="ignore"):
                found[at] = np.log(self.other(np.exp(log_p[at])) * self._lacked[words[at]])
        return found
