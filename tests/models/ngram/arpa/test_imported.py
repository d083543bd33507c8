"""The model of an ARPA file, asked in every way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.ngram.arpa.models import exported, model_of
from tests.strategies import ids, texts
from typeahead.errors import ModelReadOnly
from typeahead.models.ngram.arpa.explicit import explicit
from typeahead.models.ngram.arpa.imported import ImportedModel
from typeahead.models.ngram.arpa.stored import Stored
from typeahead.models.ngram.base import UniformBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.smoothing import SMOOTHINGS, make
from typeahead.models.protocols import BOS, EOS, FIRST_WORD, RESERVED

MANY = 400


def imported_of(text: list[list[int]], order: int, smoothing: str, size: int) -> ImportedModel:
    """An imported model with the ids of the one it was made of."""
    kind = make(smoothing)
    counts = Counts(count(ids(text), size, order, raw=kind.raw))
    model = NgramModel(counts, UniformBase(counts), kind)
    words = [*RESERVED, *(f"w{number}" for number in range(FIRST_WORD, size))]
    return ImportedModel(Stored.of(explicit(model, words)))


def many_words(seed: int) -> list[list[int]]:
    """Sentences in which some contexts have hundreds of different followers."""
    random = np.random.default_rng(seed)
    ranks = random.zipf(1.3, (300, 9)) % (MANY - FIRST_WORD) + FIRST_WORD
    return [[3, *line, 4, *line[:3]] for line in ranks.tolist()]


def likeliest(model: ImportedModel, history: list[int], k: int, among: range, skip: set[int]) -> list[int]:
    p = model.distribution(model.state_after(history))
    ranked = sorted(among, key=lambda word: (-p[word], word))
    return [word for word in ranked if word != BOS and word not in skip and p[word] > 0][:k]


@given(
    seed=st.integers(0, 30),
    smoothing=st.sampled_from(list(SMOOTHINGS)),
    order=st.integers(1, 4),
    history=st.lists(st.integers(FIRST_WORD, 12), max_size=4),
    k=st.integers(1, 30),
    low=st.integers(0, MANY),
    wide=st.integers(0, MANY),
)
def test_top_is_the_head_of_the_distribution(seed, smoothing, order, history, k, low, wide):
    model = imported_of(many_words(seed), order, smoothing, MANY)
    state = model.state_after(history)
    for among in (range(MANY), range(low, min(low + wide, MANY))):
        for skip in (set(), {3, 4, 5, 6}):
            found = model.top(state, k, among, skip)
            assert [each.word for each in found] == likeliest(model, history, k, among, skip)
            p = model.distribution(state)
            assert [each.probability for each in found] == pytest.approx([p[each.word] for each in found])
    likely = model.likely_word(model.links(state), 0.5)
    best = likeliest(model, history, 1, range(MANY), set())
    assert likely is None or [likely.word] == best


@given(text=texts, order=st.integers(1, 5), smoothing=st.sampled_from(list(SMOOTHINGS)))
def test_all_ways_to_ask_agree(text, order, smoothing):
    size = 9
    model = imported_of(text, order, smoothing, size)
    stream = ids(text)
    scores = model.score(stream)
    state = model.start()
    for word, score in zip(stream.tolist(), scores.tolist(), strict=True):
        links = model.links(state)
        p = model.distribution(state)
        assert p[BOS] == 0
        assert score == pytest.approx(float(model.log_probs(state)[word]), abs=1e-5)
        assert model.probability(state, word) == pytest.approx(p[word])
        assert model.probabilities(links, np.arange(size, dtype=np.int32)) == pytest.approx(p)
        assert model.counted(links, np.arange(size, dtype=np.int32)) == pytest.approx(p)
        assert model.base_weight(links) == 0
        for low, high in ((0, size), (3, 6), (4, 4)):
            assert model.mass(links, range(low, high)) == pytest.approx(p[low:high].sum(), abs=1e-12)
        assert model.mass_from(links, 3) == pytest.approx(p[3:].sum(), abs=1e-12)
        state = model.advance(state, word)


def test_equal_states_are_equal(tmp_path):
    model, arpa = exported(model_of([[3, 4, 5], [4, 5, 3]], 3), tmp_path / "m.arpa")
    words = [arpa.vocabulary.id_of(f"w{number}") for number in (3, 4, 5)]
    far, near = model.state_after(words), model.state_after(words[1:])
    state = model.start()
    for word in words:
        state = model.advance(state, word)
    assert hash(far) == hash(state)
    assert (model.distribution(far) == model.distribution(model.state_after(words))).all()
    assert model.advance(near, EOS) == model.start()


def test_it_does_not_learn(tmp_path):
    model, _ = exported(model_of([[3, 4, 5]], 3), tmp_path / "m.arpa")
    assert not model.learnable
    for forbidden in (model.learn, model.forget):
        with pytest.raises(ModelReadOnly, match="was imported and has no counts"):
            forbidden(ids([[3]]))
    model.accelerate()
    assert model.kernel is None
