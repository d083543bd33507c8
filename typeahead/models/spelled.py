"""Unknown words, letter by letter: a character n-gram that gives every possible word an honest probability."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.base import Base
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel, State
from typeahead.models.ngram.presorted import Presorted
from typeahead.models.ngram.smoothing import ModifiedKneserNey
from typeahead.models.ngram.tables import Tables
from typeahead.models.protocols import BOS, EOS, FIRST_WORD, UNK

ORDER = 6
"""Characters of context plus one: more gains nothing on the word lists of a few ten thousand types."""

_REMEMBERED = 4096
"""Beginnings of words whose probabilities are kept: the letter model never changes within a generation."""

_ALL_CHARACTERS = 0x110000
"""Characters outside the alphabet share their mass evenly over Unicode."""

_LEAST = 1e-250
"""No word's share is less: a long word's would be 0, and its surprise infinite."""


class _Alphabet:
    """Uniform over the alphabet, the end of a word and "any other character"."""

    def __init__(self, size: int) -> None:
        self._vector = np.full(size, 1.0 / (size - 1))
        self._vector[BOS] = 0.0

    def of(self, word: int) -> float:
        return float(self._vector[word])

    def values(self, words: NDArray[np.int32]) -> NDArray[np.float64]:
        return self._vector[words]

    def vector(self) -> NDArray[np.float64]:
        return self._vector

    def mass(self, among: range) -> float:
        return float(self._vector[among.start : among.stop].sum())

    def bound(self, skip: int, uncounted: bool = False) -> tuple[NDArray[np.int32], float]:  # noqa: ARG002
        return np.zeros(0, dtype=np.int32), float(self._vector.max())


class SpelledModel:
    """p(word) = Π p(character | characters before) · p(end), of an order-6 modified Kneser-Ney over characters.

    Trained on word types, once each: what is unknown resembles the list of words more than running text.

    Args:
        alphabet: the characters seen, sorted.
        tables: their n-gram counts, a word being a "sentence" of characters.
    """

    def __init__(self, alphabet: str, tables: Tables, presorted: Presorted | None = None) -> None:
        self.alphabet = alphabet
        self.tables = tables
        self._ids = {character: number for number, character in enumerate(alphabet, start=FIRST_WORD)}
        size = FIRST_WORD + len(alphabet)
        base: Base = _Alphabet(size)
        self.characters = NgramModel(Counts(tables, presorted), base, ModifiedKneserNey())
        start = self.characters.start()
        self._walked: dict[str, tuple[State, float]] = {}
        self._nonempty = 1.0 - self.characters.probability(start, EOS)
        self._strange = math.log(_ALL_CHARACTERS - len(alphabet))

    @classmethod
    def build(cls, types: Iterable[str]) -> SpelledModel:
        """Count the characters of word types."""
        words = sorted(set(types))
        alphabet = "".join(sorted(set("".join(words))))
        ids = {character: number for number, character in enumerate(alphabet, start=FIRST_WORD)}
        ids["\n"] = EOS  # no word has a line break in it
        text = "\n".join([*words, ""])
        stream = np.fromiter(map(ids.__getitem__, text), dtype=np.int32, count=len(text))
        return cls(alphabet, count(stream, FIRST_WORD + len(alphabet), ORDER))

    def probability(self, word: str) -> float:
        """p of a whole word; 0 for the empty one, and for words so long that a float can't hold it."""
        return math.exp(self.log_probability(word))

    def log_probability(self, word: str) -> float:
        """ln p of a whole word, however long; -inf only for the empty one."""
        state, log_p = self._walk(word)
        return log_p + math.log(self.characters.probability(state, EOS)) if word else -math.inf

    def beginning(self, prefix: str) -> float:
        """p that a word begins so."""
        return math.exp(self._walk(prefix)[1]) if prefix else 1.0

    def probabilities(self, words: Sequence[str]) -> NDArray[np.float64]:
        """p of many words, (len(words),) float64, all at once."""
        text = "\n".join([*words, ""])
        ids = {**self._ids, "\n": EOS}
        stream = np.fromiter((ids.get(c, UNK) for c in text), dtype=np.int32, count=len(text))
        scores = self.characters.score(stream).astype(np.float64)
        scores[stream == UNK] -= self._strange
        ends = np.flatnonzero(stream == EOS)
        starts = np.concatenate([[0], ends[:-1] + 1])
        found: NDArray[np.float64] = np.exp(np.add.reduceat(scores, starts)) / self._nonempty
        return found

    def _walk(self, characters: str) -> tuple[State, float]:
        """The state after some characters, and ln p that a word begins with them."""
        if not characters:
            return self._start()
        known = self._walked.get(characters)
        if known is None:
            found = self._walk_one(*self._walk_unkept(characters[:-1]), characters[-1])
            if len(self._walked) >= _REMEMBERED:
                self._walked.clear()
            known = self._walked[characters] = found
        return known

    def _start(self) -> tuple[State, float]:
        return self.characters.start(), -math.log(self._nonempty)

    def _walk_unkept(self, characters: str) -> tuple[State, float]:
        # While a word is typed its beginnings are asked for one after the other: only the last step is new.
        known = self._walked.get(characters)
        if known is not None:
            return known
        state, log_p = self._start()
        for character in characters:
            state, log_p = self._walk_one(state, log_p, character)
        return state, log_p

    def _walk_one(self, state: State, log_p: float, character: str) -> tuple[State, float]:
        number = self._ids.get(character, UNK)
        log_p += math.log(self.characters.probability(state, number))
        if number == UNK:
            log_p -= self._strange
        return self.characters.advance(state, number), log_p


