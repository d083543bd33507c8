"""A generation opened: the models of one folder of arrays, ready to answer and to learn."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.locations import base_model_folder
from typeahead.models.ngram.arpa.imported import ImportedModel
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.presorted import Presorted
from typeahead.models.ngram.smoothing import make
from typeahead.models.ngram.tables import Tables
from typeahead.models.protocols import RESERVED
from typeahead.models.spelled import ORDER, SpelledBase, SpelledModel
from typeahead.profile.arpa_arrays import Imported, stored_in
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.base_words import with_base_first_forms, with_base_words, words_of_base
from typeahead.profile.building import Letters, Made, base_of
from typeahead.profile.encoding import Encoder
from typeahead.profile.settings import PROSE, ModelSettings, Summary
from typeahead.text.vocabulary import Vocabulary


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
        letters: what that is made of, for models of other settings over the same words.
        withheld: words typed, but not often enough to be suggested, with how often.
        last_session: the newest typed piece that is counted in.
        revision: of the documents it was made from.
        stamp: of that revision and no other.
        imported: where the model came from, if it is an imported one, which has no counts.
        base: the identity of the base model whose words it has, empty where it has only its own.
        identity: of what was written to the folder; changes with every byte of it.
    """

    folder: Path
    settings: ModelSettings
    summary: Summary
    vocabulary: Vocabulary
    encoder: Encoder
    model: NgramModel
    spelled: SpelledBase | None
    letters: Letters | None
    withheld: dict[str, int]
    last_session: int
    revision: int
    imported: Imported | None = None
    base: str = ""
    identity: str = ""
    stamp: str = ""

    @classmethod
    def open(cls, folder: Path) -> Generation:
        """Open a folder of arrays.

        Raises:
            ArtifactsUnusable: it is missing, damaged, of another format, or has the words of another base.
        """
        return cls.of(Artifacts(folder))

    @classmethod
    def of(cls, stored: Artifacts) -> Generation:
        """As `open`, of a folder whose checksums were compared already."""
        about = stored.about
        try:
            if "imported" in about:
                return cls._imported(stored)
            settings = ModelSettings(**about["settings"])
            base = str(about.get("base", ""))
            vocabulary, first_forms = _words(stored, base)
            letters = None
            if settings.tokens == PROSE:
                alphabet = json.loads(stored.text("alphabet"))
                model = SpelledModel(alphabet, _tables(stored, "letters", ORDER, raw=False))
                letters = Letters(model, np.array(stored.array("letters_of_words")))
            smoothing = make(settings.smoothing, about["smoothing"])
            made = Made(
                settings=settings,
                summary=Summary(**about["summary"]),
                vocabulary=vocabulary,
                first_forms=first_forms,
                withheld=dict(about["withheld"]),
                tables=_tables(stored, "words", settings.order, raw=smoothing.raw),
                smoothing=smoothing,
                letters=letters,
            )
            place = stored.folder, int(about["last_session"]), int(about["revision"])
            found = cls.made(made, *place, _presorted(stored))
            found.base, found.identity, found.stamp = base, stored.identity, str(about.get("stamp", ""))
            return found
        except (KeyError, TypeError, ValueError) as error:
            raise ArtifactsUnusable(f"{stored.folder} can't be used: {error}") from error

    @classmethod
    def _imported(cls, stored: Artifacts) -> Generation:
        about = stored.about
        settings = ModelSettings(**about["settings"])
        vocabulary, first_forms = _words(stored)
        return cls(
            folder=stored.folder,
            settings=settings,
            summary=Summary(**about["summary"]),
            vocabulary=vocabulary,
            encoder=Encoder(vocabulary, first_forms, settings.tokens),
            model=ImportedModel(stored_in(stored)),
            spelled=None,
            letters=None,
            withheld={},
            last_session=0,
            revision=int(about["revision"]),
            imported=Imported(**about["imported"]),
        )

    @classmethod
    def made(
        cls, made: Made, folder: Path, last_session: int, revision: int, presorted: Presorted | None = None
    ) -> Generation:
        """Of a model in memory, whether or not it was ever written to the folder."""
        counts = Counts(made.tables, presorted)
        base = base_of(made.settings, counts, made.letters, made.vocabulary)
        return cls(
            folder=folder,
            settings=made.settings,
            summary=made.summary,
            vocabulary=made.vocabulary,
            encoder=Encoder(made.vocabulary, made.first_forms, made.settings.tokens),
            model=NgramModel(counts, base, made.smoothing),
            spelled=base if isinstance(base, SpelledBase) else None,
            letters=made.letters,
            withheld=made.withheld,
            last_session=last_session,
            revision=revision,
        )


def _words(stored: Artifacts, base: str = "") -> tuple[Vocabulary, dict[str, str]]:
    """The vocabulary and the case table: what is stored, and what it leaves out of the base."""
    if stored.folder == base_model_folder():
        known = words_of_base(stored.identity)
        words, casing = [*RESERVED, *known.words], dict(known.first_forms)
    else:
        words, casing = stored.text("vocabulary").split("\n"), json.loads(stored.text("casing"))
    if base:
        words = with_base_words(words, stored.array("vocabulary_ids"), base)
        casing = with_base_first_forms(casing, base)
    return Vocabulary(words, int(stored.about["first_suggested"]), len(RESERVED)), casing


def _tables(stored: Artifacts, name: str, order: int, raw: bool) -> Tables:
    def array(part: str) -> NDArray[Any]:
        # Also those that nobody changes: compiled kernels would have to be made twice, for both kinds of arrays.
        return stored.array(f"{name}_{part}", writable=True)

    return Tables(
        order=order,
        raw=raw,
        unigrams=array("unigrams"),
        words=array("words"),
        counts=array("counts"),
        offsets=array("offsets"),
        lost=array("lost"),
        starts=array("starts"),
        offset_starts=array("offset_starts"),
        count_of_counts=array("count_of_counts"),
    )


def _presorted(stored: Artifacts) -> Presorted:
    return Presorted(
        stored.array("words_heavy", writable=True),
        stored.array("words_heavy_starts", writable=True),
        stored.array("words_heavy_nodes", writable=True),
        stored.array("words_heavy_bases", writable=True),
    )
