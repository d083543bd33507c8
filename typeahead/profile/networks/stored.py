"""Networks on disk: weights, vocabulary and all figures of how they came about, checksummed and without pickle."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import (
    ModelMissing,
    NetworkDamaged,
    ProfileBusy,
    SettingInvalid,
    StorageFailed,
    TypeaheadError,
)
from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.models.neural.layers import layers_of
from typeahead.models.neural.network import Network
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.networks.dropping import sweep
from typeahead.profile.networks.place import ADAPTED, CHECKPOINT, WEIGHTS, Place
from typeahead.profile.networks.queue import queued, unqueue

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

FORMAT = 1
"""Raised with every change of what stored weights mean; others are refused."""

VOCABULARY = "vocabulary"


class OthersAdapted(TypeaheadError):
    """Another program has stored what it adapted a network to, since this one looked."""


class StoredNetwork(NamedTuple):
    """A network opened: its weights are copies of its own, its words stand by id.

    `about` has "identity" (no two trainings have the same), "held_out_perplexity", "trained_at", "configuration",
    "recipe", "history", "words", "tokens", "corpus" and "notes" (what it was trained on, as hashes), ….
    """

    network: Network
    words: list[str]
    about: dict[str, Any]


def has_network(profile: Profile, kind: str) -> bool:
    """Whether there are weights of a kind, made of what the profile still has; they are not looked at."""
    about = Place(profile).shelf(kind, WEIGHTS).about()
    return about is not None and about.get("forgettings") == profile.store.forgettings


def kinds_of(profile: Profile) -> tuple[str, ...]:
    """The kinds of networks that lie there; a look into a folder, for any thread."""
    place = Place(profile)
    return tuple(kind for kind in KINDS if not place.shelf(kind, WEIGHTS).is_empty)


def unreadable(profile: Profile) -> list[NetworkDamaged]:
    """The errors of networks that lie there, but do not tell what they are."""
    place = Place(profile)
    return [
        damaged(profile.name, kind, "its manifest can't be read")
        for kind in kinds_of(profile)
        if place.shelf(kind, WEIGHTS).about() is None
    ]


def identity(profile: Profile, kind: str) -> str | None:
    """That of the stored network, without opening it; None where there is none."""
    about = Place(profile).shelf(kind, WEIGHTS).about()
    return None if about is None else str(about.get("identity"))


def held_out_perplexity(profile: Profile, kind: str) -> float | None:
    """Of the stored network, without opening it; None where there is none made of what the profile still has."""
    about = Place(profile).shelf(kind, WEIGHTS).about()
    if about is None or about.get("forgettings") != profile.store.forgettings:
        return None
    if about.get("tokens") != profile.settings.tokens:
        return None
    found = about.get("held_out_perplexity")
    return float(found) if isinstance(found, int | float) else None


def open_network(profile: Profile, kind: str) -> StoredNetwork:
    """Open a profile's network.

    Raises:
        ModelMissing: there is none.
        NetworkDamaged: there is, but it is damaged, of an older or newer format, or no network at all.
    """
    sweep(profile)
    shelf = Place(profile).shelf(kind, WEIGHTS)
    found = shelf.open()
    if found.stored is None:
        if found.damage is None:
            raise _missing(profile, kind)
        raise damaged(profile.name, kind, found.damage)
    try:
        opened = _opened(found.stored, kind)
    except (ArtifactsUnusable, SettingInvalid, KeyError, TypeError, ValueError) as error:
        raise damaged(profile.name, kind, str(error)) from error
    if opened.about["tokens"] != profile.settings.tokens:
        raise ModelMissing(
            f"the {kind} of profile {profile.name!r} was trained on {opened.about['tokens']} tokens, and the profile "
            f"reads {profile.settings.tokens} now; 'typeahead train --model {kind}' makes it anew"
        )
    return opened


def save_network(
    profile: Profile, kind: str, network: Network, words: Sequence[str], about: Mapping[str, Any]
) -> str:
    """Put a network in use; checkpoint, adapted weights and place in the queue of the one before are gone.

    Args:
        profile: whose.
        kind: the network's name.
        network: its weights.
        words: its vocabulary by id.
        about: `training.Trained.about`: figures that JSON can hold.

    Returns:
        Its identity.

    Raises:
        ProfileBusy: text was forgotten since the training read it.
        StorageFailed: it can't be written; the network before stays in use.
        ValueError: a weight is no number.
    """
    arrays = {name: np.asarray(array, dtype=np.float32) for name, array in network.parameters.items()}
    for name, array in arrays.items():
        if not np.isfinite(array).all():
            raise ValueError(f"{name} of the {kind} has values that are no numbers")
    name = uuid.uuid4().hex
    whole = {
        **about,
        "holds": WEIGHTS,
        "network_format": FORMAT,
        "kind": kind,
        "identity": name,
        "configuration": asdict(network.configuration),
        "parameters": network.parameter_count(),
        "trained_at": time.time(),
    }
    write(profile, kind, WEIGHTS, arrays, {VOCABULARY: "\n".join(words)}, whole)
    place = Place(profile)
    with place.alone():
        place.shelf(kind, CHECKPOINT).drop()
        place.shelf(kind, ADAPTED).drop()
    unqueue(profile, kind)
    return name


def save_adapted(
    profile: Profile,
    kind: str,
    arrays: Mapping[str, NDArray[Any]],
    about: Mapping[str, Any],
    after: str | None = None,
) -> bool:
    """Store what a network adapted to; False where that network, `about["network"]`, is not the stored one any more.

    Args:
        profile, kind, arrays, about: whose, which, and what.
        after: the "serial" of what this goes on from, None where it began with the trained weights.

    Raises:
        OthersAdapted: something else is stored by now that goes on from there, or nothing any more: what another
            program took back may be in what this goes on from.
        StorageFailed: it can't be written.
    """
    place = Place(profile)
    stored = place.shelf(kind, WEIGHTS).about()
    if stored is None or stored.get("identity") != about["network"]:
        return False
    whole = {**about, "holds": ADAPTED, "forgettings": stored.get("forgettings")}

    def check() -> None:
        now = place.shelf(kind, ADAPTED).about()
        if now is None and after is not None:
            raise OthersAdapted(f"what the {kind} had adapted to was taken back")
        if now is None or any(now.get(name) != whole.get(name) for name in ("network", "forgettings")):
            return
        if now.get("serial") != after:
            raise OthersAdapted(f"another program has adapted the {kind} too")

    try:
        write(profile, kind, ADAPTED, arrays, {}, whole, check)
    except ProfileBusy:
        return False
    return True


def load_adapted(profile: Profile, kind: str) -> tuple[dict[str, NDArray[Any]], dict[str, Any]] | None:
    """What the stored network adapted to; None where there is nothing, or of another network, or damaged."""
    found = Place(profile).shelf(kind, ADAPTED).open().stored
    if found is None or found.about.get("holds") != ADAPTED:
        return None
    about = dict(found.about)
    if about.get("network") != identity(profile, kind) or about["forgettings"] != profile.store.forgettings:
        return None
    try:
        return {name: np.array(found.array(name)) for name in names_of(found)}, about
    except ArtifactsUnusable:
        return None


def adapted_serial(profile: Profile, kind: str) -> str | None:
    """The "serial" of what the stored network adapted to, without opening it; None where there is nothing."""
    about = Place(profile).shelf(kind, ADAPTED).about()
    return None if about is None else about.get("serial")


def drop_adapted(profile: Profile, kind: str) -> None:
    """Go back to the network as it was trained."""
    place = Place(profile)
    if not place.shelf(kind, ADAPTED).is_empty:
        with place.alone():
            place.shelf(kind, ADAPTED).drop()


def names_of(stored: Artifacts) -> list[str]:
    """The names of a folder's arrays."""
    return [name.removesuffix(".npy") for name in stored.about["files"] if name.endswith(".npy")]


