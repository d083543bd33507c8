"""What is like a word that was forgotten and stays, for the person to decide: nobody else knows whether it is meant."""

from __future__ import annotations

import regex

from typeahead.text.caseless import caseless, unmarked
from typeahead.text.forms import SECRET, normal

_PARTS = regex.compile(r"[^\W_]+", regex.VERSION1)

_SHORT = 3
"""Too many words begin with fewer letters than these: only those that are alike then, but for accents."""


class Similar:
    """Told of each token once, it keeps those that begin with a word, or are it but for accents.

    Args:
        word: that is forgotten.
    """

    def __init__(self, word: str) -> None:
        self._word = unmarked(normal(word.strip()))
        self._found: dict[str, tuple[bool, int, str]] = {}

    def meet(self, token: str) -> None:
        """A token that stays."""
        form = unmarked(normal(token))
        if self._word not in form or token == SECRET:
            return
        parts = [form, *_PARTS.findall(form)]
        is_it = self._word in parts
        if is_it or (len(self._word) >= _SHORT and any(part.startswith(self._word) for part in parts)):
            key = caseless(normal(token))
            met = (not is_it, len(form), token)
            self._found[key] = min(met, self._found.get(key, met))

    def found(self) -> tuple[str, ...]:
        """Those there are, each in one case only: what is most like it comes first."""
        return tuple(token for *_, token in sorted(self._found.values()))
