"""A text in columns: each word's input is the word before it, chunk after chunk, epoch after epoch."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from typeahead.models.neural.training.batches import Batches
from typeahead.models.protocols import EOS


def text(length: int) -> np.ndarray:
    """Every word another, so that each tells its place."""
    return np.arange(100, 100 + length, dtype=np.int32)


@given(st.integers(2, 300), st.integers(1, 8), st.integers(1, 12), st.integers(0, 3), st.integers(0, 99))
def test_targets_are_the_inputs_shifted_and_chunks_go_on_where_the_last_ended(
    length, batch, bptt, epoch, seed
):
    words = text(length)
    made = Batches(words, batch, bptt, seed)
    steps = range(epoch * made.chunks, (epoch + 1) * made.chunks)
    chunks = [made.chunk(step) for step in steps]
    assert [chunk.first for chunk in chunks] == [True] + [False] * (made.chunks - 1)
    for chunk in chunks:
        assert chunk.inputs.shape == chunk.targets.shape
        assert 1 <= len(chunk.inputs) <= bptt
        assert chunk.inputs.dtype == chunk.targets.dtype == np.int32
    inputs, targets = (np.concatenate([getattr(c, name) for c in chunks]) for name in ("inputs", "targets"))
    np.testing.assert_array_equal(inputs[1:], targets[:-1])
    # The columns beside each other are the text, or a piece of it that goes round.
    whole = targets.T.reshape(-1)
    assert len(np.unique(whole)) == len(whole) > length - made.batch
    np.testing.assert_array_equal(whole, np.resize(np.roll(words, 100 - whole[0]), len(whole)))
    np.testing.assert_array_equal(inputs[0, 1:], targets[-1, :-1])
    before = EOS if whole[0] == 100 else whole[0] - 1
    assert inputs[0, 0] == before
    if epoch == 0:
        assert whole[0] == 100


def test_epochs_begin_elsewhere_and_the_same_seed_at_the_same_place():
    words = text(500)
    one, same, other = Batches(words, 4, 10, 1), Batches(words, 4, 10, 1), Batches(words, 4, 10, 2)
    begins = [[each.chunk(epoch * each.chunks).targets[0, 0] for epoch in range(5)] for each in (one, other)]
    assert len(set(begins[0])) == 5
    assert begins[0] != begins[1]
    # Whatever was asked before.
    for step in (70, 3, 14, 2):
        np.testing.assert_array_equal(same.chunk(step).inputs, one.chunk(step).inputs)


def test_a_short_text_has_fewer_columns():
    assert Batches(text(1000), 20, 35, 1).batch == 14
    assert Batches(text(30), 20, 35, 1).batch == 1
    assert Batches(text(30), 20, 35, 1).chunks == 1
