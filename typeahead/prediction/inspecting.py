"""What may come at a place, taken apart: each model's figures for the likeliest words, and the n-grams that matched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.likeliest import best
from typeahead.models.mixture import BASE, NETWORK, NOTES, PARTS, RECENCY
from typeahead.models.protocols import BOS, Among, Candidate, Ids
from typeahead.prediction.candidates import Candidates
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Engine, Held, Outlook
from typeahead.prediction.fitting import Shown
from typeahead.prediction.inspection import Column, Inspection, Matched, Row
from typeahead.prediction.lately import Lately
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.mixture_outlook import MixtureOutlook

SHOWN = 20
"""So many of the likeliest words, of all models together and of each."""

_LINE = 5
"""So many words stand in a line, where one with capitals would take the last one's place."""

Doubles = NDArray[np.float64]
Forms = Sequence[tuple[int, float]]
"""The stored words that are shown as one text, each with the weight that its probability counts with."""

_TITLES = {"base": "English", RECENCY: "lately"}
TYPED = "typed"
"""What the notes' model is called while there are no notes, and it counts what was typed alone."""


def inspect(
    engine: Engine, outlook: Outlook, place: Context, candidates: Candidates, n: int = SHOWN
) -> Iterator[Inspection | None]:
    """Take one place apart.

    What is suggested is given that a word follows which begins as typed (decision 007). So is each model's figure
    here: with m_i the probability of that by model i, and g_i its share in the mixture before anything is typed, its
    share is g_i m_i / Σ g m, and p(word) = Σ share × p_i(word) again.

    Args:
        engine: whose outlook it is.
        outlook: what may come after the words before.
        place: what stands before, and what is typed.
        candidates: which words are shown, and how.
        n: how many of the likeliest words.

    Yields:
        None wherever something else may be done, some milliseconds apart, then what was found.
    """
    parts: list[_Part] = []
    masses: list[float] = []
    for part in _parts(engine, outlook) if place.wanted else ():
        parts.append(part)
        masses.append(part.share * candidates.mass(part.held, place))
        yield None
    total = sum(masses)
    rows: list[Row] = []
    matched: list[Matched] = []
    if total > 0.0:
        whole = _Whole(outlook, outlook.distribution())
        texts: dict[str, None] = {}
        for held in [whole, *(part.held for part in parts)] if len(parts) > 1 else [whole]:
            fitting = candidates.best(held, place, n)
            capital = fitting.restored_in(_LINE) if held is whole else None
            texts |= dict.fromkeys(_new([*fitting.words, *([capital] if capital else ())], texts))
            yield None
        forms = [candidates.forms(whole, place, text) for text in texts]
        yield None
        columns = []
        for part, mass in zip(parts, masses, strict=True):
            columns.append([part.share * p / mass if mass > 0.0 else 0.0 for p in _of(part.held, forms)])
            yield None
        for text, *each in zip(texts, *columns, strict=True):
            p = sum(mass / total * own for mass, own in zip(masses, each, strict=True))
            rows.append(Row(text.replace("'", place.apostrophe), p, tuple(each)))
        sentence = engine.generation.encoder.forms(place.words)
        matched = [
            _matched(part.name, part.outlook, sentence, forms) for part in parts if part.outlook is not None
        ]
    yield Inspection(
        words=tuple(place.words),
        prefix=place.prefix,
        wanted=place.wanted,
        normalised=engine.normalised,
        columns=tuple(
            Column(part.name, mass / total if total > 0.0 else part.share)
            for part, mass in zip(parts, masses, strict=True)
        ),
        rows=tuple(rows),
        matched=tuple(matched),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One model.

    Attributes:
        name: its title.
        share: of the mixture, before anything is typed of the word.
        held: what it holds likely; the likeliest words are found without looking further.
        outlook: what can say which words it goes by; None where it goes by more than those of the sentence.
    """

    name: str
    share: float
    held: Held
    outlook: Outlook | None


def _parts(engine: Engine, outlook: Outlook) -> Iterator[_Part]:
    if not isinstance(engine, MixtureEngine) or not isinstance(outlook, MixtureOutlook):
        counted = outlook if engine.parameters is None else None
        whole = _Whole(outlook, outlook.distribution())
        yield _Part(_TITLES.get(engine.source, engine.source), 1.0, whole, counted)
        return
    network, is_trained = engine.network, engine.notes.source == NOTES
    names = {
        NOTES: NOTES if is_trained else TYPED,
        BASE: _TITLES[BASE],
        RECENCY: _TITLES[RECENCY],
        # What came with the package is nobody's "lstm": it is one network to a person.
        NETWORK: NETWORK if network is None or network.source == BASE else network.name,
    }
    # Before any training only what was typed is counted, which is little: it comes last.
    for name in PARTS if is_trained else [*PARTS[1:], NOTES]:
        share = outlook.shares.get(name)
        if share is None:
            continue
        if name == RECENCY:
            size = len(engine.generation.vocabulary)
            yield _Part(names[name], share, _Met(outlook.lately, size), None)
        else:
            part = outlook.parts[name]
            whole = _Whole(part, part.distribution())
            yield _Part(names[name], share, whole, part if name != NETWORK else None)


def _new(likeliest: Iterable[Shown], known: Iterable[str]) -> list[str]:
    """The texts of words that are not known yet, in whatever case."""
    folded = set(map(str.casefold, known))
    return [shown.text for shown in likeliest if shown.text.casefold() not in folded]


def _of(held: Held, forms: Sequence[Forms]) -> list[float]:
    """A model's probability of each text, summed over the forms that are shown as it."""
    ids = np.unique(np.array([word for some in forms for word, _ in some], dtype=np.int32))
    p = dict(zip(ids.tolist(), held.probabilities(ids).tolist(), strict=True))
    return [sum(weight * p[word] for word, weight in some) for some in forms]


def _matched(name: str, outlook: Outlook, sentence: Sequence[str], forms: Sequence[Forms]) -> Matched:
    ids = sorted({word for some in forms for word, _ in some})
    evidence = outlook.evidence(sentence, ids)
    found = dict(zip(ids, evidence.counts, strict=True))
    counts = [
        None if evidence.total is None else sum(found[word] or 0 for word in {word for word, _ in some})
        for some in forms
    ]
    return Matched(name, tuple(evidence.context), evidence.total, evidence.continuation, tuple(counts))


class _Whole:
    """What is held likely, with its distribution worked out, in which the likeliest words are looked up.

    To search for the 20 likeliest of each model, and then some, takes the mixture longer than to have all.
    """

    def __init__(self, held: Held, p: Doubles) -> None:
        self._p = p
        self.rest = held.rest
        self.own, self.own_mass, self.own_from = held.own, held.own_mass, held.own_from

    def narrowed(self, among: range, more: Ids) -> _Whole:  # noqa: ARG002
        """All is looked up already."""
        return self

    def probabilities(self, words: Ids) -> Doubles:
        """p of some words."""
        found: Doubles = self._p[words]
        return found

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words."""
        return best(self._p, k, among, skip)


class _Met:
    """What was written lately as a part of the mixture: no word that was not met has any probability.

    Args:
        lately: at this place.
        size: of the vocabulary.
    """

    def __init__(self, lately: Lately, size: int) -> None:
        self._lately = lately
        self._size = size
        self.rest = 0.0

    def narrowed(self, among: range, more: Ids) -> _Met:  # noqa: ARG002
        """There are few words."""
        return self

    def own(self, words: Ids) -> Doubles:
        """p of some words."""
        return self._lately.own(words)

    def own_mass(self, among: range) -> float:
        """p of a range."""
        return self._lately.mass(among)

    def own_from(self, first: int) -> float:
        """p of all from one on."""
        return self._lately.mass(range(first, self._size))

    def probabilities(self, words: Ids) -> Doubles:
        """p of some words."""
        return self._lately.own(words)

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words."""
        words = np.sort(self._lately.best(k, among, skip)[0])
        p = self._lately.own(words)
        order = np.argsort(-p, kind="stable").tolist()
        return [Candidate(int(words[at]), float(p[at])) for at in order if words[at] != BOS]
