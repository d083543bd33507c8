"""The network that comes with the package: its embeddings in 8 bits, mapped; everything else, which is small, in 16."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import NetworkDamaged, SettingInvalid
from typeahead.locations import base_network_folder
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.packed import PackedNetwork, packed
from typeahead.profile import artifacts
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.networks.stored import VOCABULARY, least_size, shapes_of
from typeahead.profile.settings import PROSE

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

KIND = "ssm"
"""What it is."""

_ROWS, _SCALE, _FREQUENCY = "embedding", "embedding_scale", "log_frequency"


class StoredBaseNetwork(NamedTuple):
    """The network, opened: shared by all who ask, changed by none.

    Attributes:
        network: its weights.
        words: its vocabulary by id.
        frequency: (V,) float64, the part of the training text that each word was; it sums to 1.
        about: figures of its training, and its "identity".
    """

    network: PackedNetwork
    words: list[str]
    frequency: NDArray[np.float64]
    about: dict[str, Any]


def write_base_network(
    folder: Path,
    network: Network,
    words: Sequence[str],
    counts: NDArray[np.integer],
    about: Mapping[str, Any],
) -> int:
    """Write a network in few bits; how many bytes it takes.

    Args:
        folder: replaced.
        network: with tied embeddings.
        words: its vocabulary by id.
        counts: (V,) how often each is in the training text.
        about: figures that JSON can hold.
    """
    rows, scale = packed(np.asarray(network.parameters["embedding"]))
    frequency = np.log(np.maximum(counts, 0.5) / np.sum(counts))
    arrays: dict[str, NDArray[Any]] = {
        _ROWS: rows,
        _SCALE: scale.astype(np.float16),
        _FREQUENCY: frequency.astype(np.float16),
    }
    for name, array in network.parameters.items():
        if name != "embedding":
            arrays[name] = np.asarray(array, dtype=np.float16)
    artifacts.write(
        folder,
        arrays,
        {VOCABULARY: "\n".join(words)},
        {**about, "configuration": asdict(network.configuration)},
    )
    return sum(path.stat().st_size for path in folder.iterdir())


def begins_with_base(profile: Profile, kind: str) -> bool:
    """Whether a network without weights of its own begins with those that came with the package."""
    return kind == KIND and profile.uses_base and profile.settings.tokens == PROSE


def base_network_identity() -> str | None:
    """That of the network that comes with the package, without opening it; None where it is not there."""
    try:
        return _identity(Artifacts(base_network_folder(), verify=False))
    except ArtifactsUnusable:
        return None


@cache
def open_base_network() -> StoredBaseNetwork:
    """The network that comes with the package, once a process.

    Raises:
        NetworkDamaged: it is not there, or damaged.
    """
    try:
        return _opened(Artifacts(base_network_folder(), verify=False))
    except (ArtifactsUnusable, SettingInvalid, KeyError, TypeError, ValueError) as error:
        raise NetworkDamaged(
            f"the network that comes with typeahead can't be used ({error}); install typeahead again"
        ) from error


def _opened(stored: Artifacts) -> StoredBaseNetwork:
    configuration = Configuration(**stored.about["configuration"])
    words = stored.text(VOCABULARY).split("\n")
    if 8 * stored.size_of("") < least_size(configuration):  # its rows are packed to some bits a number
        raise ValueError("its weights are those of a smaller network")
    shapes = shapes_of(configuration)
    rows, scale = stored.array(_ROWS), stored.array(_SCALE).astype(np.float32)
    frequency = np.exp(stored.array(_FREQUENCY).astype(np.float64))
    weights = {name: stored.array(name).astype(np.float32) for name in shapes if name != "embedding"}
    for name, array in {"embedding": rows, **weights}.items():
        if array.shape != shapes[name]:
            raise ValueError(f"{name} has another shape")
    if not len(words) == len(scale) == len(frequency) == configuration.vocabulary_size:
        raise ValueError("its vocabulary is of another size")
    frequency /= frequency.sum()
    about = {**stored.about, "identity": _identity(stored)}
    return StoredBaseNetwork(PackedNetwork(configuration, weights, rows, scale), words, frequency, about)


def _identity(stored: Artifacts) -> str:
    return f"base-{stored.identity}"
