"""Small models for the tests of ARPA files, and KenLM's view of a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.strategies import VOCABULARY_SIZE, ids
from typeahead.models.ngram.arpa.explicit import explicit
from typeahead.models.ngram.arpa.imported import ImportedModel
from typeahead.models.ngram.arpa.reader import Arpa, read
from typeahead.models.ngram.arpa.stored import Stored
from typeahead.models.ngram.arpa.writer import write
from typeahead.models.ngram.base import UniformBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.smoothing import make
from typeahead.models.protocols import EOS, RESERVED
from typeahead.text.vocabulary import Vocabulary

WORDS = [*RESERVED, *(f"w{number}" for number in range(len(RESERVED), VOCABULARY_SIZE))]


def model_of(
    text: list[list[int]], order: int, smoothing: str = "modified-kneser-ney", prune: Sequence[int] = ()
) -> NgramModel:
    """A model of sentences of ids."""
    kind = make(smoothing)
    counts = Counts(count(ids(text), VOCABULARY_SIZE, order, raw=kind.raw, prune=prune))
    return NgramModel(counts, UniformBase(counts), kind)


def opened(path: Path) -> tuple[ImportedModel, Arpa]:
    """The model of an ARPA file."""
    arpa = read(path)
    return ImportedModel(Stored.of(arpa.ngrams)), arpa


def exported(model: NgramModel, path: Path, words: list[str] | None = None) -> tuple[ImportedModel, Arpa]:
    """A model after it was written to a file and read again."""
    write(path, explicit(model, words or WORDS))
    return opened(path)


def corpus(path: Path) -> list[list[str]]:
    """The words of a benchmark corpus, line by line."""
    return [line.split() for line in path.read_text(encoding="utf-8").splitlines()]


def stream(vocabulary: Vocabulary, text: list[list[str]]) -> np.ndarray:
    """Sentences as a model reads them."""
    numbers = [number for line in text for number in [*(vocabulary.id_of(word) for word in line), EOS]]
    return np.array(numbers, dtype=np.int32)


def kenlm_scores(path: Path, text: list[list[str]]) -> np.ndarray:
    """log10 p of each word and sentence end as KenLM has it; skips where its module is not installed."""
    kenlm = pytest.importorskip("kenlm", reason="KenLM's Python module is not installed (pip install kenlm)")
    model = kenlm.Model(str(path))
    return np.array([score for line in text for score, *_ in model.full_scores(" ".join(line))])


def log10_scores(model: NgramModel, words: np.ndarray) -> np.ndarray:
    """log10 p of each word."""
    return model.score(words).astype(np.float64) / np.log(10)
