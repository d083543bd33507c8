"""An n-gram model with words of its own, seen over a profile's words: the base beside what the notes say."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from typeahead.models.distinct import distinct
from typeahead.models.ngram.scoring import Matches, matches
from typeahead.models.protocols import EOS, UNK, Among, Candidate, Ids, arrays_of
from typeahead.prediction.engine import Evidence
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.ngram_outlook import NgramOutlook
from typeahead.prediction.shares import Shares
from typeahead.profile.generation import Generation

Doubles = NDArray[np.float64]


class Foreign:
    """One n-gram model over another's vocabulary; words that it lacks share its `<unk>` by their letters.

    Args:
        engine: the model, which never learns here.
        generation: whose words are asked about.
    """

    def __init__(self, engine: NgramEngine, generation: Generation) -> None:
        self.engine = engine
        self.generation = generation
        vocabulary = engine.generation.vocabulary
        self.shares = Shares(generation, vocabulary.words, numbers=vocabulary.ids)
        self._at: tuple[int, int, int] | None = None
        self._skip: tuple[Collection[int], int, int, frozenset[int]] = ((), 0, -1, frozenset())
        self.refresh()

    def refresh(self) -> None:
        """Work out the way between both vocabularies anew where words have come."""
        self.shares.refresh()
        if self._at == self.shares.version:
            return
        self._at = self.shares.version
        self._range = range(0), range(0)
        ids, its = self.shares.pairs()
        self.ids, self.its = ids, its  # (n,) ascending both: the two vocabularies are sorted alike
        self.back = np.full(len(self.engine.generation.vocabulary), UNK, dtype=np.int32)
        self.back[its] = ids
        self.letters = np.concatenate([[0.0], np.cumsum(self.shares.base[ids])])
        self.strange: NDArray[np.int32] = self.shares.strange.astype(np.int32)
        self._usual: Doubles | None = None

    def outlook(self, own: NgramOutlook) -> ForeignOutlook:
        """What the model holds likely, over the profile's words."""
        return ForeignOutlook(self, own)

    def after(self, words: Sequence[str]) -> ForeignOutlook:
        """After the words of an open sentence, as written."""
        return ForeignOutlook(self, self.engine.after(words))

    def usual(self) -> Doubles:
        """See `ForeignOutlook.usual`; the model never learns, so that it is worked out once for the same words."""
        if self._usual is None:
            counts = self.engine.model.counts.unigrams[self.its]
            self._usual = np.zeros(int(self.ids[-1]) + 1 if len(self.ids) else 0)
            self._usual[self.ids] = counts / max(float(counts.sum()), 1.0)
        return self._usual

    def other(self, own: NgramOutlook) -> float:
        """What the model gives all words that it lacks together, and those that the profile lacks."""
        unknown = float(own.probabilities(np.array([UNK], dtype=np.int32))[0])
        if not len(self.strange):
            return unknown
        return unknown + float(own.probabilities(self.strange).sum())

    def own_range(self, among: range) -> range:
        """The model's ids of a range of the profile's; words that the profile lacks may be in between."""
        if among == self._range[0]:
            return self._range[1]
        first, last = np.searchsorted(self.ids, [among.start, among.stop])
        its = range(int(self.its[first]), int(self.its[last - 1]) + 1) if first < last else range(0)
        self._range = among, its
        return its

    def named(self, its: Ids, p: Doubles) -> tuple[Ids, Doubles]:
        """The profile's ids of the model's, as far as it has the words, and p of each."""
        found = self.back[its]
        known = found != UNK
        return (found, p) if known.all() else (found[known], p[known])

    def own_skip(self, skip: Collection[int]) -> frozenset[int]:
        """The model's ids of words of the profile that are not wanted."""
        known, size, version, found = self._skip
        now = self.generation.model.counts.version
        if skip is not known or (size, version) != (len(skip), now):
            its = self.shares.numbers_of(np.array(sorted(skip), dtype=np.int32)).tolist() if skip else ()
            found = frozenset(its) - {UNK}
            self._skip = skip, len(skip), now, found
        return found

    def matches(self, words: Ids, read: Ids | None = None) -> Matches:
        """Each word of a text at once: its probability over the profile's words, and what answered.

        Args:
            words: (T,) int32, by the profile's ids.
            read: the same as those behind them read them, where that differs; see `known_forms`.
        """
        own = self.shares.numbers_of(words)
        contexts = None if read is None else self.shares.numbers_of(read)
        if contexts is not None and np.array_equal(contexts, own):  # as in most texts: looked up once, then
            contexts = None
        found = matches(self.engine.model, own, contexts)
        lacking = np.flatnonzero((own == UNK) & (words != EOS))
        p, by_contexts = found.p.copy(), found.by_contexts.copy()
        if len(self.strange) and len(lacking):  # what words have that the profile lacks is shared out too
            places = self.engine.at(own if contexts is None else contexts, lacking.tolist())
            p[lacking] = [self.other(place) for place in places]
        p[lacking] *= self.shares.lacked[words[lacking]]
        by_contexts[lacking] *= self.shares.lacked[words[lacking]]
        return found._replace(p=p, by_contexts=by_contexts)


