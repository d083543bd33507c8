"""Given weights under another vocabulary: what both have is kept, what is new begins beside what it is spelled like."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.neural.made import network_of
from typeahead.models.neural.alike import Alike
from typeahead.models.neural.configuration import KINDS
from typeahead.models.neural.training.transplanting import transplanted
from typeahead.models.protocols import FIRST_WORD, RESERVED

WORDS = [*RESERVED, "the", "garden", "gardens", "boat", "house", "greenhouse", "walks"]
TO = [*RESERVED, "house", "the", "gardener", "boat", "warehouse", "zzz"]


def given(kind: str = "lstm", tied: bool = True):
    return network_of(kind, dtype=np.float32, size=len(WORDS), tied=tied, width=8, layers=2)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tied", [True, False])
def test_shared_words_keep_their_rows_and_layers_their_weights(kind, tied):
    before = given(kind, tied)
    made = transplanted(before, WORDS, TO, seed=1)
    assert made.configuration.vocabulary_size == len(TO)
    assert made.dtype == np.float32
    for name, array in made.parameters.items():
        if name not in ("embedding", "output", "bias"):
            np.testing.assert_array_equal(array, before.parameters[name])
            assert array is not before.parameters[name]
            continue
        assert len(array) == len(TO)
        np.testing.assert_array_equal(array[:FIRST_WORD], before.parameters[name][:FIRST_WORD])
        for word in ("house", "the", "boat"):
            np.testing.assert_array_equal(array[TO.index(word)], before.parameters[name][WORDS.index(word)])
    for name, array in given(kind, tied).parameters.items():
        np.testing.assert_array_equal(before.parameters[name], array)


def test_new_words_begin_beside_those_spelled_like_them_as_rare_words():
    before = given()
    made = transplanted(before, WORDS, TO, seed=1)
    for word, alike in (("gardener", {"garden", "gardens"}), ("warehouse", {"house", "greenhouse", "walks"})):
        near, likeness = Alike(WORDS).to(word, 8)
        assert {WORDS[number] for number in near} == alike
        expected = likeness / likeness.sum() @ before.parameters["embedding"][near]
        np.testing.assert_allclose(
            made.parameters["embedding"][TO.index(word)], expected, rtol=1e-5, atol=1e-6
        )
    biases = before.parameters["bias"][FIRST_WORD:]
    for word in ("gardener", "warehouse", "zzz"):
        assert made.parameters["bias"][TO.index(word)] == pytest.approx(np.quantile(biases, 0.05))
    other = transplanted(before, WORDS, TO, seed=2)
    unlike = TO.index("zzz")
    assert (other.parameters["embedding"][unlike] != made.parameters["embedding"][unlike]).all()


def test_the_same_vocabulary_gives_the_same_network():
    before = given()
    made = transplanted(before, WORDS, WORDS, seed=1)
    for name, array in before.parameters.items():
        np.testing.assert_array_equal(made.parameters[name], array)


def test_nothing_in_common_is_no_error():
    made = transplanted(given(), WORDS, [*RESERVED, "xyzzy"], seed=1)
    assert np.isfinite(made.parameters["embedding"]).all()
    empty = network_of("rnn", dtype=np.float32, size=3)
    made = transplanted(empty, list(RESERVED), TO, seed=1)
    assert np.isfinite(made.parameters["bias"]).all()
