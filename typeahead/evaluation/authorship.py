"""Whose writing a text is: the profile to which it is least surprising, and how sure that is.

Perplexity as a measure of authorship (Peng, Schuurmans, Keselj and Wang 2003), here of each profile's n-grams of notes
beside the package's, half and half. What the mixture has more (what was written lately, the network, weights that
adapt) says little of the author, but weighs otherwise in each profile: it would decide of lists and quotations.
Words that a profile does not know have what it leaves to unknown ones, shared out by one and the same letter model for
all profiles, that of the package: so probabilities are over the same, open vocabulary, and can be compared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import SettingInvalid
from typeahead.evaluation.bootstrap import SEED, Draws, interval
from typeahead.evaluation.texts import read_paragraphs, split_sentences
from typeahead.models.ngram.scoring import matches
from typeahead.models.protocols import FIRST_WORD, UNK
from typeahead.models.spelled import SpelledModel
from typeahead.prediction.engine import Engine
from typeahead.prediction.foreign import Foreign
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.predictor import Predictor
from typeahead.profile.base import shared_base
from typeahead.profile.encoding import PROSE
from typeahead.profile.profile import Profile, list_profiles
from typeahead.text.prose import reader_for
from typeahead.text.sources import walk

_LEAST = 1e-300
_NOTES = 0.5
"""What the notes count beside the package's model: the same in each profile."""

Doubles = NDArray[np.float64]
Progress = Callable[[str, int, int], None]
"""Told what is being done: (stage, done, total); stages here are names of profiles."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A text, as its readers extract it.

    Attributes:
        name: of its file.
        sentences: its words.
    """

    name: str
    sentences: list[list[str]]