class ForeignOutlook:
    """What may come after one state of such a model; see `engine.Outlook`.

    Args:
        foreign: whose.
        own: the model's outlook over its own words.
    """

    __slots__ = ("_foreign", "_rest", "outlook")

    def __init__(self, foreign: Foreign, own: NgramOutlook) -> None:
        self._foreign = foreign
        self.outlook = own
        self._rest: float | None = None

    @property
    def usual(self) -> Doubles:
        """How much of what the model counted of the profile's words each is, (n,) of the first n words."""
        return self._foreign.usual()

    @property
    def rest(self) -> float:
        """How much of the profile's base distribution is added."""
        if self._rest is None:
            self._rest = self._foreign.shares.weight(self._foreign.other(self.outlook))
        return self._rest

    def own(self, words: Ids) -> Doubles:
        """p of words that the model has, less what the base distribution adds; 0 of others."""
        return self.probabilities(words) - self.rest * self._foreign.shares.base[words]

    def own_mass(self, among: range) -> float:
        """The same, summed over a range."""
        foreign = self._foreign
        first, last = np.searchsorted(foreign.ids, [among.start, among.stop])
        if first >= last:
            return 0.0
        here = range(int(foreign.its[first]), int(foreign.its[last - 1]) + 1)
        mass = self.outlook.own_mass(here)
        mass += self.outlook.rest * foreign.engine.model.base.mass(here)
        if last - first < len(here):  # words in between that the profile lacks
            mine = np.arange(here.start, here.stop, dtype=np.int32)
            strange = mine[foreign.back[mine] == UNK]
            mass -= float(self.outlook.probabilities(strange).sum())
        return mass - self.rest * float(foreign.letters[last] - foreign.letters[first])

    def own_from(self, first: int) -> float:
        """The same, summed over all ids from one on: what the ids below leave of 1, which are few."""
        foreign = self._foreign
        at = int(np.searchsorted(foreign.ids, first))
        if at == len(foreign.ids):
            return 0.0
        least = int(foreign.its[at])
        below = foreign.engine.model.base.mass(range(least))
        mass = self.outlook.own_from(least) + self.outlook.rest * (1.0 - below)
        strange = foreign.strange[np.searchsorted(foreign.strange, least) :]
        if len(strange):
            mass -= float(self.outlook.probabilities(strange).sum())
        return mass - self.rest * float(foreign.letters[-1] - foreign.letters[at])

    def probabilities(self, words: Ids) -> Doubles:
        """p of some words."""
        shares = self._foreign.shares
        its = shares.numbers_of(words)
        # Both are sorted alike, but for words that the model lacks, and those learned lately.
        if (its[1:] < its[:-1]).any():
            order = np.argsort(its, kind="stable")
            found = np.empty(len(words))
            found[order] = self.outlook.probabilities(its[order])
        else:
            found = self.outlook.probabilities(its)
        lacking = its == UNK
        if lacking.any():
            found[lacking] = self.rest * shares.base[words[lacking]]
        return found

    def distribution(self) -> Doubles:
        """p of every word."""
        return self._foreign.shares.spread(self.outlook.distribution())

    def over(self, among: range) -> Doubles:
        """p of a range of words."""
        foreign = self._foreign
        found = self.rest * foreign.shares.base[among.start : among.stop]
        first, last = np.searchsorted(foreign.ids, [among.start, among.stop])
        if first < last:
            its = foreign.its[first:last]
            here = range(int(its[0]), int(its[-1]) + 1)
            found[foreign.ids[first:last] - among.start] = self.outlook.over(here)[its - here.start]
        return found

    def narrowed(self, among: range, more: Ids) -> ForeignOutlook:  # noqa: ARG002
        """It is the mixture that is narrowed."""
        return self

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words that the model has."""
        return list(map(Candidate, *(each.tolist() for each in self.likeliest(k, among, skip))))

    def likeliest(self, k: int, among: Among, skip: Collection[int]) -> tuple[Ids, Doubles]:
        """The same in arrays."""
        foreign = self._foreign
        unwanted = foreign.own_skip(skip)
        if among is None:
            its: Among = None
        elif isinstance(among, range):
            its = foreign.own_range(among)
            if not its:
                return arrays_of([])
        else:
            its = distinct(foreign.shares.numbers_of(among))
        return foreign.named(*self.outlook.likeliest(k, its, unwanted))

    def log_of_unknown(self, form: str) -> float:
        """ln p of a word outside the vocabulary, by its letters."""
        spelled = self._foreign.generation.spelled
        if spelled is None:
            return math.log(self.rest * self._foreign.shares.base[UNK])
        return math.log(self.rest) + spelled.log_of_spelling(form)

    def advance(self, word: int) -> ForeignOutlook:
        """After one more word."""
        return ForeignOutlook(self._foreign, self.outlook.advance(self._foreign.shares.number_of(word)))

    def followed(
        self, word: int, k: int, among: range, skip: Collection[int]
    ) -> tuple[ForeignOutlook, Ids, Doubles]:
        """The outlook after one more word, and the k likeliest words there that the model has."""
        foreign = self._foreign
        number = foreign.shares.number_of(word)
        own, its, p = self.outlook.followed(number, k, foreign.own_range(among), foreign.own_skip(skip))
        return ForeignOutlook(foreign, own), *foreign.named(its, p)

    def following(
        self, word: int, k: int, among: range, skip: Collection[int]
    ) -> tuple[ForeignOutlook, list[Candidate]]:
        """By this model."""
        after = self.advance(word)
        return after, after.top(k, among, skip)

    def evidence(self, forms: Sequence[str], words: Sequence[int]) -> Evidence:
        """What the model counted, in its own words."""
        its = self._foreign.shares.numbers_of(np.array(words, dtype=np.int32))
        return self.outlook.evidence(forms, its.tolist())
