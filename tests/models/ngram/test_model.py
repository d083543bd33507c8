"""The n-gram model of every smoothing, against itself read in other ways, and learning live."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.ngram.brute import BruteForce
from tests.models.ngram.made import Made, made, made_normalised, made_pruned
from tests.strategies import VOCABULARY_SIZE, ids, sentences, texts
from typeahead.models.ngram.depth import Depth
from typeahead.models.ngram.model import NgramModel
from typeahead.models.protocols import BOS, EOS, FIRST_WORD, UNK

orders = st.integers(1, 8)
few_orders = st.integers(1, 6)
ranges = st.tuples(st.integers(0, VOCABULARY_SIZE), st.integers(0, VOCABULARY_SIZE)).map(
    lambda ends: range(min(ends), max(ends))
)


def model_of(text: list[list[int]], order: int) -> NgramModel:
    return Made().model(text, order)


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


@given(texts, orders)
def test_counts_equal_the_brute_force_reference(text, order):
    expected = BruteForce("modified-kneser-ney", text, order).counts
    found = {gram: c for grams in live_counts(model_of(text, order)) for gram, c in grams.items()}
    assert found == expected


# --- probabilities, read in different ways


@given(made_normalised, texts, texts, few_orders, sentences)
def test_all_probabilities_of_any_context_sum_to_one(kind, text, more, order, history):
    model = kind.model(text, order)
    if not kind.prune:
        model.learn(ids(more))
        model.forget(ids(more[:1]))
    p = model.distribution(model.state_after(history))
    assert p.sum() == pytest.approx(1.0, rel=1e-9)
    assert p[BOS] == 0.0
    assert (p >= 0).all()


@given(made_pruned, texts, few_orders, sentences)
def test_the_distribution_is_what_single_words_have(kind, text, order, history):
    model = kind.model(text, order)
    state = model.state_after(history)
    p = model.distribution(state)
    links = model.links(state)
    everything = np.arange(VOCABULARY_SIZE, dtype=np.int32)
    singly = [model.probability(state, word) for word in range(VOCABULARY_SIZE)]
    assert singly == pytest.approx(p.tolist(), rel=1e-12)
    assert model.probabilities(links, everything).tolist() == pytest.approx(p.tolist(), rel=1e-12)


@given(made_pruned, texts, texts, few_orders, sentences, ranges)
def test_the_mass_of_a_range_is_what_its_words_have(kind, text, more, order, history, among):
    model = kind.model(text, order)
    if not kind.prune:
        model.learn(ids(more))
    links = model.links(model.state_after(history))
    p = model.distribution_of(links)
    weight = model.base_weight(links)
    expected = p[among.start : among.stop].sum() - weight * model.base.mass(among)
    assert model.mass(links, among) == pytest.approx(expected, abs=1e-9)
    words = np.array(among, dtype=np.int32)
    assert model.counted(links, words).sum() == pytest.approx(expected, abs=1e-9)
    rest = range(among.start, VOCABULARY_SIZE)
    expected = p[rest.start :].sum() - weight * model.base.mass(rest)
    assert model.mass_from(links, among.start) == pytest.approx(expected, abs=1e-9)


@given(made_pruned, texts, few_orders, sentences, st.floats(0.5, 1.0))
def test_a_likely_word_is_the_one_that_has_so_much(kind, text, order, history, at_least):
    model = kind.model(text, order)
    links = model.links(model.state_after(history))
    p = model.distribution_of(links)
    found = model.likely_word(links, at_least)
    if found is None:
        # Without the base's part, of which the highest count knows nothing.
        assert (model.counted(links, np.arange(VOCABULARY_SIZE, dtype=np.int32)) < at_least).all()
    else:
        assert p[found.word] == pytest.approx(found.probability, rel=1e-12)
        assert found.probability >= at_least


@given(made_pruned, texts, few_orders, sentences, st.floats(0.05, 0.49))
def test_so_is_one_that_has_less_than_half(kind, text, order, history, at_least):
    model = kind.model(text, order)
    links = model.links(model.state_after(history))
    p = model.distribution_of(links)
    p[[UNK, BOS]] = 0.0
    found = model.likely_word(links, at_least)
    if (
        not model.smoothing.discounts_alone
    ):  # else it is quicker, and may rarely be another one as likely as is asked
        assert (found is not None) == (p.max() >= at_least)
        assert found is None or found.probability == pytest.approx(p.max(), rel=1e-9)
    if found is not None:
        assert found.probability == pytest.approx(p[found.word], rel=1e-9)
        assert found.probability >= at_least


def test_sums_over_followers_are_kept_while_the_counts_stand(monkeypatch):
    model = Made("katz").model([[3, 4, 5], [3, 4, 6]], 3)
    state = model.state_after([3, 4])
    asked = []
    real = Depth.followers
    monkeypatch.setattr(Depth, "followers", lambda *about: asked.append(about) or real(*about))
    assert model.links(state) == model.links(state)
    assert len(asked) == 3
    model.learn(ids([[3, 4, 7]]))
    model.links(state)
    assert len(asked) == 6


# --- states


def test_the_state_keeps_only_contexts_that_something_followed():
    model = model_of([[3, 4, 5], [4, 6]], 4)
    assert model.state_after([7, 7, 3]) == model.advance(model.state_after([7]), 3)
    assert model.state_after([5, 8]) == model.state_after([8])


def test_the_state_says_whether_it_covers_the_whole_history():
    model = model_of([[3, 4, 5], [4, 6]], 3)
    assert model.start().whole
    assert model.state_after([3]).whole  # <s> 3
    assert model.state_after([3, 4]).whole  # 3 4
    assert not model.state_after([3, 6]).whole
    assert not model.state_after([5]).whole  # 5 was never first
    assert model.state_after([7, 3, 4]).whole
    assert model_of([[3]], 1).state_after([3, 4, 5]).whole


@given(made, texts, few_orders, sentences, sentences)
def test_equal_states_give_equal_distributions(kind, text, order, history, other):
    model = kind.model(text, order)
    state, same = model.state_after(history), model.state_after(other)
    if state == same:
        brute = kind.brute(text, order)
        for word in range(VOCABULARY_SIZE):
            expected = brute.probability((BOS, *history), word)
            assert brute.probability((BOS, *other), word) == pytest.approx(expected, rel=1e-12)


# --- learning


@given(made, texts, texts, few_orders)
def test_learning_gives_the_counts_of_a_fresh_model(kind, text, more, order):
    learned = kind.model(text, order)
    learned.learn(ids(more))
    fresh = kind.model(text + more, order)
    assert live_counts(learned) == live_counts(fresh)
    assert [d.count_of_counts for d in learned.counts.depths] == [
        d.count_of_counts for d in fresh.counts.depths
    ]
    state_words = (text + more)[0]
    np.testing.assert_allclose(
        learned.distribution(learned.state_after(state_words)),
        fresh.distribution(fresh.state_after(state_words)),
        rtol=1e-12,
    )
    np.testing.assert_allclose(learned.score(ids(more)), fresh.score(ids(more)), rtol=1e-6)


@given(made, texts, texts, orders, sentences)
def test_learn_then_forget_is_identity_bit_for_bit(kind, text, more, order, history):
    model, untouched = kind.model(text, order), kind.model(text, order)
    model.learn(ids(more))
    model.forget(ids(more))
    assert live_counts(model) == live_counts(untouched)
    assert (
        model.distribution(model.state_after(history)).tolist()
        == untouched.distribution(untouched.state_after(history)).tolist()
    )
    assert model.top(model.state_after(history), 5) == untouched.top(untouched.state_after(history), 5)


@given(made, texts, texts, orders, sentences)
def test_forgetting_part_of_a_batch_equals_never_having_seen_it(kind, text, more, order, history):
    model, never = kind.model(text + more, order), kind.model(text, order)
    model.forget(ids(more))
    assert live_counts(model) == live_counts(never)
    assert model.counts.types == never.counts.types
    assert model.distribution(model.state_after(history)).tolist() == pytest.approx(
        never.distribution(never.state_after(history)).tolist(), rel=1e-12
    )


@given(texts, orders)
def test_forgetting_what_was_never_learned_is_refused_and_changes_nothing(text, order):
    model, untouched = model_of(text, order), model_of(text, order)
    with pytest.raises(ValueError, match="never learned"):
        model.forget(ids([*text, [FIRST_WORD] * 9]))
    assert live_counts(model) == live_counts(untouched)


@settings(max_examples=20)
@given(made)
def test_a_word_beyond_the_vocabulary_makes_room_for_itself(kind):
    model = kind.model([[3, 4, 5]], 3)
    new = VOCABULARY_SIZE + 2
    if kind.spelled:
        model.base._words.extend(["new", "newer", "newest"])
    model.learn(np.array([3, new, EOS], dtype=np.int32))
    assert model.learnable
    assert model.vocabulary_size == new + 1
    found = {each.word: each.probability for each in model.top(model.state_after([3]), new)}
    assert found[new] == pytest.approx(model.probability(model.state_after([3]), new))
    if kind.name != "stupid-backoff":
        assert model.distribution(model.start()).sum() == pytest.approx(1.0)
