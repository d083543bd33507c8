"""The stored texts of a profile as a model reads them: vocabulary, case table, and a stream of ids.

All of it is a function of the documents, what was typed, and the settings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import EOS, FIRST_WORD, RESERVED, UNK, Ids
from typeahead.models.spelled import SpelledModel
from typeahead.profile.numbering import numbered
from typeahead.profile.settings import PROSE, ModelSettings
from typeahead.text.casing import sentence_first_forms
from typeahead.text.forms import SECRET, folded_form, is_name, is_word, normal
from typeahead.text.vocabulary import Vocabulary

Counts = NDArray[np.int64]


class KnownLetters(NamedTuple):
    """A letter model, and the probability it gives each word it was made of, (n,) float64."""

    model: SpelledModel
    values: NDArray[np.float64]


class Known(NamedTuple):
    """What is known before any text is read: the words of the model that comes with the package.

    Attributes:
        words: in the form that a vocabulary keys on and in its order, without the reserved ones.
        first_forms: how its sentence-first words are written inside a sentence, where that differs.
        identity: changes with either.
        letters: the letter model of these words, and what it gives each of them, (len(words),).
    """

    words: Sequence[str]
    first_forms: Mapping[str, str]
    identity: str
    letters: KnownLetters | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts read whole.

    Attributes:
        words: (T,) int32, all sentences, each ended by `</s>`; in a scratch file where there is one.
        vocabulary: the words that have an id.
        first_forms: how sentence-first words are written inside a sentence, where that differs.
        withheld: words that were only typed, and not often enough to be suggested yet, with how often (DESIGN §6).
        sentences: how many.
        unknown: how many words are outside the vocabulary.
    """

    words: Ids
    vocabulary: Vocabulary
    first_forms: dict[str, str]
    withheld: dict[str, int]
    sentences: int
    unknown: int


def read(
    documents: Iterable[bytes],
    sessions: Sequence[str],
    settings: ModelSettings,
    scratch: Path | None = None,
    known: Known | None = None,
) -> Corpus:
    """Read document bodies and typed pieces.

    Args:
        documents: the bodies in UTF-8, whole or in pieces of whole lines.
        sessions: bodies of what was typed.
        settings: how to read, and which words to keep.
        scratch: a folder for what need not be in memory; None keeps all in memory.
        known: words that get an id whether or not they are met.
    """
    prose = settings.tokens == PROSE
    text = numbered(documents, firsts=prose, scratch=scratch)
    typed_from = len(text)
    for body in sessions:
        text.add(body.encode())
    tokens = text.tokens
    read_counts = text.counts(0, typed_from)
    typed_counts = text.counts(typed_from, len(text))
    inside, beginning = read_counts[0] + typed_counts[0], read_counts[1] + typed_counts[1]
    sentences = int(inside[0])

    first_forms = _first_forms(tokens, inside, beginning, known) if prose else {}
    forms = _Forms(tokens, first_forms, prose)
    by_form = forms.counts(inside, beginning)
    kept = _kept(by_form, settings)
    vocabulary = Vocabulary.build(kept, RESERVED, known.words if known else ())
    if len(text) > typed_from:
        from_files = {*forms.counts(*read_counts), *(known.words if known else ())}
        withheld = _withheld(vocabulary, from_files, forms.counts(*typed_counts), settings.learn_after)
    else:
        withheld = {}
    words = text.translated(*forms.ids(vocabulary))
    counted = sum(by_form[word] for word in vocabulary.words[FIRST_WORD:]) if settings.closed else None
    unknown = 0 if counted is None else len(words) - sentences - counted
    return Corpus(words, vocabulary, first_forms, withheld, sentences, unknown)


class _Forms:
    """The form of each token that the vocabulary keys on, inside a sentence and at its beginning."""

    def __init__(self, tokens: list[str], first_forms: dict[str, str], prose: bool) -> None:
        self._inside = [normal(token) for token in tokens] if prose else tokens
        self._beginning = [first_forms.get(form, form) for form in self._inside] if prose else []

    def counts(self, inside: Counts, beginning: Counts) -> Counter[str]:
        """How often each form occurs, of those that do."""
        found: Counter[str] = Counter()
        pairs = [(self._inside, inside), (self._beginning, beginning)]
        for forms, counts in pairs[: 2 if self._beginning else 1]:
            for form, count in zip(forms[1:], counts[1:].tolist(), strict=True):
                if count:
                    found[form] += count
        return found

    def ids(self, vocabulary: Vocabulary) -> tuple[Ids, Ids]:
        """The id of each token, inside a sentence and at its beginning."""

        def of(forms: list[str]) -> Ids:
            ids = np.fromiter((vocabulary.id_of(form, UNK) for form in forms), np.int32, len(forms))
            ids[0] = EOS
            return ids

        inside = of(self._inside)
        return inside, of(self._beginning) if self._beginning else inside


def _first_forms(tokens: list[str], inside: Counts, beginning: Counts, known: Known | None) -> dict[str, str]:
    """The case table of a corpus; what is not decided by its text is as it is known before."""
    first: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    for token, within, begun in zip(tokens[1:], inside[1:].tolist(), beginning[1:].tolist(), strict=True):
        form = normal(token)
        if token == SECRET:
            within, begun = within + begun, 0
        if begun:
            first[form] += begun
        if within:
            elsewhere[form] += within
    own = sentence_first_forms(first, elsewhere)
    before = known.first_forms if known else {}
    return {**{form: inner for form, inner in before.items() if not elsewhere[form]}, **own}


def _kept(counts: Counter[str], settings: ModelSettings) -> Iterable[str]:
    """The words that get an id: the most frequent ones, those spelled first among equals."""
    kept = [word for word, count in counts.items() if count >= settings.min_count]
    if settings.vocab_limit is not None and len(kept) > settings.vocab_limit:
        kept = sorted(kept, key=lambda word: (-counts[word], word))[: settings.vocab_limit]
    return kept


def _withheld(
    vocabulary: Vocabulary, from_files: Iterable[str], typed: Counter[str], learn_after: int
) -> dict[str, int]:
    seen: Counter[str] = Counter()
    for form, count in typed.items():
        seen[folded_form(form)] += count
    few = [form for form in sorted(typed) if seen[folded_form(form)] < learn_after and form in vocabulary]
    files = set(from_files)
    folded = {form.casefold() for form in files} if few else set()
    return {
        form: seen[folded_form(form)]
        for form in few
        if (form not in files if is_name(form) else is_word(form) and form.casefold() not in folded)
    }


__all__ = ["Corpus", "Known", "read"]
