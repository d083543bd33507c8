"""Errors put into other people's texts, so that it is known where they are and what was meant.

Of the words of prose in small letters, four letters and more, one in `EVERY` gets one slip of a random kind, all kinds
equally often: two letters swapped, one beside on the keyboard, one too few, one doubled (`benchmarks.spelling.slip`,
which leaves the first letter right), a vowel for another. Of the words that have one that sounds alike
(`typeahead.prediction.confusions`), one in `EVERY` is written as that one. Seeded.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from benchmarks.spelling import slip
from typeahead.prediction.confusions import confused_with
from typeahead.text.left_alone import LeftAlone
from typeahead.text.sentences import sentences
from typeahead.text.words import Kind, Token

EVERY = 50
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Injected:
    """One error: where it stands in the new text, what stands there, what was meant."""

    start: int
    wrong: str
    meant: str
    confused: bool


def inject(text: str, dice: random.Random) -> tuple[str, list[Injected]]:
    """The text with errors, and which."""
    parts: list[str] = []
    found: list[Injected] = []
    done, shift = 0, 0
    for token in prose_words(text):
        word = token.text
        if not (word.isascii() and word.isalpha() and word == word.lower()):
            continue
        alike = sorted(confused_with(word))
        confused = bool(alike) and dice.random() < 1 / EVERY
        if confused:
            wrong = dice.choice(alike)
        elif len(word) >= 4 and dice.random() < 1 / EVERY:
            wrong = _slipped(word, dice)
        else:
            continue
        parts += [text[done : token.start], wrong]
        found.append(Injected(token.start + shift, wrong, word, confused))
        done, shift = token.end, shift + len(wrong) - len(word)
    return "".join([*parts, text[done:]]), found


def prose_words(text: str) -> list[Token]:
    """The words of a text that are prose: no code, addresses, numbers."""
    left_alone = LeftAlone(text)
    return [
        token
        for sentence in sentences(text)
        for token in sentence
        if token.kind == Kind.WORD and not left_alone.covers(token.start)
    ]


def _slipped(word: str, dice: random.Random) -> str:
    vowels = [at for at, letter in enumerate(word) if at and letter in _VOWELS]
    if vowels and dice.random() < 0.2:
        at = dice.choice(vowels)
        other = dice.choice([letter for letter in _VOWELS if letter != word[at]])
        return word[:at] + other + word[at + 1 :]
    return slip(word, dice, len(word))
