"""The interpolated n-gram model: counts, a smoothing and a base distribution, behind the LanguageModel protocol."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.base import Base
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.scoring import score
from typeahead.models.ngram.smoothing import Discounts, Smoothing
from typeahead.models.ngram.topk import top
from typeahead.models.protocols import BOS, EOS, UNK, Among, Candidate, Ids


class State(NamedTuple):
    """The contexts the model can still use: nodes of depth 1, 2, … (the last word, the last two words, …)."""

    contexts: tuple[int, ...]


class Link(NamedTuple):
    """One step of the backoff chain: p(w) = max(count - discount, 0) / total + gamma p_lower(w)."""

    depth: int
    context: int
    total: int
    gamma: float
    discounts: Discounts


class NgramModel:
    """Interpolated Kneser-Ney of any order on live counts (Chen and Goodman 1998, eq. 24-26).

    p(w | h) = max(c(hw) - D(c(hw)), 0) / c(h·) + γ(h) p(w | h'), with γ(h) = Σ D_i N_i(h·) / c(h·), down to the
    base distribution under the unigrams. Discounts follow the counts as they change.
    """

    def __init__(self, counts: Counts, base: Base, smoothing: Smoothing) -> None:
        self.counts = counts
        self.base = base
        self.smoothing = smoothing
        self._version = -1
        self._discounts: list[Discounts] = []
        self._unigrams: NDArray[np.float64] | None = None

    @property
    def order(self) -> int:
        """The longest n-gram's number of words."""
        return self.counts.order

    @property
    def vocabulary_size(self) -> int:
        """V, reserved ids and newly learned words included."""
        return self.counts.vocabulary_size

    def discounts(self) -> list[Discounts]:
        """The discounts of each order, from 1 up, as the counts stand now."""
        if self._version != self.counts.version:
            self._discounts = [
                self.smoothing.discounts(depth.count_of_counts) for depth in self.counts.depths
            ]
            self._unigrams = None
            self._version = self.counts.version
        return self._discounts

    # --- states

    def start(self) -> State:
        """The state after a sentence end."""
        return State((BOS,)) if self.order > 1 else State(())

    def advance(self, state: State, word: int) -> State:
        """The state after one more word; only contexts that were seen before something are kept."""
        if word == EOS:
            return self.start()
        if self.order == 1:
            return state
        contexts = [word]
        for depth, context in enumerate(state.contexts[: self.order - 2], start=2):
            node = self.counts.depths[depth - 1].find(context, word)
            if node < 0:
                break
            contexts.append(node)
        while contexts and not self._has_children(len(contexts), contexts[-1]):
            contexts.pop()
        return State(tuple(contexts))

    def state_after(self, words: Sequence[int]) -> State:
        """The state after the words of an unfinished sentence; only the last order - 1 matter."""
        state = self.start() if len(words) < self.order else State(())
        for word in words[-(self.order - 1) :] if self.order > 1 else ():
            state = self.advance(state, word)
        return state

    def _has_children(self, depth: int, context: int) -> bool:
        return self.counts.depths[depth].has_children(context)

    # --- probabilities

    def links(self, state: State) -> list[Link]:
        """The backoff chain of a state, the unigrams first, without contexts that nothing followed."""
        discounts = self.discounts()
        found = []
        for depth, context in enumerate((0, *state.contexts), start=1):
            statistics = self.counts.depths[depth - 1].statistics_of(context)
            if statistics.total > 0:
                d = discounts[depth - 1]
                taken = d.once * statistics.once + d.twice * statistics.twice + d.more * statistics.more
                found.append(Link(depth, context, statistics.total, taken / statistics.total, d))
        return found

    def probability(self, state: State, word: int) -> float:
        """p of one word."""
        return self.probability_of(self.links(state), word)

    def probability_of(self, links: Sequence[Link], word: int) -> float:
        """p of one word after a backoff chain: the plain recursion."""
        p = self.base.of(word)
        for link in links:
            level = self.counts.depths[link.depth - 1]
            node = level.find(link.context, word)
            count = 0 if node < 0 else level.count(node)
            p = (count - link.discounts.of(count)) / link.total + link.gamma * p
        return p

    def probabilities(self, links: Sequence[Link], words: NDArray[np.int32]) -> NDArray[np.float64]:
        """p of some words (ascending ids) after a backoff chain, (len(words),) float64."""
        return self._interpolated(links, words, self.base.values(words))

    def counted(self, links: Sequence[Link], words: NDArray[np.int32]) -> NDArray[np.float64]:
        """The part of `probabilities` that comes from counts, without the base distribution's."""
        return self._interpolated(links, words, np.zeros(len(words)))

    def _interpolated(
        self, links: Sequence[Link], words: NDArray[np.int32], p: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        for link in links:
            p = self._counted(link, words) / link.total + link.gamma * p
        return p

    def _counted(self, link: Link, words: NDArray[np.int32]) -> NDArray[np.float64]:
        """Discounted counts of words as children of a link's context."""
        level = self.counts.depths[link.depth - 1]
        first, last = level.span(link.context)
        counts = np.zeros(len(words), dtype=np.int64)
        if first < last:
            children = level.words[first:last]
            at = np.minimum(np.searchsorted(children, words), last - first - 1)
            counts = np.where(children[at] == words, level.counts[first:last][at], 0).astype(np.int64)
        new = level.new_children(link.context)
        if new:
            pairs = np.array(new, dtype=np.int64)
            at = (
                np.minimum(np.searchsorted(words, pairs[:, 0]), len(words) - 1)
                if len(words)
                else pairs[:0, 0]
            )
            hit = words[at] == pairs[: len(at), 0]
            counts[at[hit]] = pairs[: len(at), 1][hit]
        return discounted(counts, link.discounts)

    def distribution(self, state: State) -> NDArray[np.float64]:
        """p of every word, (V,) float64, `<unk>` holding what all unknown words share."""
        links = self.links(state)
        if not links:
            return self.base.vector().copy()
        p = self._unigram_distribution(links[0]).copy()
        for link in links[1:]:
            level = self.counts.depths[link.depth - 1]
            first, last = level.span(link.context)
            p *= link.gamma
            p[level.words[first:last]] += discounted(level.counts[first:last], link.discounts) / link.total
            for word, count in level.new_children(link.context):
                p[word] += (count - link.discounts.of(count)) / link.total
        return p

    def _unigram_distribution(self, root: Link) -> NDArray[np.float64]:
        if self._unigrams is None:
            counted = discounted(self.counts.unigrams, root.discounts) / root.total
            self._unigrams = counted + root.gamma * self.base.vector()
        return self._unigrams

    def log_probs(self, state: State) -> NDArray[np.float32]:
        """ln p of every word, (V,) float32; -inf for `<s>`."""
        with np.errstate(divide="ignore"):
            return np.log(self.distribution(state)).astype(np.float32)

    def score(self, words: Ids) -> NDArray[np.float32]:
        """ln p of each word of a text, (T,) float32."""
        return score(self, words)

    def top(
        self, state: State, k: int, among: Among = None, skip: Collection[int] = frozenset()
    ) -> list[Candidate]:
        """The k likeliest words, likeliest first; newly learned words come in where `among` is a range or None.

        Args:
            state: where to predict.
            k: how many.
            among: a range of ids (newly learned words outside it count as outside), an array of ids, or None for all.
            skip: ids that are not wanted.
        """
        return self.top_of(self.links(state), k, among, skip)

    def top_of(
        self, links: Sequence[Link], k: int, among: Among = None, skip: Collection[int] = frozenset()
    ) -> list[Candidate]:
        """As `top`, after a backoff chain that is known already."""
        return top(self, links, k, among, skip)

    def mass(self, links: Sequence[Link], among: range) -> float:
        """How much probability counts alone give to a range of ids: Σ p, less the base's part."""
        total = 0.0
        for link in links:
            level = self.counts.depths[link.depth - 1]
            _, counts = level.children(link.context, among.start, among.stop)
            own = float(discounted(counts, link.discounts).sum())
            own += sum(
                count - link.discounts.of(count)
                for word, count in level.new_children(link.context)
                if word in among
            )
            total = own / link.total + link.gamma * total
        return total

    def mass_from(self, links: Sequence[Link], first: int) -> float:
        """As `mass`, for all ids from `first` on: by what the ids below it have, which are few."""
        return 1.0 - self.base_weight(links) - self.mass(links, range(first))

    def likely_word(self, links: Sequence[Link], at_least: float) -> Candidate | None:
        """The word with p ≥ at_least, if there is one and at_least ≥ 1/2.

        Such a word has the highest count in one of the contexts: any other has at most half of what each gives.
        """
        best = None
        for link in links:
            word, _ = self.counts.depths[link.depth - 1].likeliest(link.context)
            p = self.probability_of(links, word) if word >= 0 else 0.0
            if p >= at_least and (best is None or p > best.probability):
                best = Candidate(word, p)
        return best

    @staticmethod
    def base_weight(links: Sequence[Link]) -> float:
        """How much of the base distribution is left after a backoff chain: Π γ."""
        weight = 1.0
        for link in links:
            weight *= link.gamma
        return weight

    # --- learning

    def learn(self, words: Ids) -> None:
        """Count sentences, each ended by `</s>`."""
        self.counts.learn(words)

    def forget(self, words: Ids) -> None:
        """Take back sentences that were counted."""
        self.counts.forget(words)


def discounted(counts: NDArray[np.int32] | NDArray[np.int64], discounts: Discounts) -> NDArray[np.float64]:
    """Counts less their discounts, float64; 0 stays 0."""
    taken = np.array([0.0, discounts.once, discounts.twice, discounts.more])
    left: NDArray[np.float64] = counts - taken[np.minimum(counts, 3)]
    return left


__all__ = ["UNK", "Link", "NgramModel", "State", "discounted"]
