"""From tokens as written to the ids a model is trained on: normal form, case of sentence-first words, vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import EOS, UNK
from typeahead.profile.settings import PROSE, WHITESPACE
from typeahead.text.forms import normal
from typeahead.text.vocabulary import Vocabulary


def first_word_at(tokens: Sequence[str]) -> int:
    """Where the word stands that begins a sentence, behind opening quotes and brackets; -1 where none is there yet."""
    for at, token in enumerate(tokens):
        if any(character.isalnum() for character in token):
            return at
    return -1


class Encoder:
    """Turns sentences into ids of one generation.

    Args:
        vocabulary: its words, in normal form.
        first_forms: how sentence-first words are written inside a sentence, where that differs.
        tokens: PROSE, or WHITESPACE, which changes nothing about a word.
    """

    def __init__(self, vocabulary: Vocabulary, first_forms: Mapping[str, str], tokens: str) -> None:
        self.vocabulary = vocabulary
        self.first_forms = first_forms
        self.tokens = tokens

    def form(self, token: str, first: bool) -> str:
        """The form of a token that the vocabulary keys on."""
        if self.tokens == WHITESPACE:
            return token
        word = normal(token)
        return self.first_forms.get(word, word) if first else word

    def forms(self, sentence: Sequence[str]) -> list[str]:
        """The forms of a sentence's tokens."""
        first = first_word_at(sentence) if self.tokens == PROSE else -1
        return [self.form(token, at == first) for at, token in enumerate(sentence)]

    def ids(self, sentence: Sequence[str], last: int | None = None) -> list[int]:
        """The ids of a sentence's tokens, or of its last ones only: `<unk>` for unknown ones, without `</s>`."""
        begin = 0 if last is None else max(0, len(sentence) - last)
        if begin and self.tokens == WHITESPACE:
            return [self.vocabulary.id_of(token, UNK) for token in sentence[begin:]]
        first = first_word_at(sentence) if self.tokens == PROSE else -1
        return [
            self.vocabulary.id_of(self.form(token, at == first), UNK)
            for at, token in enumerate(sentence[begin:], start=begin)
        ]

    def stream(
        self, sentences: Sequence[Sequence[str]], id_of: Callable[[str], int] | None = None
    ) -> NDArray[np.int32]:
        """All sentences as one array, each ended by `</s>`; `id_of` may make ids (`Vocabulary.add`)."""
        known = id_of or self.vocabulary.id_of
        inner: dict[str, int] = {}
        found: list[int] = []
        prose = self.tokens == PROSE
        for sentence in sentences:
            first = first_word_at(sentence) if prose else -1
            for at, token in enumerate(sentence):
                if at == first:
                    number = known(self.form(token, first=True))
                elif token in inner:
                    number = inner[token]
                else:
                    number = inner[token] = known(self.form(token, first=False))
                found.append(number)
            found.append(EOS)
        return np.array(found, dtype=np.int32)


__all__ = ["PROSE", "WHITESPACE", "Encoder", "first_word_at"]
