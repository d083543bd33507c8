"""Checkpoints on disk: two of each training, so that a kill while one is written leaves the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.profile.artifacts import ArtifactsUnusable
from typeahead.profile.networks.place import CHECKPOINT, Place
from typeahead.profile.networks.stored import FORMAT, VOCABULARY, names_of, write

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile


class FoundCheckpoint(NamedTuple):
    """The newest checkpoint that is whole, what it belongs to, its vocabulary, and why a newer one is not used."""

    checkpoint: Checkpoint | None
    about: dict[str, Any]
    words: list[str]
    damage: str | None


def save_checkpoint(
    profile: Profile, kind: str, checkpoint: Checkpoint, words: Sequence[str], about: Mapping[str, Any]
) -> None:
    """Store a training as it stands.

    Args:
        profile: whose.
        kind: of network.
        checkpoint: the trainer's.
        words: the network's vocabulary by id.
        about: what is trained on what, and how: it has to be the same for the checkpoint to be gone on from.

    Raises:
        ProfileBusy: text was forgotten since the training read it.
        StorageFailed: it can't be written; older ones are untouched.
    """
    whole = {
        **about,
        "holds": CHECKPOINT,
        "network_format": FORMAT,
        "kind": kind,
        "training": checkpoint.about,
    }
    write(profile, kind, CHECKPOINT, checkpoint.arrays, {VOCABULARY: "\n".join(words)}, whole)


def load_checkpoint(profile: Profile, kind: str) -> FoundCheckpoint:
    """The checkpoint that a training left, if it did."""
    found = Place(profile).shelf(kind, CHECKPOINT).open()
    if found.stored is None:
        return FoundCheckpoint(None, {}, [], found.damage)
    about = dict(found.stored.about)
    try:
        if about["holds"] != CHECKPOINT or about["network_format"] != FORMAT or about["kind"] != kind:
            raise ValueError("it is of another format")
        arrays = {name: np.array(found.stored.array(name)) for name in names_of(found.stored)}
        words = found.stored.text(VOCABULARY).split("\n")
        checkpoint = Checkpoint(arrays, dict(about.pop("training")))
    except (ArtifactsUnusable, KeyError, TypeError, ValueError) as error:
        return FoundCheckpoint(None, {}, [], str(error))
    if about.get("forgettings") != profile.store.forgettings:
        return FoundCheckpoint(None, {}, [], None)
    return FoundCheckpoint(checkpoint, about, words, found.damage)


def drop_checkpoint(profile: Profile, kind: str) -> None:
    """Remove what a training left."""
    place = Place(profile)
    with place.alone():
        place.shelf(kind, CHECKPOINT).drop()
