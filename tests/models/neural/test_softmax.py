"""Loss and gradient over all words, in pieces that fit the cache."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.neural.made import SIZE, network_of
from typeahead.models.neural import softmax
from typeahead.models.neural.operations import compiled, plain


def asked(rows: int = 11) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    return random.normal(size=(rows, 6)), random.integers(2, SIZE, rows).astype(np.int32)


@pytest.mark.parametrize("operations", [plain, compiled])
@pytest.mark.parametrize("tied", [True, False])
def test_the_loss_is_that_of_the_logits(operations, tied):
    network = network_of("gru", tied=tied, operations=operations())
    hidden, targets = asked()
    logits = hidden @ network.output.T + network.parameters["bias"]
    expected = np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(targets)), targets]
    gradients = {name: np.zeros_like(array) for name, array in network.parameters.items()}
    loss, _ = softmax.full(network, hidden, targets, gradients, 1.0, {})
    assert loss == pytest.approx(expected.sum(), rel=1e-12)
    np.testing.assert_allclose(softmax.losses(network, hidden, targets), expected, rtol=1e-6)
    # What one word gains the others lose.
    assert gradients["bias"].sum() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("operations", [plain, compiled])
def test_pieces_make_no_difference(operations, monkeypatch):
    network = network_of("gru", operations=operations())
    hidden, targets = asked()
    found = []
    for room in (1, 3 * SIZE * 8, 1 << 20):
        monkeypatch.setattr(softmax, "_ROOM", room)
        gradients = {name: np.zeros_like(array) for name, array in network.parameters.items()}
        loss, d_hidden = softmax.full(network, hidden, targets, gradients, 0.5, {})
        found.append((loss, d_hidden, gradients["embedding"], gradients["bias"]))
        found[-1] = (*found[-1], softmax.losses(network, hidden, targets))
    for other in found[1:]:
        for one, same in zip(found[0], other, strict=True):
            np.testing.assert_allclose(one, same, rtol=1e-9, atol=1e-12)


def test_room_is_kept_and_fits_more_or_fewer_rows():
    network = network_of("gru")
    room: dict[str, np.ndarray] = {}
    for rows in (5, 11, 3):
        hidden, targets = asked(rows)
        gradients = {name: np.zeros_like(array) for name, array in network.parameters.items()}
        loss, d_hidden = softmax.full(network, hidden, targets, gradients, 1.0, room)
        fresh = softmax.full(network, hidden, targets, gradients, 1.0, {})
        assert loss == fresh[0]
        np.testing.assert_array_equal(d_hidden, fresh[1])
    assert len(room["logits"]) == 11
