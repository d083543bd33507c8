"""Tokens back to readable prose: which words stand apart and which stick together."""

from collections.abc import Iterable

_STICKS_LEFT = frozenset(",.;:!?)]}%…’”»、。，！？：；」』）؟،؛۔।°")
_STICKS_RIGHT = frozenset("([{$#£€¥“‘«„¿¡「『（@")
_STICKS_BOTH = frozenset("/‐‑")


def join(words: Iterable[str]) -> str:
    """Readable prose from the texts of tokens: no word is lost, spaces go where a writer would put them.

    Straight quotes alternate between opening and closing; dashes stand between spaces.
    """
    parts: list[str] = []
    quoted = {'"': False, "'": False}
    glue = True  # nothing before the first word
    unspaced = False
    for word in words:
        if not word:
            continue
        mark = word if len(set(word)) == 1 else word[0] if word.strip(".!?") == "" else word
        left = len(mark) > 0 and mark[0] in _STICKS_LEFT and (len(word) == 1 or not word[1:].strip(".!?…"))
        right = word in _STICKS_RIGHT
        if word in _STICKS_BOTH:
            left = right = True
        if word in quoted:
            left, right = quoted[word], not quoted[word]
            quoted[word] = not quoted[word]
        if is_unspaced(word[0]):
            left = left or unspaced
        if parts and not glue and not left:
            parts.append(" ")
        parts.append(word)
        glue = right
        unspaced = is_unspaced(word[-1])
    return "".join(parts)


def is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script written without spaces between words."""
    code = ord(character)
    return (
        0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0x20000 <= code <= 0x3FFFF
        or 0x0E00 <= code <= 0x0EFF
        or 0x1000 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x3000 <= code <= 0x303F
    )
