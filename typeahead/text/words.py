"""The tokeniser: text cut into words, numbers, marks and the rest, every character in exactly one token."""

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from typeahead.text.forms import SECRET, is_word, normal
from typeahead.text.joining import join
from typeahead.text.markup import pieces
from typeahead.text.scanner import TYPED
from typeahead.text.secrets import secret_spans


class Kind(IntEnum):
    """What a token is. SPACE and MARKUP are not modelled; all others are words to a model."""

    SPACE = 0
    MARKUP = 1
    WORD = 2
    NUMBER = 3
    PUNCTUATION = 4
    URL = 5
    EMAIL = 6
    MENTION = 7
    TAG = 8
    FILE = 9
    CODE = 10
    EMOJI = 11
    CJK = 12
    SYMBOL = 13
    SECRET = 14


class Token(NamedTuple):
    """A stretch of the text: `text` is what stands there from `start` to `end`."""

    text: str
    start: int
    end: int
    kind: Kind


KINDS: tuple[Kind, ...] = tuple(
    Kind[name] for name, _ in sorted(TYPED.groupindex.items(), key=lambda item: item[1])
)
"""The kind for each group of the scanner: `KINDS[match.lastindex - 1]`."""


def tokenise(text: str) -> list[Token]:
    """Cut `text`, Markdown as typed or plain, into tokens that together are the text again."""
    secrets = secret_spans(text)
    found: list[Token] = []
    for start, end, prose, _ in pieces(text):
        if prose:
            found.extend(scan(text, start, end, secrets))
        elif end > start:
            kind = Kind.SPACE if text[start:end].isspace() else Kind.MARKUP
            found.append(Token(text[start:end], start, end, kind))
    return found


def scan(text: str, start: int, end: int, secrets: list[tuple[int, int]]) -> Iterator[Token]:
    """The tokens of one stretch of prose, with the secrets in it each as one token.

    A secret inside a marker, such as the target of a link, is not modelled anyway and stays in the marker.
    """
    for first, last in secrets:
        if last <= start or first >= end:
            continue
        first, last = max(first, start), min(last, end)
        for token in _scan(text, start, end):
            if token.end > first and token.kind != Kind.MARKUP:
                break
            yield token
            start = token.end
            if start >= first:
                break
        if start >= last:
            continue
        if start < first:
            yield from _scan(text, start, first)
        first = max(start, first)
        yield Token(text[first:last], first, last, Kind.SECRET)
        start = last
    yield from _scan(text, start, end)


def _scan(text: str, start: int, end: int) -> Iterator[Token]:
    for match in TYPED.finditer(text, start, end):
        yield Token(match[0], match.start(), match.end(), KINDS[match.lastindex - 1])


__all__ = ["KINDS", "SECRET", "Kind", "Token", "is_word", "join", "normal", "scan", "tokenise"]
