"""From documents to a generation: vocabulary, case table, counts and letter model, written as one folder of arrays.

All of it is a function of the documents, what was typed, and the settings: neither the order nor the number of
trainings changes a byte.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.build import count
from typeahead.models.ngram.presorted import Presorted
from typeahead.models.ngram.tables import Tables
from typeahead.models.protocols import RESERVED
from typeahead.models.spelled import SpelledModel
from typeahead.profile import artifacts
from typeahead.profile.encoding import PROSE, Encoder, first_word_at
from typeahead.text.casing import sentence_first_forms
from typeahead.text.vocabulary import Vocabulary
from typeahead.text.words import SECRET, normal


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """What a generation is made with.

    Attributes:
        order: words of context plus one, 1 to 8.
        smoothing: the name of a smoothing.
        tokens: "prose" or "whitespace".
        learn_after: how often a word that no file has must have been typed before it is suggested.
    """

    order: int = 5
    smoothing: str = "modified-kneser-ney"
    tokens: str = PROSE
    learn_after: int = 2


@dataclass(frozen=True, slots=True)
class Summary:
    """What a generation holds."""

    sentences: int
    words: int
    types: int
    ngrams: list[int]


def build(
    folder: Path,
    documents: Sequence[str],
    sessions: Sequence[str],
    settings: ModelSettings,
    about: dict[str, Any],
) -> Summary:
    """Make a generation of document bodies and typed pieces, and write it to a folder.

    Raises:
        OSError: it can't be written.
    """
    typed = _sentences(sessions)
    read = _sentences(documents)
    sentences = read + typed
    first_forms = _first_forms(sentences) if settings.tokens == PROSE else {}
    plain = Encoder(Vocabulary(RESERVED, len(RESERVED), len(RESERVED)), first_forms, settings.tokens)
    types = _types(plain, sentences)
    vocabulary = Vocabulary.build(types, RESERVED)
    stream = Encoder(vocabulary, first_forms, settings.tokens).stream(sentences)
    tables = count(stream, len(vocabulary), settings.order)

    arrays = _arrays_of("words", tables)
    presorted = Presorted.build(tables)
    arrays["words_heavy"] = presorted.contexts
    arrays["words_heavy_starts"] = presorted.starts
    arrays["words_heavy_nodes"] = presorted.nodes
    arrays["words_heavy_bases"] = presorted.bases
    texts = {
        "vocabulary": "\n".join(vocabulary.words),
        "casing": json.dumps(first_forms, ensure_ascii=False, sort_keys=True),
    }
    if settings.tokens == PROSE:
        spelled = SpelledModel.build(vocabulary.words[len(RESERVED) :])
        texts["alphabet"] = json.dumps(spelled.alphabet)
        arrays |= _arrays_of("letters", spelled.tables)
        values = np.zeros(len(vocabulary))
        if len(vocabulary) > len(RESERVED):
            values[len(RESERVED) :] = spelled.probabilities(vocabulary.words[len(RESERVED) :])
        arrays["letters_of_words"] = values

    ngrams = [int(np.count_nonzero(tables.unigrams)), *(len(level.words) for level in tables.levels)]
    summary = Summary(len(sentences), len(stream) - len(sentences), len(types), ngrams)
    withheld = _withheld(vocabulary, plain, read, typed, settings.learn_after) if typed else {}
    artifacts.write(
        folder,
        arrays,
        texts,
        {
            **about,
            "settings": asdict(settings),
            "summary": asdict(summary),
            "first_suggested": vocabulary.first_suggested,
            "withheld": withheld,
        },
    )
    return summary


def _sentences(bodies: Sequence[str]) -> list[list[str]]:
    return [line.split(" ") for body in bodies for line in body.split("\n") if line]


def _first_forms(sentences: Sequence[Sequence[str]]) -> dict[str, str]:
    """The case table of a corpus."""
    everywhere = Counter(chain.from_iterable(sentences))
    first = Counter(
        sentence[at]
        for sentence in sentences
        if (at := first_word_at(sentence)) >= 0 and sentence[at] != SECRET
    )
    elsewhere = everywhere - first
    return sentence_first_forms(_by_form(first), _by_form(elsewhere))


def _by_form(counts: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for token, number in counts.items():
        found[normal(token)] += number
    return found


def _types(encoder: Encoder, sentences: Sequence[Sequence[str]]) -> set[str]:
    """All forms that occur."""
    firsts: set[str] = set()
    others: set[str] = set()
    prose = encoder.tokens == PROSE
    for sentence in sentences:
        at = first_word_at(sentence) if prose else -1
        if at >= 0:
            firsts.add(sentence[at])
            others.update(sentence[:at])
        others.update(sentence[at + 1 :])
    return {encoder.form(token, first=True) for token in firsts} | {
        encoder.form(token, first=False) for token in others
    }


def _withheld(
    vocabulary: Vocabulary,
    encoder: Encoder,
    read: Sequence[Sequence[str]],
    typed: Sequence[Sequence[str]],
    learn_after: int,
) -> dict[str, int]:
    """Words that were only typed, and not often enough to be suggested yet, with how often (DESIGN §6)."""
    seen = Counter(form.casefold() for sentence in typed for form in encoder.forms(sentence))
    from_files = {form.casefold() for form in _types(encoder, read)}
    return {
        word: seen[word.casefold()]
        for word in sorted(vocabulary.words[vocabulary.first_suggested :])
        if word.casefold() not in from_files and seen[word.casefold()] < learn_after
    }


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
