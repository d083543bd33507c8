"""Slips in a text that is written to its end: words, and non-words, that were probably meant to be others.

A noisy channel with context on both sides (Mays, Damerau and Mercer 1991): at each word w of a sentence s, with c in
its place s_c, p(c | s) is in proportion to p(w | c) p(s_c), and that of no slip to p(s). The first factor is
`keyboard`'s and `confusions`', the second the whole mixture's. One word at a time is doubted, all others taken as they
stand.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from typeahead.errors import SettingInvalid
from typeahead.models.protocols import EOS, UNK
from typeahead.prediction.both_sides import Asked, BothSides, Sentence
from typeahead.prediction.context import EARLIER
from typeahead.prediction.doubts import Doubt, Doubts
from typeahead.prediction.engine import Engine
from typeahead.prediction.familiar import Familiar
from typeahead.prediction.other_language import OtherLanguage
from typeahead.prediction.rivals import Rival, Rivals
from typeahead.profile.encoding import PROSE
from typeahead.profile.unwanted import Unwanted
from typeahead.text.sentences import sentences
from typeahead.text.words import SECRET, Kind, Token

CERTAIN: Mapping[Doubt, float] = MappingProxyType(
    {Doubt.UNKNOWN: 0.9, Doubt.KNOWN: 0.7, Doubt.FORM: 0.9, Doubt.OWN: 0.98}
)
"""How sure one has to be that another word was meant, by what is doubted; see benchmarks/correcting.py."""

_WORTH_A_LOOK = 0.05
"""What the n-gram models hold less likely to be a slip is not looked at closely."""
_CLOSELY = 3
"""So many rivals of a word are."""
AT_ONCE, FEW = 300, 12
"""So many words are looked at quickly together: the more the faster; fewer where somebody may come in between."""


_SLIPPED, _USUAL, _LIKELY = 30, 10, 3e-4
"""A rare word is taken for a slip where one that so likely a slip leads from is so many times as usual, a new form
where it was met so often."""

STRANGE = 4.0
"""nats: so much less likely than its letters say is it that a word which nobody knows, and which is near a known one,
was meant: most new words are names and forms, and these are told apart before."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that was probably meant to be another.

    Attributes:
        start: where it stands in the text.
        end: where it ends.
        text: the word as it stands there.
        suggestion: what was probably meant, as it would be written there.
        confidence: the probability of that, given the sentence.
        doubt: what kind of word it is.
    """

    start: int
    end: int
    text: str
    suggestion: str
    confidence: float
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class _Question:
    """One word that is doubted."""

    sentence: int
    at: int
    is_first: bool
    doubt: Doubt
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """What the whole of a text says of each of its words."""

    doubts: Doubts
    other_language: OtherLanguage
    within: range | None
    is_curly: bool


class Correcting:
    """Looks for slips in texts, by one engine.

    Args:
        engine: the model.
        hidden: ids of words that are never offered.
        unwanted: further ones.
        certain: how sure one has to be, by what is doubted.
        at_once: so many words are looked at quickly together.

    Raises:
        SettingInvalid: the model knows no words, only what stands between spaces, or gives no probabilities.
    """

    def __init__(
        self,
        engine: Engine,
        hidden: Collection[int] = frozenset(),
        unwanted: Unwanted | None = None,
        certain: Mapping[Doubt, float] = CERTAIN,
        at_once: int = AT_ONCE,
    ) -> None:
        if engine.generation.settings.tokens != PROSE or not engine.normalised:
            raise SettingInvalid(
                "this profile can't correct: it was trained with --tokens whitespace, or with a smoothing that "
                "gives no probabilities; name another with --profile"
            )
        self._engine = engine
        self._encoder = engine.generation.encoder
        self._both_sides = BothSides(engine)
        self._familiar = Familiar(engine, typed_once=False)
        self._rivals = Rivals(engine.generation, self._familiar, hidden, unwanted)
        self._certain = certain
        self._at_once = at_once

    def slips(self, text: str, within: range | None = None) -> Iterator[Slip | None]:
        """The slips of a text in its order; None between two pieces of work.

        Args:
            text: as typed, Markdown or plain.
            within: offsets; only words that begin there are doubted. All, if not given.
        """
        found = sentences(text)
        read = [self._read(tokens) for tokens in found]
        # One alone may have come with a quotation.
        is_curly = text.count("’") > 1 and text.rfind("’") > text.rfind("'")
        whole = _Text(
            Doubts(self._familiar, text, found),
            OtherLanguage(self._familiar, found, [each.forms for each in read]),
            within,
            is_curly,
        )
        yield None
        waiting: list[_Question] = []
        for number, tokens in enumerate(found):
            for question in self._questions(number, tokens, read[number], whole):
                waiting.append(question)
                if len(waiting) >= self._at_once:
                    yield from self._answers(waiting, found, read)
                    waiting = []
                yield None
        yield from self._answers(waiting, found, read)

    def _answers(
        self, questions: Sequence[_Question], found: Sequence[Sequence[Token]], read: Sequence[Sentence]
    ) -> Iterator[Slip | None]:
        """The slips among some words; None between two that were looked at closely."""
        for question in self._worth_a_look(questions, read):
            slip = yield from self._look_closely(question, found, read)
            yield slip if slip.confidence >= self._certain[slip.doubt] else None

    def _read(self, tokens: Sequence[Token]) -> Sentence:
        written = [SECRET if token.kind == Kind.SECRET else token.text for token in tokens]
        forms = self._encoder.forms(written)
        return Sentence(written, forms, [*(self._id(form) for form in forms), EOS])

    def _id(self, form: str) -> int:
        return self._engine.generation.vocabulary.id_of(form, UNK)

    def _questions(
        self, number: int, tokens: Sequence[Token], sentence: Sentence, whole: _Text
    ) -> Iterator[_Question]:
        within = whole.within
        if within is not None and (tokens[0].start >= within.stop or tokens[-1].end <= within.start):
            return
        at_start = True
        for at, doubt in enumerate(whole.doubts.of(tokens, sentence.forms)):
            token = tokens[at]
            if doubt is not None and (within is None or token.start in within):
                form = sentence.forms[at]
                is_word = self._familiar.has(form) and not self._familiar.is_rare(form)
                rivals = self._rivals.of(
                    token.text, is_word=is_word, at_start=at_start, is_curly=whole.is_curly
                )
                if whole.other_language.is_there(number):
                    rivals = self._of_notes(form, rivals, at_start, whole.other_language)
                if not is_word and self._is_slip(form, doubt, rivals):
                    doubt = Doubt.UNKNOWN
                if rivals:
                    yield _Question(number, at, at_start, doubt, rivals)
            at_start = at_start and not any(map(str.isalnum, token.text))

    def _of_notes(
        self, typed: str, rivals: Sequence[Rival], at_start: bool, language: OtherLanguage
    ) -> tuple[Rival, ...]:
        """The rivals that a word may have in another language than the base's: none if it is known."""
        if self._familiar.has(typed):
            return ()
        return tuple(
            each
            for each in rivals
            if language.may_be_slip(typed, each.text, self._encoder.form(each.text, first=at_start))
        )

    def _is_slip(self, form: str, doubt: Doubt, rivals: Sequence[Rival]) -> bool:
        """Whether a word that seems to be one is taken for none.

        A rare one that looks like a slip of those who wrote what the models have read, or like two words of theirs
        ("alot"); a new form ("happend") that has lost a letter of a usual one.
        """
        likely = [rival for rival in rivals if rival.weight >= _LIKELY]
        if doubt == Doubt.KNOWN:
            often = _SLIPPED * self._familiar.usual[self._id(form)]
            return any(rival.usual >= often for rival in likely)
        return doubt == Doubt.FORM and any(
            len(rival.text) > len(form) and rival.text[-1] == form[-1] and rival.usual >= _USUAL
            for rival in likely
            if " " not in rival.text
        )

    def _asked(self, question: _Question, sentence: Sentence) -> list[Asked]:
        """The word that stands there, and its rivals."""
        at = question.at
        # What nobody knows, or only by a slip, has the probability of its letters.
        number = UNK if question.doubt == Doubt.UNKNOWN else sentence.ids[at]
        found = [Asked(sentence, at, ((sentence.forms[at], number),))]
        for rival in question.rivals:
            parts = enumerate(rival.text.split(" "))
            forms = [
                self._encoder.form(part, first=question.is_first and not number) for number, part in parts
            ]
            found.append(Asked(sentence, at, tuple((form, self._id(form)) for form in forms)))
        return found

    def _worth_a_look(self, questions: Sequence[_Question], read: Sequence[Sentence]) -> Iterator[_Question]:
        """Questions that the n-gram models do not answer with "no", each with its likeliest rivals."""
        asked = [self._asked(question, read[question.sentence]) for question in questions]
        if not asked:
            return
        logs = self._both_sides.quickly([each for group in asked for each in group])
        begin = 0
        for question, group in zip(questions, asked, strict=True):
            own = logs[begin] - self._strangeness(question)
            others = logs[begin + 1 : begin + len(group)]
            begin += len(group)
            joint = others + np.log([rival.weight for rival in question.rivals])
            order = np.argsort(-joint, kind="stable")[:_CLOSELY]
            if _share(own, joint.tolist()) >= _WORTH_A_LOOK:
                likeliest = tuple(question.rivals[at] for at in order)
                yield replace(question, rivals=likeliest)

    @staticmethod
    def _strangeness(question: _Question) -> float:
        return STRANGE if question.doubt == Doubt.UNKNOWN else 0.0

    def _look_closely(
        self, question: _Question, found: Sequence[Sequence[Token]], read: Sequence[Sentence]
    ) -> Generator[None, None, Slip]:
        sentence, token = read[question.sentence], found[question.sentence][question.at]
        words = [each.words for each in self._asked(question, sentence)]
        before = _earlier([each.tokens for each in read[max(0, question.sentence - 8) : question.sentence]])
        own, *others = yield from self._both_sides.closely(sentence, question.at, words, before)
        own -= self._strangeness(question)
        joint = [log + math.log(rival.weight) for log, rival in zip(others, question.rivals, strict=True)]
        best = max(range(len(joint)), key=joint.__getitem__)
        whole = np.logaddexp.reduce([own, *joint])
        confidence = math.exp(joint[best] - whole)
        return Slip(
            token.start, token.end, token.text, question.rivals[best].text, confidence, question.doubt
        )


def _share(own: float, others: Sequence[float]) -> float:
    """The probability that one of the others was meant."""
    return 1.0 - math.exp(own - float(np.logaddexp.reduce([own, *others])))


def _earlier(before: Sequence[list[str]]) -> list[list[str]]:
    """The last whole sentences of `EARLIER` words at most, oldest first."""
    found: list[list[str]] = []
    left = EARLIER
    for tokens in reversed(before):
        left -= len(tokens)
        if left < 0:
            break
        found.append(tokens)
    return found[::-1]
