"""The LanguageModel protocol, kept by every kind of network."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.models.likeliest import best
from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Network
from typeahead.models.protocols import BOS, EOS, Candidate

SIZE = 23


@pytest.fixture(params=[(kind, tied) for kind in KINDS for tied in (True, False)], ids=str)
def model(request) -> NeuralModel:
    kind, tied = request.param
    sizes = Configuration(kind, SIZE, embedding=6, width=6 if tied else 9, layers=2, window=3, tied=tied)
    network = Network.create(sizes, seed=3)
    for name, array in network.parameters.items():
        if name in ("embedding", "output", "bias"):
            array += np.random.default_rng(len(name)).normal(size=array.shape).astype(array.dtype)
    return NeuralModel(network)


def text(length: int = 150) -> np.ndarray:
    return np.random.default_rng(5).integers(EOS, SIZE, length).astype(np.int32)


def walked(model: NeuralModel, words) -> list[np.ndarray]:
    """The distribution before each word, one step after the other."""
    state, found = model.start(), []
    for word in words:
        found.append(model.log_probs(state))
        state = model.advance(state, int(word))
    return found


def test_distributions_sum_to_one_and_leave_out_the_sentence_begin(model):
    for log_p in walked(model, text(30)):
        assert log_p.dtype == np.float32
        assert log_p[BOS] == -np.inf
        assert np.exp(log_p.astype(np.float64)).sum() == pytest.approx(1, abs=1e-5)


def test_score_is_the_steps_over_several_chunks_and_sentences(model):
    words = text()
    assert EOS in words
    stepped = [log_p[word] for log_p, word in zip(walked(model, words), words, strict=True)]
    np.testing.assert_allclose(model.score(words), stepped, atol=2e-5)
    assert len(model.score(words[:0])) == 0


def test_reading_at_once_is_stepping(model):
    words = text(20).tolist()
    np.testing.assert_allclose(
        model.read(words).hidden, model.walk(model.start(), words)[-1].hidden, atol=1e-5
    )
    np.testing.assert_array_equal(model.read([]).hidden, model.start().hidden)


def test_the_same_words_give_the_same_distribution_whatever_was_asked_between(model):
    words = text(20)
    first = walked(model, words)
    walked(model, words[::-1])
    for before, after in zip(first, walked(model, words), strict=True):
        np.testing.assert_array_equal(before, after)


def test_a_state_stays_as_it_is_and_is_remembered_until_weights_change(model):
    state = model.start()
    before = model.log_probs(state).copy()
    model.advance(state, 5)
    assert model.log_probs(state) is model.log_probs(state)
    np.testing.assert_array_equal(model.log_probs(state), before)
    model.network.parameters["bias"][7] += 1
    model.changed()
    assert model.version == 1
    assert model.log_probs(state)[7] > before[7]


def test_top_is_the_order_of_the_distribution(model):
    state = model.walk(model.start(), [4, 9])[-1]
    p = np.exp(model.log_probs(state))
    order = [word for word in np.argsort(-p, kind="stable").tolist() if word != BOS]
    assert [each.word for each in model.top(state, 5)] == order[:5]
    assert model.top(state, 99)[-1].probability == pytest.approx(p[order].min())
    among = [word for word in order if 8 <= word < 15]
    assert [each.word for each in model.top(state, 3, range(8, 15), {among[0]})] == among[1:4]
    assert [each.word for each in model.top(state, 9, np.array([3, 20], dtype=np.int32))] == sorted(
        (3, 20), key=lambda word: -p[word]
    )


def test_equals_come_in_the_order_of_their_ids_and_what_has_no_probability_not_at_all():
    p = np.array([0.1, 0.0, 0.2, 0.2, 0.2, 0.3, 0.0])
    assert best(p, 3) == [Candidate(5, 0.3), Candidate(2, 0.2), Candidate(3, 0.2)]
    assert best(p, 9, range(4, 7)) == [Candidate(5, 0.3), Candidate(4, 0.2)]
    assert best(p, 2, None, {5, 2}) == [Candidate(3, 0.2), Candidate(4, 0.2)]
