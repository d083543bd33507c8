"""Tokens back to readable prose: which words stand apart and which stick together."""

from collections.abc import Iterable
from unicodedata import category

_STICKS_LEFT = frozenset("',.;\u037e:!?)]}%…’”»、。，！？：；」』）؟،؛۔।°")
_STICKS_RIGHT = frozenset("([{$#£€¥“‘«„¿¡「『（@")
_STICKS_BOTH = frozenset("/‐‑")


def join(words: Iterable[str]) -> str:
    """Readable prose from the texts of tokens: no word is lost, spaces go where a writer would put them.

    Straight quotes alternate between opening and closing, but for the apostrophe behind a plural;
    dashes stand between spaces.
    """
    parts: list[str] = []
    quoted = {'"': False, "'": False}  # between straight quotes
    glued = True  # nothing goes between the last token and the next
    unspaced = False  # the last character belongs to a script without spaces
    for word in words:
        if not word:
            continue
        left, right = _sticks(word)
        if word in quoted and not (word == "'" and not quoted[word] and parts and parts[-1][-1] in "sx"):
            left, right = quoted[word], not quoted[word]
            quoted[word] = not quoted[word]
        elif is_unspaced(word[0]):
            left = left or unspaced
        if not glued and not left:
            parts.append(" ")
        parts.append(word)
        glued = right
        unspaced = is_unspaced(word[-1])
    return "".join(parts)


def _sticks(word: str) -> tuple[bool, bool]:
    """Whether a token sticks to what stands left of it, and to what stands right of it."""
    if word in _STICKS_BOTH:
        return True, True
    if len(word) == 1:
        return word in _STICKS_LEFT, word in _STICKS_RIGHT
    ends = not word.strip(".!?…")
    possessive = word[0] in "'’" and word[1:].isalpha()
    return ends or possessive, False


def is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script, or its punctuation, that puts no spaces between words."""
    code = ord(character)
    return (
        0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0x20000 <= code <= 0x3FFFF
        or 0x0E00 <= code <= 0x0EFF
        or 0x1000 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x3000 <= code <= 0x303F
        or 0xFF61 <= code <= 0xFF9F  # katakana of half width
    )


def are_glued(word: str, next_: str) -> bool:
    """Whether no space stands between two words: both are of scripts that have none."""
    return is_unspaced(word[-1]) and is_unspaced(next_[0])


def words_apart(phrase: str) -> list[str]:
    """The words of a phrase, each with the marks right behind it: apart by a space, or glued."""
    words = phrase.split(" ")
    return words if phrase.isascii() else [each for word in words for each in _unglued(word)]


def _unglued(word: str) -> list[str]:
    cuts = [
        at
        for at in range(1, len(word))
        if are_glued(word[at - 1], word[at]) and not category(word[at]).startswith("M")
    ]
    return [word[start:end] for start, end in zip([0, *cuts], [*cuts, len(word)], strict=True)]
