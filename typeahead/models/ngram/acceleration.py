"""The compiled path of a model: its kernels bound to its arrays, loaded when there is time for it.

Importing this file is cheap; making a `Kernel` imports Numba (half a second), and compiles where no compiled code is
kept from an earlier run (half a minute, see `compiling`).
"""

from __future__ import annotations

import weakref
from collections.abc import Collection, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.depth import ContextStatistics
from typeahead.models.ngram.presorted import HEAVY
from typeahead.models.protocols import BOS, EOS, FIRST_WORD, UNK, Candidate, Ids

if TYPE_CHECKING:
    from typeahead.models.ngram.counts import Counts
    from typeahead.models.ngram.model import Link, NgramModel

_NONE = np.zeros(0, dtype=np.int32)
_UNKNOWN = np.array([UNK], dtype=np.int32)

_BASE_WORDS = 1024
"""So many of the base distribution's likeliest words are kept in order."""

_SLOTS = 2048
"""Of the table in which the children of small contexts are summed up; half as many children fit."""

_PAGE = 1024
"""Numbers of 4 bytes on a page of memory."""


class Followed(NamedTuple):
    """What comes after one more word.

    Attributes:
        contexts: that can still be used.
        whole: whether they are the whole history.
        chain: the backoff chain there, as compiled code takes it: `kernels.Chain`.
        words, p: (n,) ids of the likeliest words there, and p of each, likeliest first.
    """

    contexts: tuple[int, ...]
    whole: bool
    chain: Any
    words: NDArray[np.int32]
    p: NDArray[np.float64]


