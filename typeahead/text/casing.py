"""Capitals: which words only have one because a sentence begins, and giving it back when they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import combining, name, normalize

_DOT = "i\u0307"
"""What `str.lower` makes of İ. No word has it: Turkish writes i, and only a slip of some program the dot behind it."""
DUTCH = "IJ"
"""One letter to Dutch, so that both parts of it are capitals where it begins a sentence."""
_DIALYTIKA = "\u0308"
_ACCENTS = frozenset("\u0300\u0301\u0342")


def sentence_first_forms(first: Mapping[str, int], elsewhere: Mapping[str, int]) -> dict[str, str]:
    """How each word that begins a sentence is written inside one ("The" → "the"), where that differs.

    The form that the rest of the corpus uses most is taken (Lita et al. 2003, "tRuEcasIng", its unigram case);
    a word never seen elsewhere loses its capital if only its first letter is one.

    Args:
        first: counts of words that stood first in a sentence, as written.
        elsewhere: counts of words that stood elsewhere.
    """
    forms: dict[str, tuple[int, str]] = {}
    wanted = {key for word in first for key in _keys(word)}
    for word, count in elsewhere.items():
        # Not casefolded: Maße and Masse are two words. What is met in capitals, MASSE, may be either.
        for key in (word.lower(), word.upper()) if "ß" in word else (word.lower(),):
            if count > 0 and key in wanted and _DOT not in word:
                # Equal counts: the form that sorts last, which is the one in small letters.
                forms[key] = max(forms.get(key, (0, "")), (count, word))
    changed: dict[str, str] = {}
    for word in first:
        _, known = max(forms.get(key, (0, "")) for key in _keys(word))
        form = known or _uncapitalised(word)
        if form != word:
            changed[word] = form
    return changed


def _keys(word: str) -> list[str]:
    """By what the form is found that a sentence-first word has inside one."""
    found = [word.lower(), word] if word.isupper() else [word.lower()]
    if "I" in word or "İ" in word:  # "Işık" may be ışık: English has no such words, so that "In" stays in
        found.append(turkish_small(word))
    return found


def turkish_small(word: str) -> str:
    """A word in small letters where those of I and İ are ı and i, as in Turkish."""
    return word.replace("İ", "i").replace("I", "ı").lower()


def _uncapitalised(word: str) -> str:
    if not _only_first_is_capital(word) or word[0] == "İ":  # a name's, where the word was met nowhere else
        return word
    small = turkish_small(word) if "ı" in word else word.lower()  # behind an ı, I is none either
    return normalize("NFC", small)


def in_another_case(one: str, other: str) -> bool:
    """Whether two forms differ at most by case: "Maße" and "MASSE" do, but not "Maße" and "Masse"."""
    if one.lower() == other.lower():
        return True
    return one.casefold() == other.casefold() and (one.isupper() or other.isupper())


def _only_first_is_capital(word: str) -> bool:
    return word[:1].istitle() and word[1:] == word[1:].lower() and len(word) > 1


def capitalised(word: str) -> str:
    """A word as it begins a sentence: "the" → "The", but "iPhone" and "e.g." stay."""
    if word != word.lower() or "." in word:
        return word
    return capital_of(word[:1]) + word[1:]


def capital_of(letter: str) -> str:
    """The capital that a letter begins a sentence with; itself where it has none, or several letters for one (ß).

    Georgian has capitals, but only for texts that are in capitals as a whole; ǆ has two, and begins words as ǅ.
    """
    capital = letter.title()
    return capital if len(capital) == 1 else letter


def in_capitals(word: str) -> str:
    """A word in capitals: Greek ones have no tonos (ήλιος, ΗΛΙΟΣ), but for "ή", which is "or", while "η" is "the".

    Where the tonos told two vowels apart, a dialytika does: ρολόι, ΡΟΛΟΪ.
    """
    if word.isascii() or word in ("ή", "Ή"):
        return word.upper()
    found, is_apart = "", False
    for letter in word:
        capital = normalize("NFD", letter.upper())
        if not name(capital[0], "").startswith("GREEK "):
            found, is_apart = found + letter.upper(), False
            continue
        found += "".join(part for part in capital if not combining(part) or part == _DIALYTIKA)
        found += _DIALYTIKA if is_apart and capital in ("Ι", "Υ") else ""
        is_apart = not _ACCENTS.isdisjoint(capital)
    return normalize("NFC", found)


def with_own_capitals(first_forms: Mapping[str, str]) -> dict[str, str]:
    """Words with another capital than `capitalised` gives them, as they are at the beginning of sentences: İlk, IJs.

    Who writes Ilk or In there too is given that: other languages have such words.

    Args:
        first_forms: as of `sentence_first_forms`.
    """
    found = {}
    for first, inner in first_forms.items():
        if first[0] not in "İI":  # as good as all: this is looked through whenever a profile is opened
            continue
        is_own = first[0] == "İ" and inner == "i" + first[1:]
        is_own = is_own or (first.startswith(DUTCH) and inner == "ij" + first[2:] != "ij")
        if is_own and capitalised(inner) not in first_forms:
            found[inner] = first
    return found


def is_shouting(prefix: str) -> bool:
    """Whether what was typed is all capitals, two letters at least."""
    return sum(character.isalpha() for character in prefix) > 1 and prefix == prefix.upper()


def capitals_from(words: Sequence[str]) -> int:
    """Where the words in capitals begin that the others end with; their number where the last is not in capitals.

    What has no case (marks, figures) is passed over.
    """
    start = len(words)
    for at in range(len(words) - 1, -1, -1):
        if words[at].isupper():
            start = at
        elif words[at] != words[at].upper() or words[at] != words[at].lower():
            break
    return start
