"""What else might stand at an explanation's place: words as they would be suggested there, and no others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from typeahead.models.mixture import NETWORK
from typeahead.models.protocols import FIRST_WORD, UNK
from typeahead.prediction.candidates import Candidates
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Held, Outlook
from typeahead.prediction.explanation import Explanation, Near, NetworkEvidence
from typeahead.prediction.mixture_outlook import MixtureOutlook
from typeahead.prediction.unknown import number_of
from typeahead.text.vocabulary import Vocabulary

SHOWN = 5
"""So many of the likeliest words, and of the nearest ones."""


def shown(
    found: Explanation, outlook: Outlook, place: Context, candidates: Candidates, vocabulary: Vocabulary
) -> Explanation:
    """An explanation with a word's rank, and what would be suggested in its place.

    Args:
        found: as an engine gives it.
        outlook: what may come there.
        place: what stands before; what is typed of the word is no condition here.
        candidates: which words are shown, and how.
        vocabulary: of the engine.
    """
    place = replace(place, prefix="", wanted=True)
    number = number_of(vocabulary, found.word)
    p = outlook.distribution()
    rank = None if number == UNK else 1 + int(np.count_nonzero(p[FIRST_WORD:] > p[number]))

    def told(network: NetworkEvidence, own: Held) -> NetworkEvidence:
        nearest = [each for each in network.nearest if _is_shown(each.word, place, candidates, vocabulary)]
        return replace(network, likeliest=_likeliest(own, place, candidates), nearest=nearest[:SHOWN])

    return replace(
        found,
        rank=rank,
        ranked=len(vocabulary) - FIRST_WORD,
        alternatives=_likeliest(outlook, place, candidates, number, found.probability),
        network=found.network and told(found.network, outlook),
        parts=[
            replace(part, network=told(part.network, outlook.parts[NETWORK]))
            if part.network and isinstance(outlook, MixtureOutlook)
            else part
            for part in found.parts
        ],
    )


def _likeliest(
    held: Held, place: Context, candidates: Candidates, number: int = UNK, explained: float = 0.0
) -> list[Near]:
    """What would be suggested, with p(word | what stands before): not given that a word follows, as suggestions are.

    The word itself (its id) has the figure that is explained: its rarer capitals are not counted with it here.
    """
    fitting = candidates.best(held, place, SHOWN)
    found = [
        Near(each.text, explained if each.word == number != UNK else each.probability * fitting.mass)
        for each in fitting.words
    ]
    return sorted(found, key=lambda near: -near.figure)


def _is_shown(word: str, place: Context, candidates: Candidates, vocabulary: Vocabulary) -> bool:
    number = vocabulary.id_of(word, UNK)
    return number != UNK and not candidates.hides(number, place)
