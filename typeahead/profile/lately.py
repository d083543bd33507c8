"""Words that a person has typed lately and that English, as it comes with typeahead, does not have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from typeahead.profile.base import shared_base
from typeahead.profile.encoding import PROSE, first_word_at
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile
from typeahead.text.forms import SECRET, is_word

_LOOKED_AT = 20_000
"""So many words of what was typed last are looked at."""


@dataclass(frozen=True, slots=True)
class LatelyWord:
    """A word that was typed lately: how often in that time, and the last day it was."""

    word: str
    times: int
    day: str


def learned_lately(profile: Profile, generation: Generation, n: int) -> list[LatelyWord]:
    """The words, the latest first, n at most; without the base, those in the model of one's files are left out too."""
    known = shared_base() if profile.has_base(generation) else generation
    encoder = generation.encoder
    times: Counter[str] = Counter()
    shown: dict[str, tuple[str, str]] = {}  # casefolded: its form and day
    old: set[str] = set()
    left = _LOOKED_AT
    for piece in reversed(profile.store.sessions()):
        if left <= 0:
            break
        left -= piece.words
        for line in reversed(piece.body.split("\n")):
            tokens = line.split(" ")
            first = first_word_at(tokens) if encoder.tokens == PROSE else -1
            for at in range(len(tokens) - 1, -1, -1):
                token = tokens[at]
                if token in old:
                    continue
                form = encoder.form(token, first=at == first)
                if form == SECRET or not is_word(form) or _has(known, form):
                    old.add(token)
                    continue
                folded = form.casefold()
                times[folded] += 1
                shown.setdefault(folded, (form, piece.day))
    return [LatelyWord(form, times[folded], day) for folded, (form, day) in list(shown.items())[:n]]


def _has(generation: Generation, form: str) -> bool:
    vocabulary = generation.vocabulary
    return any(
        vocabulary.first_suggested <= number < vocabulary.sorted_size
        and vocabulary.words[number] not in generation.withheld
        for number in vocabulary.forms_of(form.casefold())
    )
