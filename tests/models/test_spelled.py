"""The letter model: a distribution over all words, known or not."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.models.protocols import BOS, EOS, FIRST_WORD, UNK
from typeahead.models.spelled import SpelledBase, SpelledModel

WORDS = ["banana", "band", "bandana", "can", "canal", "é", "a"]


@pytest.fixture(scope="module")
def model() -> SpelledModel:
    return SpelledModel.build(WORDS)


@given(st.text(min_size=1, max_size=12).filter(lambda word: "\n" not in word))
def test_any_word_has_a_probability(model, word):
    assert 0 < model.probability(word) < 1
    assert model.probabilities([word])[0] == pytest.approx(model.probability(word), rel=1e-4)


@pytest.mark.parametrize("word", ["a" * 400, "б" * 60, "x" * 5_000])
def test_no_word_is_too_long_for_its_logarithm(model, word):
    assert model.probability(word) == 0
    assert math.isfinite(model.log_probability(word))
    longer = model.log_probability(word + word[0])
    assert longer < model.log_probability(word)


@given(st.text(min_size=1, max_size=12).filter(lambda word: "\n" not in word))
def test_the_logarithm_is_that_of_the_probability(model, word):
    assert math.exp(model.log_probability(word)) == pytest.approx(model.probability(word))


def test_a_known_word_has_a_share_however_long(model):
    words = ["<unk>", "<s>", "</s>", *sorted(WORDS), "б" * 60]
    values = np.zeros(len(words))
    values[FIRST_WORD:] = model.probabilities(words[FIRST_WORD:])
    base = SpelledBase(model, values, words)
    words.append("ж" * 60)
    assert base.of(len(words) - 2) > 0
    assert base.of(len(words) - 1) > 0
    assert base.vector().sum() == pytest.approx(1)


def test_words_that_begin_alike_share_what_their_beginning_has(model):
    longer = sum(model.beginning("ban" + letter) for letter in model.alphabet)
    other = model.beginning("ban") - model.probability("ban") - longer
    assert other > 0  # letters outside the alphabet
    assert other < 0.2 * model.beginning("ban")


def test_all_short_words_together_have_at_most_one(model):
    total = sum(
        model.probability("".join(word))
        for size in (1, 2, 3)
        for word in product(model.alphabet, repeat=size)
    )
    assert 0 < total < 1


def test_seen_words_are_likelier_than_scrambled_ones(model):
    assert model.probability("bandanal") > model.probability("lanadnab") > 0


def test_under_the_unigrams_the_unknown_words_have_the_rest(model):
    words = ["<unk>", "<s>", "</s>", *sorted(WORDS)]
    values = np.zeros(len(words))
    values[FIRST_WORD:] = model.probabilities(words[FIRST_WORD:])
    base = SpelledBase(model, values, words)
    assert base.vector().sum() == pytest.approx(1)
    assert base.of(BOS) == 0
    assert base.of(EOS) == pytest.approx(1 / (len(words) + 1))
    before = base.of(UNK)
    words.append("cabana")
    assert base.of(len(words) - 1) == pytest.approx(base.of_spelling("cabana"))
    assert base.of(UNK) == pytest.approx(before - base.of_spelling("cabana"))
