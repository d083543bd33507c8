"""Which words are known, and how well: by the person's notes, and by what came with the package.

How often is what the models' unigrams say. Where these are Kneser-Ney's, it is after how many different words one was
met, which tells a word that is used from one that only came back in the same phrase.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import UNK
from typeahead.prediction.engine import Engine
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.ngram_engine import NgramEngine

_RARE = 5
"""A word that was met so often at most, in all of the base and the notes, may have been a slip there too."""
_NEW = 0.1
"""What a word counts that is in the vocabulary, but no longer in any text."""


class Familiar:
    """How often each word of an engine's vocabulary was met, as it is now.

    Args:
        engine: the model.
        typed_once: whether a word counts that was met once since the vocabulary was put in order; where slips are
            looked for it may be one.

    Attributes:
        usual: (V,) float64, how often each word was met anywhere; never 0.
    """

    def __init__(self, engine: Engine, *, typed_once: bool = True) -> None:
        self._vocabulary = engine.generation.vocabulary
        size = len(self._vocabulary)
        self._notes = np.zeros(size, dtype=np.int64)
        self._base = np.zeros(size, dtype=np.int64)
        notes = engine.notes if isinstance(engine, MixtureEngine) else engine
        if isinstance(notes, NgramEngine) and notes.source == "notes" and notes.model.learnable:
            counts = notes.model.counts.unigrams
            self._notes[: len(counts)] = counts[:size]
        elif isinstance(notes, NgramEngine) and notes.model.learnable:
            counts = notes.model.counts.unigrams
            self._base[: len(counts)] = counts[:size]
        if isinstance(engine, MixtureEngine) and engine.base is not None:
            engine.base.refresh()
            self._base[engine.base.ids] += engine.base.engine.model.counts.unigrams[engine.base.its]
        if not typed_once:
            learned = self._notes[self._vocabulary.sorted_size :]
            learned[learned <= 1] = 0
        self.usual: NDArray[np.float64] = (self._notes + self._base).astype(np.float64) + _NEW

    def in_notes(self, form: str) -> int:
        """How often the notes have a word."""
        number = self._vocabulary.id_of(form, UNK)
        return int(self._notes[number]) if UNK < number < len(self._notes) else 0

    def in_base(self, form: str) -> int:
        """How often what came with the package has it."""
        number = self._vocabulary.id_of(form, UNK)
        return int(self._base[number]) if UNK < number < len(self._base) else 0

    def has(self, form: str) -> bool:
        """Whether a word is known, in this form."""
        return self.in_notes(form) + self.in_base(form) > 0

    def has_any(self, form: str) -> bool:
        """Whether a word is known, in any case."""
        words = self._vocabulary.words
        return self.has(form) or any(
            self.has(words[number]) for number in self._vocabulary.forms_of(form.casefold())
        )

    def is_rare(self, form: str) -> bool:
        """Whether a word was met so seldom that it may have been a slip there too."""
        return self.in_notes(form) + self.in_base(form) <= _RARE

    @property
    def has_base(self) -> bool:
        """Whether what came with the package is among what is asked."""
        return bool(self._base.any())

    def is_usual_in_base(self, form: str) -> bool:
        """Whether what came with the package has a word often enough that it is one of its language."""
        return self.in_base(form) > _RARE
