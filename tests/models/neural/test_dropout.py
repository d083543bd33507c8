"""Masks are drawn once a text and chunk, and keep the mean."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.neural.made import chunks, network_of
from typeahead.models.neural.configuration import KINDS
from typeahead.models.neural.dropout import Dropout


def dropout(**shares: float) -> Dropout:
    return Dropout(np.random.default_rng(3), **shares)


def test_a_mask_leaves_out_its_share_and_scales_the_rest_up():
    mask = dropout().mask(0.3, 200, 500, np.float32)
    assert mask is not None
    assert mask.shape == (200, 500)
    assert mask.dtype == np.float32
    assert set(np.unique(mask)) == {np.float32(0), np.float32(1 / 0.7)}
    assert (mask == 0).mean() == pytest.approx(0.3, abs=0.01)
    assert mask.mean() == pytest.approx(1, abs=0.01)
    assert dropout().mask(0.0, 2, 3, np.float32) is None


def test_a_word_is_left_out_wherever_it_stands_in_the_chunk():
    words = np.random.default_rng(0).integers(0, 300, (40, 20)).astype(np.int32)
    mask = dropout(words=0.25).word_mask(words, np.float64)
    assert mask is not None
    assert mask.shape == (40, 20, 1)
    for word in np.unique(words):
        assert len(np.unique(mask[words == word])) == 1
    assert (mask == 0).mean() == pytest.approx(0.25, abs=0.06)
    assert mask.max() == pytest.approx(1 / 0.75)
    assert dropout().word_mask(words, np.float64) is None


@pytest.mark.parametrize("kind", KINDS)
def test_masks_are_locked_across_time(kind):
    """Before the softmax the same numbers of a text are missing at every word; other texts miss others."""
    network = network_of(kind, width=40, embedding=40)
    words = chunks()[0].inputs
    hidden = network.forward(words, network.start(3), dropout(outputs=0.5)).hidden
    missing = hidden == 0
    assert missing.any(axis=2).all()
    assert (missing == missing[0]).all()
    assert (missing[0, 0] != missing[0, 1]).any()


def test_inputs_are_left_out_alike_at_every_word():
    """Words that are the same at two places give the same inputs there, in a network that sees one word."""
    network = network_of("window", window=1, width=20, embedding=20)
    words = np.full((4, 2), 5, dtype=np.int32)
    hidden = network.forward(words, network.start(2), dropout(inputs=0.5)).hidden
    np.testing.assert_allclose(hidden, np.broadcast_to(hidden[:1], hidden.shape), rtol=1e-12)
    assert not np.allclose(hidden[0, 0], hidden[0, 1])


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_leaves_out_the_same(kind):
    network = network_of(kind, layers=2)
    words = chunks()[0].inputs
    shares = {"inputs": 0.3, "between": 0.3, "outputs": 0.3, "words": 0.3}
    one, same, without = (
        network.forward(words, network.start(3), each).hidden
        for each in (dropout(**shares), dropout(**shares), None)
    )
    np.testing.assert_array_equal(one, same)
    assert not np.allclose(one, without)
