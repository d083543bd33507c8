"""Full stops that end no sentence: behind abbreviations, initials, and numbers that German writes for "third"."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import is_normalized, normalize

import regex

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st sr jr rev capt lt sgt gov sen pres messrs mme mlle vs etc cf al viz ca approx
    dept inc ltd corp bros fig figs eq eqs chap vol vols eds pp nos op cit ibid jan feb apr jun jul aug
    sept oct nov dec tue tues thu thurs ave blvd rd ft hwy ref refs nr bzw usw lb lbs oz vgl bsp str tel
    chr bl fr др пр стр см руб гг
    """.split()  # noqa: SIM905
)
"""Words whose full stop does not end a sentence, in small letters, wherever they stand."""

_DOTTED = regex.compile(r"\p{Ll}{1,2}(?:\.\p{Ll}{1,2})+")
"""Written without spaces, as "d.h", "m.in" and "p.ej"; the last full stop is a token of its own."""
_FILES = frozenset("cc cs db el gz go hs js kt md mk ml pl py rb rs sh so ts xz".split())  # noqa: SIM905
"""What names of files end in, which look the same."""

_CAPITAL_ONLY = frozenset("Ed Ch Co Pt Mt Rep Sec Gen Col Hon Mon Wed Fri".split())  # noqa: SIM905
_PLURAL = frozenset("EE FF JJ RR".split())  # noqa: SIM905
"""Spanish doubles a letter for it: "EE. UU."."""

_LETTER_WORDS = frozenset("axyjéèàåöøóæяєёạýởêơő")
"""Letters that end sentences as words or as what one counts with; behind another abbreviation they are one too."""
_UNITS = frozenset("bcdfghjklmrstwxyμµмс")
_ENGLISH_LETTERS = frozenset("pve")
"""In English other small letters are variables, names of languages, plan b."""
_ENGLISH = frozenset(
    """
    the and that this these those with you your from are were which they their when what how than would could
    should not it its it's don't I I'm I'd I've I'll
    """.split()  # noqa: SIM905
)
"""What only English sentences have: no word of German, French, Dutch, Spanish, Polish or Swedish is written like it."""
_PRONOUNS = {
    "u": frozenset("aan voor dank van bij met naar over tot door of als dan thank love miss".split()),  # noqa: SIM905
    "i": frozenset("and or nor than as so do did am can will have you".split()),  # noqa: SIM905
}
"""What stands before Dutch "u", and English "I" written small."""

_ORDINAL = regex.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?")
"""A day or a day and its month; in "Am 3.10. fahren wir" these are one token."""
_BEFORE_ORDINALS = frozenset(
    """
    am vom zum zur beim bis der die das den dem des im ab seit dne jeden jeder jedes jedem jede
    diesem dieser diesen dieses mein meine meinem meinen meiner sein seine seinem seinen seiner
    ihr ihre ihrem ihren ihrer unser unsere unserem unseren unserer
    """.split()  # noqa: SIM905
)
_NONE_BETWEEN = {
    "am": frozenset("i"),  # "I am 3."
    "das": frozenset("antes depois partir perto cerca mais menos".split()),  # "a partir das 9."  # noqa: SIM905
}
"""Words before some of them that show another language."""
_BETWEEN_ORDINALS = frozenset(("und", "oder", "bis", "sowie", "auf", ",", "–", "-", "/"))
_WEEKDAYS = frozenset("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag".split())  # noqa: SIM905


def is_abbreviation(word: str) -> bool:
    """Whether a full stop behind a word belongs to it wherever it stands."""
    return word.lower() in ABBREVIATIONS or word in _CAPITAL_ONLY


def keeps_full_stop(words: Sequence[str], at: int) -> bool:
    """Whether a single full stop behind a word belongs to it.

    Args:
        words: the sentence so far; a full stop in it ended none.
        at: the word's place.
    """
    near = words[max(0, at - 2) : at + 1]
    if not all(is_normalized("NFC", word) for word in near):
        words = [normalize("NFC", word) for word in words]
    word = words[at]
    if word[0].isdigit():
        is_list_number = at == 0 and len(word) <= 3 and word.isdigit()
        return is_list_number or _is_ordinal(words, at)
    if len(word) == 1:
        return _is_letter(words, at)
    if word == "No":
        return at > 0
    if _DOTTED.fullmatch(word):
        return word.rpartition(".")[2] not in _FILES and not _is_english(words, at)
    return is_abbreviation(word) or (len(word) == 2 and _is_second_part(words, at))


def _is_letter(words: Sequence[str], at: int) -> bool:
    letter, before = words[at], words[at - 1] if at else ""
    if letter.isupper():
        return letter != "I"
    if not letter.islower():  # scripts without capitals
        return False
    if _is_behind_abbreviation(words, at):  # "u. a."
        return True
    if letter in _LETTER_WORDS or (before[:1].isdigit() and letter in _UNITS):
        return False
    if before.lower() in _PRONOUNS.get(letter, ()):
        return False
    return letter in _ENGLISH_LETTERS or not _is_english(words, at)


def _is_english(words: Sequence[str], at: int) -> bool:
    return any(word in _ENGLISH for word in words[:at]) or words[0].lower() in _ENGLISH


def _is_second_part(words: Sequence[str], at: int) -> bool:
    """Whether it is what "p. ex.", "m. in." and "EE. UU." end with, or begin with in capitals."""
    word = words[at]
    if not _is_behind_abbreviation(words, at):
        return word in _PLURAL
    if word.islower():
        return len(words[at - 2]) == 1 and words[at - 2].islower()
    return word[0] == word[1] and words[at - 2] in _PLURAL


def _is_behind_abbreviation(words: Sequence[str], at: int) -> bool:
    return at > 1 and words[at - 1] == "." and words[at - 2].isalpha()


def _is_ordinal(words: Sequence[str], at: int) -> bool:
    """Whether a number with its full stop is one, as in "am 3. Oktober" or "der 3. und der 4. Tag"."""
    if at == 0 or not _ORDINAL.fullmatch(words[at]):
        return False
    before = words[at - 1].lower()
    if before in _BEFORE_ORDINALS:
        return at < 2 or words[at - 2].lower() not in _NONE_BETWEEN.get(before, ())
    if before in _BETWEEN_ORDINALS and at > 1:
        if before == "," and words[at - 2].lower() in _WEEKDAYS:
            return True
        at -= 1
    return (
        at > 1 and words[at - 1] == "." and (words[at - 2] == "d" or bool(_ORDINAL.fullmatch(words[at - 2])))
    )
