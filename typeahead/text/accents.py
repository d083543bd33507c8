"""Letters with accents, and others that not every keyboard has: how they are typed without."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, name, normalize

_BY_HAND = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ё": "е"}
"""Letters that are none with a mark to Unicode; and of Cyrillic ones the one that is itself hardly ever typed."""
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
"""How they are spelled where keys for them are missing."""
_LOSE_MARKS = ("LATIN ", "GREEK ")
"""In other scripts a letter with a mark has a key of its own (й), or the mark is a letter."""
_KINDS = 4096

APOSTROPHE = "'"
"""It is left out as accents are: "dont", "im", "lecole"."""


@lru_cache(maxsize=_KINDS)
def plain(letter: str) -> str:
    """A small letter without its marks; "" for a mark that stands by itself, and for an apostrophe."""
    if letter.isascii():
        return "" if letter == APOSTROPHE else letter
    if letter in _BY_HAND:
        return _BY_HAND[letter]
    if combining(letter):
        return "" if name(letter, "").startswith("COMBINING ") else letter
    if not name(letter, "").startswith(_LOSE_MARKS):
        return letter
    # Not NFKD: "ﬁ" and "ª" are other shapes of letters, no accents.
    return "".join(part for part in normalize("NFD", letter) if not combining(part)) or letter


@lru_cache(maxsize=_KINDS)
def _spelled(letter: str) -> str:
    return _SPELLED.get(letter) or plain(letter)


def folds(text: str) -> tuple[str, ...]:
    """How a text in small letters is typed without accents: "über" as "uber" and "ueber", "es" as it is."""
    if not may_have_accents(text):
        return (text,)
    found = "".join(map(plain, text)), "".join(map(_spelled, text))
    return found if found[0] != found[1] else found[:1]


def has_accents(text: str) -> bool:
    """Whether a text in small letters has any that may be typed otherwise."""
    return may_have_accents(text) and folds(text) != (text,)


def may_have_accents(text: str) -> bool:
    """Whether it is worth looking: most texts have none."""
    return APOSTROPHE in text or not text.isascii()


def may_begin(word: str, typed: str) -> bool:
    """Whether what is typed begins a word, each of whose letters may be typed as it is or without its marks.

    What is typed with a mark is meant so: "él" begins no "el".
    """
    if typed and word[:1].isascii() and typed[:1].isascii() and word[:1] not in (typed[:1], APOSTROPHE):
        return False  # an English letter is typed as it is: most words are told apart by their first
    ends = {0}  # where in what is typed the letters of the word that were looked at may end
    for letter in word:
        reached = set()
        for end in ends:
            rest = typed[end:]
            for spelling in _spellings(letter):
                if spelling.startswith(rest):
                    return True
                if rest.startswith(spelling):
                    reached.add(end + len(spelling))
        ends = reached
        if not ends:
            return False
    return len(typed) in ends


@lru_cache(maxsize=_KINDS)
def _spellings(letter: str) -> tuple[str, ...]:
    """In which ways one letter is typed: "Ü" as "Ü", "U", "Ue" and "UE"."""
    small = letter.lower()  # of İ two: an i, and its dot
    folded = ["".join(map(plain, small)), "".join(map(_spelled, small))]
    found = dict.fromkeys((letter, *folded))
    if small != letter:
        found = dict.fromkeys(
            (letter, *(each[:1].upper() + each[1:] for each in folded), *map(str.upper, folded))
        )
    return tuple(found)
