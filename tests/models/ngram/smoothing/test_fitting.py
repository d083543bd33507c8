"""Parameters fitted to held-out sentences."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.ngram.brute import BruteForce
from tests.models.ngram.made import NORMALISED
from tests.strategies import VOCABULARY_SIZE, ids, texts
from typeahead.models.ngram.smoothing import fitted, make
from typeahead.models.ngram.smoothing.fitting import Observed, expectation_maximisation, split
from typeahead.models.protocols import BOS, EOS, UNK

TEXT = [
    [3, 4, 5],
    [3, 4, 6],
    [5, 4, 3],
    [3],
    [4, 4, 5],
    [6, 7, 3],
    [3, 4, 5, 6],
    [8, 3],
    [5, 3, 4],
    [3, 4, 5, 7],
] * 4


def test_every_tenth_sentence_is_held_out():
    text = [[3], [4], [5], [6], [7], [8], [3, 3], [4, 4], [5, 5], [6, 6], [7, 7]]
    counted, held_out = split(ids(text))
    assert held_out.tolist() == ids([[6, 6]]).tolist()
    assert counted.tolist() == ids(text[:9] + text[10:]).tolist()


@pytest.mark.parametrize(("sentences", "held"), [(0, 0), (1, 0), (2, 1), (9, 1), (10, 1), (20, 2)])
def test_short_texts_hold_out_one_sentence_if_they_have_another(sentences, held):
    counted, held_out = split(ids([[3]] * sentences))
    assert (np.sum(held_out == EOS), np.sum(counted == EOS)) == (held, sentences - held)


# --- Jelinek-Mercer


def plain_em(text, order, rounds):
    """Jelinek-Mercer's weights by EM over lists of tokens and dictionaries."""
    counted = [s for at, s in enumerate(text) if at % 10 != 9]
    held_out = [s for at, s in enumerate(text) if at % 10 == 9]
    followers = BruteForce("mle", counted, order).followers
    types = len({word for sentence in text for word in sentence} | {EOS, UNK})
    weights = defaultdict(lambda: 0.5)
    for _ in range(rounds):
        drawn, reached = Counter(), Counter()
        for sentence in held_out:
            padded = (BOS, *sentence, EOS)
            for end in range(1, len(padded)):
                steps, p = [], 1 / types
                for length in range(min(order - 1, end) + 1):
                    found = followers.get(padded[end - length : end])
                    if found:
                        key = (length, len(f"{sum(found.values()):b}"))
                        own = weights[key] * found.get(padded[end], 0) / sum(found.values())
                        p = own + (1 - weights[key]) * p
                        steps.append((key, own, p))
                above, whole = 1.0, p
                for key, own, p in reversed(steps):
                    drawn[key] += above * own / whole
                    reached[key] += above * p / whole
                    above *= 1 - weights[key]
        for key in reached:
            weights[key] = min(max(drawn[key] / reached[key], 1e-4), 1 - 1e-4)
    return dict(weights)


@pytest.mark.parametrize("order", [1, 3])
def test_weights_are_those_of_a_plain_em(order):
    found = fitted("jelinek-mercer", ids(TEXT), VOCABULARY_SIZE, order).weights
    for (length, bucket), weight in plain_em(TEXT, order, 200).items():
        assert found[length][bucket] == pytest.approx(weight, abs=2e-3)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3)), min_size=3, max_size=3)),
        min_size=1,
        max_size=30,
    )
)
def test_the_likelihood_never_falls(tokens):
    observed = [
        Observed(
            np.array([r if b else 0.0 for (steps,) in tokens for r, b in [steps[at]]]),
            np.array([b for (steps,) in tokens for _, b in [steps[at]]]),
        )
        for at in range(3)
    ]
    weights, history = expectation_maximisation(observed, np.full(len(tokens), 0.01))
    assert all(after >= before - 1e-12 for before, after in pairwise(history))
    assert all((each > 0).all() and (each < 1).all() for each in weights)


def test_buckets_without_held_out_tokens_take_their_neighbours_weight():
    observed = [Observed(np.array([0.9, 0.9, 0.1]), np.array([2, 2, 5]))]
    weights, _ = expectation_maximisation(observed, np.full(3, 0.2))
    assert weights[0][0] == weights[0][1] == weights[0][2] == weights[0][3]
    assert weights[0][4] == weights[0][5] != weights[0][2]


# --- delta


def held_out_likelihood(text, order, delta):
    counted = [s for at, s in enumerate(text) if at % 10 != 9]
    held_out = [s for at, s in enumerate(text) if at % 10 == 9]
    types = {word for sentence in text for word in sentence} | {EOS, UNK}
    brute = BruteForce("add-delta", counted, order, lambda word: 1 / len(types), delta=delta)
    brute.types = len(types)
    return sum(
        math.log(brute.probability((BOS, *sentence[:at]), word))
        for sentence in held_out
        for at, word in enumerate([*sentence, EOS])
    )


@pytest.mark.parametrize("order", [1, 2, 3])
def test_no_other_delta_is_better(order):
    delta = fitted("add-delta", ids(TEXT), VOCABULARY_SIZE, order).parameters()["delta"]
    best = held_out_likelihood(TEXT, order, delta)
    for factor in (0.5, 0.9, 1.1, 2.0):
        assert held_out_likelihood(TEXT, order, delta * factor) < best


# --- all of them


@pytest.mark.parametrize("name", ["jelinek-mercer", "add-delta"])
def test_the_same_text_gives_the_same_parameters_and_they_can_be_stored(name):
    first, again = (fitted(name, ids(TEXT), VOCABULARY_SIZE, 3).parameters() for _ in range(2))
    assert first == again
    assert make(name, json.loads(json.dumps(first))).parameters() == first


def test_what_is_given_is_not_fitted():
    smoothing = fitted("add-delta", ids(TEXT), VOCABULARY_SIZE, 3, parameters={"delta": 0.25})
    assert smoothing.parameters() == {"delta": 0.25}
    smoothing = fitted("add-delta", ids(TEXT), VOCABULARY_SIZE, 3, parameters={"delta": None})
    assert smoothing.parameters() != {"delta": 1.0}


@given(st.sampled_from(NORMALISED), texts, st.integers(1, 4), st.booleans())
def test_any_text_can_be_fitted_to(name, text, order, own_base):
    base = np.full(VOCABULARY_SIZE, 1 / VOCABULARY_SIZE) if own_base else None
    smoothing = fitted(name, ids(text), VOCABULARY_SIZE, order, base)
    assert smoothing.name == name
    json.dumps(smoothing.parameters(), allow_nan=False)


@pytest.mark.parametrize("name", ["jelinek-mercer", "add-delta", "katz"])
def test_no_text_at_all(name):
    assert fitted(name, np.zeros(0, dtype=np.int32), 3, 3).name == name
