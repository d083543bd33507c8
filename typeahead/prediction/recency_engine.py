"""Recency alone as an engine: the words and pairs met lately, to see how far that goes."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from typeahead.models.mixture import RECENCY
from typeahead.models.protocols import BOS, EOS, UNK, Among, Candidate, Ids
from typeahead.models.recency import KAPPA, Recency
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Earlier, Evidence, Outlook, bits_of, context_of, nothing_earlier
from typeahead.prediction.explain import explain as explain_notes
from typeahead.prediction.explanation import Explanation, Part, RecencyEvidence
from typeahead.prediction.lately import Lately, Memory, Session, Writing
from typeahead.prediction.unknown import log, number_of
from typeahead.profile.generation import Generation

_SENTENCE = 60
"""Of a longer open sentence only so many of the last words are taken for recent."""

_UNMET = 1.0
"""Words that stand for all that were not met lately, beside those that were: each is as likely as by its letters."""

Doubles = NDArray[np.float64]


class RecencyEngine:
    """What was written lately, over a profile's words.

    Args:
        generation: the words, and the letter model for those not met.
    """

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.session = Session()
        self._writing = Writing()

    @property
    def name(self) -> str:
        """As it is asked for."""
        return RECENCY

    @property
    def title(self) -> str:
        """What it knows."""
        return "words written lately"

    @property
    def source(self) -> str:
        """As in the mixture."""
        return RECENCY

    @property
    def normalised(self) -> bool:
        """Its figures are probabilities."""
        return True

    @property
    def parameters(self) -> None:
        """It has counts."""

    @property
    def identity(self) -> None:
        """It is that of its generation."""

    @property
    def version(self) -> tuple[tuple[int, int], int]:
        """Of what was met, and of the words there are."""
        return self.session.version, self.generation.model.counts.version

    @property
    def recency(self) -> Recency:
        """What was typed lately."""
        return self.session.typed

    def begin(self) -> RecencyOutlook:
        """After a sentence's end."""
        return RecencyOutlook(self, self.recency, BOS)

    def after(self, words: Sequence[str], earlier: Earlier = nothing_earlier) -> RecencyOutlook:
        """After all that stands before the cursor, which is what was met last."""
        ids = self.generation.encoder.ids
        open_words = ids(words, last=_SENTENCE)
        written = [word for sentence in earlier() for word in (*ids(sentence), EOS)]
        met = self._writing.until([*written, *open_words], self.session.met)
        last = open_words[-1] if open_words else BOS
        return RecencyOutlook(self, self.session.met if met is None else met, last)

    def walk(self, outlook: Outlook, words: Ids) -> Iterator[RecencyOutlook]:
        """Each word is met when it is passed."""
        assert isinstance(outlook, RecencyOutlook)
        yield outlook
        for word in words.tolist():
            outlook = outlook.advance(word)
            yield outlook

    def score(self, words: Ids) -> Doubles:
        """ln p of each word; what the text itself has shown so far was met lately."""
        base = self.generation.model.base.vector()
        met, last, found = self.recency.copy(), BOS, np.empty(len(words))
        for at, word in enumerate(words.tolist()):
            rest = _rest(met)
            found[at] = (1.0 - rest) * met.probability(last, word) + rest * float(base[word])
            met.learn_one(word)
            last = BOS if word == EOS else word
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(found))

    def at(self, words: Ids, places: Sequence[int]) -> Iterator[RecencyOutlook]:
        """As in `score`."""
        met, behind = self.recency.copy(BOS), 0
        for place in places:
            met.learn(words[behind:place])
            behind = place
            last = int(words[place - 1]) if place else EOS
            yield RecencyOutlook(self, met.copy(), BOS if last == EOS else last)

    def explain(self, context: Context, earlier: Earlier, word: str) -> Explanation:
        """What it gives, and what the letters do; then the notes' chain of orders, to compare."""
        notes = explain_notes(self.generation, context, word)
        outlook = self.after(context.words, earlier)
        number = number_of(self.generation.vocabulary, notes.word)
        log_p = outlook.log_of_unknown(notes.word)
        own = 0.0
        if number != UNK:
            ids = np.array([number], dtype=np.int32)
            own = float(outlook.lately.own(ids)[0])
            log_p = log(float(outlook.probabilities(ids)[0]))
        letters = (math.exp(log_p) - (1.0 - outlook.rest) * own) / outlook.rest
        met = recency_evidence(self.generation, outlook._met, outlook.last, number)
        parts = [
            Part(RECENCY, 1.0 - outlook.rest, own, recency=met),
            Part("letters", outlook.rest, letters),
        ]
        return replace(notes, probability=math.exp(log_p), bits=-log_p / math.log(2), parts=parts)

    def catch_up(self, typed: Iterable[Ids]) -> None:
        """What was typed in an earlier session is no longer recent."""

    def read(self, words: Ids, again: bool = False) -> None:
        """What stands in the open document was met, for suggestions."""
        self.session.open(words, again)
        self._writing.clear()

    def learning(self, words: Ids) -> float | None:
        """Sentences were written; how surprising they are."""
        bits = bits_of(self, words)
        self.recency.learn(words)
        self.session.learned(words)
        self._writing.clear()
        return bits

    def learned(self, words: Ids) -> None:
        """It knew before the counts did."""

    def mark(self) -> Memory:
        """What was met."""
        return Memory(self.recency.copy(), self.generation.vocabulary.words)

    def return_to(self, mark: object) -> bool:
        """To what was met then."""
        if isinstance(mark, Memory):
            self.session = mark.over(self.generation.vocabulary)
            self._writing.clear()
        return True

    def recall(self, mark: object, later: Sequence[Ids]) -> None:
        """What was met then, and later."""
        if isinstance(mark, Memory):
            self.session = mark.going_on(later, self.generation.vocabulary)
            self._writing.clear()

    def adapt(self) -> bool:
        """There are no weights."""
        return False

    def store(self) -> None:
        """The next session begins anew."""

    def accelerate(self) -> None:
        """The counts, which learn whatever answers."""
        self.generation.model.accelerate()

    def let_go(self) -> None:
        """It remembers no places."""


