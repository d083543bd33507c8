"""What a person writes more often than others do: words and phrases by their log-odds against English.

Monroe, Colaresi and Quinn 2008, "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the
Content of Political Conflict", Political Analysis 16: log-odds ratios under an informative Dirichlet prior. With y_w
of n words in the notes, y'_w of n' in the texts of the English base, and the prior α_w = α₀ (y_w + y'_w) / (n + n'),

    δ_w = ln (y_w + α_w) / (n + α₀ - y_w - α_w) - ln (y'_w + α_w) / (n' + α₀ - y'_w - α_w)       (their equation 16)
    z_w = δ_w / √(1 / (y_w + α_w) + 1 / (y'_w + α_w))                                            (20 and 22)

A large ratio of two small counts has a large variance, so that neither rare nor merely frequent words lead by z. The
prior weighs as much as the notes, α₀ = n, and no α_w is less than Jeffreys' ½: with less, a name that English lacks
would have a variance that hides it however often it was written. The same is done for phrases of two and of three
words. Forms that differ by case only are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import FIRST_WORD, UNK, Ids
from typeahead.profile import corpus
from typeahead.profile.base import shared_base
from typeahead.profile.corpus import Corpus
from typeahead.profile.frequencies import LONGEST, Frequencies
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile
from typeahead.profile.settings import PROSE
from typeahead.profile.unwanted import Unwanted
from typeahead.text.function_words import is_function_word
from typeahead.text.words import is_word

SHOWN = 15
"""So many words, and phrases."""

LEAST = 3
"""What was written less often is not called typical."""

SIGNIFICANT = 1.96
"""z of at least so much: by chance alone one word in forty would have it."""

_LEAST_PRIOR = 0.5

_SAME = 0.8
"""A phrase is left out where so much of it stands within a longer one that is shown."""

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Typical:
    """A word or phrase.

    Attributes:
        text: as it is mostly written inside a sentence.
        count: y, in the notes.
        expected: how often it would stand there, were it as frequent as in English.
        log_odds: δ, in nats.
        z: δ by its standard deviation.
    """

    text: str
    count: int
    expected: float
    log_odds: float
    z: float


@dataclass(frozen=True, slots=True)
class TypicalOf:
    """What is typical of a person, most typical first.

    Attributes:
        words: of one word.
        phrases: of two and three.
        tokens: n, words and marks of the notes.
        base_tokens: n', of the texts behind the English base.
    """

    words: list[Typical]
    phrases: list[Typical]
    tokens: int
    base_tokens: int


def log_odds(own: Doubles, own_total: float, other: Doubles, other_total: float) -> tuple[Doubles, Doubles]:
    """δ and z of each word, (n,) and (n,), of its counts in two texts and the texts' sizes."""
    prior = own_total
    alpha = np.maximum(prior * (own + other) / (own_total + other_total), _LEAST_PRIOR)
    y, other_y = own + alpha, other + alpha
    delta = np.log(y / (own_total + prior - y)) - np.log(other_y / (other_total + prior - other_y))
    return delta, delta / np.sqrt(1.0 / y + 1.0 / other_y)


