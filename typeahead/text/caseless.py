"""What is the same word in another case: letters that capitals leave marks out of, and other ways to write a letter."""

from __future__ import annotations

from unicodedata import decomposition, is_normalized, normalize

import regex

_DROPPED = regex.compile(
    r"(?<=\p{Greek}\p{Mn}*)\p{Mn}"  # Greek capitals have no tonos: Οδυσσεύς, ΟΔΥΣΣΕΥΣ; the dialytika comes and goes
    r"|(?<=i)\u0307"  # what is left of İ in small letters
    r"|[\u0640\u064b-\u0652\u0670]"  # Arabic: the tatweel lengthens a line, and short vowels are mostly not written
    r"|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]",  # Hebrew: nor are its points
    regex.VERSION1,
)
_MARK = regex.compile(r"\p{Mn}", regex.VERSION1)
_OTHER_SHAPES = ("<wide>", "<narrow>", "<font>", "<initial>", "<medial>", "<final>", "<isolated>", "<compat>")
"""Of one letter: full width, mathematical, as it stands in a word. A raised or a circled one means something else."""


def caseless(word: str) -> str:
    """What all ways to write a word (in its `forms.normal` form) in small letters and in capitals have in common.

    Beyond `str.casefold`, which knows nothing of languages. An accent that makes another word stays, as in "Zoë" and
    "zoe": most languages keep it in capitals.
    """
    if word.isascii():
        return word.casefold()
    if not is_normalized("NFKC", word):
        word = "".join(map(_plain, word))
    # Turkish has I for ı and İ for i, others I for i: so the two are one in capitals.
    folded = normalize("NFD", word.casefold().replace("ı", "i"))
    return normalize("NFC", _DROPPED.sub("", folded)) or word


def unmarked(word: str) -> str:
    """A word without any accent, in any case: what it has in common with words that look like it."""
    if word.isascii():
        return word.casefold()
    bare: str = _MARK.sub("", normalize("NFKD", caseless(word)))
    return bare


def _plain(letter: str) -> str:
    if letter.isalnum() and decomposition(letter).startswith(_OTHER_SHAPES):
        plain = normalize("NFKC", letter)
        return plain if plain.isalnum() else letter  # a few letters stand for whole sentences
    return letter


__all__ = ["caseless", "unmarked"]
