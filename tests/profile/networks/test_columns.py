"""A training goes on with another number of threads."""

from __future__ import annotations

import numpy as np

from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.profile.networks.columns import divided


def test_states_are_put_together_and_cut_anew():
    h, taps = np.arange(15.0).reshape(5, 3), np.arange(20).reshape(5, 2, 2)
    weight = np.ones(3)
    one = Checkpoint({"weight.bias": weight, "state.0.0.0": h, "state.0.1.1": taps}, {"step": 7})
    two = divided(one, 2)
    assert two.about == one.about
    assert two.arrays["weight.bias"] is weight
    np.testing.assert_array_equal(two.arrays["state.0.0.0"], h[:2])  # as Worker cuts the batch
    np.testing.assert_array_equal(two.arrays["state.1.0.0"], h[2:])
    np.testing.assert_array_equal(two.arrays["state.1.1.1"], taps[2:])
    again = divided(two, 1)
    assert set(again.arrays) == set(one.arrays)
    for name, array in one.arrays.items():
        np.testing.assert_array_equal(again.arrays[name], array)


def test_no_thread_is_without_a_column():
    one = Checkpoint({"state.0.0.0": np.zeros((1, 3))}, {})
    assert set(divided(one, 2).arrays) == {"state.0.0.0"}