@dataclass(frozen=True, slots=True)
class Reader:
    """What a text is to one profile.

    Attributes:
        profile: its name.
        model: the profile's, as a person is told.
        bits: of all words, marks and sentence ends together.
        perplexity: 2 to the mean of that; None where it is more than a float can hold.
        unknown: words that it does not know.
        confidence: the part of the resamples in which it is the least surprised of all, shared with those that are as
            little; None of a single sentence, which can't be drawn otherwise.
    """

    profile: str
    model: str
    bits: float
    perplexity: float | None
    unknown: int
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whose a text is.

    Attributes:
        name: of the text.
        tokens: words, marks and sentence ends.
        sentences: how many.
        readers: all profiles, the likeliest first.
        margin: bits a token by which the second is more surprised than the first.
        interval: that margin's 95 % interval over the resamples.
    """

    name: str
    tokens: int
    sentences: int
    readers: list[Reader]
    margin: float
    interval: tuple[float, float]

    @property
    def is_open(self) -> bool:
        """Whether the first two can't be told apart: each sentence is as surprising to one as to the other."""
        return self.margin == 0.0 and self.interval == (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class IdentifyReport:
    """Whose some texts are, together and each alone.

    Attributes:
        whole: all of them as one.
        files: each; empty where there is but one.
        notices: what happened on opening that a person should know.
    """

    whole: Verdict
    files: list[Verdict]
    notices: list[str]


@dataclass(frozen=True, slots=True)
class _Heard:
    """Texts as one profile met them: bits of each sentence, by text, and unknown words of each text."""

    profile: str
    model: str
    bits: list[Doubles]
    unknown: list[int]


def candidates() -> list[str]:
    """The names of all profiles that were trained on prose."""
    found = []
    for name in list_profiles():
        with Profile.open(name) as profile:
            if profile.trained and profile.settings.tokens == PROSE:
                found.append(name)
    return found


def read_writings(paths: Sequence[Path]) -> list[Writing]:
    """The texts of files and folders that have any.

    Raises:
        SourceUnreadable: a path can't be read.
    """
    found = []
    for file in walk(paths).found:
        sentences = split_sentences(read_paragraphs(file.path, PROSE), PROSE)
        if sentences:
            found.append(Writing(file.path.name, sentences))
    return found


def writing_of(name: str, text: str) -> list[Writing]:
    """A text that has no file, read as Markdown is; none if there is nothing in it."""
    sentences = split_sentences(reader_for(Path("text.md"))(text), PROSE)
    return [Writing(name, sentences)] if sentences else []


def identify(
    profiles: Sequence[str], writings: Sequence[Writing], progress: Progress | None = None
) -> IdentifyReport:
    """Ask each profile how surprising some texts are; nothing is learned.

    Args:
        profiles: names, two at least, each once.
        writings: the texts; each is read as if nothing had been read before.
        progress: told which profile is being asked.

    Raises:
        SettingInvalid: there are not two profiles, or one of them gives no probabilities of prose.
        ProfileMissing: there is no such profile.
    """
    if len(profiles) < 2:
        raise SettingInvalid(
            "whose writing it is takes two profiles to choose between: name them with --profile A --profile B, "
            "and make one with 'typeahead train FOLDER --profile NAME'"
        )
    heard, notices = [], []
    for done, name in enumerate(profiles):
        if progress:
            progress(name, done, len(profiles))
        with Predictor.open(name, stored=False) as predictor:
            heard.append(_hear(name, predictor, writings))
            notices += predictor.notices
    each = [
        _verdict(writing.name, heard, [at], [writing], seed=SEED + at) for at, writing in enumerate(writings)
    ]
    if len(each) == 1:
        return IdentifyReport(each[0], [], notices)
    whole = _verdict(f"{len(writings)} files", heard, range(len(writings)), writings, seed=SEED)
    return IdentifyReport(whole, each, notices)


def _hear(name: str, predictor: Predictor, writings: Sequence[Writing]) -> _Heard:
    engine = predictor.engine
    if engine.generation.settings.tokens != PROSE or not engine.normalised:
        raise SettingInvalid(
            f"profile {name!r} gives no probabilities of prose (it was trained with --tokens whitespace, or with a "
            "smoothing that gives scores), so it can't be compared"
        )
    bits, unknown = [], []
    open_vocabulary = OpenVocabulary(engine)
    for writing in writings:
        of_each, strange = open_vocabulary.bits(writing.sentences)
        bits.append(of_each)
        unknown.append(strange)
    return _Heard(name, predictor.model_name, bits, unknown)


class OpenVocabulary:
    """Bits of sentences over an open vocabulary that is the same for all profiles.

    Args:
        engine: a profile's model, of prose.
    """

    def __init__(self, engine: Engine) -> None:
        self._generation = engine.generation
        self._base = Foreign(NgramEngine(shared_base()), engine.generation)
        self._letters, base_words, base_mass = _package_letters()
        vocabulary = engine.generation.vocabulary.words[FIRST_WORD:]
        others = [word for word in vocabulary if word not in base_words]
        lacking = base_words.difference(vocabulary)
        known = base_mass + _mass(self._letters, others) - _mass(self._letters, lacking)
        self._log_unknown = math.log(max(1.0 - known, _LEAST))

    def bits(self, sentences: Sequence[Sequence[str]]) -> tuple[Doubles, int]:
        """Bits of each sentence with its end, and how many words were unknown."""
        encoder = self._generation.encoder
        words = encoder.stream(sentences)
        notes = matches(self._generation.model, words).p
        p = _NOTES * notes + (1 - _NOTES) * self._base.matches(words).p
        logs = np.log(np.maximum(p, _LEAST))
        unknown = np.flatnonzero(words == UNK)
        if len(unknown):
            forms = [form for sentence in sentences for form in [*encoder.forms(sentence), ""]]
            for at in unknown.tolist():
                logs[at] += self._letters.log_probability(forms[at]) - self._log_unknown
        lengths = [len(sentence) + 1 for sentence in sentences]
        starts = np.cumsum([0, *lengths[:-1]])
        sums: Doubles = np.add.reduceat(-logs, starts) / math.log(2)
        return sums, len(unknown)


@lru_cache(maxsize=1)
def _package_letters() -> tuple[SpelledModel, frozenset[str], float]:
    """The package's letter model, its words, and what it gives all of these together."""
    base = shared_base()
    assert base.letters is not None
    words = frozenset(base.vocabulary.words[FIRST_WORD:])
    return base.letters.model, words, _mass(base.letters.model, words)


def _mass(letters: SpelledModel, words: Iterable[str]) -> float:
    """What a letter model gives some words together."""
    ordered = sorted(words)
    return float(letters.probabilities(ordered).sum()) if ordered else 0.0


def _verdict(
    name: str, heard: Sequence[_Heard], texts: Sequence[int], writings: Sequence[Writing], seed: int
) -> Verdict:
    """Whose some texts are, as one."""
    bits = np.stack([np.concatenate([each.bits[at] for at in texts]) for each in heard], axis=1)  # (S, P)
    tokens = sum(len(sentence) + 1 for writing in writings for sentence in writing.sentences)
    totals = bits.sum(axis=0)
    order = np.argsort(totals, kind="stable")
    drawn = Draws(len(bits), seed).totals(bits)
    least = drawn == drawn.min(axis=1, keepdims=True)  # (n, P): profiles of the same texts are so together
    wins = (least / least.sum(axis=1, keepdims=True)).mean(axis=0)
    first, second = order[:2]
    margins = (drawn[:, second] - drawn[:, first]) / tokens
    between = interval(margins)
    readers = [
        Reader(
            profile=heard[at].profile,
            model=heard[at].model,
            bits=float(totals[at]),
            perplexity=_perplexity(float(totals[at]) / tokens),
            unknown=sum(heard[at].unknown[text] for text in texts),
            confidence=float(wins[at]) if len(bits) > 1 else None,
        )
        for at in order.tolist()
    ]
    margin = float(totals[second] - totals[first]) / tokens
    low, high = (between.low, between.high) if between else (margin, margin)
    return Verdict(name, tokens, len(bits), readers, margin, (low, high))


def _perplexity(bits: float) -> float | None:
    return 2.0**bits if bits < 1000 else None
