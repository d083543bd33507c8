"""The mixture as an engine: notes, base, recency and a network, weighed anew at each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from typeahead.models.mixture import (
    BASE,
    CONTEXTS,
    NETWORK,
    NOTES,
    PARTS,
    RECENCY,
    Gate,
    Here,
    Place,
)
from typeahead.models.ngram.scoring import matches
from typeahead.models.protocols import BOS, EOS, Ids
from typeahead.models.recency import Recency
from typeahead.prediction.context import EARLIER, Context
from typeahead.prediction.engine import Earlier, Outlook, Part, nothing_earlier
from typeahead.prediction.explanation import Explanation
from typeahead.prediction.foreign import Foreign, ForeignOutlook
from typeahead.prediction.known_forms import KnownForms
from typeahead.prediction.lately import Lately, Memory, Session, Writing
from typeahead.prediction.mixture_outlook import MixtureOutlook
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.ngram_outlook import NgramOutlook
from typeahead.profile.generation import Generation

if TYPE_CHECKING:
    from typeahead.prediction.network_engine import NetworkEngine

_SENTENCE = 60
"""Of a longer open sentence only so many of the last words are taken for recent."""

_REMEMBERED = 8
"""So many places are kept: while a word is typed, the same one is asked for at each letter."""


class MixtureEngine:
    """All models of a profile together.

    Args:
        notes: the person's own n-gram model, which learns.
        base: the n-gram model that comes with the package, if it is wanted.
        network: a network, if there is one.
        gate: how much each counts.
        keep: stores the gate, which began as another one, beside what others have stored; the gate stored now.
    """

    def __init__(
        self,
        notes: NgramEngine,
        base: NgramEngine | None = None,
        network: NetworkEngine | None = None,
        gate: Gate | None = None,
        keep: Callable[[Gate, Gate], Gate | None] = lambda _, __: None,
    ) -> None:
        self.notes = notes
        self.base = None if base is None else Foreign(base, notes.generation)
        self.known: KnownForms | None = None
        if base is not None:
            its, counts = base.generation.vocabulary, base.model.counts.unigrams
            self.known = KnownForms(its, counts, notes.generation.vocabulary)
        self.network = network
        self.gate = gate or Gate.of()
        self.session = Session()
        self._keep, self._kept, self._stored = keep, self.gate.version, self.gate.copy()
        self._version: tuple[object, ...] | None = None
        self._outlooks: dict[tuple[object, ...], MixtureOutlook] = {}
        self._writing = Writing()

    @property
    def name(self) -> str:
        """As it is asked for."""
        return "mixture"

    @property
    def title(self) -> str:
        """What is in it."""
        names = [] if self.notes.source == "base" else [self.notes.title]
        if self.base is not None:
            names.append("English" if names else self.base.engine.title)
        if self.network is not None:
            names.append(self.network.name if self.network.source != "base" else "network")
        return " + ".join(names)

    @property
    def source(self) -> str:
        """The notes', where nothing else is known of a suggestion."""
        return self.notes.source

    @property
    def normalised(self) -> bool:
        """As the notes' smoothing is."""
        return self.notes.normalised

    @property
    def parameters(self) -> int | None:
        """It has counts."""
        return None

    @property
    def identity(self) -> str | None:
        """The network's, if there is one."""
        return None if self.network is None else self.network.identity

    @property
    def generation(self) -> Generation:
        """The notes': its vocabulary is everybody's."""
        return self.notes.generation

    @property
    def version(self) -> tuple[object, ...]:
        """Of all models, and of their weights."""
        network = None if self.network is None else self.network.version
        return self.notes.version, network, self.session.version, self.gate.version

    @property
    def recency(self) -> Recency:
        """What was typed lately."""
        return self.session.typed

    @property
    def present(self) -> list[bool]:
        """Which of `PARTS` are there; whether recency and contexts are at a place, the gate sees."""
        there = {BASE: self.base is not None, NETWORK: self.network is not None}
        return [self._notes_alone or there.get(name, True) for name in PARTS]

    @property
    def _notes_alone(self) -> bool:
        """Whether no other model knows words: the notes stand in for those then, and for what contexts back off to."""
        return self.base is None and self.network is None

    # --- places

    def begin(self) -> MixtureOutlook:
        """After a sentence's end."""
        self._see_what_changed()
        parts: dict[str, Part] = {NOTES: self.notes.begin()}
        if self.base is not None:
            parts[BASE] = self.base.outlook(self.base.engine.begin())
        if self.network is not None:
            parts[NETWORK] = self.network.after((), before=self.as_known(self.recency.tail[-EARLIER:]))
        return self.joined(parts, BOS)

    def after(self, words: Sequence[str], earlier: Earlier = nothing_earlier) -> MixtureOutlook:
        """After an open sentence; kept while one word is typed."""
        self._see_what_changed()
        before = earlier()
        key = (tuple(words), tuple(map(tuple, before)))
        known = self._outlooks.get(key)
        if known is None:
            parts: dict[str, Part] = {NOTES: self.notes.after(words)}
            read = words if self.known is None else self.known.of(words)
            if self.base is not None:
                parts[BASE] = self.base.after(read)
            ids = self.generation.encoder.ids
            open_words = ids(words, last=_SENTENCE)
            written = [word for sentence in before for word in (*ids(sentence), EOS)]
            recency = self._writing.until([*written, *open_words], self.session.met) or self.session.read
            if self.network is not None:
                # What was learned last stands before where nothing, or little, else does.
                tail = (recency or self.recency).tail
                finished = tail[: len(tail) - len(open_words)] if len(open_words) < len(tail) else []
                parts[NETWORK] = self.network.after(read, before=self.as_known(finished[-EARLIER:]))
            known = self.joined(parts, open_words[-1] if open_words else BOS, recency)
            if len(self._outlooks) >= _REMEMBERED:
                del self._outlooks[next(iter(self._outlooks))]
            self._outlooks[key] = known
        return known

    def as_known(self, words: Sequence[int] | Ids) -> Ids:
        """Words before a place as the base and the network read them, (n,) int32."""
        ids = np.asarray(words, dtype=np.int32)
        return ids if self.known is None else self.known.numbers_of(ids)

    def number_read(self, part: Part, word: int) -> int:
        """One word before a place as a model reads it: the notes' as it is written."""
        return word if self.known is None or isinstance(part, NgramOutlook) else self.known.number_of(word)

    def advanced(self, parts: Mapping[str, Part], word: int, form: int | None = None) -> dict[str, Part]:
        """The models' outlooks after one more word, `form` being the one that the base knows, if it is told."""
        found = {}
        for name, each in parts.items():
            read = word if form is None or name == NOTES else form
            found[name] = each.advance(self.number_read(each, read))
        return found

    def joined(self, parts: dict[str, Part], last: int, recency: Recency | None = None) -> MixtureOutlook:
        """The models' outlooks at one place as one.

        Args:
            parts: by name; a model that is not among them has no share.
            last: the word before, `<s>` where a sentence begins.
            recency: what was written until here, where that is more than was learned.
        """
        met = self.recency if recency is None else recency
        lately = Lately(*met.distribution(last))
        here = self._here(parts, last, met)
        some = {RECENCY: len(lately.words) > 0, CONTEXTS: here.left < 1.0}
        if self._notes_alone:
            some |= {BASE: True, NETWORK: True}
        present = [name in parts or some.get(name, False) for name in PARTS]
        weights = self.gate.shares_here(here, present)
        shares = {name: share for name, share, there in zip(PARTS, weights, present, strict=True) if there}
        if self._notes_alone:
            shares[NOTES] += shares.pop(BASE) + shares.pop(NETWORK) + shares.pop(CONTEXTS, 0.0)
        elif contexts := shares.pop(CONTEXTS, 0.0):
            # Both are of one chain, so one outlook says what they say together.
            shares[NOTES] += contexts
            if (notes := _ngram(parts[NOTES])).leans:
                parts = {**parts, NOTES: notes.leaning(contexts / shares[NOTES])}
        return MixtureOutlook(self, parts, lately, shares, last, recency)

    def _here(self, parts: Mapping[str, Part], last: int, recency: Recency) -> Here:
        notes = _ngram(parts[NOTES])
        depth, total = notes.answered()
        base_depth, base_total = _ngram(parts[BASE]).answered() if BASE in parts else (0, 0)
        pairs, recent = recency.pair_total(last), float(len(recency))
        return Here(depth, total, base_depth, base_total, pairs, recent, notes.left)

    def _see_what_changed(self) -> None:
        if self.network is not None:  # its version may change: a place asked twice was worked out twice
            self.network.see_what_changed()
        if self._version != self.version:
            self._version = self.version
            self._outlooks.clear()
            self._writing.clear()
            if self.base is not None:
                self.base.refresh()

    def walk(self, outlook: Outlook, words: Ids, forms: Sequence[int] | None = None) -> Iterator[Outlook]:
        """One place after the other; what was written lately grows with the words, as in `score`.

        `forms` are the words as the base knows them: one outside the vocabulary no longer tells how it is spelled.
        """
        assert isinstance(outlook, MixtureOutlook)
        yield outlook
        recency = (outlook.recency or self.recency).copy(outlook.last)
        for number, word in enumerate(words.tolist(), start=1):
            recency.learn_one(word)
            parts = self.advanced(outlook.parts, word, forms[number - 1] if forms else None)
            last = BOS if word == EOS else word
            outlook = self.joined(parts, last, recency if number == len(words) else recency.copy())
            yield outlook

    def score(self, words: Ids) -> NDArray[np.float64]:
        """ln p of each word of a text; recency is what the text itself has shown so far."""
        recency = self.recency.copy()
        place, p = self._measured(words, recency)
        mixed = (self.gate.shares(place, self.present) * p).sum(axis=1)
        with np.errstate(divide="ignore"):
            found: NDArray[np.float64] = np.log(mixed)
        return found

    def _measured(self, words: Ids, recency: Recency) -> tuple[Place, NDArray[np.float64]]:
        """Each word of a text: what is known of its place, and p by each model, (T, len(PARTS))."""
        p = np.empty((len(words), len(PARTS)))
        own = matches(self.notes.model, words)
        p[:], p[:, PARTS.index(CONTEXTS)] = own.p[:, None], own.p if self._notes_alone else own.by_contexts
        zeros = np.zeros(len(words), dtype=np.int64)
        base_depth, base_total, read = zeros, zeros, self.as_known(words)
        if self.base is not None:
            self.base.refresh()
            found = self.base.matches(words, read)
            p[:, 1], base_depth, base_total = found.p, found.depth, found.total
        if self.network is not None:
            p[:, 3] = np.exp(self.network.score(words, self.as_known(recency.tail[-EARLIER:]), read))
        pairs, recent = np.zeros(len(words)), np.zeros(len(words))
        last = BOS
        for at, word in enumerate(words.tolist()):
            pairs[at], recent[at] = recency.pair_total(last), len(recency)
            p[at, 2] = recency.probability(last, word)
            recency.learn_one(word)
            last = BOS if word == EOS else word
        totals = own.total.astype(np.float64), base_total.astype(np.float64)
        return Place(own.depth, totals[0], base_depth, totals[1], pairs, recent, own.left), p

    def at(self, words: Ids, places: Sequence[int]) -> Iterator[Outlook]:
        """Each after what its sentence has before it; what was written lately grows as in `score`."""
        notes, read = self.notes.at(words, places), self.as_known(words)
        base = network = None
        if self.base is not None:
            base = self.base.engine.at(self.base.shares.numbers_of(read), places)
        if self.network is not None:
            network = self.network.at(read, places, self.as_known(self.recency.tail[-EARLIER:]))
        recency, behind = self.recency.copy(BOS), 0
        for place in places:
            recency.learn(words[behind:place])
            behind = place
            parts: dict[str, Part] = {NOTES: next(notes)}
            if self.base is not None and base is not None:
                parts[BASE] = self.base.outlook(next(base))
            if network is not None:
                parts[NETWORK] = next(network)
            last = int(words[place - 1]) if place else EOS
            yield self.joined(parts, BOS if last == EOS else last, recency.copy())

    def explain(self, context: Context, earlier: Earlier, word: str) -> Explanation:
        """Each model's part, and the notes' chain of orders."""
        from typeahead.prediction.mixture_explain import explain

        return explain(self, context, earlier, word)

    # --- learning

    def catch_up(self, typed: Iterable[Ids]) -> None:
        """The network gets the words it lacks; what was typed earlier is no longer recent."""
        if self.network is not None:
            self.network.catch_up(typed)

    def read(self, words: Ids, again: bool = False) -> None:
        """What stands in the open document was met, for suggestions."""
        self.session.open(words, again)

    def learning(self, words: Ids) -> float | None:
        """The weights learn from sentences that no model has learned yet; how surprising they were."""
        place, p = self._measured(words, self.recency)
        self.session.learned(words)
        given = self.gate.learn(place, p, self.present)
        return float(-np.log2(given).sum()) if self.normalised and (given > 0).all() else None

    def go_on_from(self, other: MixtureEngine) -> None:
        """Take over what another of the same profile has learned beside its counts; it goes on by itself."""
        self.session = Memory(other.recency, other.generation.vocabulary.words).over(
            self.generation.vocabulary
        )
        stored, self.gate = self.gate, other.gate.copy()
        self.gate.go_on_from(stored, other._stored)
        self._kept = self.gate.version if other._kept == other.gate.version else -1

    def learned(self, words: Ids) -> None:
        """The counts have learned; recency did so word by word."""
        if self.network is not None:
            self.network.learned(words)

    def let_go(self) -> None:
        """Places are remembered no more, by no model."""
        self._outlooks.clear()
        self._writing.clear()
        self.notes.let_go()
        if self.base is not None:
            self.base.engine.let_go()
        if self.network is not None:
            self.network.let_go()

    def mark(self) -> tuple[Memory, Gate]:
        """What was met, and the weights."""
        return Memory(self.recency.copy(), self.generation.vocabulary.words), self.gate.copy()

    def return_to(self, mark: object) -> bool:
        """To what was met then, and to those weights."""
        match mark:
            case (Memory() as met, Gate() as gate):
                self.session, self.gate, self._kept = met.over(self.generation.vocabulary), gate.copy(), -1
                self._outlooks.clear()
                self._writing.clear()
        return self.network is None or self.network.return_to(None)

    def recall(self, mark: object, later: Sequence[Ids]) -> None:
        """What was met then, and later; the weights of all models stay as they are."""
        match mark:
            case (Memory() as met, _):
                self.session = met.going_on(later, self.generation.vocabulary)
                self._outlooks.clear()
                self._writing.clear()

    def adapt(self) -> bool:
        """The network adapts, if there is one."""
        return False if self.network is None else self.network.adapt()

    def store(self) -> None:
        """The weights, and those of the network."""
        if self.gate.version != self._kept:
            self._stored = self._keep(self.gate, self._stored) or self._stored
            self._kept = self.gate.version
        if self.network is not None:
            self.network.store()

    def accelerate(self) -> None:
        """All n-gram models answer with compiled kernels."""
        self.notes.accelerate()
        if self.base is not None:
            self.base.engine.accelerate()
        if self.network is not None:
            self.network.accelerate()


def _ngram(outlook: Outlook) -> NgramOutlook:
    """An n-gram model's outlook over its own words."""
    own = outlook.outlook if isinstance(outlook, ForeignOutlook) else outlook
    assert isinstance(own, NgramOutlook)
    return own
