"""Guillemets: which of them are open where a text ends, pointing outwards as in French or inwards as in German."""

from __future__ import annotations

from collections.abc import Sequence

PARTNERS = {"«": "»", "»": "«", "‹": "›", "›": "‹"}
"""Each of them opens in one language what its partner closes in another."""

_BEFORE_OPENING = frozenset("([{—–-/“‘«„»‹›")
_BEHIND_OPENING = frozenset("([{“‘„‚«‹›…¿¡\"'")


def open_guillemets(text: str, signs: Sequence[str] = "«»") -> list[int]:
    """Where those stand that nothing has closed yet, the outermost first.

    Args:
        text: a paragraph, as far as it is written.
        signs: the one that opens in French and its partner.
    """
    outwards, inwards = signs
    if outwards not in text and inwards not in text:
        return []
    found: list[int] = []
    for at, sign in enumerate(text):
        if sign in (outwards, inwards):
            if found and text[found[-1]] != sign:
                found.pop()
            elif sign == outwards or (may_open(text[max(0, at - 1) : at]) and _has_word_behind(text, at)):
                found.append(at)
    return found


def may_open(before: str) -> bool:
    """Whether a sign behind this may open: at a beginning, behind white space or another opening sign."""
    return not before or before[-1].isspace() or before[-1] in _BEFORE_OPENING


def _has_word_behind(text: str, at: int) -> bool:
    """Whether something is quoted right behind the sign: where a space follows, a French one has closed."""
    behind = text[at + 1 : at + 2]
    return behind.isalnum() or behind in _BEHIND_OPENING
