"""Greek letters, and the semicolon that is a question mark behind them."""

from __future__ import annotations

QUESTION_MARKS = frozenset(";\u037e")
"""The second is a character of its own that looks like the first, and becomes it wherever text is normalised."""


def is_greek(character: str) -> bool:
    """Whether a character is a Greek letter, with or without its accents."""
    return "\u0370" <= character <= "\u03ff" or "\u1f00" <= character <= "\u1fff"


def is_greek_word(word: str) -> bool:
    """Whether a word is of Greek, not of a formula: those have single letters, or units as in kΩ and μm."""
    letters = [each for each in word if each.isalpha()]
    return len(letters) > 1 and all(map(is_greek, letters))
