"""Words put together that nobody wrote yet: their last part is completed, as a word that comes after the one before.

"low-vol" begins no word that is known, and "low-volume" is a word that is made by whoever needs it. What can be told of
it is its last part: a word. "l'ambul" is "ambul" with an article, which has lost its vowel.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from typeahead.prediction.candidates import Candidates
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Outlook
from typeahead.prediction.fitting import Fitting, Shown
from typeahead.prediction.suggestion import COMPOUND
from typeahead.prediction.word_parts import WordParts
from typeahead.text.accents import APOSTROPHE
from typeahead.text.words import normal

HYPHEN = "-"
_FURTHER = 4
"""So many times as many last parts are looked at where many make no words."""


def with_compounds(
    candidates: Candidates,
    outlook: Outlook,
    after: Callable[[str], Outlook],
    place: Context,
    fitting: Fitting,
    n: int,
    exclude: Collection[str] = (),
    *,
    parts: WordParts,
) -> Fitting:
    """The words of a line, likeliest first, with those that are made of what is typed before a hyphen or apostrophe.

    A new word's probability is what all known words leave, times that of its last part, given what is typed of the
    part; of which there must be a letter, for after a hyphen alone too much may come. One of its parts must be known
    to make words, or both be at home in one place: "peut-ethics" is no word.

    Args:
        candidates: of single words.
        outlook: after the words before.
        after: what may come after a part.
        place: what is typed.
        fitting: the known words that go on from it.
        n: how many there is room for.
        exclude: texts that are not to be shown.
        parts: which make words.
    """
    begun, typed = _parted(normal(place.prefix))
    if not (begun[-2:-1].isalpha() and typed.isalpha()) or fitting.mass <= 0.0:
        return fitting
    is_elided = begun.endswith(APOSTROPHE)
    if is_elided and not parts.elides(begun):
        return fitting
    left = 1.0 - candidates.known_mass(outlook, place) / fitting.mass
    if left <= 0.0:
        return fitting
    before = begun[:-1].split(HYPHEN)
    is_any = is_elided or parts.begins(before[-1])
    unwanted = {text.removeprefix(begun) for text in exclude if text.startswith(begun)}
    # What is elided says as little of what comes as no word at all: its place tells.
    words, there = (place.words, outlook) if is_elided else ([*place.words, *before], after(before[-1]))
    part = replace(place, words=words, prefix=typed, at_start=False)
    found = candidates.best(there, part, n if is_any else _FURTHER * n, unwanted)

    def made(last: Shown | None) -> Shown | None:
        if last is None:
            return None
        if not (is_any or parts.ends(last.text) or parts.go_together(before[-1], last.text)):
            return None
        if not candidates.may_be_made(begun + last.text, place):
            return None
        return Shown(begun + last.text, left * last.probability, last.word, made=COMPOUND)

    words_made = [*fitting.words, *filter(None, map(made, found.words))]
    restored = [each for each in (fitting.restored, made(found.restored)) if each is not None]
    return replace(
        fitting,
        words=sorted(words_made, key=lambda each: -each.probability)[:n],
        restored=max(restored, key=lambda each: each.probability, default=None),
    )


def _parted(typed: str) -> tuple[str, str]:
    """What is typed up to the last hyphen or apostrophe, and behind it."""
    at = max(typed.rfind(HYPHEN), typed.rfind(APOSTROPHE)) + 1
    return typed[:at], typed[at:]
