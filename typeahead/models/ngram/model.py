"""The n-gram model: counts, a smoothing and a base distribution, behind the LanguageModel protocol."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from math import inf, prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.acceleration import Kernel, is_whole_chain
from typeahead.models.ngram.base import Base, types_of
from typeahead.models.ngram.counts import ContextStatistics, Counts
from typeahead.models.ngram.scoring import score
from typeahead.models.ngram.smoothing import Context, Discounts, Seen, Smoothing
from typeahead.models.ngram.smoothing.discounts import NOTHING, discounted
from typeahead.models.ngram.topk import top
from typeahead.models.protocols import BOS, EOS, UNK, Among, Candidate, Ids, arrays_of

_UNKNOWN = frozenset((UNK,))
_REMEMBERED = 1 << 16
"""So many contexts' sums over their followers are kept while the counts stand."""


class State(NamedTuple):
    """The contexts the model can still use: nodes of depth 1, 2, … (the last word, the last two words, …).

    `whole` says that the longest is all there is: order - 1 words, or the sentence from `<s>` on.
    """

    contexts: tuple[int, ...]
    whole: bool = True


class Link(NamedTuple):
    """One step of the chain: kept / total for words that followed the context, kept being the count less its discount;
    gamma × p_lower besides, or (if the smoothing backs off) for the others.
    """

    depth: int
    context: int
    total: float
    gamma: float
    discounts: Discounts


_NEVER = [Link(1, 0, inf, 0.0, NOTHING)]
"""The chain that gives every word 0."""


