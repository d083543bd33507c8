"""Addresses that stand bare in a text are where links lead, not prose: nobody wants one suggested piece by piece."""

from __future__ import annotations

import regex

_ADDRESS = regex.compile(
    r"[(\[<]?\b[A-Za-z][A-Za-z0-9+.\-]{1,15}+://[^\s<>\[\]()\"“”]*+(?:\([^\s()]*+\)[^\s<>\[\]()\"“”]*+)*+(?<![.,;:!?'’])[)\]>]?",
    regex.VERSION1,
)
_SPACES = regex.compile(r"\s++")
_SPACE_BEFORE_MARK = regex.compile(r" (?=[.,;:!?)\]])")


def is_address(token: str) -> bool:
    """Whether a token is the address of something (https://…), which no model sees."""
    return "://" in token


def without_addresses(paragraph: str) -> str:
    """A paragraph without its bare addresses, empty where it had nothing else to say."""
    if "://" not in paragraph:
        return paragraph
    left = _SPACE_BEFORE_MARK.sub("", _SPACES.sub(" ", _ADDRESS.sub(" ", paragraph))).strip()
    return left if any(character.isalpha() for character in left) else ""