class RecencyOutlook:
    """What may come after one word; see `engine.Outlook`.

    Args:
        engine: whose.
        met: what was written until here; never changed.
        last: the word before, `<s>` where a sentence begins.
    """

    __slots__ = ("_engine", "_met", "last", "lately", "rest")

    def __init__(self, engine: RecencyEngine, met: Recency, last: int) -> None:
        self._engine = engine
        self._met = met
        self.last = last
        self.lately = Lately(*met.distribution(last))
        self.rest = _rest(met)

    def narrowed(self, among: range, more: Ids) -> RecencyOutlook:  # noqa: ARG002
        """There are few words."""
        return self

    def own(self, words: Ids) -> Doubles:
        """p of words met lately, less what their letters add."""
        return (1.0 - self.rest) * self.lately.own(words)

    def own_mass(self, among: range) -> float:
        """The same, summed over a range."""
        return (1.0 - self.rest) * self.lately.mass(among)

    def own_from(self, first: int) -> float:
        """The same, summed over all ids from one on."""
        return self.own_mass(range(first, len(self._engine.generation.vocabulary)))

    def probabilities(self, words: Ids) -> Doubles:
        """p of some words."""
        found: Doubles = self.own(words) + self.rest * self._engine.generation.model.base.values(words)
        return found

    def distribution(self) -> Doubles:
        """p of every word."""
        found: Doubles = self.rest * self._engine.generation.model.base.vector()
        found[self.lately.words] += (1.0 - self.rest) * self.lately.p
        return found

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest of those met lately: a word that nobody wrote is no suggestion of this model."""
        words, _ = self.lately.best(k, among, skip)
        words = np.sort(words)
        p = self.probabilities(words)
        order = np.argsort(-p, kind="stable")[:k]
        return [Candidate(int(words[at]), float(p[at])) for at in order if words[at] != BOS]

    def log_of_unknown(self, form: str) -> float:
        """By its letters; where all unknown words are one, by how lately that was met too."""
        generation = self._engine.generation
        of_all = float(self.probabilities(np.array([UNK], dtype=np.int32))[0])
        if generation.spelled is None:
            return log(of_all)
        met = float(self.own(np.array([UNK], dtype=np.int32))[0])
        share = self.rest + met / generation.spelled.of(UNK)
        return log(share) + generation.spelled.log_of_spelling(form)

    def advance(self, word: int) -> RecencyOutlook:
        """After one more word, which was met then."""
        met = self._met.copy(self.last)
        met.learn_one(word)
        return RecencyOutlook(self._engine, met, BOS if word == EOS else word)

    def following(
        self, word: int, k: int, among: range, skip: Collection[int]
    ) -> tuple[RecencyOutlook, list[Candidate]]:
        """By what followed it lately."""
        after = self.advance(word)
        return after, after.top(k, among, skip)

    def evidence(self, forms: Sequence[str], words: Sequence[int]) -> Evidence:
        """It goes by the word before; its counts are worth less with every word, and are not told."""
        return Evidence(context_of(forms, 2), None, False, [None] * len(words))


def recency_evidence(generation: Generation, met: Recency, last: int, number: int) -> RecencyEvidence | None:
    """What was met of a word by its id; None of one that has none, or where nothing was met at all."""
    if number == UNK or not met.total:
        return None
    pair, pairs, word, words = met.counts(last, number)
    return RecencyEvidence(generation.vocabulary.words[last], pair, pairs, word, words, KAPPA)


def _rest(met: Recency) -> float:
    """What is left to words that were not met lately."""
    return _UNMET / (met.total + _UNMET)
