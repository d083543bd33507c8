"""Which sentences of a text are not in the language of the base, and which slips may be seen in them.

Of another language only the notes' words are known, and of these hardly any in all of its forms: there a form that
nobody knows yet looks like a slip of the one that is known.
"""

from __future__ import annotations

from collections.abc import Sequence

from typeahead.prediction.familiar import Familiar
from typeahead.text.words import Kind, Token

_USUAL = 0.6
"""Of an English sentence's words at least that part is usual in the base: nine tenths as a rule, half in Spanish."""
_BY_TEXT = 6
"""The whole text counts as so many words of each sentence: few words say little."""
_SHORTEST = 6
"""Shorter words that one letter tells apart are many, and most of them not yet in the notes."""
_ENDING = 2
"""Forms of a word differ in so many letters at its end."""


class OtherLanguage:
    """Tells a text's sentences apart.

    Args:
        familiar: which words are known.
        sentences: the text's.
        forms: of their tokens, as the vocabulary keys on them.
    """

    def __init__(
        self, familiar: Familiar, sentences: Sequence[Sequence[Token]], forms: Sequence[Sequence[str]]
    ) -> None:
        self._familiar = familiar
        self._counts = [self._count(*each) for each in zip(sentences, forms, strict=True)]
        usual, words = (sum(counts) for counts in zip(*self._counts, strict=True)) if self._counts else (0, 0)
        self._share = usual / max(words, 1)

    def is_there(self, number: int) -> bool:
        """Whether a sentence, by its number, is in another language than the base; never where there is no base."""
        usual, words = self._counts[number]
        share = (usual + _BY_TEXT * self._share) / (words + _BY_TEXT)
        return self._familiar.has_base and share < _USUAL

    def may_be_slip(self, typed: str, meant: str, form: str) -> bool:
        """Whether what nobody knows may be a slip, and no form of its own.

        Args:
            typed: the word as it stands there.
            meant: another.
            form: that one's, as the vocabulary keys on it.
        """
        if len(typed) < _SHORTEST or " " in meant or not self._familiar.in_notes(form):
            return False
        small, other = typed.casefold(), meant.casefold()
        is_other_letter = len(small) == len(other) and sorted(small) != sorted(other)  # "menores", "mejores"
        pairs = enumerate(zip(small, other, strict=False))
        same = next((at for at, (letter, its) in pairs if letter != its), min(len(small), len(other)))
        return not is_other_letter and 0 < same < min(len(small), len(other)) - _ENDING

    def _count(self, sentence: Sequence[Token], forms: Sequence[str]) -> tuple[int, int]:
        """How many of a sentence's words are usual in the base, and how many it has."""
        words = [form for token, form in zip(sentence, forms, strict=True) if token.kind == Kind.WORD]
        return sum(map(self._familiar.is_usual_in_base, words)), len(words)
