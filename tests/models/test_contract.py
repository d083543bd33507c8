"""What every language model keeps to: the n-gram model of every smoothing, and every network."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.ngram.made import NORMALISED, Made
from tests.strategies import VOCABULARY_SIZE, ids, sentences, texts
from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Network
from typeahead.models.protocols import BOS, EOS, LanguageModel

Model = LanguageModel[Any]

LEARNED = [[3, 4, 5], [3, 4, 6, 7], [5, 3], [], [8, 8, 4, 5]]
history = st.lists(sentences, max_size=3).map(
    lambda drawn: [word for number, each in enumerate(drawn) for word in ([EOS] if number else []) + each]
)
"""Words before a place, over the ends of sentences."""


@cache
def network(kind: str, tied: bool = True, layers: int = 1) -> NeuralModel:
    sizes = Configuration(
        kind,
        VOCABULARY_SIZE,
        5,
        5 if tied else 7,
        layers=layers,
        window=3,
        tied=tied,
        direct=kind == "window",
    )
    made = Network.create(sizes, seed=2)
    random = np.random.default_rng(3)
    for array in made.parameters.values():
        array += random.normal(scale=0.5, size=array.shape).astype(np.float32)
    return NeuralModel(made)


@cache
def counted(smoothing: str, spelled: bool = False) -> Model:
    return Made(smoothing, spelled=spelled).model(LEARNED, 3)


MODELS: dict[str, Callable[[], Model]] = {
    **{f"{name}": lambda name=name: counted(name) for name in NORMALISED},  # type: ignore[misc]
    "modified-kneser-ney, spelled": lambda: counted("modified-kneser-ney", True),
    **{kind: lambda kind=kind: network(kind) for kind in KINDS},  # type: ignore[misc]
    **{f"{kind}, untied, 2 layers": lambda kind=kind: network(kind, False, 2) for kind in KINDS},  # type: ignore[misc]
}


@pytest.fixture(params=MODELS, scope="module")
def model(request) -> Model:
    return MODELS[request.param]()


def after(model: Model, words: list[int]) -> Any:
    state = model.start()
    for word in words:
        state = model.advance(state, word)
    return state


@settings(max_examples=10)
@given(history)
def test_probabilities_sum_to_one_whatever_came_before(model, words):
    log_p = model.log_probs(after(model, words))
    assert log_p.shape == (VOCABULARY_SIZE,)
    assert log_p.dtype == np.float32
    assert not np.isnan(log_p).any()
    assert (log_p <= 1e-6).all()
    assert log_p[BOS] == -np.inf
    assert np.log(np.exp(log_p.astype(np.float64)).sum()) == pytest.approx(0, abs=1e-5)


@settings(max_examples=10)
@given(texts)
def test_score_is_what_the_distributions_say_word_by_word(model, text):
    words = ids(text)
    state, expected = model.start(), []
    for word in words.tolist():
        expected.append(model.log_probs(state)[word])
        state = model.advance(state, word)
    found = model.score(words)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, atol=3e-5, rtol=1e-5)
    assert len(model.score(words[:0])) == 0


@settings(max_examples=10)
@given(history, history)
def test_equal_states_give_equal_distributions(model, words, other):
    one, same, another = after(model, words), after(model, words), after(model, other)
    np.testing.assert_array_equal(model.log_probs(one), model.log_probs(same))
    if one == another:
        np.testing.assert_array_equal(model.log_probs(one), model.log_probs(another))
    assert {one: 1}[one] == 1


@settings(max_examples=10)
@given(history, st.lists(st.integers(EOS, VOCABULARY_SIZE - 1), min_size=1, max_size=4))
def test_asking_and_going_on_leave_a_state_as_it_was(model, words, more):
    state = after(model, words)
    before = model.log_probs(state).copy()
    begun = model.log_probs(model.start()).copy()
    for word in more:
        model.log_probs(model.advance(state, word))
        after(model, more)
        model.top(state, 3)
        model.score(np.array(more, dtype=np.int32))
    np.testing.assert_array_equal(model.log_probs(state), before)
    np.testing.assert_array_equal(model.log_probs(after(model, words)), before)
    np.testing.assert_array_equal(model.log_probs(model.start()), begun)


@settings(max_examples=10)
@given(
    history,
    st.integers(1, VOCABULARY_SIZE + 2),
    st.integers(0, VOCABULARY_SIZE),
    st.integers(0, VOCABULARY_SIZE),
)
def test_top_is_the_order_of_the_distribution(model, words, k, one, other):
    state = after(model, words)
    p = np.exp(model.log_probs(state).astype(np.float64))
    low, high = sorted((one, other))
    for among, wanted in (
        (None, range(VOCABULARY_SIZE)),
        (range(low, high), range(low, high)),
        (np.arange(low, high, dtype=np.int32), range(low, high)),
    ):
        found = model.top(state, k, among)
        allowed = [word for word in wanted if word != BOS and p[word] > 0]
        assert len(found) == min(k, len(allowed))
        assert len({each.word for each in found}) == len(found)
        assert {each.word for each in found} <= set(allowed)
        for each in found:
            assert each.probability == pytest.approx(p[each.word], rel=1e-4)
        values = [each.probability for each in found]
        assert values == sorted(values, reverse=True)
        rest = [p[word] for word in allowed if word not in {each.word for each in found}]
        if found and rest:
            assert max(rest) <= values[-1] * (1 + 1e-4)