class NgramModel:
    """An n-gram model of any order and smoothing on live counts, which discounts and weights follow as they change.

    Interpolated, p(w | h) = kept(hw) / total(h) + gamma(h) p(w | h'), where h' is h without its first word; backing
    off, p(w | h) = kept(hw) / total(h) if w followed h, else gamma(h) p(w | h'). Under the unigrams lies the base
    distribution; a context that nothing followed is left out.

    Attributes:
        counts: raw or Kneser-Ney's, as the smoothing wants them.
        base: the distribution under the unigrams.
        smoothing: what is kept, divided by and left.
        learnable: whether `learn` and `forget` work, as they do on counts.
        kernel: answers in place of the slower parts where it is set (`accelerate`).
    """

    learnable = True

    def __init__(self, counts: Counts, base: Base, smoothing: Smoothing) -> None:
        self.counts = counts
        self.base = base
        self.smoothing = smoothing
        self.kernel: Kernel | None = None
        self._version = -1
        self._discounts: list[Discounts] = []
        self._types = 0
        self._unigrams: NDArray[np.float64] | None = None
        self._seen: dict[tuple[int, int], Seen] = {}

    @property
    def order(self) -> int:
        """The longest n-gram's number of words."""
        return self.counts.order

    @property
    def vocabulary_size(self) -> int:
        """V, reserved ids and newly learned words included."""
        return self.counts.vocabulary_size

    @property
    def types(self) -> int:
        """How many different words were counted, and `<unk>`."""
        return types_of(self.counts)

    def discounts(self) -> list[Discounts]:
        """The discounts of each order, from 1 up, as the counts stand now."""
        if self._version != self.counts.version:
            self._discounts = [
                self.smoothing.discounts(depth.count_of_counts) for depth in self.counts.depths
            ]
            self._types = self.types
            self._unigrams = None
            self._seen.clear()
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
        if self.kernel is not None:
            return State(*self.kernel.advance(state.contexts, state.whole, [word]))
        contexts = [word]
        whole = state.whole
        for depth, context in enumerate(state.contexts[: self.order - 2], start=2):
            node = self.counts.depths[depth - 1].find(context, word)
            if node < 0:
                whole = False
                break
            contexts.append(node)
        else:
            whole = whole or len(contexts) == self.order - 1
        while contexts and not self.counts.depths[len(contexts)].has_children(contexts[-1]):
            contexts.pop()
            whole = False
        return State(tuple(contexts), whole)

    def state_after(self, words: Sequence[int]) -> State:
        """The state after the words of an unfinished sentence; only the last order - 1 matter."""
        if self.kernel is not None and self.order > 1 and EOS not in words[-self.order :]:
            return State(*self.kernel.state_after(words))
        state = self.start() if len(words) < self.order else State((), whole=self.order == 1)
        for word in words[-(self.order - 1) :] if self.order > 1 else ():
            state = self.advance(state, word)
        return state

    # --- probabilities

    def links(self, state: State) -> list[Link]:
        """The backoff chain of a state, the unigrams first, without contexts that nothing followed."""
        discounts = self.discounts()
        if self.smoothing.whole:
            return self._whole(state, discounts)
        found: list[Link] = []
        depths, share, types = self.counts.depths, self.smoothing.share, self._types
        contexts = (0, *state.contexts)
        compiled = self.kernel.statistics(state.contexts) if self.kernel is not None else None
        for depth, context in enumerate(contexts, start=1):
            followers = compiled[depth - 1] if compiled else depths[depth - 1].statistics_of(context)
            if followers.total > followers.lost:
                d = discounts[depth - 1]
                seen = partial(self._sums, depth, context, d, found)
                total, gamma = share(Context(depth, followers, d, seen, types))
                found.append(Link(depth, context, total, gamma, d))
        return found

    def _whole(self, state: State, discounts: list[Discounts]) -> list[Link]:
        """The chain of a smoothing that only looks at the whole history: one link, or what stands for none."""
        depth, context = len(state.contexts) + 1, state.contexts[-1] if state.contexts else 0
        followers = self.counts.depths[depth - 1].statistics_of(context)
        if not state.whole or followers.total <= followers.lost:
            return [] if self.gamma_of_nothing() else _NEVER
        d = discounts[depth - 1]
        seen = partial(self._sums, depth, context, d, [])
        total, gamma = self.smoothing.share(Context(depth, followers, d, seen, self._types))
        return [Link(depth, context, total, gamma, d)]

    def gamma_of_nothing(self) -> float:
        """What a smoothing that only looks at the whole history leaves to the base after one never seen: 1 or 0."""
        self.discounts()
        nothing = Context(1, ContextStatistics(), NOTHING, lambda: Seen(0.0, 0.0), self._types)
        return float(self.smoothing.share(nothing)[1])

    def _compiles(self, links: Sequence[Link]) -> bool:
        """Whether the kernels know such a chain: an interpolated one."""
        return not self.smoothing.backs_off and is_whole_chain(links)

    def _sums(self, depth: int, context: int, discounts: Discounts, lower: Sequence[Link]) -> Seen:
        """Over a context's followers, the sums of their discounted counts and of what the lower orders give them."""
        known = self._seen.get((depth, context))
        if known is None:
            words, counts = self.counts.depths[depth - 1].followers(context, range(self.vocabulary_size))
            kept = float(discounted(counts, discounts).sum())
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[depth, context] = Seen(kept, float(self.probabilities(lower, words).sum()))
        return known

    def probability(self, state: State, word: int) -> float:
        """p of one word."""
        return self.probability_of(self.links(state), word)

    def probability_of(self, links: Sequence[Link], word: int) -> float:
        """p of one word after a backoff chain: the plain recursion."""
        p = self.base.of(word)
        backs_off = self.smoothing.backs_off
        for link in links:
            level = self.counts.depths[link.depth - 1]
            node = level.find(link.context, word)
            count = 0 if node < 0 else level.count(node)
            own = (count - link.discounts.of(count)) / link.total
            p = own if backs_off and count else own + link.gamma * p
        return float(p)

    def probabilities(self, links: Sequence[Link], words: NDArray[np.int32]) -> NDArray[np.float64]:
        """p of some words (ascending ids) after a backoff chain, (len(words),) float64."""
        under = self.base.values(words)
        if self.kernel is not None and self._compiles(links):
            return self.kernel.counted(links, words) + self.base_weight(links) * under
        return self._chain(links, words, under)

    def counted(self, links: Sequence[Link], words: NDArray[np.int32]) -> NDArray[np.float64]:
        """The part of `probabilities` that comes from counts: without `base_weight` × the base distribution's.

        Where the smoothing backs off it may be negative: a word seen has nothing of the base.
        """
        if self.smoothing.backs_off:
            under = self.base.values(words)
            return self._chain(links, words, under) - self.base_weight(links) * under
        if self.kernel is not None and self._compiles(links):
            return self.kernel.counted(links, words)
        return self._chain(links, words, np.zeros(len(words)))

    def _chain(
        self, links: Sequence[Link], words: NDArray[np.int32], p: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        backs_off = self.smoothing.backs_off
        for link in links:
            counts = self._counts_of(link, words)
            own = discounted(counts, link.discounts) / link.total
            p = np.where(counts > 0, own, link.gamma * p) if backs_off else own + link.gamma * p
        return p

    def _counts_of(self, link: Link, words: NDArray[np.int32]) -> NDArray[np.int64]:
        """Counts of words as children of a link's context."""
        level = self.counts.depths[link.depth - 1]
        first, last = level.span(link.context)
        counts = np.zeros(len(words), dtype=np.int64)
        if first < last:
            children = level.words[first:last]
            at = np.minimum(np.searchsorted(children, words), last - first - 1)
            counts = np.where(children[at] == words, level.counts[first:last][at], 0)
        if len(words) and level.may_have_new(link.context, 0):
            new, news = level.new_arrays(link.context)
            at = np.minimum(np.searchsorted(words, new), len(words) - 1)
            hit = words[at] == new
            counts[at[hit]] = news[hit]
        return counts

    def distribution(self, state: State) -> NDArray[np.float64]:
        """p of every word, (V,) float64, `<unk>` holding what all unknown words share."""
        return self.distribution_of(self.links(state))

    def distribution_of(self, links: Sequence[Link], among: range | None = None) -> NDArray[np.float64]:
        """As `distribution`, after a backoff chain; or of a range of words alone, (len(among),)."""
        among = range(self.vocabulary_size) if among is None else among
        if self.kernel is not None and self._compiles(links):
            return self.kernel.over(links, among)
        root = [link for link in links[:1] if link.depth == 1]
        p = (
            self._unigram_distribution(root[0], among)
            if root
            else self.base.vector()[among.start : among.stop]
        )
        p = p.copy()
        for link in links[len(root) :]:
            words, counts = self.counts.depths[link.depth - 1].followers(link.context, among)
            own, at = discounted(counts, link.discounts) / link.total, words - among.start
            p *= link.gamma
            p[at] = own if self.smoothing.backs_off else p[at] + own
        return p

    def _unigram_distribution(self, root: Link, among: range) -> NDArray[np.float64]:
        here = slice(among.start, among.stop)
        if self._unigrams is not None:
            return self._unigrams[here]
        unigrams = self.counts.unigrams[here]
        own, under = discounted(unigrams, root.discounts) / root.total, root.gamma * self.base.vector()[here]
        p: NDArray[np.float64] = (
            np.where(unigrams > 0, own, under) if self.smoothing.backs_off else own + under
        )
        if len(p) == self.vocabulary_size:
            self._unigrams = p
        return p

    def log_probs(self, state: State) -> NDArray[np.float32]:
        """ln p of every word, (V,) float32; -inf for `<s>`, and for all that an unsmoothed model has never seen."""
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
        return list(map(Candidate, *(each.tolist() for each in self.likeliest_of(links, k, among, skip))))

    def likeliest_of(
        self, links: Sequence[Link], k: int, among: Among, skip: Collection[int]
    ) -> tuple[Ids, NDArray[np.float64]]:
        """Ids and p of the k likeliest words after a backoff chain, likeliest first."""
        if self.kernel is not None and self._compiles(links) and not isinstance(among, np.ndarray):
            return self.kernel.top(links, k, range(self.vocabulary_size) if among is None else among, skip)
        return arrays_of(top(self, links, k, among, skip))

    def mass(self, links: Sequence[Link], among: range) -> float:
        """How much probability counts alone give to a range of ids: Σ p, less `base_weight` × the base's part."""
        backs_off = self.smoothing.backs_off
        if self.kernel is not None and self._compiles(links):
            return self.kernel.mass(links, among)
        total = 0.0
        for at, link in enumerate(links):
            if backs_off:
                words, counts = self.counts.depths[link.depth - 1].followers(link.context, among)
                own = float(discounted(counts, link.discounts).sum()) / link.total
                # What the lower orders give to those that were seen here does not come up.
                own -= link.gamma * float(self.probabilities(links[:at], words).sum())
            else:
                level = self.counts.depths[link.depth - 1]
                _, counts = level.children(link.context, among.start, among.stop)
                own = float(discounted(counts, link.discounts).sum())
                if level.may_have_new(link.context, 0):
                    new, news = level.new_arrays(link.context)
                    wanted = (new >= among.start) & (new < among.stop)
                    own += float(discounted(news[wanted], link.discounts).sum())
                own /= link.total
            total = own + link.gamma * total
        return total

    def mass_from(self, links: Sequence[Link], first: int) -> float:
        """As `mass`, for all ids from `first` on: where all sums to 1, by what the ids below it have, which are few."""
        if self.smoothing.normalised and not self.smoothing.whole:
            return 1.0 - self.base_weight(links) - self.mass(links, range(first))
        return self.mass(links, range(first, self.vocabulary_size))

    def likely_word(self, links: Sequence[Link], at_least: float) -> Candidate | None:
        """The likeliest word, `</s>` and marks included but not `<unk>`, if its p ≥ at_least.

        Interpolated, a word with p ≥ 1/2 has the highest count in one of the contexts: any other has at most half of
        what each gives. With discounts alone that is so of nearly all that have a fifth, too. Elsewhere, and where
        gamma may be above 1 as backing off, it is looked for, which takes longer.
        """
        is_compiled = self.kernel is not None and self._compiles(links)
        is_sure = at_least >= 0.5 or self.smoothing.discounts_alone
        if not is_sure or self.smoothing.backs_off or is_compiled:
            likeliest = self.top_of(links, 1, None, _UNKNOWN)
            return next((found for found in likeliest if found.probability >= at_least), None)
        best = None
        for link in links:
            word, _ = self.counts.depths[link.depth - 1].likeliest(link.context)
            p = self.probability_of(links, word) if word >= 0 else 0.0
            if p >= at_least and word != UNK and (best is None or p > best.probability):
                best = Candidate(word, p)
        return best

    @staticmethod
    def base_weight(links: Sequence[Link]) -> float:
        """How much of the base distribution is left after a backoff chain: Π γ."""
        return float(prod(link.gamma for link in links))

    # --- learning

    def accelerate(self) -> None:
        """Load the compiled kernels, which takes half a second and more, and answer and learn with them from now on."""
        if self.learnable:
            self.kernel = self.counts.kernel = Kernel(self)

    def learn(self, words: Ids) -> None:
        """Count sentences, each ended by `</s>`."""
        self.counts.learn(words)

    def forget(self, words: Ids) -> None:
        """Take back sentences that were counted."""
        self.counts.forget(words)
