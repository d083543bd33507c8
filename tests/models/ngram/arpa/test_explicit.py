"""What is written of a model says what the model says: of every smoothing, order and pruning, as KenLM reads it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.ngram.arpa.models import (
    WORDS,
    corpus,
    exported,
    kenlm_scores,
    log10_scores,
    model_of,
    stream,
)  # fmt: skip
from tests.strategies import ids, sentences, texts
from typeahead.models.ngram.arpa.explicit import explicit
from typeahead.models.ngram.arpa.writer import write
from typeahead.models.ngram.base import UniformBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.smoothing import SMOOTHINGS, make
from typeahead.models.protocols import BOS, EOS, RESERVED, UNK, Ids
from typeahead.text.vocabulary import Vocabulary

orders = st.integers(1, 8)
prunings = st.sampled_from([(), (0, 1), (0, 0, 1), (0, 1, 2)])


def check_same(model: NgramModel, path, text: list[list[int]]) -> None:
    """After every beginning of the text, the file gives each word what the model gives it."""
    imported, arpa = exported(model, path)
    there = [number for number, word in enumerate(WORDS) if word in arpa.vocabulary.words]
    theirs = [arpa.vocabulary.words.index(WORDS[number]) for number in there]
    for sentence in text:
        for length in range(len(sentence) + 1):
            expected = model.distribution(model.state_after(sentence[:length]))
            history = [arpa.vocabulary.words.index(WORDS[word]) for word in sentence[:length]]
            found = imported.distribution(imported.state_after(history))
            assert expected[[n for n in range(len(expected)) if n not in there]].sum() == pytest.approx(0)
            for number, other in zip(there, theirs, strict=True):
                if number not in (BOS, UNK) or expected[number] > 0:
                    assert found[other] == pytest.approx(expected[number], rel=2e-5, abs=1e-40)


@given(text=texts, order=orders, smoothing=st.sampled_from(list(SMOOTHINGS)))
def test_every_smoothing(tmp_path_factory, text, order, smoothing):
    model = model_of(text, order, smoothing)
    check_same(model, tmp_path_factory.mktemp("arpa") / "model.arpa", text)


@given(text=texts, order=orders, smoothing=st.sampled_from(list(SMOOTHINGS)), prune=prunings)
def test_pruned(tmp_path_factory, text, order, smoothing, prune):
    model = model_of(text, order, smoothing, prune[:order])
    check_same(model, tmp_path_factory.mktemp("arpa") / "model.arpa", text)


@given(text=texts, more=texts, order=orders, smoothing=st.sampled_from(list(SMOOTHINGS)))
def test_learned_live(tmp_path_factory, text, more, order, smoothing):
    """What was learned is in the file, and nothing of what was learned and forgotten again."""
    model = model_of(text, order, smoothing)
    model.learn(ids(more))
    path = tmp_path_factory.mktemp("arpa") / "model.arpa"
    check_same(model, path, text + more)
    model.forget(ids(more))
    write(path, explicit(model, WORDS))
    again = path.with_name("again.arpa")
    write(again, explicit(model_of(text, order, smoothing), WORDS))
    assert path.read_bytes() == again.read_bytes()


@given(text=texts, unseen=sentences, smoothing=st.sampled_from(list(SMOOTHINGS)))
def test_histories_never_seen(tmp_path_factory, text, unseen, smoothing):
    model = model_of(text, 3, smoothing)
    known = [word for word in unseen if model.counts.unigrams[word]]
    check_same(model, tmp_path_factory.mktemp("arpa") / "model.arpa", [known])


def test_words_learned_live_have_names(tmp_path):
    model = model_of([[3, 4, 5]], 3)
    model.learn(np.array([3, 9, EOS], dtype=np.int32))
    imported, arpa = exported(model, tmp_path / "m.arpa", [*WORDS, "new"])
    history = [arpa.vocabulary.id_of("w3")]
    p = imported.probability(imported.state_after(history), arpa.vocabulary.id_of("new"))
    assert p == pytest.approx(model.probability(model.state_after([3]), 9), rel=1e-5)


def test_scores_are_not_taken_for_probabilities(tmp_path):
    text = [[3, 4, 5], [3, 5], [4, 4]]
    assert exported(model_of(text, 3), tmp_path / "a.arpa")[0].smoothing.normalised
    assert not exported(model_of(text, 3, "stupid-backoff"), tmp_path / "b.arpa")[0].smoothing.normalised


@pytest.fixture(scope="module")
def speeches(shared) -> tuple[Vocabulary, Ids, list[list[str]]]:
    """The State of the Union addresses: words, text to count, text to measure."""
    train = corpus(shared / "benchmarks/sotu/train.txt")
    vocabulary = Vocabulary.build({word for line in train for word in line}, RESERVED)
    return vocabulary, stream(vocabulary, train), corpus(shared / "benchmarks/sotu/heldout.txt")


@pytest.mark.parametrize(
    ("smoothing", "order", "prune"),
    [*((name, 3, ()) for name in SMOOTHINGS), ("modified-kneser-ney", 5, ()), ("katz", 4, (0, 0, 1))],
)
def test_kenlm_reads_it_and_scores_the_same(speeches, tmp_path, smoothing, order, prune):
    vocabulary, text, heldout = speeches
    kind = make(smoothing)
    counts = Counts(count(text, len(vocabulary), order, raw=kind.raw, prune=prune))
    model = NgramModel(counts, UniformBase(counts), kind)
    write(tmp_path / "model.arpa", explicit(model, vocabulary.words))
    expected = kenlm_scores(tmp_path / "model.arpa", heldout)
    found = log10_scores(model, stream(vocabulary, heldout))
    possible = np.isfinite(found)
    assert possible.all() or smoothing == "mle"
    assert np.abs(found - expected)[possible].max() < 1e-4
    assert (expected[~possible] <= -99).all()
