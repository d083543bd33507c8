"""Recency: words and word pairs written a short while ago come again, the more likely the shorter it is ago.

Kuhn and De Mori 1990, "A cache-based natural language model for speech recognition": a unigram of the last words,
here with an exponential decay in place of a window (Clarkson and Robinson 1997), and on top of it the pairs that
began with the word before,

    p(w | v) = (c(v w) + κ p(w)) / (c(v) + κ)        p(w) = c(w) / Σ c

where each count is Σ λ^age over the places it was met at, age being in words.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import BOS, EOS, Ids

HALF_LIFE = 80.0
"""Words after which one counts half."""

PAIR_HALF_LIFE = 1600.0
"""The same for pairs, which are rarer and say more."""

KAPPA = 2.0
"""Occurrences that the unigram weighs among those of pairs."""

_LEAST = 2.0**-6
"""What counts less is forgotten: it costs memory and changes nothing."""

_PAIRS = 8_000
"""So many words before are remembered before those long past are left out."""

_TAIL = 100
"""So many of the last words are known in their order."""

_RESCALE = 600.0
"""ln of the weight at which all are brought down again, long before a float can't hold them."""


class Decaying:
    """Counts of which each is worth less with every word that goes by.

    Args:
        half_life: words after which one counts half.
    """

    def __init__(self, half_life: float) -> None:
        self._rate = math.log(2.0) / half_life
        self._log = 0.0
        self._counts: dict[int, float] = {}  # the word met last comes last
        self._total = 0.0

    def add(self, key: int) -> None:
        """One more, now."""
        self._log += self._rate
        if self._log > _RESCALE:
            self._bring_down()
        one = math.exp(self._log)
        self._counts[key] = self._counts.pop(key, 0.0) + one
        self._total += one
        least = one * _LEAST
        while (first := next(iter(self._counts.items())))[1] < least:
            self._total -= self._counts.pop(first[0])

    def _bring_down(self) -> None:
        factor = math.exp(-self._log)
        self._log = 0.0
        self._total *= factor
        for key in self._counts:
            self._counts[key] *= factor

    def copy(self, number: Callable[[int], int] | None = None) -> Decaying:
        """One that counts by itself, its keys replaced by others where that is wanted."""
        found = Decaying(math.log(2.0) / self._rate)
        found._log, found._total = self._log, self._total
        found._counts = self._counts.copy() if number is None else _renamed(self._counts, number)
        return found

    @property
    def total(self) -> float:
        """Of all counts, as they are worth now."""
        return self._total * math.exp(-self._log)

    def of(self, key: int) -> float:
        """One count."""
        return self._counts.get(key, 0.0) * math.exp(-self._log)

    def items(self) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """All keys and their counts."""
        keys = np.fromiter(self._counts, dtype=np.int32, count=len(self._counts))
        values = np.fromiter(self._counts.values(), dtype=np.float64, count=len(self._counts))
        return keys, values * math.exp(-self._log)

    def __len__(self) -> int:
        return len(self._counts)


