"""The network that comes with the package: its embeddings in 8 bits, opened as the network they were made of.

Each row of a matrix over the vocabulary has a scale of its own, w ≈ q · s, q in −127 … 127: of the largest weight of
a row at most 1/254 is lost. Everything else is small, and stays in 16 bits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import NetworkDamaged, SettingInvalid
from typeahead.locations import base_network_folder
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.profile import artifacts
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.networks.stored import VOCABULARY, StoredNetwork, shapes_of

_STEPS = 127
_BY_WORD = ("embedding", "output")
_SCALE = ".scale"


def write_base_network(
    folder: Path, network: Network, words: Sequence[str], about: Mapping[str, Any]
) -> int:
    """Write a network in few bits; how many bytes it takes."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, array in network.parameters.items():
        if name in _BY_WORD:
            arrays[name], arrays[name + _SCALE] = quantised(np.asarray(array))
        else:
            arrays[name] = np.asarray(array, dtype=np.float16)
    whole = {**about, "configuration": asdict(network.configuration), "kind": network.configuration.kind}
    artifacts.write(folder, arrays, {VOCABULARY: "\n".join(words)}, whole)
    return sum(path.stat().st_size for path in folder.iterdir())


@cache
def open_base_network() -> StoredNetwork:
    """The network that comes with the package, once a process; nobody may change its weights.

    Raises:
        NetworkDamaged: the package is damaged.
    """
    folder = base_network_folder()
    try:
        stored = Artifacts(folder, verify=False)
        configuration = Configuration(**stored.about["configuration"])
        words = stored.text(VOCABULARY).split("\n")
        weights = {name: _opened(stored, name) for name in shapes_of(configuration)}
    except (ArtifactsUnusable, SettingInvalid, KeyError, TypeError, ValueError) as error:
        raise NetworkDamaged(
            f"the network that came with typeahead can't be used ({error}); install typeahead again"
        ) from error
    about = {**stored.about, "identity": f"base-{stored.identity}"}
    return StoredNetwork(Network(configuration, weights), words, about)


def quantised(array: NDArray[np.floating[Any]]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows (N, E) as 8-bit numbers and a scale for each, (N, 1)."""
    scale = np.maximum(np.abs(array).max(axis=1, keepdims=True), 1e-12).astype(np.float32) / _STEPS
    return np.rint(array / scale).astype(np.int8), scale


def _opened(stored: Artifacts, name: str) -> NDArray[np.float32]:
    found = stored.array(name).astype(np.float32)
    if name in _BY_WORD:
        found *= stored.array(name + _SCALE)
    return found
