"""What an n-gram model holds likely after one state, and the same leaning on its contexts."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.leaning import leaning, leaning_chain, left_by_chain, left_by_contexts, stretch
from typeahead.models.ngram.model import Link, NgramModel, State
from typeahead.models.protocols import BOS, RESERVED, Among, Candidate, Ids
from typeahead.prediction.engine import Evidence, Held, context_of
from typeahead.prediction.narrowed import Narrowed, Words
from typeahead.prediction.unknown import log_of_unknown

if TYPE_CHECKING:
    from typeahead.prediction.ngram_engine import NgramEngine


class NgramOutlook:
    """What may come after one state.

    Args:
        engine: whose.
        state: the contexts that can still be used.
        chain: the state's backoff chain as compiled code takes it, where it is known.

    Attributes:
        state: as given.
    """

    __slots__ = ("_chain", "_engine", "_links", "_model", "_some", "state")

    def __init__(self, engine: NgramEngine, state: State, chain: Any = None) -> None:
        self._engine = engine
        self._model: NgramModel = engine.model
        self.state = state
        self._chain = chain
        self._links: list[Link] | None = None
        self._some: Words | None = None

    @property
    def links(self) -> list[Link]:
        """The state's backoff chain."""
        if self._links is None:
            self._links = self._model.links(self.state)
        return self._links

    def answered(self) -> tuple[int, int]:
        """The order that answers here, and how much was counted after its context; 0 and 0 where nothing was."""
        if self._chain is not None:
            return len(self._chain.totals), int(self._chain.totals[-1])
        link = self.links[-1] if self.links else None
        if link is None:
            return 0, 0
        return link.depth, self._model.counts.depths[link.depth - 1].statistics_of(link.context).total

    @property
    def left(self) -> float:
        """What orders from 2 up leave to the unigrams; 1 where none of them answers."""
        if self._chain is not None:
            return left_by_chain(self._chain)
        return left_by_contexts(self.links)

    @property
    def leans(self) -> bool:
        """Whether what contexts say alone can be told from the whole: backing off, it can't."""
        return not self._model.smoothing.backs_off

    @property
    def plain(self) -> NgramOutlook:
        """It leans by nothing."""
        return self

    @property
    def by(self) -> float:
        """How much of it is what the contexts say alone."""
        return 0.0

    @property
    def stretch(self) -> float:
        """No word has more than so many times what `plain` gives it."""
        return 1.0

    @property
    def usual(self) -> NDArray[np.float64]:
        """How much of all that was counted each word is, (n,) of the first n words."""
        counts = self._model.counts.unigrams
        found: NDArray[np.float64] = counts / max(float(counts.sum()), 1.0)
        return found

    @property
    def alone(self) -> NgramOutlook:
        """What the unigrams say, whatever stands before."""
        return NgramOutlook(self._engine, State(()))

    def leaning(self, by: float) -> LeaningOutlook:
        """The same, but so much of it is what its contexts say alone; there must be some."""
        return LeaningOutlook(self.plain, by)

    @property
    def rest(self) -> float:
        """What all orders leave to the base: Π γ."""
        return self._model.base_weight(self.links)

    def own(self, words: Ids) -> NDArray[np.float64]:
        """What counts alone give."""
        return self._model.counted(self.links, words)

    def own_mass(self, among: range) -> float:
        """What counts alone give to a range."""
        return self._model.mass(self.links, among)

    def own_from(self, first: int) -> float:
        """What counts alone give to all ids from one on."""
        return self._model.mass_from(self.links, first)

    def probabilities(self, words: Ids) -> NDArray[np.float64]:
        """p of some words."""
        kernel, chain = self._model.kernel, self._chain
        if kernel is None or chain is None:
            return self._model.probabilities(self.links, words)
        left: float = math.prod(chain.gammas.tolist())
        return kernel.counted_after(chain, words) + left * self._model.base.values(words)

    def distribution(self) -> NDArray[np.float64]:
        """p of every word."""
        return self._model.distribution_of(self.links)

    def over(self, among: range) -> NDArray[np.float64]:
        """p of a range of words."""
        return self._model.distribution_of(self.links, among)

    def narrowed(self, among: range, more: Ids) -> Held:
        """Worked out once for the keys of a word; compiled code searches sooner than that."""
        if self._model.kernel is not None:
            return self
        if self._some is None or not self._some.has(among, more):
            p = np.concatenate([self.over(among), self.probabilities(more)])
            self._some = Words(among, more, p[np.newaxis], self._model.base, self.rest)
        return Narrowed(self, self._some)

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words, found without looking at all of them."""
        return self._model.top_of(self.links, k, among, skip)

    def likeliest(self, k: int, among: Among, skip: Collection[int]) -> tuple[Ids, NDArray[np.float64]]:
        """The same in arrays."""
        return self._model.likeliest_of(self.links, k, among, skip)

    def log_of_unknown(self, form: str) -> float:
        """By its letters' share of what is left to unknown words."""
        return log_of_unknown(self._model, self._engine.generation.spelled, self.links, form)

    def advance(self, word: int) -> NgramOutlook:
        """After one more word."""
        return NgramOutlook(self._engine, self._model.advance(self.state, word))

    def followed(
        self, word: int, k: int, among: range, skip: Collection[int]
    ) -> tuple[NgramOutlook, Ids, NDArray[np.float64]]:
        """The outlook after one more word, and the k likeliest words there."""
        kernel = self._model.kernel
        known = None if kernel is None else kernel.follow(*self.state, word, k, among, skip)
        if known is None:
            after = self.advance(word)
            return after, *after.likeliest(k, among, skip)
        state = State(known.contexts, known.whole)
        return NgramOutlook(self._engine, state, known.chain), known.words, known.p

    def following(
        self, word: int, k: int, among: range, skip: Collection[int]
    ) -> tuple[NgramOutlook, list[Candidate]]:
        """The one word, if it is that likely: looking at more takes several times as long."""
        state, likeliest = self._engine.follow(self.state, word)
        wanted = k > 0 and likeliest is not None and likeliest.word in among and likeliest.word not in skip
        return NgramOutlook(self._engine, state), [likeliest] if wanted and likeliest else []

    def evidence(self, forms: Sequence[str], words: Sequence[int]) -> Evidence:
        """The longest context that answers, and how often each word was counted after it."""
        link = self.links[-1] if self.links and words else None
        depth = self._model.order if link is None else link.depth
        context = context_of(forms, depth)
        whole = depth == self._model.order or context[:1] == [RESERVED[BOS]]
        counted = self._model.learnable
        return Evidence(
            context=context,
            total=0 if link is None else self._total(link),
            continuation=link is not None and counted and not self._model.smoothing.raw and not whole,
            counts=[0 if link is None else self._count(link, word) for word in words],
        )

    def _total(self, link: Link) -> int | None:
        if not self._model.learnable:
            return None
        return self._model.counts.depths[link.depth - 1].statistics_of(link.context).total

    def _count(self, link: Link, word: int) -> int | None:
        if not self._model.learnable:
            return None
        level = self._model.counts.depths[link.depth - 1]
        node = level.find(link.context, word)
        return 0 if node < 0 else level.count(node)


class LeaningOutlook(NgramOutlook):
    """An outlook that leans on its contexts, see `models.ngram.leaning`; what comes after a word is as without it.

    Args:
        plain: the same without.
        by: b, how much of it is what the contexts say alone.
    """

    __slots__ = ("_by", "_plain")

    def __init__(self, plain: NgramOutlook, by: float) -> None:
        chain = None if plain._chain is None else leaning_chain(plain._chain, by)
        super().__init__(plain._engine, plain.state, chain)
        self._plain = plain
        self._by = by

    @property
    def plain(self) -> NgramOutlook:
        """As given."""
        return self._plain

    @property
    def by(self) -> float:
        """As given."""
        return self._by

    @property
    def links(self) -> list[Link]:
        """The state's backoff chain, leaning."""
        if self._links is None:
            self._links = leaning(self._plain.links, self._by)
        return self._links

    def answered(self) -> tuple[int, int]:
        """As without leaning."""
        return self._plain.answered()

    @property
    def left(self) -> float:
        """As without leaning."""
        return self._plain.left

    @property
    def stretch(self) -> float:
        """What the contexts' part has grown by."""
        return stretch(self._plain.left, self._by)
