"""The n-gram model as an engine: its state, backoff chain and phrases, each remembered while the counts stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from typeahead.locations import base_model_folder
from typeahead.models.ngram.model import State
from typeahead.models.protocols import EOS, Candidate, Ids
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Earlier, Outlook, bits_of, nothing_earlier
from typeahead.prediction.explain import explain
from typeahead.prediction.explanation import Explanation
from typeahead.prediction.ngram_outlook import NgramOutlook
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

    def recall(self, mark: object, later: Sequence[Ids]) -> None:
        """There are only counts."""

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


def _source_of(generation: Generation) -> str:
    if generation.imported:
        return "imported"
    return "base" if generation.folder == base_model_folder() else "notes"