class SpelledBase:
    """The letter model as the distribution under the unigrams: every word there is has a share, known or not.

    Args:
        spelled: the letter model.
        values: (V,) float64, its probability of each word of the vocabulary (0 for reserved ids).
        words: the vocabulary's list, which grows as words are learned.
    """

    def __init__(self, spelled: SpelledModel, values: NDArray[np.float64], words: list[str]) -> None:
        self.spelled = spelled
        self._end = 1.0 / (len(values) + 1)  # the share of `</s>`, which has no letters
        self._words = words
        self._sorted_size = len(values)
        self._vector = values * (1.0 - self._end)
        self._finish()
        self._best: NDArray[np.int32] | None = None
        self._word_share: float | None = None

    def _finish(self) -> None:
        np.maximum(self._vector, _LEAST, out=self._vector)
        self._vector[EOS] = self._end
        self._vector[BOS] = self._vector[UNK] = 0.0
        self._vector[UNK] = max(_LEAST, 1.0 - float(self._vector.sum()))

    def _grown(self) -> NDArray[np.float64]:
        """The vector with words learned since the last look, each taken out of the unknown words' share."""
        if len(self._vector) < len(self._words):
            new = [self.of_spelling(word) for word in self._words[len(self._vector) :]]
            self._vector = np.concatenate([self._vector, np.array(new)])
            self._finish()
        return self._vector

    def of_spelling(self, word: str) -> float:
        """The share of any word, by its letters."""
        return self.spelled.probability(word) * (1.0 - self._end)

    def log_of_spelling(self, word: str) -> float:
        """Its logarithm (natural), which is finite for every word."""
        return self.spelled.log_probability(word) + math.log1p(-self._end)

    def beginning(self, prefix: str) -> float:
        """The share of all words that begin so."""
        return self.spelled.beginning(prefix) * (1.0 - self._end)

    def word_share(self) -> float:
        """The share of all that begins with a letter or digit: words, as against marks."""
        if self._word_share is None:
            alphabet = self.spelled.alphabet
            self._word_share = sum(self.beginning(letter) for letter in alphabet if letter.isalnum())
        return self._word_share

    def of(self, word: int) -> float:
        """The share of one word, or of all unknown ones."""
        return float(self._grown()[word])

    def values(self, words: NDArray[np.int32]) -> NDArray[np.float64]:
        """The shares of some words."""
        return self._grown()[words]

    def vector(self) -> NDArray[np.float64]:
        """The shares of all words, (V,) float64, summing to 1."""
        return self._grown()

    def mass(self, among: range) -> float:
        """The share of a range of words together."""
        return float(self._grown()[among.start : among.stop].sum())

    def bound(self, skip: int, uncounted: bool = False) -> tuple[NDArray[np.int32], float]:  # noqa: ARG002
        """The `skip` words with the largest share, and a bound on the others'."""
        if self._best is None:
            values = self._vector[FIRST_WORD : self._sorted_size]
            keep = min(_KEPT, len(values))
            order = np.argsort(-values, kind="stable")[:keep].astype(np.int32)
            self._best = order + np.int32(FIRST_WORD)
        special = np.array([UNK, EOS], dtype=np.int32)
        learned = np.arange(self._sorted_size, len(self._grown()), dtype=np.int32)
        best = self._best[:skip]
        # Beyond what is kept, the last one kept still bounds the rest.
        bound = float(self._vector[self._best[min(skip, len(self._best) - 1)]]) if len(self._best) else 0.0
        return np.concatenate([special, best, learned]), bound


_KEPT = 1024
