"""From documents to a model: vocabulary, case table, counts and letter model, in memory or written as one folder.

All of it is a function of the documents, what was typed, and the settings: neither the order nor the number of
trainings changes a byte, and no limit of memory does.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.base import Base, UniformBase, UnknownBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.presorted import Presorted
from typeahead.models.ngram.smoothing import SMOOTHINGS, ModifiedKneserNey, Smoothing, fitted, make
from typeahead.models.ngram.tables import Tables
from typeahead.models.protocols import FIRST_WORD, Ids
from typeahead.models.spelled import SpelledBase, SpelledModel
from typeahead.private_files import make_private
from typeahead.profile import artifacts, corpus
from typeahead.profile.base_words import own_first_forms, own_words
from typeahead.profile.corpus import Known
from typeahead.profile.settings import PROSE, WHITESPACE, ModelSettings, Summary
from typeahead.text.vocabulary import Vocabulary

Progress = Callable[[int, int], None]

_FEW_NEW = 2_000
"""So many words beside those known before teach a letter model nothing that their own does not know."""

_OWN = 80 << 20
"""Bytes that Python, numpy, the vocabulary and a piece of text take, beside what counting does."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much memory a training may take (bytes; None for as much as is fastest), and who is told how far it is."""

    memory: int | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """The letter model under a prose model, and the probability it gives each word of the vocabulary, (V,) float64."""

    model: SpelledModel
    values: NDArray[np.float64]

    @classmethod
    def going_on(cls, vocabulary: Vocabulary, known: Known) -> Letters | None:
        """The letter model that came with the known words, where a vocabulary has few others; else None."""
        if known.letters is None or len(vocabulary) - FIRST_WORD - len(known.words) > _FEW_NEW:
            return None
        values = np.zeros(len(vocabulary))
        own = own_words(vocabulary, known)
        values[np.delete(np.arange(len(vocabulary)), own)] = known.letters.values
        new = own[FIRST_WORD:]
        if len(new):
            values[new] = known.letters.model.probabilities(
                [vocabulary.words[number] for number in new.tolist()]
            )
        return cls(known.letters.model, values)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Letters:
        """Made of the vocabulary's words, once each."""
        words = vocabulary.words[FIRST_WORD:]
        model = SpelledModel.build(words)
        values = np.zeros(len(vocabulary))
        if words:
            values[FIRST_WORD:] = model.probabilities(words)
        return cls(model, values)


@dataclass(frozen=True, slots=True)
class Made:
    """A model made of texts, in memory."""

    settings: ModelSettings
    summary: Summary
    vocabulary: Vocabulary
    first_forms: dict[str, str]
    withheld: dict[str, int]
    tables: Tables
    smoothing: Smoothing
    letters: Letters | None


