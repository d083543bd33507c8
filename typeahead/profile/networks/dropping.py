"""Dropping networks: they can't unlearn, so what had learned a forgotten text goes whole, and is trained anew later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typeahead.errors import ProfileBusy, StorageFailed
from typeahead.profile.forgetting import parts_of
from typeahead.profile.networks.place import ADAPTED, CHECKPOINT, WEIGHTS, Place
from typeahead.profile.networks.queue import queue
from typeahead.profile.networks.settled import unsettle

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile


def drop_networks(profile: Profile) -> tuple[str, ...]:
    """Remove all networks, their checkpoints and what they adapted to, and queue them where there is text left.

    Returns:
        Their kinds.

    Raises:
        StorageFailed: a file can't be removed.
    """
    place = Place(profile)
    if not place.folder.is_dir():
        return ()
    try:
        with place.alone():  # before looking: the first checkpoint of a training may just be written
            kinds = place.kinds()
            if not kinds:
                return ()
            if profile.trained:
                queue(profile, {kind: _wishes(place, kind) for kind in kinds})
            unsettle(profile)
            place.clear()
    except OSError as error:
        raise StorageFailed(
            f"it is forgotten, but networks that had learned it can't be removed from {place.folder}: "
            f"{error.strerror or error}; remove that folder"
        ) from error
    return tuple(kinds)


def drop_naming(profile: Profile, word: str) -> tuple[str, ...]:
    """`drop_networks` where one of them names a word (casefolded), though no document has it any more.

    It was trained on notes as they were before, or the word came with the network in the package.
    """
    place = Place(profile)

    def names(kind: str) -> bool:
        return any(
            word in parts_of(each)
            for what in (WEIGHTS, CHECKPOINT)
            for vocabulary in place.shelf(kind, what).texts("vocabulary")
            for each in vocabulary.split("\n")
        )

    if not any(map(names, place.kinds())):
        return ()
    profile.store.note_forgetting()  # who trains one now must not store it
    return drop_networks(profile)


def drop_older(profile: Profile) -> tuple[str, ...]:
    """`drop_networks`, unless all that lies there tells that it was made since text was last taken back.

    What a killed program has removed by half tells nothing any more, and has a vocabulary all the same.
    """
    place, now = Place(profile), profile.store.forgettings
    kinds = place.kinds()
    is_new = all(about.get("forgettings") == now for kind in kinds for about in place.abouts(kind))
    return () if is_new else drop_networks(profile)


def drop_since(profile: Profile, moment: float) -> tuple[str, ...]:
    """Drop what may have learned a text typed at a moment that was taken back: adapted weights, or all networks.

    Returns:
        Kinds of networks that are gone whole: they were trained since, or are being trained now.
    """
    place = Place(profile)
    kinds = place.kinds()
    if not kinds:
        return ()

    def is_newer(kind: str, what: str) -> bool:
        return any(path.stat().st_mtime >= moment for path in (place.folder / kind).glob(f"{what}-*"))

    try:
        with place.background():
            trained = any(is_newer(kind, what) for kind in kinds for what in (WEIGHTS, CHECKPOINT))
    except ProfileBusy:
        trained = True
    if trained:
        profile.store.note_forgetting()
        return drop_networks(profile)
    for kind in kinds:
        if is_newer(kind, ADAPTED):
            with place.alone():
                place.shelf(kind, ADAPTED).drop()
    return ()


def sweep(profile: Profile) -> None:
    """Drop networks that learned before something was forgotten, if a program that was to drop them was killed."""
    place, now = Place(profile), profile.store.forgettings
    for kind in place.kinds():
        for what in (WEIGHTS, CHECKPOINT):
            about = place.shelf(kind, what).about()
            if about is not None and about.get("forgettings", now) != now:  # what lacks it is no network
                drop_networks(profile)
                return
        adapted = place.shelf(kind, ADAPTED)
        about = adapted.about()
        if about is not None and about.get("forgettings") != now:  # its network is gone already
            with place.alone():
                adapted.drop()


def _wishes(place: Place, kind: str) -> dict[str, Any]:
    for what in (WEIGHTS, CHECKPOINT):
        about = place.shelf(kind, what).about() or {}
        if isinstance(about.get("wishes"), dict):
            return dict(about["wishes"])
    return {}
