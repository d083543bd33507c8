"""The English model that comes with the package: its own counts, and the words that it gives every profile."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from typeahead.errors import ModelMissing
from typeahead.locations import base_model_folder
from typeahead.models.ngram.build import count
from typeahead.models.ngram.smoothing import ModifiedKneserNey
from typeahead.models.protocols import FIRST_WORD
from typeahead.profile.artifacts import ArtifactsUnusable
from typeahead.profile.base_words import base_identity
from typeahead.profile.building import Made
from typeahead.profile.corpus import Known, KnownLetters
from typeahead.profile.generation import Generation
from typeahead.profile.settings import ModelSettings, Summary


def open_base() -> Generation:
    """The base model.

    Raises:
        ModelMissing: it is not there, or damaged.
    """
    try:
        return Generation.open(base_model_folder())
    except ArtifactsUnusable as error:
        raise ModelMissing(
            "the model that comes with typeahead is missing or damaged; install typeahead again"
        ) from error


def shared_base() -> Generation:
    """The base model as `open_base` opens it, once a process: for those who only ask, and teach it nothing.

    Raises:
        ModelMissing: it is not there, or damaged.
    """
    return _opened(base_identity())


@lru_cache(maxsize=1)
def _opened(identity: str) -> Generation:  # noqa: ARG001 (another one is opened anew)
    return open_base()


def untrained(base: Generation, learn_after: int = ModelSettings().learn_after) -> Generation:
    """A model over the base's words that has counted nothing yet."""
    settings = ModelSettings(learn_after=learn_after)
    tables = count(np.zeros(0, dtype=np.int32), len(base.vocabulary), settings.order)
    made = Made(
        settings=settings,
        summary=Summary(0, 0, 0, [0] * settings.order),
        vocabulary=base.vocabulary.copy(),
        first_forms=dict(base.encoder.first_forms),
        withheld={},
        tables=tables,
        smoothing=ModifiedKneserNey(),
        letters=base.letters,
    )
    return Generation.made(made, base.folder, 0, 0)


def known(base: Generation) -> Known:
    """The words that the base gives a profile; those that are blocked there too, which are hidden where it is asked."""
    vocabulary = base.vocabulary
    words = vocabulary.words[FIRST_WORD : vocabulary.sorted_size]
    assert base.letters is not None
    values = base.letters.values[FIRST_WORD : vocabulary.sorted_size]
    letters = KnownLetters(base.letters.model, values)
    return Known(words, base.encoder.first_forms, base.identity, letters)


__all__ = ["base_identity", "known", "open_base", "shared_base", "untrained"]
