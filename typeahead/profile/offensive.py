"""Words that are not suggested to a person who never wrote them: slurs and obscenities, kept as hashes.

The list beside this file has a hash a line, so that no slur lies in plain text here. It is meant to be small: words
that hardly ever mean something harmless. `key_of` gives the line for a word that is to be added.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

_LIST = Path(__file__).with_name("offensive.txt")
_BYTES = 8


def key_of(word: str) -> str:
    """The line of a word (casefolded)."""
    return _digest(word).hex()


def is_offensive(word: str) -> bool:
    """Whether a word (casefolded) is on the list."""
    return _digest(word) in _listed()


def _digest(word: str) -> bytes:
    return hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()


@lru_cache(maxsize=1)
def _listed() -> frozenset[bytes]:
    return frozenset(map(bytes.fromhex, _LIST.read_text("ascii").split()))