def make_model(
    documents: Iterable[bytes],
    sessions: Sequence[str],
    settings: ModelSettings,
    limits: Limits | None = None,
    scratch: Path | None = None,
    letters: Letters | None = None,
    known: Known | None = None,
) -> Made:
    """Make a model of document bodies and typed pieces.

    Args:
        documents: the bodies in UTF-8, whole or in pieces of whole lines.
        sessions: bodies of what was typed.
        settings: what to make.
        limits: of memory.
        scratch: a folder for what does not fit into memory; needed where there is a limit.
        letters: the letter model of the same vocabulary, where there is one already.
        known: words that are in it whether or not they are met.

    Raises:
        SettingInvalid: the settings can't be, or need more memory than the limit.
        OSError: the disk is full.
    """
    limits = limits or Limits()
    bounded = scratch if limits.memory is not None else None
    if limits.progress:
        limits.progress(0, 1)  # reading the documents comes first, and is not told apart
    text = corpus.read(documents, sessions, settings, bounded, known)
    size = len(text.vocabulary)
    tables = count(
        text.words,
        size,
        settings.order,
        raw=SMOOTHINGS[settings.smoothing].raw,
        prune=settings.prune,
        memory=None if limits.memory is None else max(limits.memory - _OWN, limits.memory // 2),
        scratch=bounded,
        progress=limits.progress,
    )
    if settings.tokens == PROSE and letters is None and known is not None:
        letters = Letters.going_on(text.vocabulary, known)
    if settings.tokens == PROSE and letters is None:
        letters = Letters.of(text.vocabulary)
    summary = Summary(
        sentences=text.sentences,
        words=len(text.words) - text.sentences,
        types=int(np.count_nonzero(tables.unigrams[FIRST_WORD:])) if known else size - FIRST_WORD,
        ngrams=[int(np.count_nonzero(tables.unigrams)), *(len(level.words) for level in tables.levels)],
        unknown=text.unknown,
        growth=tables.growth[1:].tolist(),
    )
    smoothing = _smoothing(text.words, size, settings, tables, letters, text.vocabulary)
    return Made(
        settings, summary, text.vocabulary, text.first_forms, text.withheld, tables, smoothing, letters
    )


def _smoothing(
    words: Ids,
    size: int,
    settings: ModelSettings,
    tables: Tables,
    letters: Letters | None,
    vocabulary: Vocabulary,
) -> Smoothing:
    """The smoothing with its parameters: as given, else fitted to the text."""
    given: dict[str, Any] | None = None if settings.delta is None else {"delta": settings.delta}
    if settings.tokens == WHITESPACE and settings.smoothing == ModifiedKneserNey.name:
        given = {"as_lmplz": True}
    if given or settings.smoothing not in FITTED:
        return make(settings.smoothing, given)
    base = base_of(settings, Counts(tables), letters, vocabulary).vector()
    return fitted(settings.smoothing, words, size, settings.order, base)


FITTED = ("jelinek-mercer", "add-delta")
"""Smoothings with parameters that are fitted to the text."""


def base_of(settings: ModelSettings, counts: Counts, letters: Letters | None, vocabulary: Vocabulary) -> Base:
    """The distribution under a model's unigrams."""
    if letters is not None:
        return SpelledBase(letters.model, letters.values, vocabulary.words)
    return UniformBase(counts) if settings.interpolate_unigrams else UnknownBase(counts)


def build(
    folder: Path,
    documents: Iterable[bytes],
    sessions: Sequence[str],
    settings: ModelSettings,
    about: dict[str, Any],
    limits: Limits | None = None,
    known: Known | None = None,
) -> Summary:
    """Make a generation of document bodies and typed pieces, and write it to a folder.

    Raises:
        SettingInvalid: the settings can't be, or need more memory than the limit.
        OSError: it can't be written.
    """
    # Beside the generation, where whatever a killed program leaves is swept away.
    scratch = folder.with_name(f".{folder.name}.scratch")
    shutil.rmtree(scratch, ignore_errors=True)
    make_private(scratch)
    try:
        made = make_model(documents, sessions, settings, limits, scratch, known=known)
        write(folder, made, about, known)
        return made.summary
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def write(folder: Path, made: Made, about: dict[str, Any], known: Known | None = None) -> None:
    """Write a model to a folder, whole or not at all.

    Args:
        folder: where to.
        made: the model.
        about: what else its manifest says; `base` is the identity of what is known.
        known: words that it has beside its own, which are left out.

    Raises:
        OSError: it can't be written.
    """
    arrays = _arrays_of("words", made.tables)
    presorted = Presorted.build(made.tables)
    arrays["words_heavy"] = presorted.contexts
    arrays["words_heavy_starts"] = presorted.starts
    arrays["words_heavy_nodes"] = presorted.nodes
    arrays["words_heavy_bases"] = presorted.bases
    words: Sequence[str] = made.vocabulary.words
    casing: Mapping[str, str | None] = made.first_forms
    if known is not None:
        arrays["vocabulary_ids"] = own_words(made.vocabulary, known)
        words = [words[number] for number in arrays["vocabulary_ids"].tolist()]
        casing = own_first_forms(made.first_forms, known)
    texts = {
        "vocabulary": "\n".join(words),
        "casing": json.dumps(casing, ensure_ascii=False, sort_keys=True),
    }
    if made.letters is not None:
        texts["alphabet"] = json.dumps(made.letters.model.alphabet)
        arrays |= _arrays_of("letters", made.letters.model.tables)
        arrays["letters_of_words"] = made.letters.values
    artifacts.write(
        folder,
        arrays,
        texts,
        {
            **about,
            "settings": asdict(made.settings),
            "smoothing": made.smoothing.parameters(),
            "summary": asdict(made.summary),
            "first_suggested": made.vocabulary.first_suggested,
            "withheld": made.withheld,
        },
    )


def _arrays_of(name: str, tables: Tables) -> dict[str, NDArray[Any]]:
    return {
        f"{name}_unigrams": tables.unigrams,
        f"{name}_words": tables.words,
        f"{name}_counts": tables.counts,
        f"{name}_offsets": tables.offsets,
        f"{name}_lost": tables.lost,
        f"{name}_starts": tables.starts,
        f"{name}_offset_starts": tables.offset_starts,
        f"{name}_count_of_counts": tables.count_of_counts,
    }


__all__ = ["Letters", "Limits", "Made", "ModelSettings", "Summary", "build", "make_model", "write"]
