"""A network as it was trained, beside the one that changes."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.kept import KeptNetwork
from typeahead.models.neural.network import Network

SIZE = 3_000


def made(tied: bool) -> Network:
    return Network.create(Configuration("gru", SIZE, 8, 8, layers=1, tied=tied), 1)


@pytest.mark.parametrize("tied", [True, False])
def test_it_stays_as_it_was_whatever_becomes_of_the_other(tied):
    network = made(tied)
    kept, random = KeptNetwork(network), np.random.default_rng(0)
    words = np.array([[5], [2_999], [7]], dtype=np.int32)
    before = kept.forward(words, kept.start(1)).hidden
    for _ in range(40):
        rows = np.unique(random.integers(0, SIZE, 100))
        kept.keep(rows)
        for name, array in network.parameters.items():
            array[rows if name in ("embedding", "output", "bias") else ...] += 1.0
    as_it_was = made(tied).parameters
    for name, array in kept.whole().parameters.items():
        np.testing.assert_array_equal(array, as_it_was[name])
    some = np.array([1, 5, 2_999])
    np.testing.assert_array_equal(kept.output_rows(some), made(tied).output[some])
    np.testing.assert_array_equal(kept.bias_of(some), as_it_was["bias"][some])
    np.testing.assert_array_equal(kept.forward(words, kept.start(1)).hidden, before)


def test_rows_that_did_not_change_are_not_kept_twice():
    network = made(tied=True)
    kept = KeptNetwork(network)
    kept.keep(np.arange(10))
    kept.keep(np.arange(5, 15))
    assert sum(array.nbytes for array in kept._kept.values()) < network.parameters["embedding"].nbytes / 2


def test_a_network_that_has_grown_since_is_asked_where_its_rows_are():
    network = made(tied=True)
    kept = KeptNetwork(network)
    wider = np.concatenate([network.parameters["embedding"], np.ones((5, 8), dtype=np.float32)])
    network.parameters["embedding"][:] = 0.0
    network.parameters["embedding"] = wider
    np.testing.assert_array_equal(kept.rows("embedding", np.arange(SIZE)), wider[:SIZE])
