"""The networks of a profile in figures: those in use, in training, and waiting to be trained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typeahead.errors import ModelMissing
from typeahead.models.neural.configuration import KINDS
from typeahead.profile.networks.caching import cache_of
from typeahead.profile.networks.corpus import notes_digest
from typeahead.profile.networks.place import ADAPTED, CHECKPOINT, WEIGHTS, Place
from typeahead.profile.networks.queue import queued
from typeahead.profile.networks.settled import settled
from typeahead.profile.networks.stored import open_network

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A network; figures are None where it has no weights that can be used.

    Attributes:
        kind: "lstm", ….
        layers, width: its sizes.
        vocabulary: words it knows; all others are one to it.
        parameters: numbers learned.
        held_out_perplexity: on text held out of training.
        cache: as `caching.fitted_cache` found it; None of networks that have none.
        trained_at: seconds since 1970.
        seconds: the training took.
        epochs: it made.
        words: it was trained on.
        older: whether notes were added, changed or read in another way since, and training on those may give a better.
        adapted: whether it goes on learning from what was typed.
        unfinished: how far a training got that can be gone on with, as a fraction of 1.
        queued: whether it waits to be trained anew.
        bytes: on disk, checkpoints included.
        problem: why it can't be used, empty if it can.
    """

    kind: str
    layers: int | None = None
    width: int | None = None
    vocabulary: int | None = None
    parameters: int | None = None
    held_out_perplexity: float | None = None
    cache: dict[str, float] | None = None
    trained_at: float | None = None
    seconds: float | None = None
    epochs: int | None = None
    words: int | None = None
    older: bool = False
    adapted: bool = False
    unfinished: float | None = None
    queued: bool = False
    bytes: int = 0
    problem: str = ""


def networks_of(profile: Profile) -> list[NetworkRow]:
    """All networks of which there is anything, in the order of their invention."""
    place, waiting = Place(profile), queued(profile)
    there = {*place.kinds(), *waiting}
    return [_row(profile, place, kind, kind in waiting) for kind in KINDS if kind in there]


def older_networks(profile: Profile) -> list[str]:
    """Those in use that were trained before the notes were as they are now, unless those gave nothing better."""
    notes, quiet = notes_digest(profile), settled(profile)
    abouts = (
        (kind, Place(profile).shelf(kind, WEIGHTS).about()) for kind in KINDS if quiet.get(kind) != notes
    )
    return [kind for kind, about in abouts if about is not None and about.get("notes") != notes]


def _row(profile: Profile, place: Place, kind: str, waits: bool) -> NetworkRow:
    shelves = [place.shelf(kind, what) for what in (WEIGHTS, CHECKPOINT, ADAPTED)]
    figures: dict[str, Any] = {
        "queued": waits,
        "bytes": sum(shelf.bytes for shelf in shelves),
        "adapted": not shelves[2].is_empty,
        "unfinished": _done(shelves[1].about()),
    }
    if not shelves[0].is_empty:
        try:
            network, words, about = open_network(profile, kind)
        except ModelMissing as error:
            figures["problem"] = str(error)
        else:
            figures |= {
                "layers": network.configuration.layers,
                "width": network.configuration.width,
                "vocabulary": len(words),
                "parameters": network.parameter_count(),
                "epochs": len(about["history"]),
                "cache": about["cache"] if cache_of(about) is not None else None,
                "older": kind in older_networks(profile),
                **{
                    name: about.get(name)
                    for name in ("held_out_perplexity", "trained_at", "seconds", "words")
                },
            }
    return NetworkRow(kind, **figures)


def _done(about: dict[str, Any] | None) -> float | None:
    """How far a checkpoint's training got."""
    if about is None:
        return None
    try:
        return float(about["training"]["step"] / about["training"]["steps"])
    except (KeyError, TypeError, ZeroDivisionError):
        return 0.0
