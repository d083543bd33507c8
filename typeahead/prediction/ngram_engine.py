"""The n-gram model as an engine: its state, backoff chain and phrases, each remembered while the counts stand."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.locations import base_model_folder
from typeahead.models.ngram.model import Link, NgramModel, State
from typeahead.models.protocols import BOS, EOS, RESERVED, Among, Candidate, Ids
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Earlier, Evidence, Held, Outlook, bits_of, context_of, nothing_earlier
from typeahead.prediction.explain import explain
from typeahead.prediction.explanation import Explanation
from typeahead.prediction.narrowed import Narrowed, Words
from typeahead.prediction.unknown import log_of_unknown
from typeahead.profile.generation import Generation

_REMEMBERED = 8192

LIKELY = 0.2
"""A phrase goes on for as long as its next word is at least this likely, a mark or sentence end included."""


class NgramEngine:
    """The n-gram model of a generation.

    Args:
        generation: the models.
    """

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.model = generation.model
        self._source = _source_of(generation)
        self._at: tuple[object, ...] | None = None
        self._outlook: NgramOutlook | None = None
        self._states: dict[tuple[State, int], State] = {}
        self._following: dict[State, Candidate | None] = {}
        self._version = -1

    @property
    def name(self) -> str:
        """Its smoothing's."""
        return self.generation.settings.smoothing

    @property
    def title(self) -> str:
        """Its order, and where its counts come from."""
        order = f"{self.generation.settings.order}-gram"
        titles = {"base": f"English {order}", "imported": f"imported {order}"}
        return titles.get(self.source, f"{order} of your notes")

    @property
    def source(self) -> str:
        """Where its counts come from: "imported", "notes" or "base"."""
        return self._source

    @property
    def normalised(self) -> bool:
        """Not so of stupid backoff."""
        return self.model.smoothing.normalised

    @property
    def parameters(self) -> None:
        """It has counts."""

    @property
    def identity(self) -> None:
        """It is that of its generation."""

    @property
    def version(self) -> int:
        """The counts'."""
        return self.model.counts.version

    def begin(self) -> NgramOutlook:
        """After a sentence's end."""
        return NgramOutlook(self, self.model.start())

    def after(self, words: Sequence[str], earlier: Earlier = nothing_earlier) -> NgramOutlook:  # noqa: ARG002
        """After an open sentence, of which the last order - 1 words matter; kept while one word is typed."""
        key = (self.version, *words)
        if self._outlook is None or key != self._at:
            ids = self.generation.encoder.ids(words, last=self.model.order)
            self._at, self._outlook = key, NgramOutlook(self, self.model.state_after(ids))
        return self._outlook

    def walk(self, outlook: Outlook, words: Ids) -> Iterator[Outlook]:
        """One state after the other."""
        yield outlook
        for word in words.tolist():
            outlook = outlook.advance(word)
            yield outlook

    def score(self, words: Ids) -> NDArray[np.float64]:
        """All at once."""
        return self.model.score(words).astype(np.float64)

    def at(self, words: Ids, places: Sequence[int]) -> Iterator[NgramOutlook]:
        """Each after what its sentence has before it."""
        ends = np.concatenate([[-1], np.flatnonzero(words == EOS)])
        starts = ends[np.searchsorted(ends, np.array(places, dtype=np.int64)) - 1] + 1
        for place, start in zip(places, starts.tolist(), strict=True):
            yield NgramOutlook(self, self.model.state_after(words[start:place].tolist()))

    def explain(self, context: Context, earlier: Earlier, word: str) -> Explanation:  # noqa: ARG002
        """The chain of orders, written out."""
        return explain(self.generation, context, word)

    def catch_up(self, typed: Iterable[Ids]) -> None:
        """The counts have all of it."""

    def read(self, words: Ids, again: bool = False) -> None:
        """The counts are of what was learned."""

    def learning(self, words: Ids) -> float | None:
        """There is nothing to be done before; how surprising it is."""
        return bits_of(self, words)

    def learned(self, words: Ids) -> None:
        """The counts are the model: there is nothing more to do."""

    def mark(self) -> None:
        """There are only counts."""

    def return_to(self, mark: object) -> bool:  # noqa: ARG002
        """The counts have."""
        return True

    def adapt(self) -> bool:
        """Counts have learned all there is to learn."""
        return False

    def store(self) -> None:
        """The learner stores what was typed."""

    def accelerate(self) -> None:
        """Answer and learn with compiled kernels."""
        self.model.accelerate()

    def let_go(self) -> None:
        """The last place is remembered no more."""
        self._at = self._outlook = None

    def follow(self, state: State, word: int) -> tuple[State, Candidate | None]:
        """The state after one more word, and the word that is likely to follow it."""
        if self.version != self._version or len(self._states) >= _REMEMBERED:
            self._states.clear()
            self._following.clear()
            self._version = self.version
        found = self._states.get((state, word))
        if found is None:
            found = self._states[state, word] = self._advance(state, word)
        if found not in self._following:
            self._following[found] = self.model.likely_word(self.model.links(found), LIKELY)
        return found, self._following[found]

    def _advance(self, state: State, word: int) -> State:
        """The state after one more word; compiled code says in one go what is likely there."""
        kernel = self.model.kernel
        known = None if kernel is None else kernel.likeliest_after(*state, word)
        if known is None:
            return self.model.advance(state, word)
        contexts, whole, best = known
        after = State(contexts, whole)
        self._following[after] = best if best is not None and best.probability >= LIKELY else None
        return after


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


def _source_of(generation: Generation) -> str:
    if generation.imported:
        return "imported"
    return "base" if generation.folder == base_model_folder() else "notes"
