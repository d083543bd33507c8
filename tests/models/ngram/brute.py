"""Interpolated modified Kneser-Ney written from its definition, with dictionaries: the reference to compare with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from typeahead.models.protocols import BOS, EOS, UNK


class BruteForce:
    """Counts by enumeration, probabilities by recursion."""

    def __init__(self, text: list[list[int]], order: int, base: Callable[[int], float] | None = None) -> None:
        self.order = order
        raw: Counter[tuple[int, ...]] = Counter()
        for sentence in text:
            padded = (BOS, *sentence, EOS)
            for end in range(1, len(padded)):
                for length in range(1, order + 1):
                    if end - length + 1 >= 0:
                        raw[padded[end - length + 1 : end + 1]] += 1
        left: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
        for gram in raw:
            if len(gram) > 1:
                left[gram[1:]].add(gram[0])
        self.counts = {
            gram: count if len(gram) == order or gram[0] == BOS else len(left[gram])
            for gram, count in raw.items()
        }
        self.followers: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for gram, count in self.counts.items():
            self.followers[gram[:-1]].append(count)
        self.discounts = [self._discounts(length) for length in range(1, order + 1)]
        self.types = len({gram for gram in self.counts if len(gram) == 1})
        self.base = base or (
            lambda word: 1 / (self.types + 1) if word == UNK or (word,) in self.counts else 0.0
        )

    def _discounts(self, length: int) -> tuple[float, ...]:
        t = Counter(count for gram, count in self.counts.items() if len(gram) == length)
        if not all(t[i] for i in (1, 2, 3, 4)):
            return (0, 0.5, 1.0, 1.5)
        y = t[1] / (t[1] + 2 * t[2])
        found = (0, *(i - (i + 1) * y * t[i + 1] / t[i] for i in (1, 2, 3)))
        return found if all(0 <= found[i] <= i for i in (1, 2, 3)) else (0, 0.5, 1.0, 1.5)

    def probability(self, history: tuple[int, ...], word: int) -> float:
        """p(word | the last order - 1 words of history)."""
        history = history[max(0, len(history) - self.order + 1) :]
        p = self.base(word)
        for length in range(len(history) + 1):
            context = history[len(history) - length :]
            counts = self.followers.get(context)
            if not counts:
                continue
            d = self.discounts[length]
            count = self.counts.get((*context, word), 0)
            gamma = sum(d[min(c, 3)] for c in counts) / sum(counts)
            p = (count - d[min(count, 3)]) / sum(counts) + gamma * p
        return p