def write(
    profile: Profile,
    kind: str,
    what: str,
    arrays: Mapping[str, NDArray[Any]],
    texts: Mapping[str, str],
    about: Mapping[str, Any],
    check: Callable[[], None] = lambda: None,
) -> None:
    """Write to a shelf, unless text was forgotten since that is in it, or `check` has something against it.

    Raises:
        ProfileBusy: it was.
        StorageFailed: the disk is full or can't be written.
    """
    place = Place(profile)
    try:
        with place.alone():
            if about["forgettings"] != profile.store.forgettings:
                raise ProfileBusy(
                    f"something was forgotten while the {kind} was trained on it; train again: "
                    f"typeahead train --model {kind}"
                )
            check()
            place.shelf(kind, what).write(arrays, texts, about)
    except OSError as error:
        raise StorageFailed(
            f"can't write the {kind} to {place.folder}: {error.strerror or error}; "
            "make room or check the folder's permissions, then train again"
        ) from error


def _opened(stored: Artifacts, kind: str) -> StoredNetwork:
    """Weights as they lie there, compared with what their configuration asks for.

    Raises:
        ArtifactsUnusable, KeyError, TypeError, ValueError, SettingInvalid: they are no such network.
    """
    about = stored.about
    if about.get("holds") != WEIGHTS or about["kind"] != kind:
        raise ValueError("what lies there is no network of that kind")
    if about["network_format"] != FORMAT:
        raise ValueError(f"its format is {about['network_format']}, and this version reads {FORMAT}")
    configuration = Configuration(**about["configuration"])
    words = stored.text(VOCABULARY).split("\n")
    if len(words) != configuration.vocabulary_size:
        raise ValueError("its vocabulary is of another size")
    # Before weights of absurd sizes are made to compare with.
    if stored.size_of("") < least_size(configuration):
        raise ValueError("its weights are those of a smaller network")
    shapes = shapes_of(configuration)
    if sorted(shapes) != sorted(names_of(stored)):
        raise ValueError("its weights are those of another network")
    weights = {name: np.array(stored.array(name)) for name in shapes}
    for name, array in weights.items():
        if array.shape != shapes[name] or array.dtype != np.float32:
            raise ValueError(f"{name} has another shape")
    return StoredNetwork(Network(configuration, weights), words, dict(about))


