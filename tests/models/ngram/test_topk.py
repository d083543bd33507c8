"""The likeliest words, found without looking at all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.ngram.made import Made, made_pruned
from tests.strategies import VOCABULARY_SIZE, ids, sentences, texts
from typeahead.models.ngram import depth, presorted, topk
from typeahead.models.protocols import BOS, EOS


@pytest.fixture(autouse=True)
def _sizes():
    yield
    _set_heavy(64)


def _set_heavy(size: int) -> None:
    presorted.HEAVY = depth.HEAVY = size
    topk._SCAN = 64 if size == 64 else 1
    topk._OFFERED = 24 if size == 64 else 1
    depth._LONG_CHAIN = 48 if size == 64 else 1


@given(made_pruned, texts, texts, st.integers(1, 5), sentences, st.integers(1, 4), st.data())
def test_top_is_what_sorting_the_distribution_gives(kind, text, more, order, history, k, data):
    _set_heavy(data.draw(st.sampled_from([1, 2, 64])))
    model = kind.model(text, order)
    if not kind.prune:
        model.learn(ids(more))
        model.forget(ids(data.draw(st.sampled_from([text, more, []]))))
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


def test_backing_off_a_word_not_seen_here_may_beat_those_that_were():
    _set_heavy(1)
    x, a, b, c, d = 8, 3, 4, 5, 6
    text = [[x, d]] * 40 + [[x, a]] * 2 + [[x, b]] + [[a] * 10, [b] * 10, [c] * 10] * 5
    model = Made("stupid-backoff").model(text, 2)
    # Neither list begins with c: after x there are d and a, among all words the end and a.
    assert model.top(model.state_after([x]), 1, skip={d, EOS})[0].word == c


@pytest.mark.parametrize("name", ["katz", "stupid-backoff", "witten-bell", "jelinek-mercer", "absolute"])
def test_few_words_are_looked_at(name, monkeypatch):
    # Zipf's law: the n-th word n times rarer, each after each.
    text = [[3 + word % 6, 3 + word // 6] for word in range(36) for _ in range(1 + 36 // (1 + word))]
    looked_at = []
    real = topk._best

    def spy(model, links, words, k, skip):
        looked_at.append(len(words))
        return real(model, links, words, k, skip)

    monkeypatch.setattr(topk, "_best", spy)
    model = Made(name).model(text, 2)
    model.top(model.state_after([3]), 1)
    assert len(looked_at) == 1
