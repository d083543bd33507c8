"""Seeing that an unpacked profile is one: everything in it is opened as its person would, and compared with itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import ArchiveUnusable, ModelMissing, SettingInvalid
from typeahead.models.ngram.arpa.stored import Stored, presorted
from typeahead.models.protocols import FIRST_WORD
from typeahead.profile.arpa_arrays import stored_in
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.networks.place import ADAPTED, Place
from typeahead.profile.networks.stored import names_of, open_network

if TYPE_CHECKING:
    from typeahead.profile.moving.container import Archive
    from typeahead.profile.profile import Profile
    from typeahead.profile.store import Store

_KEY = re.compile(r"[0-9a-f]{32,128}")
_NUMBER = re.compile(r"[0-9]{1,15}")
_HASHES = re.compile(r"([0-9a-f]{64}( [0-9a-f]{64})*)?")
_LATEST = 1e11
_LAST = 10**15
"""The highest number of a piece: those that are typed later need higher ones."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def prove(profile: Profile, archive: Archive) -> list[str]:
    """Open all of it; the kinds of its networks.

    Raises:
        ArchiveUnusable: something in it is not what it should be.
    """
    wrong = archive.refused
    store = profile.store
    numbers = ("revision", "epoch", "forgettings", "counted_session")
    sound = (
        _KEY.fullmatch(store.setting("key"))
        and all(_NUMBER.fullmatch(store.setting(each, "0")) for each in numbers)
        and _HASHES.fullmatch(store.setting("private_folders"))
        and all(_DAY.fullmatch(each) for each in (*store.days(), *(piece.day for piece in store.sessions())))
        and all(each.words >= 0 and _is_time(each.learned) for each in store.documents().values())
        and all(each.words >= 0 and _is_time(each.learned) for each in store.sessions())
        and all(0 < int(row["id"]) <= _LAST for row, _ in store.rows("sessions"))
        and not any("\0" in path for path in _paths(store))
    )
    if not sound:
        raise wrong("its database says what none does")
    try:
        profile.settings.check()
    except (SettingInvalid, TypeError, ValueError) as error:
        if not profile.imported:
            raise wrong(f"its settings can't be ({error})") from error
    _prove_model(profile, wrong)
    kinds = Place(profile).kinds()
    for kind in kinds:
        try:
            opened = open_network(profile, kind)
            arrays = [opened.network.parameters[name] for name in opened.network.parameters]
            _prove_adapted(profile, kind, len(opened.words))
        except (ModelMissing, ArtifactsUnusable, AttributeError, KeyError, TypeError, ValueError) as error:
            raise wrong(f"its {kind} can't be used") from error
        if not all(np.isfinite(array).all() for array in arrays):
            raise wrong(f"the weights of its {kind} are no numbers")
    if Place(profile).kinds() != kinds:
        raise wrong("its networks learned from something that is not in it")
    return kinds


def _is_time(seconds: float) -> bool:
    """Whether a calendar can show it."""
    return 0 <= seconds < _LATEST


def _paths(store: Store) -> Iterator[str]:
    """All that names a file; the system takes none with a NUL."""
    yield from store.documents()
    yield from store.roots()
    yield from (piece.origin for piece in store.sessions())


def _prove_model(profile: Profile, refused: Callable[[str], ArchiveUnusable]) -> None:
    if not profile.imported:
        if profile.generations.current.exists() or (profile.folder / "generations").is_dir():
            raise refused("it holds a model that belongs to nothing")
        if profile.has_own_model:
            profile.generation()
        return
    if profile.store.documents() or profile.store.sessions():
        raise refused("it holds an imported model, which learns nothing, and what it learned")
    try:
        folder = profile.folder / "generations" / "000001"
        artifacts = Artifacts(folder)
        words = artifacts.text("vocabulary").split("\n")
        _prove_ngrams(stored_in(artifacts), len(words))
        if not FIRST_WORD <= int(artifacts.about["first_suggested"]) <= len(words):
            raise ValueError("no such word")
        profile.generations.adopt(folder)
        profile.generation()
    except (
        ArtifactsUnusable,
        ModelMissing,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        MemoryError,
    ) as error:
        raise refused(f"its model is damaged ({error})") from error


def _prove_ngrams(stored: Stored, size: int) -> None:
    """See that every place named in the arrays is one.

    Raises:
        ValueError: one is not.
    """
    order = stored.order
    kinds = {"probabilities": np.float64, "backoffs": np.float64, "heavy_bases": np.int64, "starts": np.int64}
    kinds["offset_starts"] = np.int64
    for name in Stored.__slots__:
        array: NDArray[Any] = getattr(stored, name)
        if array.ndim != 1 or array.dtype != kinds.get(name, np.int32):
            raise ValueError(f"{name} is of another kind")
    starts, places = stored.starts.tolist(), stored.offset_starts.tolist()
    sizes = np.diff(stored.starts).tolist()
    _need(1 <= order <= 8 and len(places) == order + 1 and starts[0] == places[0] == 0)
    _need(
        min(sizes) >= 0 and sizes[0] == size and starts[-1] == len(stored.words) == len(stored.probabilities)
    )
    _need(np.diff(stored.offset_starts).tolist() == [2, *(many + 1 for many in sizes[:-1])])
    _need(places[-1] == len(stored.offsets) and len(stored.backoffs) == starts[-2])
    _need(bool(np.isfinite(stored.probabilities).all() and (stored.probabilities >= 0).all()))
    _need(bool(np.isfinite(stored.backoffs).all() and (stored.backoffs >= 0).all()))
    _need(bool((stored.words >= 0).all() and (stored.words < size).all()))
    _need(bool((stored.words[:size] == np.arange(size)).all()))
    for at, many in enumerate(sizes):
        offsets = stored.offsets[places[at] : places[at + 1]]
        _need(offsets[0] == 0 and offsets[-1] == many and bool((np.diff(offsets) >= 0).all()))
        words = stored.words[starts[at] : starts[at + 1]]
        rising = np.diff(words) > 0
        rising[offsets[(offsets > 0) & (offsets < many)] - 1] = True  # another context begins here
        _need(bool(rising.all()))
    made: tuple[NDArray[Any], ...] = presorted(
        stored.probabilities, stored.starts, stored.offsets, stored.offset_starts
    )
    given: tuple[NDArray[Any], ...] = (
        stored.heavy,
        stored.heavy_starts,
        stored.heavy_nodes,
        stored.heavy_bases,
    )
    _need(all(np.array_equal(mine, its) for mine, its in zip(made, given, strict=True)))


def _need(true: bool) -> None:
    if not true:
        raise ValueError("its arrays do not belong together")


def _prove_adapted(profile: Profile, kind: str, words: int) -> None:
    """Compare what a network adapted to with what such arrays can be; shapes are compared when they are taken up.

    Raises:
        ValueError: they can't be.
    """
    found = Place(profile).shelf(kind, ADAPTED).open()
    if found.stored is None:
        if found.damage is not None:
            raise ValueError(found.damage)
        return
    for name in names_of(found.stored):
        array = found.stored.array(name)
        if array.dtype == np.int32:
            _need(
                array.ndim == 1
                and bool((array >= 0).all())
                and (name == "steps" or bool((array < words).all()))
            )
        else:
            _need(array.dtype == np.float32 and bool(np.isfinite(array).all()))
    float(found.stored.about["rate"])
    int(found.stored.about["rollbacks"])