def least_size(configuration: Configuration) -> int:
    """Bytes that such a network's weights have at the least: its embeddings, and one matrix or two a layer."""
    width, kind = configuration.width, configuration.kind
    numbers = configuration.vocabulary_size * configuration.embedding
    for layer in range(configuration.layers):
        inputs = configuration.inputs_of(layer)
        if kind == "window" and layer == 0:  # the layers above see one word
            inputs *= configuration.window
        numbers += (inputs + (width if kind in ("rnn", "gru", "lstm") else 0)) * width
    return 4 * numbers


def shapes_of(configuration: Configuration) -> dict[str, tuple[int, ...]]:
    """The weights of a network by name."""
    size, embedding, width = configuration.vocabulary_size, configuration.embedding, configuration.width
    shapes: dict[str, tuple[int, ...]] = {"embedding": (size, embedding), "bias": (size,)}
    random = np.random.default_rng(0)
    for layer in layers_of(configuration):
        shapes |= {name: array.shape for name, array in layer.create(random).items()}
    if width != embedding:
        shapes["projection"] = (width, embedding)
    if not configuration.tied:
        shapes["output"] = (size, embedding)
    return shapes


def _missing(profile: Profile, kind: str) -> ModelMissing:
    if kind in queued(profile):
        return ModelMissing(
            f"the {kind} of profile {profile.name!r} had learned what was forgotten, and is gone; "
            f"'typeahead train --model {kind}' makes it anew"
        )
    return ModelMissing(
        f"profile {profile.name!r} has no {kind} yet; 'typeahead train FOLDER --model {kind}' makes one"
    )


def damaged(name: str, kind: str, why: str) -> NetworkDamaged:
    """The error of a network that can't be used."""
    return NetworkDamaged(
        f"the {kind} of profile {name!r} can't be used ({why}); 'typeahead train --model {kind}' makes it anew"
    )
