"""How fingers slip: what one wrong key weighs, on the QWERTY layout, against typing what was meant.

The kinds are those of Damerau (1964): a letter for another, one too many, one too few, two swapped. Slips lean to keys
that lie beside each other, and to letters that are doubled, or ought to be (Grudin 1983; Dhakal et al. 2018, who find
a bit more than one uncorrected error in 100 characters). Weights are orders of magnitude, not fitted figures.

An accent that is typed is meant: no finger slips to ñ or ø from a letter without.
"""

from __future__ import annotations

from functools import lru_cache

from typeahead.text.accents import plain

SWAPPED = 3e-3
"""Two letters next to each other in the wrong order: "teh"."""
DOUBLED = 2e-3
"""A letter typed twice: "thhe"."""
HALVED = 2e-3
"""A double letter typed once: "leter"."""
MISSED = 1e-3
"""A letter left out."""
BESIDE = 5e-4
"""A letter for one beside it on the keyboard."""
VOWEL = 5e-4
"""A vowel for another, which is not so much a slip as not knowing: "seperate"."""
EXTRA_BESIDE = 3e-4
"""One letter too many, beside one that was typed before or after it."""
EXTRA = 5e-5
"""Any other letter too many."""
OTHER = 5e-5
"""A letter for any other."""
FIRST = 0.1
"""So much rarer is a slip in a word's first letter (Yannakoudakis and Fawthrop 1983)."""

LIKELIEST = SWAPPED
"""No slip weighs more."""

_ROWS = ((0.0, "qwertyuiop"), (0.25, "asdfghjkl"), (0.75, "zxcvbnm"))
"""Letters by rows, and how far each row stands in, in keys."""
_REACH = 1.3
"""Keys whose middles are no farther apart, in keys, lie beside each other."""
_VOWELS = frozenset("aeiouy")


def _places() -> dict[str, tuple[float, float]]:
    return {
        letter: (column + inset, float(row))
        for row, (inset, letters) in enumerate(_ROWS)
        for column, letter in enumerate(letters)
    }


@lru_cache(maxsize=1024)
def beside(letter: str) -> frozenset[str]:
    """The letters beside one; none for what is not on the keyboard."""
    places = _places()
    if letter not in places:
        return frozenset()
    x, y = places[letter]
    near = {other for other, (a, b) in places.items() if (a - x) ** 2 + (b - y) ** 2 <= _REACH**2}
    return frozenset(near - {letter})


def _is_accented(letter: str) -> bool:
    """Whether it is one that may be typed without its accent."""
    return not letter.isascii() and plain(letter) != letter


def for_another(typed: str, meant: str) -> float:
    """What typing a letter for another weighs; 0 for the same letter, and for one with an accent where none was meant:
    these are no slips."""
    if typed == meant or (_is_accented(typed) and not _is_accented(meant)):
        return 0.0
    if typed in beside(meant):
        return BESIDE
    return VOWEL if typed in _VOWELS and meant in _VOWELS else OTHER


def too_many(typed: str, before: str, after: str) -> float:
    """What a letter too many weighs.

    Args:
        typed: the letter.
        before: the letter typed before it, empty where there is none.
        after: the letter typed after it, empty where there is none.
    """
    if typed == before:
        return DOUBLED
    if _is_accented(typed):
        return 0.0
    near = beside(typed)
    return EXTRA_BESIDE if before in near or after in near else EXTRA


def too_few(meant: str, before: str) -> float:
    """What leaving out a letter weighs, which was meant to follow `before`."""
    return HALVED if meant == before else MISSED
