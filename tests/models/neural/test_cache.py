"""The continuous cache against loops, word by word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.neural.made import SIZE, network_of, pattern
from typeahead.errors import SettingInvalid
from typeahead.models.neural import cache as module
from typeahead.models.neural.cache import (
    CacheSettings,
    Recent,
    fit,
    fitted,
    mixed,
    probabilities,
    score,
    weights,
)
from typeahead.models.neural.configuration import KINDS
from typeahead.models.neural.model import NeuralModel


def brute(hidden: np.ndarray, words: np.ndarray, size: int, theta: float) -> list[float]:
    found = []
    for t in range(len(words)):
        kept = range(max(0, t - size), t)
        each = [np.exp(theta * float(hidden[t].astype(np.float64) @ hidden[i])) for i in kept]
        total = sum(each)
        hits = sum(value for value, i in zip(each, kept, strict=True) if words[i] == words[t])
        found.append(hits / total if total else 0.0)
    return found


def drawn(seed: int, length: int, types: int = 5) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    hidden = random.normal(size=(length, 4)).astype(np.float32)
    return hidden, random.integers(0, types, length).astype(np.int32)


@settings(max_examples=40)
@given(st.integers(0, 999), st.integers(0, 40), st.integers(1, 50), st.integers(1, 20))
def test_probabilities_are_those_of_a_loop(seed, length, size, queries):
    hidden, words = drawn(seed, length)
    before, module._QUERIES = module._QUERIES, queries
    try:
        found = probabilities(hidden, words, size, [0.0, 0.5, 3.0])
    finally:
        module._QUERIES = before
    for row, theta in zip(found, (0.0, 0.5, 3.0), strict=True):
        np.testing.assert_allclose(row, brute(hidden, words, size, theta), rtol=2e-4, atol=1e-6)


def test_a_longer_text_than_one_stretch():
    hidden, words = drawn(1, 700)
    (found,) = probabilities(hidden, words, 100, [0.8])
    np.testing.assert_allclose(found, brute(hidden, words, 100, 0.8), rtol=2e-4, atol=1e-6)


def test_very_like_and_very_unlike_states_do_not_overflow():
    hidden, words = drawn(2, 50)
    hidden *= 100
    (found,) = probabilities(hidden, words, 20, [5.0])
    assert np.isfinite(found).all()
    assert ((found >= 0) & (found <= 1 + 1e-6)).all()
    likeness = weights(hidden[0], hidden, 5.0)
    assert likeness.sum() == pytest.approx(1, rel=1e-5)


def model(kind: str = "lstm") -> NeuralModel:
    return NeuralModel(network_of(kind, dtype=np.float32))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [3, 30, 2000])
def test_while_one_writes_it_is_as_when_a_text_is_scored(kind, size):
    made, words = model(kind), pattern(80)
    chosen = CacheSettings(size, 0.4, 0.3)
    recent, state, stepped = Recent(chosen), made.start(), []
    for word in words.tolist():
        p = recent.mixed(state.hidden, np.exp(made.log_probs(state)))
        assert p.sum() == pytest.approx(1, abs=1e-5)
        assert (p >= 0).all()
        stepped.append(np.log(p[word]))
        recent.remember(state.hidden[None], np.array([word], dtype=np.int32))
        state = made.advance(state, word)
    np.testing.assert_allclose(score(made, words, chosen), stepped, rtol=1e-4, atol=1e-4)


def test_a_whole_sentence_may_be_remembered_at_once():
    one, other = (Recent(CacheSettings(7, 0.5, 0.5)) for _ in range(2))
    hidden, words = drawn(3, 12)
    one.remember(hidden, words)
    for at in range(12):
        other.remember(hidden[at : at + 1], words[at : at + 1])
    p = np.full(5, 0.2, dtype=np.float32)
    np.testing.assert_allclose(one.mixed(hidden[0], p), other.mixed(hidden[0], p), rtol=1e-6)
    assert one.version == 1
    one.remember(hidden[:0], words[:0])
    assert one.version == 1


def test_an_empty_cache_and_a_share_of_nothing_leave_the_network_alone():
    p = np.full(5, 0.2, dtype=np.float32)
    hidden, words = drawn(4, 5)
    assert Recent(CacheSettings()).mixed(hidden[0], p) is p
    without = Recent(CacheSettings(share=0.0))
    without.remember(hidden, words)
    assert without.mixed(hidden[0], p) is p
    made, text = model(), pattern(50)
    np.testing.assert_allclose(score(made, text, CacheSettings(share=0.0)), made.score(text), atol=1e-6)
    assert len(score(made, text[:0], CacheSettings())) == 0


def test_the_first_word_is_the_networks_alone():
    made, text = model(), pattern(50)
    assert score(made, text, CacheSettings(share=0.5))[0] == pytest.approx(made.score(text)[0])


@pytest.mark.parametrize(
    "wrong", [{"size": 0}, {"share": 1.0}, {"share": -0.1}, {"theta": -1.0}, {"theta": float("inf")}], ids=str
)
def test_what_makes_no_distribution_is_refused(wrong):
    with pytest.raises(SettingInvalid, match="there is no cache of size"):
        CacheSettings(**wrong)


# --- fitting


def test_where_words_never_come_again_its_share_is_nothing():
    hidden, _ = drawn(5, 300)
    found = fit(hidden, np.full(300, -6.0, np.float32), np.arange(300, dtype=np.int32))
    assert found.share < 1e-3


def test_where_like_states_are_followed_by_like_words_it_counts_and_raises_what_is_held_out():
    random = np.random.default_rng(6)
    places = 3 * random.normal(size=(20, 4))
    words = random.integers(0, 20, 600).astype(np.int32)
    hidden = (places[words] + 0.3 * random.normal(size=(600, 4))).astype(np.float32)
    scores = np.full(600, -np.log(20), np.float32)
    found = fit(hidden, scores, words)
    assert found.share > 0.3
    assert found.theta > 0
    assert found.size in module.SIZES
    (cached,) = probabilities(hidden, words, found.size, [found.theta])
    assert mixed(scores, cached, found.share).mean() > scores.mean() + 0.3
    # A larger or smaller share is no better: what EM found is the top.
    for other in (0.8 * found.share, min(1.1 * found.share, 0.99)):
        assert mixed(scores, cached, found.share).mean() >= mixed(scores, cached, other).mean() - 1e-4


def test_it_is_fitted_to_a_model_on_its_own_words():
    made, text = model(), pattern(400)
    found = fitted(made, text, sizes=(50,))
    assert found.size == 50
    assert score(made, text, found).mean() >= made.score(text).mean() - 1e-4
    assert fitted(made, text[:1]).share == 0.0
    assert made.size == SIZE


def test_a_word_that_neither_gives_anything_is_impossible_without_a_warning():
    found = module.mixed(np.array([-1.0, -np.inf], dtype=np.float32), np.zeros(2), 0.5)
    assert found[1] == -np.inf
