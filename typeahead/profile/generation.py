"""A generation opened: the models of one folder of arrays, ready to answer and to learn."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.base import Base, UniformBase
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.presorted import Presorted
from typeahead.models.ngram.smoothing import ModifiedKneserNey, Smoothing
from typeahead.models.ngram.tables import Tables
from typeahead.models.protocols import RESERVED
from typeahead.models.spelled import ORDER, SpelledBase, SpelledModel
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.building import ModelSettings, Summary
from typeahead.profile.encoding import PROSE, Encoder
from typeahead.text.vocabulary import Vocabulary

SMOOTHINGS: dict[str, type[Smoothing]] = {ModifiedKneserNey.name: ModifiedKneserNey}
"""By the names the command line knows."""


@dataclass(slots=True)
class Generation:
    """Models and tables of one training, private to whoever opened them: learning changes nothing on disk.

    Attributes:
        folder: where the arrays lie.
        settings: what it was made with.
        summary: what it holds.
        vocabulary: words and ids; grows as words are learned.
        encoder: sentences to ids.
        model: the n-gram model.
        spelled: the letter model under it, or None in whitespace mode.
        withheld: words typed, but not often enough to be suggested, with how often.
        last_session: the newest typed piece that is counted in.
        revision: of the documents it was made from.
        bytes_by_depth: of the n-gram arrays on disk, by order.
    """

    folder: Path
    settings: ModelSettings
    summary: Summary
    vocabulary: Vocabulary
    encoder: Encoder
    model: NgramModel
    spelled: SpelledBase | None
    withheld: dict[str, int]
    last_session: int
    revision: int
    bytes_by_depth: list[int]

    @classmethod
    def open(cls, folder: Path) -> Generation:
        """Open a folder of arrays.

        Raises:
            ArtifactsUnusable: it is missing, damaged or of another format.
        """
        return cls.of(Artifacts(folder))

    @classmethod
    def of(cls, stored: Artifacts) -> Generation:
        """As `open`, of a folder whose checksums were compared already."""
        folder = stored.folder
        try:
            settings = ModelSettings(**stored.about["settings"])
            summary = Summary(**stored.about["summary"])
            words = stored.text("vocabulary").split("\n")
            vocabulary = Vocabulary(words, int(stored.about["first_suggested"]), len(RESERVED))
            encoder = Encoder(vocabulary, json.loads(stored.text("casing")), settings.tokens)
            tables = _tables(stored, "words", settings.order)
            counts = Counts(tables, _presorted(stored))
            base: Base
            spelled = None
            if settings.tokens == PROSE:
                letters = SpelledModel(json.loads(stored.text("alphabet")), _tables(stored, "letters", ORDER))
                values = np.array(stored.array("letters_of_words"))
                base = spelled = SpelledBase(letters, values, vocabulary.words)
            else:
                base = UniformBase(counts)
            model = NgramModel(counts, base, SMOOTHINGS[settings.smoothing]())
            return cls(
                folder=folder,
                settings=settings,
                summary=summary,
                vocabulary=vocabulary,
                encoder=encoder,
                model=model,
                spelled=spelled,
                withheld=dict(stored.about["withheld"]),
                last_session=int(stored.about["last_session"]),
                revision=int(stored.about["revision"]),
                bytes_by_depth=[
                    tables.unigrams.nbytes,
                    *(
                        level.words.nbytes + level.counts.nbytes + level.offsets.nbytes
                        for level in tables.levels
                    ),
                ],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ArtifactsUnusable(f"{folder} can't be used: {error}") from error


def _tables(stored: Artifacts, name: str, order: int) -> Tables:
    def array(part: str, writable: bool = False) -> NDArray[Any]:
        return stored.array(f"{name}_{part}", writable=writable)

    return Tables(
        order=order,
        raw=False,
        unigrams=array("unigrams", writable=True),
        words=array("words"),
        counts=array("counts", writable=True),
        offsets=array("offsets"),
        lost=array("lost"),
        starts=array("starts"),
        offset_starts=array("offset_starts"),
        count_of_counts=array("count_of_counts"),
    )


def _presorted(stored: Artifacts) -> Presorted:
    return Presorted(
        stored.array("words_heavy"),
        stored.array("words_heavy_starts"),
        stored.array("words_heavy_nodes", writable=True),
        stored.array("words_heavy_bases"),
    )
