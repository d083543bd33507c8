"""Hyphenated words that nobody wrote yet: their last part is completed, as a word that comes after the part before it.

"low-vol" begins no word that is known, and "low-volume" is a word that is made by whoever needs it. What can be told of
it is its last part: a word.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from typeahead.prediction.candidates import Candidates
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Outlook
from typeahead.prediction.fitting import Fitting, Shown
from typeahead.prediction.suggestion import COMPOUND
from typeahead.text.words import normal

HYPHEN = "-"


def with_compounds(
    candidates: Candidates,
    outlook: Outlook,
    after: Callable[[str], Outlook],
    place: Context,
    fitting: Fitting,
    n: int,
    exclude: Collection[str] = (),
) -> list[Shown]:
    """The words of a line, likeliest first, with those that a hyphen makes of what is typed before it.

    A new word's probability is what all known words leave, times that of its last part, given what is typed of the
    part; of which there must be a letter, for after a hyphen alone too much may come.

    Args:
        candidates: of single words.
        outlook: after the words before.
        after: what may come after a part.
        place: what is typed.
        fitting: the known words that go on from it.
        n: how many there is room for.
        exclude: texts that are not to be shown.
    """
    begun, hyphen, typed = normal(place.prefix).rpartition(HYPHEN)
    if not (hyphen and begun[-1:].isalpha() and typed.isalpha()) or fitting.mass <= 0.0:
        return fitting.words
    left = 1.0 - candidates.known_mass(outlook, place) / fitting.mass
    if left <= 0.0:
        return fitting.words
    begun, before = begun + hyphen, begun.split(HYPHEN)
    unwanted = {text.removeprefix(begun) for text in exclude if text.startswith(begun)}
    part = replace(place, words=[*place.words, *before], prefix=typed, at_start=False)
    parts = candidates.best(after(before[-1]), part, n, unwanted).words
    made = (
        Shown(begun + each.text, left * each.probability, each.word, made=COMPOUND)
        for each in parts
        if candidates.may_be_made(begun + each.text, place)
    )
    return sorted([*fitting.words, *made], key=lambda each: -each.probability)[:n]
