"""Which words of a text may be doubted, and how much has to speak against each.

Names, the person's own words, code, addresses and numbers are left alone: a false alarm costs more trust than a slip
that is overlooked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum

from typeahead.prediction.confusions import confused_with
from typeahead.prediction.familiar import Familiar
from typeahead.prediction.spelled_near import LONGEST
from typeahead.text.left_alone import LeftAlone
from typeahead.text.words import Kind, Token, normal

SHORTEST = 2
"""One letter is left alone."""
_SHORTEST_UNKNOWN = 4
"""A shorter word that nobody knows is an abbreviation as often as a slip."""
_SHORTEST_STEM = 3
_AGAIN = 2
"""Who writes an unknown word so often in one text means it."""
_OWN = 2
"""A word that is in the notes so often is the person's own."""
_FOREIGN, _FOREIGN_FROM = 0.5, 4
"""A sentence of so many words, more than that part of them unknown, is in another language, or is none."""
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "er", "ers", "ly", "able", "less", "ness", "ish", "y")
_BEGINNINGS = (
    "un",
    "re",
    "non",
    "pre",
    "sub",
    "multi",
    "mis",
    "over",
    "auto",
    "anti",
    "co",
    "de",
    "in",
    "micro",
)


class Doubt(Enum):
    """What kind of word is doubted."""

    UNKNOWN = "unknown"
    """Nobody knows it: probably a slip, if something likely is near."""
    KNOWN = "known"
    """A word, but perhaps not the one that was meant."""
    FORM = "form"
    """Unknown, but made of a known word and a usual beginning or end."""
    OWN = "own"
    """A name, a term that comes back, a word of the person's notes alone."""


class Doubts:
    """The doubts about the words of one text.

    Args:
        familiar: which words are known.
        text: the whole of it, as typed.
        sentences: its sentences.
    """

    def __init__(self, familiar: Familiar, text: str, sentences: Sequence[Sequence[Token]]) -> None:
        self._familiar = familiar
        self._left_alone = LeftAlone(text)
        self._times = Counter(
            normal(token.text)
            for sentence in sentences
            for token in sentence
            if token.kind == Kind.WORD and not self._left_alone.covers(token.start)
        )

    def of(self, sentence: Sequence[Token], forms: Sequence[str]) -> list[Doubt | None]:
        """How each word of a sentence may be doubted; None for those that are left alone."""
        words = [at for at, token in enumerate(sentence) if token.kind == Kind.WORD]
        unknown = sum(not self._familiar.has(forms[at]) for at in words)
        if len(words) >= _FOREIGN_FROM and unknown > _FOREIGN * len(words):
            return [None] * len(sentence)
        first = words[0] if words else -1
        return [
            self._of_word(token, form, at == first)
            for at, (token, form) in enumerate(zip(sentence, forms, strict=True))
        ]

    def _of_word(self, token: Token, form: str, is_first: bool) -> Doubt | None:
        word = normal(token.text)
        if (
            token.kind != Kind.WORD
            or not SHORTEST <= len(word) <= LONGEST
            or self._left_alone.covers(token.start)
        ):
            return None
        if not word.replace("'", "").isalpha() or not _is_plain(word):
            return None
        small = word.casefold()
        if "'" in word and not confused_with(small) and self._familiar.has_any(small.partition("'")[0]):
            return None  # "the machine's": its first part is a word
        capital = word[0].isupper() and not is_first
        if not self._familiar.has(form):
            if self._familiar.has_any(form) and not self._familiar.is_rare(form.capitalize()):
                return None  # in another case
            if len(word) < _SHORTEST_UNKNOWN and self._times[word] >= _AGAIN:
                return None
            if capital or self._times[word] >= _AGAIN or len(word) < _SHORTEST_UNKNOWN:
                return Doubt.OWN
            return Doubt.FORM if self._is_new_form(small) else Doubt.UNKNOWN
        if capital and not confused_with(small):
            return Doubt.OWN
        is_own = not self._familiar.in_base(form) and self._familiar.in_notes(form) >= _OWN
        return Doubt.OWN if is_own else Doubt.KNOWN

    def _is_new_form(self, small: str) -> bool:
        """Whether an unknown word is made of a known one and a usual beginning or end."""
        for ending in _ENDINGS:
            stem = small.removesuffix(ending)
            stems = [stem, stem + "e", *([stem[:-1]] if stem[-1:] == stem[-2:-1] else [])]
            if stem != small and any(map(self._is_stem, stems)):
                return True
        rests = [small.removeprefix(beginning) for beginning in _BEGINNINGS]
        return any(rest != small and self._is_stem(rest) for rest in rests)

    def _is_stem(self, part: str) -> bool:
        """Whether a part of a word is a usual one."""
        return (
            len(part) >= _SHORTEST_STEM and self._familiar.has_any(part) and not self._familiar.is_rare(part)
        )


def _is_plain(word: str) -> bool:
    """Whether capitals stand in a word as in prose: not "iPhone", not "NASA"."""
    return word[1:] == word[1:].lower()
