"""The n-gram model against a brute-force reference, and against itself read in other ways."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.ngram.brute import BruteForce
from tests.strategies import VOCABULARY_SIZE, ids, sentences, texts
from typeahead.models.ngram import presorted
from typeahead.models.ngram.base import UniformBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.smoothing import ModifiedKneserNey
from typeahead.models.protocols import BOS, EOS, FIRST_WORD

orders = st.integers(1, 8)


def model_of(text: list[list[int]], order: int, vocabulary_size: int = VOCABULARY_SIZE) -> NgramModel:
    counts = Counts(count(ids(text), vocabulary_size, order))
    return NgramModel(counts, UniformBase(counts), ModifiedKneserNey())


def live_counts(model: NgramModel) -> list[dict[tuple[int, int], int]]:
    """(context's words are spelled by recursion) n-gram → count, zeros left out: what a model knows, comparable."""
    spelled: list[dict[tuple[int, ...], int]] = []
    names: dict[int, tuple[int, ...]] = {0: ()}
    for depth, level in enumerate(model.counts.depths, start=1):
        grams: dict[tuple[int, ...], int] = {}
        here: dict[int, tuple[int, ...]] = {}
        for context, name in names.items():
            first, last = level.span(context)
            children = [(node, level.view_words[node]) for node in range(first, last)]
            children += [(level.find(context, word), word) for word, _ in level.new_children(context)]
            for node, word in children:
                here[node] = (*name, word)
                if level.count(node):
                    grams[(*name, word)] = level.count(node)
        spelled.append(grams)
        names = here
        assert depth <= model.order
    return spelled


@given(texts, orders, sentences)
def test_probabilities_equal_the_brute_force_reference(text, order, history):
    model, brute = model_of(text, order), BruteForce(text, order)
    state = model.state_after(history)
    for word in range(VOCABULARY_SIZE):
        if word != BOS:
            expected = brute.probability((BOS, *history), word)
            assert model.probability(state, word) == pytest.approx(expected, rel=1e-12, abs=1e-15)


@given(texts, orders)
def test_counts_equal_the_brute_force_reference(text, order):
    expected = BruteForce(text, order).counts
    found = {gram: c for grams in live_counts(model_of(text, order)) for gram, c in grams.items()}
    assert found == expected


@given(texts, orders, sentences)
def test_the_distribution_sums_to_one_and_is_what_single_words_have(text, order, history):
    model = model_of(text, order)
    state = model.state_after(history)
    p = model.distribution(state)
    assert p.sum() == pytest.approx(1.0, rel=1e-12)
    assert [model.probability(state, word) for word in range(VOCABULARY_SIZE)] == pytest.approx(
        p.tolist(), rel=1e-12
    )


@given(texts, texts, orders)
def test_score_is_what_log_probs_say_word_by_word(text, other, order):
    model = model_of(text, order)
    words = ids(other)
    state, expected = model.start(), []
    for word in words.tolist():
        expected.append(model.log_probs(state)[word])
        state = model.advance(state, word)
    np.testing.assert_allclose(model.score(words), np.array(expected), rtol=1e-6)


@given(texts, texts, orders)
def test_learning_gives_the_counts_of_a_fresh_model(text, more, order):
    learned = model_of(text, order)
    learned.learn(ids(more))
    fresh = model_of(text + more, order)
    assert live_counts(learned) == live_counts(fresh)
    assert [d.count_of_counts for d in learned.counts.depths] == [
        d.count_of_counts for d in fresh.counts.depths
    ]
    state_words = (text + more)[0]
    assert (
        learned.distribution(learned.state_after(state_words)).tolist()
        == fresh.distribution(fresh.state_after(state_words)).tolist()
    )
    np.testing.assert_array_equal(learned.score(ids(more)), fresh.score(ids(more)))


@given(texts, texts, orders, sentences)
def test_learn_then_forget_is_identity_bit_for_bit(text, more, order, history):
    model, untouched = model_of(text, order), model_of(text, order)
    model.learn(ids(more))
    model.forget(ids(more))
    assert live_counts(model) == live_counts(untouched)
    assert (
        model.distribution(model.state_after(history)).tolist()
        == untouched.distribution(untouched.state_after(history)).tolist()
    )
    assert model.top(model.state_after(history), 5) == untouched.top(untouched.state_after(history), 5)


@given(texts, texts, orders, sentences)
def test_forgetting_part_of_a_batch_equals_never_having_seen_it(text, more, order, history):
    model, never = model_of(text + more, order), model_of(text, order)
    model.forget(ids(more))
    assert live_counts(model) == live_counts(never)
    assert model.counts.types == never.counts.types
    assert (
        model.distribution(model.state_after(history)).tolist()
        == never.distribution(never.state_after(history)).tolist()
    )


@given(texts, orders)
def test_forgetting_what_was_never_learned_is_refused_and_changes_nothing(text, order):
    model, untouched = model_of(text, order), model_of(text, order)
    with pytest.raises(ValueError, match="never learned"):
        model.forget(ids([*text, [FIRST_WORD] * 9]))
    assert live_counts(model) == live_counts(untouched)


@settings(deadline=None)
@given(texts, texts, st.integers(1, 5), sentences, st.integers(1, 12), st.data())
def test_top_is_what_sorting_the_distribution_gives(text, more, order, history, k, data):
    before = presorted.HEAVY
    try:
        _set_heavy(data.draw(st.sampled_from([1, 2, 64])))
        model = model_of(text, order)
        model.learn(ids(more))
        low = data.draw(st.integers(0, VOCABULARY_SIZE))
        among = data.draw(st.sampled_from([None, range(low, VOCABULARY_SIZE), range(low, low + 2)]))
        skip = data.draw(st.sets(st.integers(0, VOCABULARY_SIZE - 1), max_size=3))
        state = model.state_after(history)
        p = model.distribution(state)
        wanted = [
            w
            for w in (range(len(p)) if among is None else among)
            if w < len(p) and w != BOS and w not in skip and p[w] > 0
        ]
        expected = sorted(wanted, key=lambda w: (-p[w], w))[:k]
        found = model.top(state, k, among, skip)
        assert [p[c.word] for c in found] == pytest.approx([p[w] for w in expected], rel=1e-12)
        assert [c.probability for c in found] == pytest.approx([p[w] for w in expected], rel=1e-12)
    finally:
        _set_heavy(before)


def _set_heavy(size: int) -> None:
    from typeahead.models.ngram import depth, topk

    presorted.HEAVY = depth.HEAVY = size
    topk._SCAN = 64 if size == 64 else 1
    depth._LONG_CHAIN = 48 if size == 64 else 1


def test_a_word_beyond_the_vocabulary_makes_room_for_itself():
    model = model_of([[3, 4, 5]], 3)
    new = VOCABULARY_SIZE + 2
    model.learn(np.array([3, new, EOS], dtype=np.int32))
    assert model.vocabulary_size == new + 1
    assert model.top(model.state_after([3]), 2)[0].word in (4, new)
    assert model.distribution(model.start()).sum() == pytest.approx(1.0)


def test_the_state_keeps_only_contexts_that_something_followed():
    model = model_of([[3, 4, 5], [4, 6]], 4)
    assert model.state_after([7, 7, 3]) == model.advance(model.state_after([7]), 3)
    assert model.state_after([5, 8]) == model.state_after([8])