class Recency:
    """What was written lately.

    Attributes:
        version: raised with every word.
    """

    def __init__(self) -> None:
        self.version = 0
        self._words = Decaying(HALF_LIFE)
        self._pairs: dict[int, _Pairs] = {}
        self._own: set[int] = set()  # words before whose pairs no copy shares
        self._last = BOS
        self._tail: deque[int] = deque(maxlen=_TAIL)
        self._clock = 0
        self._most = _PAIRS
        self._sorted: tuple[int, NDArray[np.int32], NDArray[np.float64]] | None = None

    def learn(self, words: Ids) -> None:
        """Take up words (T,) that were just written, sentences ended by `</s>`."""
        for word in words.tolist():
            self.learn_one(word)

    def learn_one(self, word: int) -> None:
        """Take up one word, or a sentence's end."""
        self._words.add(word)
        self._tail.append(word)
        self._clock += 1
        pair = self._pairs.get(self._last)
        if pair is None or self._last not in self._own:
            pair = self._pairs[self._last] = _Pairs() if pair is None else pair.copy()
            self._own.add(self._last)
        pair.add(word, self._clock)
        self._last = BOS if word == EOS else word
        self.version += 1
        if len(self._pairs) > self._most:
            self._sweep()

    def _sweep(self) -> None:
        """Leave out words before that were not met for long."""
        self._pairs = {word: pair for word, pair in self._pairs.items() if pair.total(self._clock) > _LEAST}
        self._own.intersection_update(self._pairs)
        self._most = max(_PAIRS, 2 * len(self._pairs))

    @property
    def tail(self) -> list[int]:
        """The last words, oldest first."""
        return list(self._tail)

    def overlap(self, words: Sequence[int]) -> int:
        """How many words a stretch of text begins with that were taken up last, in this order."""
        known = min(len(self._tail), len(words))
        tail = list(self._tail)
        while known and tail[len(tail) - known :] != list(words[:known]):
            known -= 1
        return known

    def going_on(self, words: Sequence[int]) -> Recency:
        """A copy that has taken up a stretch of text too, less what it begins with that was taken up last."""
        known = self.overlap(words)
        found = self.copy(None if known else BOS)
        for word in words[known:]:
            found.learn_one(word)
        return found

    @property
    def words_before(self) -> int:
        """Different words of which it is known what followed."""
        return len(self._pairs)

    def copy(self, last: int | None = None) -> Recency:
        """One that learns by itself; it shares what neither has changed since, so that this is quick.

        Args:
            last: the word before what it learns next, if that is another.
        """
        found = Recency()
        found.version, found._clock, found._most = self.version, self._clock, self._most
        found._last = self._last if last is None else last
        found._tail = self._tail.copy()
        found._words = self._words.copy()
        found._pairs = self._pairs.copy()
        self._own.clear()
        return found

    def renamed(self, number: Callable[[int], int]) -> Recency:
        """The same over another vocabulary, in which each word has the number given; those given one alike are one."""
        found = self.copy()
        found._last = number(self._last)
        found._tail = deque((number(word) for word in self._tail), maxlen=_TAIL)
        found._words = self._words.copy(number)
        found._pairs = {}
        for word, pair in self._pairs.items():
            found._pairs.setdefault(number(word), pair.copy(number))
        return found

    def __len__(self) -> int:
        return len(self._words)

    @property
    def total(self) -> float:
        """Σ c(w): how much was met lately."""
        return self._words.total

    def pair_total(self, last: int) -> float:
        """c(v): how often, and how lately, the word before was met."""
        pair = self._pairs.get(last)
        return pair.total(self._clock) if pair else 0.0

    def probability(self, last: int, word: int) -> float:
        """p of one word after another; 0 for a word that was not met lately."""
        total = self._words.total
        if not total:
            return 0.0
        p = self._words.of(word) / total
        pair = self._pairs.get(last)
        if pair is None:
            return p
        return (pair.of(word, self._clock) + KAPPA * p) / (pair.total(self._clock) + KAPPA)

    def counts(self, last: int, word: int) -> tuple[float, float, float, float]:
        """What `probability` is made of: c(v w), c(v), c(w) and Σ c."""
        pair = self._pairs.get(last)
        own = pair.of(word, self._clock) if pair else 0.0
        return own, self.pair_total(last), self._words.of(word), self._words.total

    def distribution(self, last: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """All words that have a probability after another, ascending, and it: (n,) and (n,), summing to 1."""
        words, p = self._unigram()
        pair = self._pairs.get(last)
        if pair is None or not len(words):
            return words, p
        all_of_pair = pair.total(self._clock)
        p = p * (KAPPA / (all_of_pair + KAPPA))
        follow, counts = pair.arrays(self._clock)
        shares = counts / (all_of_pair + KAPPA)
        at = np.minimum(np.searchsorted(words, follow), len(words) - 1)
        known = words[at] == follow
        p[at[known]] += shares[known]
        if known.all():
            return words, p
        words, p = np.concatenate([words, follow[~known]]), np.concatenate([p, shares[~known]])
        order = np.argsort(words)
        return words[order], p[order]

    def _unigram(self) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """p of each word met lately (ascending), whatever stands before it; kept until the next word."""
        if self._sorted is None or self._sorted[0] != self._clock:
            words, p = self._words.items()
            order = np.argsort(words)
            total = p.sum()
            self._sorted = self._clock, words[order], p[order] / total if total else p
        return self._sorted[1:]


class _Pairs:
    """What followed one word: counts that decay with the words of the whole text, brought up to date when looked at."""

    __slots__ = ("_at", "_counts")

    _RATE = math.log(2.0) / PAIR_HALF_LIFE

    def __init__(self) -> None:
        self._at = 0
        self._counts: dict[int, float] = {}

    def copy(self, number: Callable[[int], int] | None = None) -> _Pairs:
        """One that counts by itself, its words replaced by others where that is wanted."""
        found = _Pairs()
        found._at = self._at
        found._counts = self._counts.copy() if number is None else _renamed(self._counts, number)
        return found

    def add(self, word: int, clock: int) -> None:
        """One more, at a time given in words."""
        factor = math.exp(-self._RATE * (clock - self._at))
        self._at = clock
        for other in self._counts:
            self._counts[other] *= factor
        self._counts[word] = self._counts.get(word, 0.0) + 1.0
        if len(self._counts) > 64:
            least = min(self._counts, key=self._counts.__getitem__)
            del self._counts[least]

    def total(self, clock: int) -> float:
        """Of all counts."""
        return sum(self._counts.values()) * math.exp(-self._RATE * (clock - self._at))

    def of(self, word: int, clock: int) -> float:
        """One count."""
        return self._counts.get(word, 0.0) * math.exp(-self._RATE * (clock - self._at))

    def arrays(self, clock: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Words and counts."""
        words = np.fromiter(self._counts, dtype=np.int32, count=len(self._counts))
        counts = np.fromiter(self._counts.values(), dtype=np.float64, count=len(self._counts))
        return words, counts * math.exp(-self._RATE * (clock - self._at))


def _renamed(counts: Mapping[int, float], number: Callable[[int], int]) -> dict[int, float]:
    found: dict[int, float] = {}
    for key, count in counts.items():
        new = number(key)
        found[new] = found.pop(new, 0.0) + count
    return found
