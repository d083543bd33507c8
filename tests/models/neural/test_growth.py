"""A new word is likely where it was written, unlikely elsewhere, and all still sums to one."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.models.neural.growth import Growth, laplace
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Network
from typeahead.models.protocols import BOS, EOS, RESERVED, UNK

WORDS = list(RESERVED)
WORDS += ["the", "a", "my", "old", "house", "garden", "boat", "likes", "visits", "Anna", "Ben", "and", "in"]
WORDS += ["green", "greenhouse", "warehouse"]
COUNTS = np.array([0, 0, 50, *np.linspace(60, 4, len(WORDS) - 3)])


def made(kind: str, tied: bool = True) -> NeuralModel:
    sizes = Configuration(kind, len(WORDS), embedding=24, width=24 if tied else 32, window=3, tied=tied)
    network = Network.create(sizes, seed=2)
    network.parameters["embedding"] *= 5
    network.parameters["bias"] += np.log(np.maximum(COUNTS, 0.1)).astype(np.float32)
    return NeuralModel(network)


def ids(text: str, **new: int) -> list[int]:
    return [new[word] if word in new else WORDS.index(word) for word in text.split()] + [EOS]


def after(model: NeuralModel, words: list[int]) -> np.ndarray:
    p = np.exp(model.log_probs(model.walk(model.start(), words)[-1]).astype(np.float64))
    assert p.sum() == pytest.approx(1, abs=1e-5)
    assert p[BOS] == 0
    return p


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tied", [True, False])
def test_written_a_few_times_it_is_likely_there_and_not_elsewhere(kind, tied):
    model = made(kind, tied)
    growth = Growth(model, WORDS, COUNTS)
    here, there = ids("Anna visits my old")[:-1], ids("the garden and")[:-1]
    before = after(model, here), after(model, there)
    new = growth.add("boathouse")
    assert new == len(WORDS) == model.size - 1
    assert after(model, here)[new] < 0.2
    sentence = ids("Anna visits my old boathouse", boathouse=new)
    seen = []
    for _ in range(4):
        growth.observe([sentence])
        seen.append(after(model, here)[new])
    assert seen == sorted(seen)
    assert seen[-1] > 0.3
    assert after(model, there)[new] < seen[-1] / 4
    # Among themselves, the words that were trained stand as before.
    for earlier, place in zip(before, (here, there), strict=True):
        rest = after(model, place)[:new]
        np.testing.assert_allclose(rest / rest.sum(), earlier, atol=1e-6)


def test_it_begins_beside_the_words_spelled_like_it_with_the_bias_of_rare_words():
    model = made("lstm")
    growth = Growth(model, WORDS, COUNTS)
    new = growth.add("boathouse")
    embeddings = model.network.parameters["embedding"]
    cosine = embeddings @ embeddings[new] / np.linalg.norm(embeddings, axis=1)
    assert {WORDS[number] for number in np.argsort(-cosine[:new])[:3]} < {
        "boat",
        "house",
        "greenhouse",
        "warehouse",
    }
    bias = model.network.parameters["bias"]
    assert bias[new] < bias[WORDS.index("warehouse")] < bias[WORDS.index("the")]


def test_what_was_trained_stays_and_many_words_find_room():
    model = made("gru")
    trained = {name: array.copy() for name, array in model.network.parameters.items()}
    growth = Growth(model, WORDS, COUNTS)
    numbers = [growth.add(f"new{at}") for at in range(70)]
    growth.observe([[*ids("the old")[:-1], number, EOS] for number in numbers])
    assert model.size == len(WORDS) + 70
    for name, array in trained.items():
        np.testing.assert_array_equal(model.network.parameters[name][: len(array)], array)
    assert after(model, [numbers[3]]).shape == (model.size,)


def test_the_places_that_are_remembered_keep_little():
    words = [*RESERVED, *(f"word{number}" for number in range(20_000))]
    network = Network.create(Configuration("ssm", len(words), embedding=8, width=8), seed=2)
    growth = Growth(NeuralModel(network), words, np.ones(len(words)))
    new = growth.add("boathouse")
    sentence = [10, 11, 12, new, 13, EOS]
    growth.observe([sentence])
    tracemalloc.start()
    try:
        for _ in range(12):
            growth.observe([sentence])
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 300_000, "a distribution over these words takes 160 kB"


def test_unlike_any_word_and_never_seen_it_is_as_any_rare_word():
    model = made("rnn")
    growth = Growth(model, WORDS, COUNTS)
    number = growth.add("zzz")
    growth.observe([ids("the a"), [UNK, EOS]])
    assert 0 < after(model, ids("the")[:-1])[number] < 0.2


def test_laplace_finds_the_likeliest_scores():
    random = np.random.default_rng(1)
    x = random.normal(size=(12, 3))
    kernel, before = x @ x.T * 2 + 0.5, random.normal(size=12) - 4
    is_it = random.random(12) < 0.5
    pull = laplace(kernel, before, is_it)
    scores = before + kernel @ pull
    # At the top the prior's pull is what is left of the outcomes: a = y - σ(f).
    np.testing.assert_allclose(pull, is_it - 1 / (1 + np.exp(-scores)), atol=3e-3)
