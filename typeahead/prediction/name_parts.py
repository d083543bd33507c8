"""Words that are parts of names: of file names, identifiers, addresses and tags that were written before.

A name is one token to the models and no word, so it is not suggested itself. But who writes one again writes its words,
and each can be told from the names that go on as what stands there: "pyproject" after "pyp", "toml" after
"pyproject.t".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np

from typeahead.models.protocols import UNK
from typeahead.prediction.candidates import Candidates
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Held, Outlook
from typeahead.prediction.fitting import Fitting, Shown
from typeahead.prediction.suggestion import NAME
from typeahead.profile.generation import Generation
from typeahead.profile.unwanted import Unwanted
from typeahead.text.forms import word_at

_LETTERS = 3
"""So many letters must be typed of a name: before, it is one of hundreds."""
_ANY_LETTERS = 4
"""So many, of one that was met after one word only."""
_MOST = 50
"""What more names than so many begin with tells nothing of them."""
_GLUED = 0.01
"""How often a word follows a mark without a space between them where no name is written."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The words that names go on with.

    Attributes:
        words: each with the probability of its names, given what stands before the name, and the likeliest name's id.
        mass: the probability of all names that begin as typed.
    """

    words: dict[str, tuple[float, int]]
    mass: float


class NameParts:
    """Parts of the names that a model knows.

    Args:
        generation: whose names.
        hidden: ids of names whose parts are not offered.
        unwanted: names that were refused.
    """

    def __init__(
        self, generation: Generation, hidden: Collection[int], unwanted: Unwanted | None = None
    ) -> None:
        self._vocabulary = generation.vocabulary
        self._counts = generation.model.counts if generation.model.learnable else None
        self._hidden = hidden
        self._unwanted = unwanted

    def beginning_with(self, begun: str, last: str | None) -> list[int]:
        """Ids (ascending) of names that begin as typed and are wanted after a word; none where they are too many."""
        letters = len(begun) + 2 * (not begun[:1].isalnum())  # there are few that begin with a mark
        if letters < _LETTERS or not begun:
            return []
        names = self._vocabulary.names_beginning_with(begun)
        if self._counts is not None:  # those of the base are nobody's
            counts, least = self._counts.unigrams, 1 if letters >= _ANY_LETTERS else 2
            names = [name for name in names if counts[name] >= least]
        if not names or len(names) > _MOST:
            return []
        words, unwanted = self._vocabulary.words, self._unwanted
        return [
            name
            for name in names
            if name not in self._hidden and not (unwanted and unwanted.refuses_name(words[name], last))
        ]

    def with_part(self, begun: str, word: str, last: str | None) -> list[int]:
        """Of those that begin as typed, the names that go on with a word."""
        words, start = self._vocabulary.words, len(begun)
        return [
            name for name in self.beginning_with(begun + word, last) if word_at(words[name], start) == word
        ]

    def parts(self, outlook: Held, names: list[int], begun: str, typed: str) -> Parts:
        """The words that names go on with.

        Args:
            outlook: what may come after the words before the name.
            names: those that begin as typed, ascending.
            begun: what is typed of the name.
            typed: what is typed of its present word, which `begun` ends in.
        """
        if not names:
            return Parts({}, 0.0)
        start, mass = len(begun) - len(typed), 0.0
        words: dict[str, tuple[float, int]] = {}
        likeliest: dict[str, float] = {}
        p = outlook.probabilities(np.array(names, dtype=np.int32))
        for name, each in zip(names, p.tolist(), strict=True):
            word = word_at(self._vocabulary.words[name], start)
            mass += each
            if len(word) > len(typed):
                total, best = words.get(word, (0.0, name))
                if each > likeliest.get(word, -1.0):
                    likeliest[word], best = each, name
                words[word] = total + each, best
        return Parts(words, mass)

    def ended(self, outlook: Outlook, begun: str, after: Callable[[int], Outlook]) -> float:
        """How likely it is that what is typed goes no further: a word, or a name, and a mark by itself behind it.

        Args:
            outlook: what may come after the words before.
            begun: all that is typed without a space, the mark included.
            after: what may come after one more word.
        """
        stem, mark = begun[:-1], self._vocabulary.id_of(begun[-1], UNK)
        number = self._vocabulary.id_of(stem, self._vocabulary.id_of(stem.lower(), UNK))
        at = np.array([mark], dtype=np.int32)
        if not stem:
            return float(outlook.probabilities(at)[0])
        if number == UNK:
            return _GLUED * math.exp(outlook.log_of_unknown(stem))
        p = float(outlook.probabilities(np.array([number], dtype=np.int32))[0])
        return p * (_GLUED if mark == UNK else float(after(number).probabilities(at)[0]))

    def glued(self, outlook: Outlook, begun: str) -> float:
        """How likely it is that what is typed is no name, but a word and a mark with the next word right behind it.

        Args:
            outlook: what may come after the words before.
            begun: all that is typed without a space.
        """
        first = word_at(begun, 0) or begun[: len(begun) - len(begun.lstrip("#@$~./_-:+"))]
        number = self._vocabulary.id_of(first, self._vocabulary.id_of(first.lower(), UNK))
        if number == UNK:
            return _GLUED * math.exp(outlook.log_of_unknown(first))
        return _GLUED * float(outlook.probabilities(np.array([number], dtype=np.int32))[0])


def with_parts(
    candidates: Candidates,
    outlook: Held,
    place: Context,
    fitting: Fitting,
    parts: Parts,
    n: int,
    exclude: Collection[str] = (),
    weight: float = 1.0,
) -> Fitting:
    """Words that go on from what is typed, those that names go on with among them, likeliest first.

    Args:
        candidates: of single words.
        outlook: what may come after the words before what is typed.
        place: what is typed.
        fitting: the words that go on from it.
        parts: what names go on with.
        n: how many there is room for.
        exclude: texts that are not to be shown.
        weight: the probability that a word is typed here at all, beside a name's.
    """
    whole = weight * fitting.mass + parts.mass
    if parts.mass <= 0.0:
        return fitting
    found = {
        each.text: replace(each, probability=each.probability * weight * fitting.mass / whole)
        for each in fitting.words
        if weight > 0.0
    }
    last = min((each.probability for each in found.values()), default=0.0) if len(found) >= n else 0.0
    for text, (p, name) in parts.words.items():
        if text in exclude:
            continue
        known = found.get(text)
        if known is not None:
            made = NAME if p / whole > known.probability else known.made
            found[text] = replace(known, probability=known.probability + p / whole, made=made)
        elif p / whole > last and candidates.may_be_part(text, place):
            forms = candidates.forms(outlook, place, text)
            ids, shares = [word for word, _ in forms], [share for _, share in forms]
            own = float(outlook.probabilities(np.array(ids, dtype=np.int32)) @ shares) if forms else 0.0
            found[text] = Shown(text, (p + weight * own) / whole, name, made=NAME)
    ranked = sorted(found.values(), key=lambda each: (-each.probability, each.text))
    capital = fitting.restored
    if capital is not None:
        capital = replace(capital, probability=capital.probability * weight * fitting.mass / whole)
    return Fitting(ranked[:n], whole, capital)
