"""What the mixture holds likely at one place: each model's outlook, and how much each counts there."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from typeahead.models.distinct import distinct
from typeahead.models.mixture import BASE, NETWORK, NOTES, RECENCY
from typeahead.models.protocols import BOS, EOS, UNK, Among, Candidate, Ids
from typeahead.models.recency import Recency
from typeahead.prediction.engine import Evidence, Held, Part
from typeahead.prediction.foreign import ForeignOutlook
from typeahead.prediction.lately import Lately
from typeahead.prediction.narrowed import Narrowed, Words
from typeahead.prediction.ngram_outlook import NgramOutlook

if TYPE_CHECKING:
    from typeahead.prediction.mixture_engine import MixtureEngine

Doubles = NDArray[np.float64]
Likeliest = tuple[Ids, NDArray[np.floating]]

_FIRST_LOOK = 6
"""So many words more than are wanted are asked of each model at first."""

_MOST = 400
"""More words are not looked at for one answer: what is left out then is as good as equal."""


class MixtureOutlook:
    """p(w) = Σ_m g_m p_m(w) at one place; see `engine.Outlook`.

    Args:
        engine: whose.
        parts: the outlook of each model by name; without recency.
        lately: recency's.
        shares: g by name, of models that are there; they sum to 1.
        last: the word before, `<s>` where a sentence begins.
        recency: what was written until here, where that is more than the engine has learned; never changed.
    """

    __slots__ = (
        "_engine",
        "_following",
        "_most",
        "_parts",
        "_rest",
        "_some",
        "last",
        "lately",
        "recency",
        "shares",
    )

    def __init__(
        self,
        engine: MixtureEngine,
        parts: dict[str, Part],
        lately: Lately,
        shares: dict[str, float],
        last: int,
        recency: Recency | None = None,
    ) -> None:
        self._engine = engine
        self._parts = parts
        self.lately = lately
        self.shares = shares
        self.last = last
        self.recency = recency
        self._some: Words | None = None
        self._rest: float | None = None
        self._most: dict[int, int] = {}
        self._following: dict[int, tuple[MixtureOutlook, list[Candidate]]] = {}

    @property
    def parts(self) -> dict[str, Part]:
        """The models' outlooks by name, without recency."""
        return self._parts

    @property
    def rest(self) -> float:
        """How much of the base distribution all models together add."""
        if self._rest is None:
            self._rest = sum(self.shares[name] * each.rest for name, each in self._parts.items())
        return self._rest

    def own(self, words: Ids) -> Doubles:
        """p of some words, without the base distribution's part."""
        found = self.shares.get(RECENCY, 0.0) * self.lately.own(words)
        for name, each in self._parts.items():
            found = found + self.shares[name] * each.own(words)
        return found

    def own_mass(self, among: range) -> float:
        """The same, summed over a range."""
        if self._some is not None and (known := self._some.own_mass(among)) is not None:
            return known
        found = self.shares.get(RECENCY, 0.0) * self.lately.mass(among)
        return found + sum(self.shares[name] * each.own_mass(among) for name, each in self._parts.items())

    def own_from(self, first: int) -> float:
        """The same, summed over all ids from one on."""
        everything = range(first, len(self._engine.generation.vocabulary))
        found = self.shares.get(RECENCY, 0.0) * self.lately.mass(everything)
        return found + sum(self.shares[name] * each.own_from(first) for name, each in self._parts.items())

    def probabilities(self, words: Ids) -> Doubles:
        """p of some words."""
        found: Doubles = self._of_models(words).sum(axis=0)
        return found

    def _of_models(self, words: Ids) -> Doubles:
        """g_m p_m of some words, (M, n): a row for each of `_names`."""
        rows = [self.shares[name] * each.probabilities(words) for name, each in self._parts.items()]
        if RECENCY in self.shares:
            rows.append(self.shares[RECENCY] * self.lately.own(words))
        return np.array(rows)

    def narrowed(self, among: range, more: Ids) -> Held:
        """Worked out once for the keys of a word."""
        if self._some is None or not self._some.has(among, more):
            rows = [self.shares[name] * each.over(among) for name, each in self._parts.items()]
            if RECENCY in self.shares:
                rows.append(self.shares[RECENCY] * self.lately.over(among))
            given = np.concatenate([np.array(rows), self._of_models(more)], axis=1)
            self._some = Words(among, more, given, self._engine.generation.model.base, self.rest)
        return Narrowed(self, self._some)

    @property
    def _names(self) -> list[str]:
        """The models that have a share, recency last."""
        return [*self._parts, *((RECENCY,) if RECENCY in self.shares else ())]

    def of_each(self, word: int) -> dict[str, float]:
        """p of a word by each model."""
        words = np.array([word], dtype=np.int32)
        found = {name: float(each.probabilities(words)[0]) for name, each in self._parts.items()}
        if RECENCY in self.shares:
            found[RECENCY] = float(self.lately.own(words)[0])
        return found

    def sources_of(self, words: Sequence[int]) -> list[str]:
        """The model that each word's probability comes from for the most part."""
        names = self._names
        network = self._engine.network
        if network is not None and network.source == BASE:  # what came with the package is one to a person
            names = [BASE if name == NETWORK else name for name in names]
        if missing := sorted(set(words) - self._most.keys()):
            ids = np.array(missing, dtype=np.int32)
            some = self._some
            at = None if some is None else some.places(ids)
            self._keep_most(ids, self._of_models(ids) if some is None or at is None else some.given[:, at])
        return [names[self._most[word]] for word in words]

    def _keep_most(self, words: Ids, given: Doubles) -> None:
        """Which model gives each of some words the most, of `_of_models`: it is asked of those that are shown."""
        self._most.update(zip(words.tolist(), np.argmax(given, axis=0).tolist(), strict=True))

    def distribution(self) -> Doubles:
        """p of every word."""
        found = np.zeros(len(self._engine.generation.vocabulary))
        for name, each in self._parts.items():
            p = each.distribution()
            found[: len(p)] += self.shares[name] * p
        if RECENCY in self.shares:
            found[self.lately.words] += self.shares[RECENCY] * self.lately.p
        return found

    def usual(self) -> Doubles:
        """How usual each word is by the counts of the n-gram models together, whatever stands before it, (V,)."""
        found = np.zeros(len(self._engine.generation.vocabulary))
        for each in self._parts.values():
            if isinstance(each, NgramOutlook | ForeignOutlook):
                usual = each.usual
                found[: len(usual)] += usual
        return found

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words: those that any model holds likely, until no other can be as likely.

        Each model gives its likeliest; a word that none gave is at most Σ g_m × the least that model m gave (the
        threshold algorithm of Fagin, Lotem and Naor 2003).
        """
        if isinstance(among, np.ndarray):
            return self._best_of(k, among, skip)
        words, given = self._likeliest(k, among, skip)
        self._keep_most(words, given)
        return _candidates(words, given)

    def _likeliest(
        self, k: int, among: Among, skip: Collection[int], known: Mapping[str, Likeliest] | None = None
    ) -> tuple[Ids, Doubles]:
        """The k likeliest words, likeliest first, and `_of_models` of them.

        Args:
            k, among, skip: as of `top`.
            known: what models hold likeliest, `_FIRST_LOOK` words more than are wanted.
        """
        wanted = k + _FIRST_LOOK
        while True:
            found, bound = self._gathered(wanted, among, skip, known or {})
            given = self._of_models(found)
            p = given.sum(axis=0)
            order = np.argsort(-p, kind="stable")[:k]
            if len(order) < k or p[order[-1]] >= bound or wanted >= _MOST:
                return found[order], given[:, order]
            wanted, known = wanted * 3, None

    def _best_of(self, k: int, among: Ids, skip: Collection[int]) -> list[Candidate]:
        """The k likeliest of words that are named one by one (ascending)."""
        words, p = among, self.own(among) + self.rest * self._engine.generation.model.base.values(among)
        if skip:
            here = ~np.isin(words, np.fromiter(skip, dtype=np.int32, count=len(skip)))
            words, p = words[here], p[here]
        if len(words) > k:
            some = np.sort(np.argpartition(-p, k)[:k])
            words, p = words[some], p[some]
        order = np.argsort(-p, kind="stable")
        return [Candidate(int(words[at]), float(p[at])) for at in order if p[at] > 0.0]

    def _gathered(
        self, wanted: int, among: Among, skip: Collection[int], known: Mapping[str, Likeliest]
    ) -> tuple[Ids, float]:
        """Words that any model holds likely (ascending), and what no other word exceeds."""
        some: list[Ids] = []
        bound = 0.0
        if RECENCY in self.shares:
            words, least = self.lately.best(wanted, among, skip)
            some.append(words)
            bound += self.shares[RECENCY] * least
        for name, each in self._parts.items():
            words, p = known.get(name) or each.likeliest(wanted, among, skip)
            some.append(words)
            if len(words) >= wanted:
                bound += self.shares[name] * float(p[-1])
        return distinct(np.concatenate(some).astype(np.int32)), bound

    def log_of_unknown(self, form: str) -> float:
        """ln p of a word outside the vocabulary, by its letters in each model that has any."""
        logs = self.logs_of_unknown(form)
        found = np.logaddexp.reduce(
            [math.log(self.shares[name]) + log for name, log in logs.items() if self.shares[name]]
        )
        return float(found)

    def logs_of_unknown(self, form: str) -> dict[str, float]:
        """The same by each model."""
        found = {name: each.log_of_unknown(form) for name, each in self._parts.items()}
        if RECENCY in self.shares:
            found[RECENCY] = -math.inf
            of_all = float(self.lately.own(np.array([UNK], dtype=np.int32))[0])
            spelled = self._engine.generation.spelled
            if of_all > 0.0 and spelled is not None:
                found[RECENCY] = math.log(of_all / spelled.of(UNK)) + spelled.log_of_spelling(form)
        return found

    def advance(self, word: int) -> MixtureOutlook:
        """After one more word; what was written lately stays as it is."""
        parts = self._engine.advanced(self._parts, word)
        return self._engine.joined(parts, BOS if word == EOS else word, self.recency)

    def following(
        self, word: int, k: int, among: range, skip: Collection[int]
    ) -> tuple[MixtureOutlook, list[Candidate]]:
        """By all models but the network, which would have to be asked anew for every word typed."""
        known = self._following.get(word)
        if known is None:
            parts: dict[str, Part] = {}
            likeliest: dict[str, Likeliest] = {}
            for name, each in self._parts.items():
                if isinstance(each, NgramOutlook | ForeignOutlook):
                    read = self._engine.number_read(each, word)
                    parts[name], words, p = each.followed(read, k + _FIRST_LOOK, among, skip)
                    likeliest[name] = words, p
            after = self._engine.joined(parts, BOS if word == EOS else word, self.recency)
            notes = after.parts[NOTES]
            if isinstance(notes, NgramOutlook):  # it may lean now, as it did not when it was searched
                likeliest[NOTES] = likeliest[NOTES][0], likeliest[NOTES][1] * notes.stretch
            words, given = after._likeliest(k, among, skip, likeliest)
            known = self._following[word] = after, _candidates(words, given)
        return known

    def evidence(self, forms: Sequence[str], words: Sequence[int]) -> Evidence:
        """What the notes counted."""
        return next(iter(self._parts.values())).evidence(forms, words)


def _candidates(words: Ids, given: Doubles) -> list[Candidate]:
    """Words with what all models together give them, but for those that none gives anything."""
    p = given.sum(axis=0).tolist()
    return [Candidate(word, each) for word, each in zip(words.tolist(), p, strict=True) if each > 0.0]
