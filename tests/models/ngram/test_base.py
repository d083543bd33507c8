"""The distributions under the unigrams."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.ngram.made import NORMALISED
from tests.strategies import VOCABULARY_SIZE, ids
from typeahead.models.ngram.base import UniformBase, UnknownBase, types_of
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.smoothing import make
from typeahead.models.protocols import BOS, FIRST_WORD, UNK

sentences_with_unknown = st.lists(st.sampled_from([UNK, *range(FIRST_WORD, VOCABULARY_SIZE)]), max_size=6)
texts_with_unknown = st.lists(sentences_with_unknown, min_size=1, max_size=8)
bases = pytest.mark.parametrize("kind", [UniformBase, UnknownBase])


def counts_of(text, order=2, raw=False):
    return Counts(count(ids(text), VOCABULARY_SIZE, order, raw=raw))


@bases
@given(text=texts_with_unknown, low=st.integers(0, VOCABULARY_SIZE), high=st.integers(0, VOCABULARY_SIZE))
def test_all_ways_to_ask_agree(kind, text, low, high):
    base = kind(counts_of(text))
    vector = base.vector()
    everything = np.arange(VOCABULARY_SIZE, dtype=np.int32)
    assert vector.sum() == pytest.approx(1.0)
    assert base.values(everything).tolist() == [base.of(word) for word in range(VOCABULARY_SIZE)]
    assert vector.tolist() == base.values(everything).tolist()
    assert base.mass(range(low, max(low, high))) == pytest.approx(vector[low : max(low, high)].sum())


@bases
@given(text=texts_with_unknown, uncounted=st.booleans())
def test_the_bound_holds_for_the_words_not_named(kind, text, uncounted):
    counts = counts_of(text)
    base = kind(counts)
    words, bound = base.bound(2, uncounted)
    for word in range(VOCABULARY_SIZE):
        if word not in words and not (uncounted and counts.unigrams[word] > 0):
            assert base.of(word) <= bound


def test_unknown_words_that_were_counted_are_one_type():
    counted, not_counted = counts_of([[3, UNK, 4]]), counts_of([[3, 5, 4]])
    assert types_of(counted) == 4  # <unk> </s> 3 4
    assert UniformBase(counted).of(UNK) == UniformBase(counted).of(3) == 1 / 4
    assert types_of(not_counted) == 5


@given(
    st.sampled_from([UniformBase, UnknownBase]),
    st.sampled_from(NORMALISED),
    texts_with_unknown,
    st.integers(1, 4),
    sentences_with_unknown,
)
def test_models_sum_to_one_on_any_base(kind, name, text, order, history):
    smoothing = make(name)
    counts = counts_of(text, order, smoothing.raw)
    model = NgramModel(counts, kind(counts), smoothing)
    p = model.distribution(model.state_after(history))
    assert p.sum() == pytest.approx(1.0, rel=1e-9)
    assert p[BOS] == 0.0


def test_what_the_unigrams_leave_goes_to_unknown_words_alone():
    counts = counts_of([[3, 4, 5], [3, 4], [6]], 1)
    model = NgramModel(counts, UnknownBase(counts), make("modified-kneser-ney"))
    links = model.links(model.start())
    assert model.probability(model.start(), UNK) == pytest.approx(links[0].gamma)
    assert model.probability(model.start(), 3) == pytest.approx(
        (2 - links[0].discounts.of(2)) / links[0].total
    )
