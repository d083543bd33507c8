"""Every smoothing written from its definition, with dictionaries and recursion: the references to compare with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from tests.models.ngram.enumerated import enumerate_ngrams
from typeahead.models.protocols import BOS, UNK

Gram = tuple[int, ...]
RAW = ("mle", "add-delta", "katz", "stupid-backoff", "witten-bell", "jelinek-mercer", "absolute")


class BruteForce:
    """Counts by enumeration, probabilities by recursion.

    Args:
        name: of the smoothing.
        text: sentences of ids.
        order: of the model.
        base: the base distribution; uniform over the text's types and `<unk>` if None.
        prune: one threshold an order.
        delta, weights, discounts: of add-delta, of Jelinek-Mercer, and instead of those the counts would give.
    """

    def __init__(
        self,
        name: str,
        text: list[list[int]],
        order: int,
        base: Callable[[int], float] | None = None,
        prune: Sequence[int] = (),
        delta: float = 1.0,
        weights: Sequence[Sequence[float]] = ((0.5,),),
        discounts: Sequence[float] | None = None,
    ) -> None:
        limits = tuple((list(prune) or [0]) + [prune[-1] if prune else 0] * order)[:order]
        found = enumerate_ngrams(text, order, name in RAW, limits)
        self.order, self.delta, self.weights = order, delta, weights
        self.counts, self.lost = found.counts, found.lost
        self.followers: defaultdict[Gram, dict[int, int]] = defaultdict(dict)
        for gram, count in found.counts.items():
            self.followers[gram[:-1]][gram[-1]] = count
        types = {gram[0] for gram in found.counts if len(gram) == 1} | {UNK}
        self.types = len(types)
        self.base = base or (lambda word: 1 / len(types) if word in types else 0.0)
        self._formula = getattr(self, "_" + name.replace("-", "_"))
        self._whole = name in ("mle", "add-delta")
        discounts_of = getattr(self, f"_discounts_of_{name.replace('-', '_')}", lambda t: [0.0])
        self.discounts = [list(discounts or discounts_of([0, *t])) for t in found.count_of_counts]

    def probability(self, history: Sequence[int], word: int) -> float:
        """p(word | history), whose first word is `<s>`."""
        context = tuple(history)[max(0, len(history) - self.order + 1) :]
        if self._whole:
            return self._formula(context, word, self.base)
        return self._p(context, word)

    def _p(self, context: Gram, word: int) -> float:
        def lower(other: int) -> float:
            return self._p(context[1:], other) if context else self.base(other)

        return self._formula(context, word, lower) if self.followers.get(context) else lower(word)

    def _of(self, context: Gram, word: int) -> tuple[int, int, dict[int, int], int]:
        """c, N, the followers' counts, and the pruned counts."""
        followers, lost = self.followers.get(context, {}), self.lost.get(context, 0)
        return followers.get(word, 0), sum(followers.values()) + lost, followers, lost

    # --- whole histories

    def _mle(self, context: Gram, word: int, base: Callable[[int], float]) -> float:
        c, n, _, _ = self._of(context, word)
        return c / n if n else 0.0

    def _add_delta(self, context: Gram, word: int, base: Callable[[int], float]) -> float:
        c, n, _, lost = self._of(context, word)
        added = self.delta * self.types
        return (c + (added + lost) * base(word)) / (n + added)

    # --- interpolated

    def _witten_bell(self, context: Gram, word: int, lower: Callable[[int], float]) -> float:
        c, n, followers, lost = self._of(context, word)
        return (c + (len(followers) + lost) * lower(word)) / (n + len(followers))

    def _jelinek_mercer(self, context: Gram, word: int, lower: Callable[[int], float]) -> float:
        c, n, _, lost = self._of(context, word)
        weights = self.weights[min(len(context), len(self.weights) - 1)]
        own = weights[min(len(f"{n:b}"), len(weights) - 1)]
        return own * (c + lost * lower(word)) / n + (1 - own) * lower(word)

    def _modified_kneser_ney(self, context: Gram, word: int, lower: Callable[[int], float]) -> float:
        c, n, followers, lost = self._of(context, word)
        d = self.discounts[len(context)]
        gamma = (sum(_at(d, count) for count in followers.values()) + lost) / n
        return (c - _at(d, c)) / n + gamma * lower(word)

    _kneser_ney = _absolute = _modified_kneser_ney

    @staticmethod
    def _discounts_of_modified_kneser_ney(t: list[int]) -> list[float]:
        if not all(t[1:5]):
            return [0, 0.5, 1.0, 1.5]
        y = t[1] / (t[1] + 2 * t[2])
        found = [0, *(i - (i + 1) * y * t[i + 1] / t[i] for i in (1, 2, 3))]
        return found if all(0 <= found[i] <= i for i in (1, 2, 3)) else [0, 0.5, 1.0, 1.5]

    @staticmethod
    def _discounts_of_absolute(t: list[int]) -> list[float]:
        return [0, t[1] / (t[1] + 2 * t[2]) if t[1] and t[2] else 0.75]

    _discounts_of_kneser_ney = _discounts_of_absolute

    # --- backing off

    def _stupid_backoff(self, context: Gram, word: int, lower: Callable[[int], float]) -> float:
        c, n, _, _ = self._of(context, word)
        return c / n if c else 0.4 * lower(word)

    def _katz(self, context: Gram, word: int, lower: Callable[[int], float]) -> float:
        _, n, followers, _ = self._of(context, word)
        d = self.discounts[len(context)]
        kept = {other: count - _at(d, count) for other, count in followers.items()}
        left_below = 1 - sum(lower(other) for other in followers)
        if left_below < 1e-12:
            return kept[word] / sum(kept.values()) if word in kept else 0.0
        if n - sum(kept.values()) < 1e-12 * n:
            n += 1
        return kept[word] / n if word in kept else (1 - sum(kept.values()) / n) / left_below * lower(word)

    @staticmethod
    def _discounts_of_katz(t: list[int]) -> list[float]:
        if not all(t[1:7]) or 6 * t[6] >= t[1]:
            return [0]
        share = 6 * t[6] / t[1]
        d = [((c + 1) * t[c + 1] / t[c] / c - share) / (1 - share) for c in range(1, 6)]
        return [0, *(c * (1 - d[c - 1]) for c in range(1, 6)), 0] if all(0 < x <= 1 for x in d) else [0]


def _at(discounts: list[float], count: int) -> float:
    return discounts[min(count, len(discounts) - 1)]


def after(sentence: Sequence[int]) -> Gram:
    """The whole history after the words of an open sentence."""
    return (BOS, *sentence)
