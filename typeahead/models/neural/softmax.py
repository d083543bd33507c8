"""The softmax over all words: loss and gradient of hidden vectors and their next words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.network import Array, Network

_ROOM = 24 << 20
"""Bytes of logits at a time: enough for a good product, little enough for the processor's cache."""


def full(
    network: Network,
    hidden: Array,
    targets: NDArray[np.int32],
    gradients: dict[str, Array],
    scale: float,
    room: dict[str, Array],
) -> tuple[float, Array]:
    """Σ −ln p(target) in nats, and scale · its gradient by the hidden vectors.

    Args:
        network: whose output weights are used.
        hidden: (N, E).
        targets: (N,) ids.
        gradients: added to, by the names of the parameters.
        scale: of the gradient; 1 / N makes it the mean's.
        room: memory kept from call to call; empty at first.

    Returns:
        The loss, and (N, E).
    """
    weights = network.output  # (V, E)
    name = "embedding" if network.configuration.tied else "output"
    size = len(weights)
    rows = max(min(len(hidden), _ROOM // (size * hidden.itemsize)), 1)
    logits = room.get("logits")
    if logits is None or logits.shape[0] < rows or logits.dtype != hidden.dtype:
        logits = room["logits"] = np.empty((rows, size), hidden.dtype)
        room["product"] = np.empty_like(weights)
    d_hidden = np.empty_like(hidden)
    loss = 0.0
    for first in range(0, len(hidden), rows):
        some = hidden[first : first + rows]  # (n, E)
        p = logits[: len(some)]  # (n, V)
        np.dot(some, weights.T, out=p)
        loss += network.operations.softmax_gradient(
            p, network.parameters["bias"], targets[first : first + rows], scale, gradients["bias"]
        )
        np.dot(p, weights, out=d_hidden[first : first + rows])
        np.dot(p.T, some, out=room["product"])
        gradients[name] += room["product"]
    return loss, d_hidden


def losses(network: Network, hidden: Array, targets: NDArray[np.int32]) -> NDArray[np.float32]:
    """−ln p(target) in nats of each hidden vector (N, E) and its next word (N,)."""
    found = np.empty(len(hidden), dtype=np.float32)
    rows = max(_ROOM // (len(network.output) * hidden.itemsize), 1)
    for first in range(0, len(hidden), rows):
        logits = network.logits(hidden[first : first + rows])  # (n, V)
        own = logits[np.arange(len(logits)), targets[first : first + rows]]
        top = logits.max(axis=1)
        np.exp(logits - top[:, None], out=logits)
        found[first : first + rows] = np.log(logits.sum(axis=1)) + top - own
    return found
