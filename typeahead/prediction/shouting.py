"""Text in capitals: where it is, and what its words would be heard as: those in small letters that are known.

An acronym, or a word that is stressed, makes no text in capitals. So only those words tell that are hardly ever written
so: "ON THE OTHER" does, "the US NASA" does not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

import numpy as np

from typeahead.models.protocols import UNK
from typeahead.prediction.blend import Blend
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Earlier, Engine, Outlook
from typeahead.prediction.familiar import Familiar
from typeahead.text.casing import capitals_from
from typeahead.text.words import normal

_RARELY = 20.0
"""A word tells that is written in another way so many times as often as in capitals."""

_TELLING = 2
"""So many words must tell behind words that are not in capitals ("please DO NOT"); one, where none stands before."""

_LETTERS = 2
"""Words of fewer letters tell nothing: "A" may begin any sentence."""


class Shouting:
    """Finds text in capitals, by how the words are known to an engine.

    Args:
        forms_of: tells the ids of the stored words that a word in capitals may be.
    """

    def __init__(self, forms_of: Callable[[str], list[int]]) -> None:
        self._forms_of = forms_of
        self._heard: tuple[Hashable, list[tuple[str, bool]]] | None = None
        self._blend: tuple[Outlook, Outlook, Blend] | None = None

    def seen(self, engine: Engine, place: Context) -> Context:
        """A place with `heard`, where what stands before and what is typed is in capitals; else as it is."""
        prefix = normal(place.prefix)
        if prefix != prefix.upper():
            return place
        start = capitals_from(place.words)
        run = [normal(word) for word in place.words[start:]]
        if sum(map(str.isupper, run)) + prefix.isupper() < 2:
            return place
        is_all = all(word.upper() == word.lower() for word in place.words[:start])
        heard = self._hear(engine, run)
        telling = sum(tells for _, tells in heard)
        if telling < (1 if is_all else _TELLING):
            return place
        return replace(place, heard=(*place.words[:start], *(form for form, _ in heard)))

    def _hear(self, engine: Engine, run: list[str]) -> list[tuple[str, bool]]:
        """Each word as it is written most, and whether it tells; kept while the next one is typed."""
        key = engine.version, tuple(run)
        if self._heard is None or self._heard[0] != key:
            usual, vocabulary = Familiar(engine).usual, engine.generation.vocabulary
            heard = []
            for word in run:
                forms = [*self._forms_of(word), vocabulary.id_of(word, UNK)]
                most = max(forms, key=lambda form: usual[form] if form != UNK else 0.0)
                form = word if most == UNK else vocabulary.words[most]
                own = usual[vocabulary.id_of(word, UNK)]
                tells = word.isupper() and len(word) >= _LETTERS and not form.isupper()
                heard.append((form, tells and usual[most] > _RARELY * own))
            self._heard = key, heard
        return self._heard[1]

    def outlook(self, engine: Engine, place: Context, earlier: Earlier) -> Blend:
        """What may come after the words as they are written, and as they are heard.

        Who writes a heading in capitals again and again has taught them so. How much each reading counts is how well it
        foretold the last word.
        """
        assert place.heard is not None
        readings = place.words, place.heard
        written, heard = (engine.after(words, earlier) for words in readings)
        if self._blend is None or self._blend[:2] != (written, heard):
            foretold = [_of_last(engine, words, earlier) for words in readings]
            self._blend = written, heard, Blend([written, heard], foretold)
        return self._blend[2]

    def likelier(self, engine: Engine, place: Context, earlier: Earlier) -> Context:
        """A place with the words of that reading that counts most, for whoever looks at one."""
        if place.heard is None:
            return place
        written, heard = self.outlook(engine, place, earlier).shares
        return place if written > heard else replace(place, words=list(place.heard))

    def usual(self, engine: Engine, place: Context, word: str) -> str:
        """A word of text in capitals in the form that is known best; as it is, elsewhere."""
        return word if place.heard is None else self._hear(engine, [normal(word)])[0][0]


def _of_last(engine: Engine, words: Sequence[str], earlier: Earlier) -> float:
    """p of the last of some words after those before it."""
    encoder = engine.generation.encoder
    before = engine.after(words[:-1], earlier)
    number = encoder.ids(words)[-1]
    if number == UNK:
        return math.exp(before.log_of_unknown(encoder.forms(words)[-1]))
    return float(before.probabilities(np.array([number], dtype=np.int32))[0])
