"""The forms of single words: what a vocabulary keys on, and what may be suggested. No tokeniser is loaded for this."""

from __future__ import annotations

from unicodedata import is_normalized, normalize

import regex

SECRET = "<secret>"
"""Stands for a token that looks like a secret in everything that is learned."""

CUTTING = "5"
"""Raised with each change of what is prose, or of where words or sentences end: notes that were cut by other rules are
read anew.
"""

# Between Hebrew letters a quotation mark is a gershayim (צה"ל), but not where a name is quoted behind the small words
# that are written on to it (ב"הארץ").
_HEBREW = r"\u05D0-\u05EA"
_QUOTED = rf"(?!(?<=(?<![{_HEBREW}])[ושהבכלמ]{{1,3}}\")[{_HEBREW}]{{2}})"
JOINER = rf"(?:['’\-‐‑·׳״]|(?<=[{_HEBREW}\u0591-\u05C7])\"(?![^{_HEBREW}]){_QUOTED})"
"""What may join the parts of a word; a last one may still be followed by letters."""

APOSTROPHES = "'’ʼ"
"""Signs that are one in a vocabulary, where all are the first; what is suggested has the one that the text writes."""

_WORD = regex.compile(
    rf"(?:[[\p{{L}}\p{{N}}]--[\p{{No}}]][\p{{L}}\p{{M}}\p{{N}}\u200C\u200D]*+(?:{JOINER}[\p{{L}}\p{{M}}\p{{N}}\u200C\u200D]++)*+)",
    regex.VERSION1,
)
_NAME = regex.compile(
    r"(?=\P{L}*+\p{L})[#@$~./_\-]{0,3}+[\p{L}\p{N}_][\p{L}\p{M}\p{N}\u200C\u200D_.\-/@+:#$()]*+",
    regex.VERSION1,
)
_TYPOGRAPHIC = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "׳": "'", "״": '"', "\u00ad": None})


def normal(word: str) -> str:
    """The form a vocabulary keys on: composed characters, plain apostrophes and hyphens inside a word.

    Only words are changed: an apostrophe or a quotation mark that stands alone stays what it is.
    """
    if word.isascii():
        return word
    if not is_normalized("NFC", word):
        word = normalize("NFC", word)
    return word.translate(_TYPOGRAPHIC) if len(word) > 1 else word


def is_word(text: str) -> bool:
    """Whether `text` may be suggested: letters, digits, marks, with single apostrophes or hyphens inside."""
    return text.isalpha() or _WORD.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Whether `text` is a token made of words that is none: a file name, an identifier, an address, a tag."""
    return not is_word(text) and _NAME.fullmatch(text) is not None


def folded_form(form: str) -> str:
    """What the forms of one word have in common: words are one in any case, names as they are written."""
    return form if is_name(form) else form.casefold()


def word_at(text: str, start: int) -> str:
    """The longest word that begins at a place of `text`, "" for none."""
    found = _WORD.match(text, start)
    return found[0] if found else ""
