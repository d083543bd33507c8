"""Where misses come from: why a word was not among the first three before any letter of it was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from typeahead.evaluation.keystrokes import Place
from typeahead.models.protocols import UNK
from typeahead.prediction.predictor import Predictor

_SHOWN, _NEAR = 3, 10


@dataclass(slots=True)
class MissReport:
    """Words that were missed, each counted once.

    Attributes:
        unknown: not in the vocabulary.
        waiting: in it, but kept back: typed too rarely so far, or blocked.
        near: ranked fourth to tenth.
        beyond: ranked lower, or in another form (a capital).
        unasked: where nothing is suggested at all, such as behind a full stop inside a name.
    """

    unknown: int = 0
    waiting: int = 0
    near: int = 0
    beyond: int = 0
    unasked: int = 0

    @property
    def all(self) -> int:
        """How many were missed."""
        return self.unknown + self.waiting + self.near + self.beyond + self.unasked


class Misses:
    """Watches a text being typed (see `keystrokes.simulate`).

    Args:
        ids_of: the ids of a word in all forms it may have in the vocabulary.
        hidden: whether an id is never suggested.
    """

    wanted = _NEAR

    def __init__(self, ids_of: Callable[[str], list[int]], hidden: Callable[[int], bool]) -> None:
        self._ids_of, self._hidden = ids_of, hidden
        self.report = MissReport()

    @classmethod
    def of(cls, predictor: Predictor) -> Misses:
        """For what a predictor knows, as it learns."""

        def ids_of(word: str) -> list[int]:
            encoder = predictor.generation.encoder
            forms = {encoder.form(word, False), encoder.form(word, True), encoder.form(word.lower(), False)}
            return [found for form in sorted(forms) if (found := encoder.vocabulary.id_of(form)) != UNK]

        return cls(ids_of, lambda word: word in predictor.hidden)

    def see(self, place: Place) -> None:
        """Count a word that is about to be typed, unless it is among the first three."""
        if place.at != place.start or place.start == place.end:
            return
        word = place.text[place.start : place.end]
        texts = [each.text for each in place.suggestions[:_NEAR]]
        if word in texts[:_SHOWN]:
            return
        if not texts:
            self.report.unasked += 1
        elif word in texts:
            self.report.near += 1
        elif not (ids := self._ids_of(word)):
            self.report.unknown += 1
        elif all(self._hidden(each) for each in ids):
            self.report.waiting += 1
        else:
            self.report.beyond += 1