class Kernel:
    """A model's learning and searching, compiled.

    Args:
        model: whose arrays are used; it must be made of counts, which are changed in place.
    """

    def __init__(self, model: NgramModel) -> None:
        self._kernels: ModuleType = _kernels()
        # They have their kernel: were the kernel to have them, all would stay until the collector comes.
        self._model_of, self._counts_of = weakref.ref(model), weakref.ref(model.counts)
        self._live: Any = None
        self._scratch: Any = None
        self._made_for: tuple[int, ...] = ()
        self._under: Any = None
        self._under_of: tuple[int, int] = (-1, -1)
        self._followed: tuple[int, tuple[int, ...]] = (-1, ())
        self._words: NDArray[np.int32] = np.empty(0, dtype=np.int32)
        self._values: NDArray[np.float64] = np.empty(0)
        self._chain: Any = None
        self._taken: NDArray[np.float64] = np.zeros((0, 0))
        self._taken_of = -1
        self._chain_of: Sequence[Link] | None = None
        self._skip: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._skip_of: tuple[Collection[int], int, int] = ((), 0, 0)
        self._touch()

    @property
    def _model(self) -> NgramModel:
        model = self._model_of()
        assert model is not None
        return model

    @property
    def _counts(self) -> Counts:
        counts = self._counts_of()
        assert counts is not None
        return counts

    # --- learning

    def apply(self, words: Ids, by: int) -> int:
        """Count words up (1) or down (-1); how many, fewer than all if one can't be taken back."""
        words = np.ascontiguousarray(words, dtype=np.int32)
        found: int = self._kernels.apply(self._arrays(), self._scratch, words, by)
        return found

    # --- asking

    def state_after(self, words: Sequence[int]) -> tuple[tuple[int, ...], bool]:
        """The contexts after the words of an unfinished sentence, and whether they are the whole history."""
        if len(words) < self._counts.order:
            return self.advance((BOS,), True, words)
        return self.advance((), False, words[1 - self._counts.order :])

    def advance(
        self, contexts: Sequence[int], whole: bool, words: Sequence[int]
    ) -> tuple[tuple[int, ...], bool]:
        """The contexts after some more words, none of them `</s>`, and whether they are the whole history."""
        live, room = self._arrays(), self._scratch.contexts
        room[: len(contexts)] = contexts
        some = np.array(words, dtype=np.int64)
        many, whole = self._kernels.advance(live, self._scratch, len(contexts), whole, some)
        found = tuple(room[:many].tolist())
        self._followed = (self._counts.version, found)
        return found, bool(whole)

    def statistics(self, contexts: tuple[int, ...]) -> list[ContextStatistics]:
        """Totals of what followed the root and a state's contexts."""
        if self._followed != (self._counts.version, contexts):
            live = self._arrays()
            self._scratch.contexts[: len(contexts)] = contexts
            self._kernels.statistics(live, self._scratch, len(contexts))
            self._followed = (self._counts.version, contexts)
        followers = self._scratch.followers[: len(contexts) + 1].tolist()
        return [ContextStatistics(*numbers) for numbers in followers]

    def top(
        self, links: Sequence[Link], k: int, among: range, skip: Collection[int]
    ) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """The k likeliest words of a range of ids after a whole backoff chain, but for `skip`, and p of each."""
        words, values = self._room(k)
        low, high = among.start, min(among.stop, self._counts.vocabulary_size)
        many = self._kernels.top(*self.searched(links), low, high, self._skipped(skip), k, words, values)
        return words[:many].copy(), values[:many].copy()

    def follow(
        self, contexts: tuple[int, ...], whole: bool, word: int, k: int, among: range, skip: Collection[int]
    ) -> Followed | None:
        """What comes after one more word, and the k likeliest words there, of a range and but for `skip`.

        None where this can't be told in one go: the smoothing does more than discount, or a context is empty.
        """
        known = self._follow(contexts, whole, word, k, among, self._skipped(skip))
        if known is None:
            return None
        after, whole, found = known
        scratch, links = self._scratch, len(after) + 1
        parts = (each[:links].copy() for each in (scratch.links, scratch.totals, scratch.gammas))
        chain = self._kernels.Chain(*parts, self._discounts())
        return Followed(after, whole, chain, self._words[:found].copy(), self._values[:found].copy())

    def likeliest_after(
        self, contexts: tuple[int, ...], whole: bool, word: int
    ) -> tuple[tuple[int, ...], bool, Candidate | None] | None:
        """The contexts after one more word, whether they are the whole history, and the likeliest there but `<unk>`.

        None as of `follow`, of which this is the part that phrases need, in less time.
        """
        known = self._follow(contexts, whole, word, 1, range(self._counts.vocabulary_size), _UNKNOWN)
        if known is None:
            return None
        after, whole, found = known
        return after, whole, Candidate(int(self._words[0]), float(self._values[0])) if found else None

    def _follow(
        self,
        contexts: tuple[int, ...],
        whole: bool,
        word: int,
        k: int,
        among: range,
        skip: NDArray[np.int32],
    ) -> tuple[tuple[int, ...], bool, int] | None:
        """The contexts, whether they are all, and how many words lie in `_words`; the chain lies in `_scratch`."""
        if not self._model.smoothing.discounts_alone or word == EOS or self._counts.order == 1:
            return None
        live, room = self._arrays(), self._scratch.contexts
        room[: len(contexts)] = contexts
        place = live, self._discounts(), self._base(), self._scratch, len(contexts), whole, word
        high = min(among.stop, self._counts.vocabulary_size)
        many, whole, found = self._kernels.follow(*place, among.start, high, skip, k, *self._room(k))
        after = tuple(room[:many].tolist())
        self._followed = (self._counts.version, after)
        return None if found < 0 else (after, bool(whole), found)

    def _room(self, k: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Where a search puts so many words."""
        if k > len(self._words):
            self._words, self._values = np.empty(k, dtype=np.int32), np.empty(k, dtype=np.float64)
        return self._words, self._values

    def searched(self, links: Sequence[Link]) -> tuple[Any, Any, Any, Any]:
        """What the compiled search looks into: live counts, the chain, the base distribution, room of its own."""
        return self._arrays(), self._chain_for(links), self._base(), self._scratch

    def over(self, links: Sequence[Link], among: range) -> NDArray[np.float64]:
        """p of a range of words, of those there are, after an interpolated chain."""
        stop = min(among.stop, self._counts.vocabulary_size)
        found = np.empty(max(stop - among.start, 0))
        self._kernels.over(*self.searched(links), among.start, stop, found)
        return found

    def mass(self, links: Sequence[Link], among: range) -> float:
        """Σ p of a range of words, less the base's part, after an interpolated chain."""
        found: float = self._kernels.mass(self._arrays(), self._chain_for(links), among.start, among.stop)
        return found

    def counted(self, links: Sequence[Link], words: NDArray[np.int32]) -> NDArray[np.float64]:
        """p of some words (n,), less the base's part, after an interpolated chain."""
        return self.counted_after(self._chain_for(links), words)

    def counted_after(self, chain: Any, words: NDArray[np.int32]) -> NDArray[np.float64]:
        """The same after a chain that `follow` found."""
        found = np.empty(len(words))
        self._kernels.counted(self._arrays(), chain, np.array(words, dtype=np.int32), found)
        return found

    # --- the arrays

    def _arrays(self) -> Any:
        counts, pool = self._counts, self._counts.pool
        key = (counts.vocabulary_size, len(counts.all_unigrams), len(pool.word))
        if key != self._made_for:
            tables, order = counts.tables, counts.presorted
            self._live = self._kernels.Live(
                starts=tables.starts,
                offset_starts=tables.offset_starts,
                unigrams=counts.all_unigrams,
                words=tables.words,
                counts=tables.counts,
                offsets=tables.offsets,
                lost=tables.lost,
                heavy=order.contexts,
                heavy_starts=order.starts,
                heavy_nodes=order.nodes,
                heavy_bases=order.bases,
                places=counts.places,
                statistics=counts.statistics,
                news=counts.news,
                word_heads=counts.word_heads,
                heads=counts.heads,
                counted=counts.counted,
                types=counts.type_count,
                pool_size=pool.size,
                pool_depth=pool.depth,
                pool_context=pool.context,
                pool_word=pool.word,
                pool_count=pool.count,
                pool_next=pool.next,
                pool_first=pool.first,
                pool_slots=pool.slots,
                sizes=np.array(
                    [counts.order, counts.vocabulary_size, len(tables.unigrams), HEAVY, int(counts.raw)],
                    dtype=np.int64,
                ),
            )
            self._made_for = key
            self._scratch = self._kernels.Scratch(
                contexts=np.zeros(counts.order + 1, dtype=np.int64),
                nodes=np.zeros(counts.order + 1, dtype=np.int64),
                weights=np.zeros(counts.order),
                larges=np.zeros(counts.order, dtype=np.int64),
                table=np.zeros(_SLOTS, dtype=np.int32),
                sums=np.zeros(_SLOTS),
                slots=np.zeros(_SLOTS // 2, dtype=np.int64),
                words=np.zeros(len(counts.all_unigrams)),
                followers=np.zeros((counts.order + 1, 5), dtype=np.int64),
                word=np.zeros(1, dtype=np.int64),
                links=np.zeros(counts.order, dtype=np.int64),
                totals=np.zeros(counts.order),
                gammas=np.zeros(counts.order),
            )
            self._followed = (-1, ())
        return self._live

    def _touch(self) -> None:
        """Have the pages that learning changes in memory of our own now, not one by one while a person writes."""
        counts = self._counts
        for array in (
            counts.tables.counts,
            counts.all_unigrams,
            counts.heads,
            counts.places,
            counts.presorted.nodes,
        ):
            array[::_PAGE] += 0

    def _base(self) -> Any:
        """The base distribution's arrays; it may change with every word that is learned."""
        base = self._model.base
        key = (self._counts.version, self._counts.vocabulary_size)
        if key != self._under_of:
            values = base.vector()
            if self._under is None or values is not self._under.values:
                words, rest = base.bound(_BASE_WORDS)
                best = words[np.argsort(-values[words], kind="stable")]
                self._under = self._kernels.Under(values, best, float(rest))
            self._under_of = key
        return self._under

    def _chain_for(self, links: Sequence[Link]) -> Any:
        if links is not self._chain_of:
            _, contexts, totals, gammas, _ = zip(*links, strict=True)
            self._chain = self._kernels.Chain(
                np.array(contexts, dtype=np.int64),
                np.array(totals, dtype=np.float64),
                np.array(gammas, dtype=np.float64),
                self._discounts(),
            )
            self._chain_of = links
        return self._chain

    def _discounts(self) -> NDArray[np.float64]:
        """What is taken from each count, order by order, which is link by link, as the counts stand now."""
        if self._counts.version != self._taken_of:
            self._taken = np.zeros((self._counts.order, self._kernels.TAKEN))
            for order, discounts in enumerate(self._model.discounts()):
                taken = discounts.taken
                self._taken[order, : len(taken)] = taken
                self._taken[order, len(taken) :] = taken[-1]
            self._taken_of = self._counts.version
        return self._taken

    def _skipped(self, skip: Collection[int]) -> NDArray[np.int32]:
        if not skip:
            return _NONE
        # The collection itself is kept to compare with: by its id alone, another may lie there by now.
        known, size, version = self._skip_of
        if skip is not known or (size, version) != (len(skip), self._counts.version):
            self._skip = np.array(sorted(skip), dtype=np.int32)
            self._skip_of = (skip, len(skip), self._counts.version)
        return self._skip


def _kernels() -> ModuleType:
    from typeahead.models.ngram import kernels

    return kernels


def is_whole_chain(links: Sequence[Link]) -> bool:
    """Whether a chain has every depth from the root up, as the compiled kernels need it."""
    return bool(links) and links[-1].depth == len(links)


def warm() -> None:
    """Call each kernel once, which compiles it or loads what was compiled."""
    from typeahead.models.ngram.base import UniformBase
    from typeahead.models.ngram.build import count
    from typeahead.models.ngram.counts import Counts
    from typeahead.models.ngram.model import NgramModel
    from typeahead.models.ngram.smoothing import make

    some = np.array([FIRST_WORD, EOS], dtype=np.int32)
    counts = Counts(count(some, FIRST_WORD + 1, 2))
    model = NgramModel(counts, UniformBase(counts), make("modified-kneser-ney"))
    model.accelerate()
    model.learn(some)
    model.top(model.advance(model.start(), FIRST_WORD), 1)
    if model.kernel is not None:
        model.kernel.follow((BOS,), True, FIRST_WORD, 1, range(FIRST_WORD), ())
    links = model.links(model.start())
    model.mass(links, range(FIRST_WORD))
    model.counted(links, some)
    model.distribution_of(links)
    weigher()(
        np.zeros((1, 1), dtype=np.uint8),
        np.zeros(1, dtype=np.int64),
        np.ones(1, dtype=np.int64),
        1,
        np.zeros((1, 2)),
        np.zeros(1),
        np.zeros(1),
        0.0,
        0.0,
        0.0,
        np.zeros((4, 2, 2)),
        np.zeros(1),
    )


def weigher() -> Any:
    """The compiled `kernels.near.weigh`."""
    return _kernels().weigh