def typical_of(profile: Profile, shown: int = SHOWN) -> TypicalOf | None:
    """What is typical of a profile's person beside English; None where that can't be told.

    It can't of a profile that learned nothing, whose model was imported, or that reads lines of bare words. What is
    never suggested is not told of either: words on a list, words typed too rarely, those that stand for a secret;
    what was forgotten is in no count.

    Args:
        profile: trained on prose.
        shown: so many words, and phrases.
    """
    generation = profile.generation()
    if generation.imported or generation.settings.tokens != PROSE or not profile.documents():
        return None
    store = profile.store
    with store.snapshot():
        read = corpus.read(store.texts(), [piece.body for piece in store.sessions()], generation.settings)
    notes = _Notes(read, generation, Unwanted(store, generation))
    frequencies = Frequencies.open(shared_base())
    own_total, base_total = len(read.words), frequencies.total
    found = {
        order: _compared(notes, order, frequencies, own_total, base_total) for order in range(1, LONGEST + 1)
    }
    phrases = _different([each for order in range(2, LONGEST + 1) for each in found[order]])
    return TypicalOf(
        words=[notes.told(each) for each in _best(found[1], shown)],
        phrases=[notes.told(each) for each in _best(phrases, shown)],
        tokens=own_total,
        base_tokens=base_total,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """An n-gram that is typical, by its casefolded words' numbers."""

    ngram: tuple[int, ...]
    count: int
    expected: float
    log_odds: float
    z: float


class _Notes:
    """A person's texts as numbers of casefolded words.

    Args:
        read: the texts.
        generation: whose rules say which words may be told of.
        unwanted: those lists.

    Attributes:
        folded: the casefolded words, by number.
        stream: (T,) all texts as numbers.
    """

    def __init__(self, read: Corpus, generation: Generation, unwanted: Unwanted) -> None:
        words = read.vocabulary.words
        self.folded, numbers = np.unique([word.casefold() for word in words], return_inverse=True)
        self.stream: Ids = numbers.astype(np.int32)[read.words]
        self._forms, self._words = read.words, words
        self._unwanted, self._id_of = unwanted, generation.vocabulary.id_of
        may_be_told = np.zeros(len(self.folded), dtype=bool)
        for number, word in zip(numbers.tolist()[FIRST_WORD:], words[FIRST_WORD:], strict=True):
            may_be_told[number] |= self._may_be_told(word, generation)
        says_something = np.array([_says_something(word) for word in self.folded.tolist()], dtype=bool)
        self._is_told = may_be_told[self.stream] & (read.words >= FIRST_WORD)
        self._is_content = says_something[self.stream] & self._is_told

    def _may_be_told(self, word: str, generation: Generation) -> bool:
        known = self._id_of(word, UNK)
        is_suggested = known >= generation.vocabulary.first_suggested and word not in generation.withheld
        return is_suggested and is_word(word) and known not in self._unwanted

    def counted(self, order: int) -> tuple[Ids, NDArray[np.int64]]:
        """N-grams met often enough that begin and end with a word that says something, (n, order), and how often."""
        size = len(self.stream) - order + 1
        if size <= 0:
            return np.zeros((0, order), dtype=np.int32), np.zeros(0, dtype=np.int64)
        wanted = self._is_content[:size] & self._is_content[order - 1 :]
        for place in range(1, order - 1):
            wanted &= self._is_told[place : place + size]
        at = np.flatnonzero(wanted)
        # Three words of a vocabulary of up to two million fit into one number.
        keys = np.zeros(len(at), dtype=np.int64)
        for place in range(order):
            keys = keys * len(self.folded) + self.stream[at + place]
        keys, counts = np.unique(keys, return_counts=True)
        often = counts >= LEAST
        keys, counts = keys[often], counts[often]
        found = np.zeros((len(keys), order), dtype=np.int32)
        for place in reversed(range(order)):
            keys, found[:, place] = np.divmod(keys, len(self.folded))
        kept = np.array([self._follows(ngram) for ngram in found.tolist()], dtype=bool)
        return (found[kept], counts[kept]) if len(kept) else (found, counts)

    def _follows(self, ngram: Sequence[int]) -> bool:
        """Whether no word of a phrase is one that is never suggested right after the one before."""
        words = [str(self.folded[number]) for number in ngram]
        return not any(
            self._unwanted.at(before)(self._id_of(word, UNK))
            for before, word in pairwise(words)
            if self._id_of(word, UNK) != UNK
        )

    def told(self, found: _Found) -> Typical:
        """An n-gram as it is mostly written."""
        order = len(found.ngram)
        size = len(self.stream) - order + 1
        here = np.ones(size, dtype=bool)
        for place, number in enumerate(found.ngram):
            here &= self.stream[place : place + size] == number
        at = np.flatnonzero(here)
        forms = np.stack([self._forms[at + place] for place in range(order)], axis=1)
        different, counts = np.unique(forms, axis=0, return_counts=True)
        text = " ".join(self._words[number] for number in different[int(np.argmax(counts))].tolist())
        return Typical(text, found.count, found.expected, found.log_odds, found.z)


def _says_something(word: str) -> bool:
    """Whether a casefolded word is more than a function word, a number or a single letter."""
    return len(word) > 1 and any(map(str.isalpha, word)) and not is_function_word(word)


def _compared(
    notes: _Notes, order: int, frequencies: Frequencies, own_total: int, base_total: int
) -> list[_Found]:
    """The n-grams of one order that the notes have significantly more often than English."""
    ngrams, counts = notes.counted(order)
    if not len(ngrams):
        return []
    base = _in_base(notes, ngrams, frequencies)
    delta, z = log_odds(counts.astype(np.float64), own_total, base, base_total)
    expected = base * (own_total / base_total)
    return [
        _Found(tuple(ngram), int(count), float(e), float(d), float(each))
        for ngram, count, e, d, each in zip(ngrams.tolist(), counts, expected, delta, z, strict=True)
        if each >= SIGNIFICANT
    ]


def _in_base(notes: _Notes, ngrams: Ids, frequencies: Frequencies) -> Doubles:
    """How often the base's texts have each n-gram, in any case, (n,)."""
    vocabulary = frequencies.vocabulary
    forms = {number: vocabulary.forms_of(str(notes.folded[number])) for number in np.unique(ngrams).tolist()}
    rows: list[tuple[int, ...]] = []
    owners: list[int] = []
    for owner, ngram in enumerate(ngrams.tolist()):
        for row in product(*(forms[number] for number in ngram)):
            rows.append(row)
            owners.append(owner)
    found = np.zeros(len(ngrams))
    if rows:
        ids = np.array(rows, dtype=np.int32)
        counts = frequencies.words()[ids[:, 0]] if ids.shape[1] == 1 else frequencies.phrases(ids)
        np.add.at(found, owners, counts)
    return found


def _best(found: Iterable[_Found], shown: int) -> list[_Found]:
    return sorted(found, key=lambda each: (-each.z, each.ngram))[:shown]


def _different(found: Sequence[_Found]) -> list[_Found]:
    """Phrases, without those that mostly stand within a longer one."""
    within: dict[tuple[int, ...], int] = {}
    for each in found:
        for part in (each.ngram[:-1], each.ngram[1:]):
            within[part] = max(within.get(part, 0), each.count)
    return [each for each in found if within.get(each.ngram, 0) < _SAME * each.count]
