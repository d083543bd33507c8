"""What a training begins from: where the last one stopped, the weights there are, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from typeahead.errors import ModelMissing, NetworkDamaged, SettingInvalid
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.models.neural.training.recipe import Recipe
from typeahead.profile.networks.base import begins_with_base, open_base_network
from typeahead.profile.networks.checkpoints import FoundCheckpoint, load_checkpoint
from typeahead.profile.networks.corpus import NetworkText
from typeahead.profile.networks.stored import StoredNetwork, open_network, shapes_of
from typeahead.profile.networks.wishes import Wishes

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile


UNREAD = "unread"
"""Kept with weights that came from the package, for as long as they have not been trained on the notes to the end."""


def is_unread(about: Mapping[str, Any]) -> bool:
    """Whether weights know little of one's notes yet: the package's, or those that a stopped training made of them."""
    return bool(about.get(UNREAD, "forgettings" not in about))


@dataclass(frozen=True, slots=True)
class Resumed:
    """A training that was stopped, to be gone on with exactly."""

    checkpoint: Checkpoint
    configuration: Configuration
    recipe: Recipe
    part: int
    unread: bool = False

    @property
    def epoch(self) -> str:
        """Where it stopped, for a person."""
        about = self.checkpoint.about
        return (
            f"epoch {about['step'] / max(about['steps'], 1) * self.recipe.epochs:.1f} of {self.recipe.epochs}"
        )


@dataclass(slots=True)
class Beginning:
    """What there is to begin from.

    Attributes:
        resumed: a training of this very text and these wishes that was stopped.
        weights: of a network to go on from where the text has changed, or the wishes.
        same_wishes: whether those weights were made with the same wishes, or with anybody's.
        done: whether they were made of this very text and wishes: nothing is to be done.
        said: what a person should know about it.
    """

    resumed: Resumed | None = None
    weights: StoredNetwork | None = None
    same_wishes: bool = False
    done: bool = False
    said: list[str] = field(default_factory=list)


def find_beginning(profile: Profile, kind: str, text: NetworkText, wishes: Wishes) -> Beginning:
    """Look at the checkpoint and the weights of a network."""
    found = Beginning()
    kept = load_checkpoint(profile, kind)
    left = _usable(kept, found)
    if left is not None and _is_of(kept.about, text, wishes):
        found.resumed = left
        found.said.append(f"going on at {left.epoch}, where the last training of the {kind} stopped")
        return found
    try:
        found.weights = open_network(profile, kind)
    except NetworkDamaged as error:
        found.said.append(str(error))
    except ModelMissing:
        pass
    if found.weights is not None and _is_of(found.weights.about, text, wishes):
        about = found.weights.about
        found.done = about.get("words", 0) >= about.get(
            "text_words", 0
        )  # else there was no time for all of it
        if found.done:
            return found
    if left is not None:
        changed = (
            "the notes have changed"
            if kept.about["corpus"] != text.digest
            else "other settings are asked for"
        )
        found.said.append(f"{changed} since the last training of the {kind} stopped at {left.epoch}")
        if found.weights is None:
            found.weights = StoredNetwork(_network_of(left), kept.words, kept.about)
    if found.weights is not None:
        found.same_wishes = found.weights.about.get("wishes") == wishes.as_dict()
    elif begins_with_base(profile, kind):
        found.weights, found.same_wishes = _base(found), True
    return found


def _base(found: Beginning) -> StoredNetwork | None:
    try:
        base = open_base_network()
    except NetworkDamaged as error:
        found.said.append(str(error))
        return None
    return StoredNetwork(base.network.unpacked(), base.words, base.about)


def _usable(kept: FoundCheckpoint, found: Beginning) -> Resumed | None:
    """The checkpoint, if all is there that its network needs."""
    damage = kept.damage
    if kept.checkpoint is not None:
        try:
            left = _resumed(kept.checkpoint, kept.about)
        except (SettingInvalid, KeyError, TypeError, ValueError) as error:
            damage = str(error)
        else:
            if damage:
                found.said.append(f"the newest checkpoint is damaged, the one before it is used ({damage})")
            return left
    if damage:
        found.said.append(f"the checkpoint can't be used ({damage})")
    return None


def _resumed(checkpoint: Checkpoint, about: dict[str, Any]) -> Resumed:
    configuration = Configuration(**checkpoint.about["configuration"])
    recipe = Recipe(**checkpoint.about["recipe"])
    for name, shape in shapes_of(configuration).items():
        if checkpoint.arrays[f"weight.{name}"].shape != shape:
            raise ValueError(f"{name} has another shape")
    return Resumed(checkpoint, configuration, recipe, int(about["part"]), bool(about.get(UNREAD, False)))


def _network_of(left: Resumed) -> Network:
    weights = left.checkpoint.part("best") or left.checkpoint.part("weight")
    return Network(left.configuration, {name: np.asarray(array) for name, array in weights.items()})


def _is_of(about: dict[str, Any], text: NetworkText, wishes: Wishes) -> bool:
    return about.get("corpus") == text.digest and about.get("wishes") == wishes.as_dict()
