"""Recency against a few plain lines: every count is a sum over the places, each worth less with its age."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeahead.models.protocols import BOS, EOS
from typeahead.models.recency import HALF_LIFE, KAPPA, PAIR_HALF_LIFE, Recency

TEXTS = st.lists(st.integers(EOS, 9), min_size=1, max_size=60)


def plain(words, last, word):
    """p(word | last) by the formula, over all places."""
    now = len(words)
    before = [BOS, *(BOS if w == EOS else w for w in words[:-1])]
    single = dict.fromkeys(words, 0.0)
    for at, w in enumerate(words):
        single[w] += 2.0 ** (-(now - 1 - at) / HALF_LIFE)
    p = single.get(word, 0.0) / sum(single.values())
    pairs: dict[int, float] = {}
    for at, (v, w) in enumerate(zip(before, words, strict=True)):
        if v == last:
            pairs[w] = pairs.get(w, 0.0) + 2.0 ** (-(now - 1 - at) / PAIR_HALF_LIFE)
    if not pairs:
        return p
    return (pairs.get(word, 0.0) + KAPPA * p) / (sum(pairs.values()) + KAPPA)


def made(words):
    recency = Recency()
    recency.learn(np.array(words, dtype=np.int32))
    return recency


@settings(deadline=None)
@given(TEXTS, st.integers(EOS, 9), st.integers(EOS, 9))
def test_it_is_the_formula(words, last, word):
    last = BOS if last == EOS else last
    assert made(words).probability(last, word) == pytest.approx(plain(words, last, word), rel=1e-9)


@settings(deadline=None)
@given(TEXTS, st.integers(3, 9))
def test_a_distribution_sums_to_one_and_agrees_with_single_words(words, last):
    recency = made(words)
    ids, p = recency.distribution(last)
    assert (np.diff(ids) > 0).all()
    assert p.sum() == pytest.approx(1.0)
    for word, each in zip(ids.tolist(), p.tolist(), strict=True):
        assert each == pytest.approx(recency.probability(last, word), rel=1e-9)


def test_nothing_written_gives_nothing():
    recency = Recency()
    assert recency.probability(BOS, 5) == 0.0
    assert len(recency.distribution(BOS)[0]) == 0
    assert recency.pair_total(BOS) == 0.0


def test_what_is_long_past_is_forgotten_and_memory_does_not_grow():
    recency = made([5])
    recency.learn(np.full(20_000, 6, dtype=np.int32))
    assert recency.probability(6, 5) == 0.0
    recency.learn(np.arange(10, 40_010, dtype=np.int32))
    assert len(recency) < 4_000
    assert recency.words_before < 20_000


def test_a_copy_learns_by_itself():
    recency = made([5, 6, EOS])
    copy = recency.copy()
    copy.learn(np.array([7], dtype=np.int32))
    assert recency.probability(BOS, 7) == 0.0
    assert copy.probability(BOS, 7) > 0.0


def test_what_stands_before_the_cursor_is_taken_up_once():
    recency = Recency()
    recency.learn(np.array([5, 6, EOS, 7, 8, EOS], dtype=np.int32))
    same = recency.going_on([7, 8, EOS])
    assert same.probability(7, 8) == recency.probability(7, 8)
    assert same.version == recency.version
    more = recency.going_on([7, 8, EOS, 9, 9])
    assert more.probability(9, 9) > 0.0 == recency.probability(9, 9)
    assert more.tail == [*recency.tail, 9, 9]
    elsewhere = recency.going_on([5, 6])
    assert elsewhere.probability(5, 6) > recency.probability(5, 6)
    assert recency.tail == [5, 6, EOS, 7, 8, EOS]
