"""The compiled kernels against the plain Python and NumPy they stand in for: the same arrays, the same answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeahead.models.ngram import acceleration, depth, presorted
from typeahead.models.ngram.base import UniformBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.smoothing import SMOOTHINGS, make
from typeahead.models.protocols import BOS, EOS, FIRST_WORD

TYPES = 12
sentences = st.lists(st.integers(FIRST_WORD, FIRST_WORD + TYPES - 1), min_size=0, max_size=7)
texts = st.lists(sentences, max_size=8)
CHAINED = [name for name, smoothing in SMOOTHINGS.items() if not smoothing.whole]


@pytest.fixture(params=[1, 3, 64], scope="module")
def large(request):
    """Contexts with more children than this are kept in order."""
    before = presorted.HEAVY
    presorted.HEAVY = depth.HEAVY = acceleration.HEAVY = request.param
    yield request.param
    presorted.HEAVY = depth.HEAVY = acceleration.HEAVY = before


def ids(text: list[list[int]]) -> np.ndarray:
    return np.array([word for sentence in text for word in [*sentence, EOS]], dtype=np.int32)


def model_of(
    text: list[list[int]], order: int, smoothing: str = "modified-kneser-ney", prune=()
) -> NgramModel:
    made = make(smoothing)
    counts = Counts(count(ids(text), FIRST_WORD + TYPES, order, raw=made.raw, prune=prune))
    return NgramModel(counts, UniformBase(counts), made)


def both(text, order, smoothing="modified-kneser-ney", prune=()) -> tuple[NgramModel, NgramModel]:
    plain, compiled = model_of(text, order, smoothing, prune), model_of(text, order, smoothing, prune)
    compiled.accelerate()
    return plain, compiled


def arrays(model: NgramModel) -> dict[str, list]:
    """All that learning changes (places are kept for contexts that changed only, wherever they did)."""
    counts, pool = model.counts, model.counts.pool
    size = len(pool)
    return {
        "unigrams": counts.unigrams.tolist(),
        "counts": counts.tables.counts.tolist(),
        "counted": counts.counted.tolist(),
        "ordered": counts.presorted.nodes.tolist(),
        "places": counts.places.tolist(),
        "news": counts.news.tolist(),
        "types": counts.types,
        "pool": [
            getattr(pool, name)[:size].tolist()
            for name in ("depth", "context", "word", "count", "next", "first")
        ],
        "slots": pool.slots.tolist(),
    }


@settings(max_examples=40)
@given(texts, texts, st.integers(1, 6), st.sampled_from(["modified-kneser-ney", "witten-bell"]))
def test_learning_and_forgetting_change_the_same_numbers(large, text, more, order, smoothing):
    plain, compiled = both(text, order, smoothing)
    for model in (plain, compiled):
        model.learn(ids(more))
    assert arrays(compiled) == arrays(plain)
    for model in (plain, compiled):
        model.forget(ids(more[1:]))
    assert arrays(compiled) == arrays(plain)


@settings(max_examples=20)
@given(texts, st.integers(1, 5))
def test_forgetting_what_was_never_learned_changes_nothing(large, text, order):
    _, compiled = both(text, order)
    before = arrays(compiled)["counts"]
    with pytest.raises(ValueError, match="never learned"):
        compiled.forget(ids([*text, [FIRST_WORD] * 9]))
    assert arrays(compiled)["counts"] == before


@settings(max_examples=60)
@given(texts, texts, st.integers(1, 5), sentences, st.integers(1, 9), st.sampled_from(CHAINED), st.data())
def test_the_search_finds_what_the_plain_one_finds(large, text, more, order, history, k, smoothing, data):
    plain, compiled = both(text, order, smoothing)
    for model in (plain, compiled):
        model.learn(ids(more))
    size = plain.vocabulary_size
    low = data.draw(st.integers(0, size))
    among = data.draw(st.sampled_from([None, range(low, size), range(low, min(low + 3, size))]))
    skip = data.draw(st.sets(st.integers(0, size - 1), max_size=3))
    expected = plain.top(plain.state_after(history), k, among, skip)
    found = compiled.top(compiled.state_after(history), k, among, skip)
    assert [each.probability for each in found] == pytest.approx(
        [each.probability for each in expected], rel=1e-12
    )
    p = plain.distribution(plain.state_after(history))
    assert [each.probability for each in found] == pytest.approx([p[each.word] for each in found], rel=1e-12)
    assert len({each.word for each in found}) == len(found)
    assert BOS not in [each.word for each in found]


def test_words_to_skip_are_those_of_this_call():
    """Not those of an earlier call, though a new set may lie where that one lay."""
    first = FIRST_WORD
    _, compiled = both([[first, first + 1, first + 2], [first, first + 2, first + 1]], 2)
    state = compiled.start()
    for turn in range(50):
        unwanted = first + turn % 3
        assert unwanted not in [each.word for each in compiled.top(state, 5, None, {unwanted})]


@settings(max_examples=40)
@given(texts, texts, st.integers(1, 5), sentences, st.sampled_from(CHAINED), st.booleans(), st.data())
def test_chains_and_masses_are_the_same(large, text, more, order, history, smoothing, pruned, data):
    plain, compiled = both(text, order, smoothing, (0, 0, 1) if pruned else ())
    for model in (plain, compiled):
        model.learn(ids(more))
    low = data.draw(st.integers(0, plain.vocabulary_size))
    among = range(low, data.draw(st.integers(low, plain.vocabulary_size)))
    assert compiled.state_after(history) == plain.state_after(history)
    ended = [*history, EOS, *history[:2]]
    assert compiled.state_after(ended) == plain.state_after(ended)
    longer = compiled.advance(compiled.state_after(history), FIRST_WORD)
    assert longer == plain.advance(plain.state_after(history), FIRST_WORD)
    expected, found = (model.links(model.state_after(history)) for model in (plain, compiled))
    assert [(link.depth, link.context) for link in found] == [(link.depth, link.context) for link in expected]
    assert [(link.total, link.gamma) for link in found] == [
        pytest.approx((link.total, link.gamma), rel=1e-12) for link in expected
    ]
    assert compiled.mass(found, among) == pytest.approx(plain.mass(expected, among), rel=1e-9, abs=1e-12)
    for some in (among, None):
        p = plain.distribution_of(expected, some)
        assert compiled.distribution_of(found, some) == pytest.approx(p, rel=1e-9, abs=1e-15)
    words = np.arange(plain.vocabulary_size, dtype=np.int32)
    assert compiled.counted(found, words) == pytest.approx(
        plain.counted(expected, words), rel=1e-9, abs=1e-12
    )
    assert compiled.probabilities(found, words) == pytest.approx(
        plain.probabilities(expected, words), rel=1e-9
    )


@settings(max_examples=40)
@given(
    texts,
    texts,
    st.integers(2, 5),
    sentences,
    st.integers(FIRST_WORD, FIRST_WORD + TYPES - 1),
    st.sampled_from(["modified-kneser-ney", "kneser-ney", "absolute"]),
    st.booleans(),
)
def test_going_on_and_searching_in_one_go(large, text, more, order, history, word, smoothing, pruned):
    plain, compiled = both(text, order, smoothing, (0, 0, 1) if pruned else ())
    for model in (plain, compiled):
        model.learn(ids([*more, [word]]))
    among, skip = range(FIRST_WORD, FIRST_WORD + TYPES), {FIRST_WORD + 1}
    found = compiled.kernel.follow(*compiled.state_after(history), word, 3, among, skip)
    state = plain.advance(plain.state_after(history), word)
    if found is None:  # a context that only pruned n-grams have, or such
        assert len(plain.links(state)) <= len(state.contexts)
        return
    assert found[:2] == tuple(state)
    expected = plain.top(state, 3, among, skip)
    assert found.p == pytest.approx([each.probability for each in expected], rel=1e-12)
    order = np.argsort(found.words)
    p = plain.probabilities(plain.links(state), found.words[order])
    assert p == pytest.approx(found.p[order], rel=1e-12)
    some = np.arange(FIRST_WORD, FIRST_WORD + TYPES, dtype=np.int32)
    counted = plain.counted(plain.links(state), some)
    assert compiled.kernel.counted_after(found.chain, some) == pytest.approx(counted, rel=1e-12)
    contexts, whole, best = compiled.kernel.likeliest_after(*compiled.state_after(history), word)
    assert (contexts, whole) == tuple(state)
    assert best.probability == pytest.approx(plain.top(state, 1)[0].probability, rel=1e-12)
    assert compiled.links(compiled.state_after([*history, word]))[-1].total == plain.links(state)[-1].total


@pytest.mark.parametrize("further", [0, 1, 1_000, 10**6])
def test_a_word_that_is_not_counted_yet_is_one_that_nothing_followed(further):
    """The vocabulary knows a new word before its sentence is counted."""
    plain, compiled = both([[FIRST_WORD, FIRST_WORD + 1], [FIRST_WORD]], 3)
    new = plain.vocabulary_size + further
    for model in (plain, compiled):
        assert model.advance(model.start(), new) == ((), False)
        assert model.state_after([FIRST_WORD, new]) == ((), False)
        assert model.state_after([new, FIRST_WORD]) == plain.advance(plain.state_after([new]), FIRST_WORD)
    known = compiled.kernel.follow((BOS,), True, new, 2, range(FIRST_WORD, plain.vocabulary_size), ())
    assert known[:2] == ((), False)
    expected = plain.top(plain.state_after([new]), 2, range(FIRST_WORD, plain.vocabulary_size))
    assert known.p == pytest.approx([each.probability for each in expected], rel=1e-12)


@settings(max_examples=40)
@given(texts, st.data())
def test_words_are_found_alongside_a_contexts_children_or_one_by_one(text, data):
    """A context with all words as children, old and new ones, asked for few and many, in order or not, or twice."""
    types = range(FIRST_WORD, FIRST_WORD + TYPES)
    before = FIRST_WORD + data.draw(st.integers(0, TYPES - 1))
    old = data.draw(st.sets(st.sampled_from(types), min_size=TYPES - 3))
    plain, compiled = both([*text, *([before, word] for word in old)], 3)
    for model in (plain, compiled):
        model.learn(ids([[before, word] for word in types]))
    expected, found = (model.links(model.state_after([before])) for model in (plain, compiled))
    everything = np.arange(plain.vocabulary_size, dtype=np.int32)
    p = plain.counted(expected, everything)
    some = data.draw(st.lists(st.sampled_from(everything.tolist()), min_size=1, max_size=2 * TYPES))
    for asked in (some, sorted(some), some[:1]):
        words = np.array(asked, dtype=np.int32)
        assert compiled.counted(found, words) == pytest.approx(p[words], rel=1e-9, abs=1e-12)
    assert not len(compiled.counted(found, everything[:0]))
