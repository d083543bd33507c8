"""How likely a sentence is with one word of it or with another, by what stands on both sides of that word.

Two looks: a quick one at many words by the n-gram models alone, all at once; a close one at few by everything there is.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.scoring import matches
from typeahead.models.protocols import EOS, UNK, Ids
from typeahead.prediction.engine import Engine, Outlook
from typeahead.prediction.mixture_engine import MixtureEngine

BEHIND = 3
"""So many words behind a place are looked at closely; a later one hardly says more, and each costs a step."""
_BEFORE = 200
"""Of an endless sentence only so many words before a place are looked at."""

_NOTES = 0.5
"""What the notes count in the quick look, beside the base."""

_LEAST = 1e-300


Words = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text.

    Attributes:
        tokens: as written, a secret as `SECRET`.
        forms: as the vocabulary keys on them.
        ids: theirs, `</s>` last.
    """

    tokens: list[str]
    forms: list[str]
    ids: list[int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What may stand at the place of one word of a sentence: that word, another, or two; forms and ids."""

    sentence: Sentence
    at: int
    words: Words


class BothSides:
    """Scores of a sentence's words with one of them exchanged, by an engine.

    Args:
        engine: the model; a mixture gives its n-gram models for the quick look.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._order = engine.generation.model.order
        self._share_of_unknown = math.log(max(self._base_of_unknown(), _LEAST))

    def _base_of_unknown(self) -> float:
        spelled = self._engine.generation.spelled
        return 1.0 if spelled is None else spelled.of(UNK)

    def quickly(self, asked: Sequence[Asked]) -> NDArray[np.float64]:
        """ln p of each word asked about and the words behind it that an n-gram model sees it from, (n,)."""
        near = self._order - 1
        stream: list[int] = []
        starts, ends = [], []
        forms: list[tuple[int, str]] = []  # of unknown words: where in the stream, and their letters
        for each in asked:
            ids, own_forms = each.sentence.ids, each.sentence.forms
            first, last = max(0, each.at - near), min(len(ids), each.at + 1 + near)
            begin, more = len(stream) - first, len(each.words) - 1
            starts.append(begin + each.at)
            ends.append(begin + last + more)
            asked_about = enumerate(each.words, start=begin + each.at)
            forms += [(at, form) for at, (form, number) in asked_about if number == UNK]
            forms += [(begin + more + at, own_forms[at]) for at in range(each.at + 1, last) if ids[at] == UNK]
            stream += [*ids[first : each.at], *(number for _, number in each.words), *ids[each.at + 1 : last]]
            if stream[-1] != EOS:
                stream.append(EOS)
        scores = self._scores(np.array(stream, dtype=np.int32))
        for at, form in forms:
            scores[at] += self._log_of_letters(form)
        sums = np.concatenate([[0.0], np.cumsum(scores)])
        found: NDArray[np.float64] = sums[np.array(ends)] - sums[np.array(starts)]
        return found

    def _scores(self, words: Ids) -> NDArray[np.float64]:
        """ln p of each word by the n-gram models, `<unk>` for all unknown ones together."""
        engine = self._engine
        if not isinstance(engine, MixtureEngine):
            return engine.score(words)
        p = matches(engine.notes.model, words).p
        if engine.base is not None:
            p = _NOTES * p + (1 - _NOTES) * engine.base.matches(words).p
        logs: NDArray[np.float64] = np.log(np.maximum(p, _LEAST))
        return logs

    def _log_of_letters(self, form: str) -> float:
        """ln of an unknown word's part of what all of them have."""
        spelled = self._engine.generation.spelled
        return 0.0 if spelled is None else spelled.log_of_spelling(form) - self._share_of_unknown

    def closely(
        self, sentence: Sentence, at: int, words: Sequence[Words], earlier: list[list[str]]
    ) -> Generator[None, None, list[float]]:
        """Returns ln p of each of some words at a place, and of the words behind it, by the whole engine.

        Args:
            sentence: where.
            at: the place.
            words: what may stand there, each one word or two.
            earlier: the sentences before, as written.
        """
        here = self._engine.after(sentence.tokens[max(0, at - _BEFORE) : at], lambda: earlier)
        here_on = slice(at + 1, at + 1 + BEHIND)
        behind = list(zip([*sentence.forms[here_on], ""], sentence.ids[here_on], strict=False))
        found = []
        for (form, number), *others in words:
            total, outlook = _log(here, form, number), here
            for next_form, next_number in [*others, *behind]:
                outlook = outlook.advance(number)
                total += _log(outlook, next_form, next_number)
                number = next_number
            found.append(total)
            yield
        return found


def _log(outlook: Outlook, form: str, number: int) -> float:
    if number == UNK:
        return outlook.log_of_unknown(form)
    return math.log(max(float(outlook.probabilities(np.array([number], dtype=np.int32))[0]), _LEAST))
