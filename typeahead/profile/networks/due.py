"""Which networks the editor's background process has to train: none that nothing has changed for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typeahead.models.neural.configuration import KINDS
from typeahead.profile.networks.base import KIND, begins_with_base
from typeahead.profile.networks.corpus import notes_digest
from typeahead.profile.networks.place import CHECKPOINT, WEIGHTS, Place
from typeahead.profile.networks.queue import queued, wished
from typeahead.profile.networks.settled import settled
from typeahead.profile.networks.wishes import Wishes

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

QUEUED, UNFINISHED, OLDER, FIRST = "queued", "unfinished", "older", "first"

_ENOUGH = 30_000
"""Words of notes from which on the network in the package is worth being moved toward them."""


@dataclass(frozen=True, slots=True)
class Due:
    """A network to be trained.

    Attributes:
        kind: which.
        why: "queued" (it had learned what was forgotten), "unfinished" (its training was stopped), "older" (than the
            notes) or "first" (there is none but the one in the package).
        wishes: what it was made with.
    """

    kind: str
    why: str
    wishes: Wishes


def due_networks(profile: Profile) -> list[Due]:
    """Those that wait to be made anew first, then those that were being trained, then those older than the notes.

    Where there is none at all, the one in the package, to be moved toward the notes.
    """
    if not profile.trained:
        return []
    place, waiting, notes, quiet = Place(profile), queued(profile), notes_digest(profile), settled(profile)
    found = []
    for kind in KINDS:
        weights, left = (_about(profile, place, kind, what) for what in (WEIGHTS, CHECKPOINT))
        if left is not None:
            found.append(Due(kind, QUEUED if kind in waiting else UNFINISHED, _wishes(left)))
        elif quiet.get(kind) == notes:
            continue
        elif kind in waiting:
            found.append(Due(kind, QUEUED, Wishes.of(wished(profile, kind))))
        elif weights is not None and weights.get("notes") != notes:
            found.append(Due(kind, OLDER, _wishes(weights)))
    if (
        not found
        and quiet.get(KIND) != notes
        and not any(place.shelf(kind, WEIGHTS).about() for kind in KINDS)
    ):
        words = sum(document.words for document in profile.store.documents().values())
        if words >= _ENOUGH and begins_with_base(profile, KIND):
            return [Due(KIND, FIRST, Wishes())]
    order = (QUEUED, UNFINISHED, OLDER)
    return sorted(found, key=lambda due: order.index(due.why))


def wishes_for(profile: Profile, kind: str) -> Wishes:
    """What a network was made with, or is to be made with; nothing special where there is none."""
    place = Place(profile)
    for what in (CHECKPOINT, WEIGHTS):
        about = _about(profile, place, kind, what)
        if about is not None:
            return _wishes(about)
    return Wishes.of(wished(profile, kind))


def _about(profile: Profile, place: Place, kind: str, what: str) -> dict[str, Any] | None:
    """What is said of weights or a checkpoint, if they are made of what the profile still has."""
    about = place.shelf(kind, what).about()
    return about if about is not None and about.get("forgettings") == profile.store.forgettings else None


def _wishes(about: dict[str, Any]) -> Wishes:
    wishes = about.get("wishes")
    return Wishes.of(wishes) if isinstance(wishes, dict) else Wishes()
