"""A profile out to one file: what a person has taught it, whole, and nothing that can be made again."""

from __future__ import annotations

import contextlib
import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from typeahead.errors import ModelMissing, StorageFailed
from typeahead.locations import settings_file
from typeahead.private_files import check_free, in_place
from typeahead.profile.artifacts import MANIFEST, Artifacts, ArtifactsUnusable
from typeahead.profile.moving import tables
from typeahead.profile.moving.container import FORMAT, PIECE, Member, Pieces, measured, write
from typeahead.profile.networks.place import ADAPTED, CHECKPOINT, WEIGHTS, Place
from typeahead.profile.store import FORMAT as DATABASE

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

NETWORKS = "networks/"
MODEL = "model/"
SETTINGS = "settings.toml"
MOST_SETTINGS = 1 << 20


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written.

    Attributes:
        profile: its name.
        file: where it is, or "-".
        bytes: of the file.
        format: of the file.
        files, typed, words: documents in it, pieces of typing, and the words and marks of both.
        networks: their kinds.
        settings: whether the file of settings is in it.
        members: all its parts.
        notices: what a person should know.
    """

    profile: str
    file: str
    bytes: int
    format: int
    files: int
    typed: int
    words: int
    networks: list[str]
    settings: bool
    members: list[Member]
    notices: list[str]


def export_profile(
    profile: Profile, file: Path | IO[bytes], *, force: bool = False, made_by: str = ""
) -> Packed:
    """Write a profile to a file, or to a stream; others may go on using it meanwhile.

    Args:
        profile: as it is stored at this moment.
        file: appears whole or not at all, for its owner alone.
        force: write over a file that is there.
        made_by: the version of typeahead that writes it.

    Raises:
        SettingInvalid: the file is there already, or is a folder or a device.
        ModelMissing: the profile's imported model is damaged.
        ProfileDamaged: so is its database, and there is no good backup.
        StorageFailed: it can't be written.
    """
    profile.check()  # what arrives is summed anew: damage would be taken for what was written
    with profile.store.snapshot():
        members, about, notices = _gathered(profile, made_by)
        notices = [*profile.notices, *notices]
        try:
            if isinstance(file, Path):
                with _whole(file, force) as out:
                    write(out, about, members)
                    size = out.tell()
            else:
                counted = _Counted(file)
                write(counted, about, members)  # type: ignore[arg-type]
                size = counted.size
        except OSError as error:
            raise StorageFailed(
                f"can't write {file if isinstance(file, Path) else 'the profile'}: {error.strerror or error}; "
                "check the folder's permissions and free space"
            ) from error
        except ValueError as error:
            raise StorageFailed(f"can't write the profile: {error}; try again") from error
    held = about["holds"]
    return Packed(
        profile=profile.name,
        file=str(file) if isinstance(file, Path) else "-",
        bytes=size,
        format=FORMAT,
        files=held["files"],
        typed=held["typed"],
        words=held["words"],
        networks=held["networks"],
        settings=held["settings"],
        members=[member for member, _ in members],
        notices=notices,
    )


class _Counted:
    """A stream that can't tell where it is."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self.size = 0

    def write(self, piece: bytes) -> int:
        self.size += len(piece)
        self._raw.write(piece)
        return len(piece)

    def flush(self) -> None:
        self._raw.flush()


def _gathered(
    profile: Profile, made_by: str
) -> tuple[list[tuple[Member, Pieces]], dict[str, Any], list[str]]:
    store, notices = profile.store, []
    members = tables.members(store)
    # Not for as long as the file is written: a pipe may wait for ever, and an editor that adapts would wait with it.
    with Place(profile).alone() if Place(profile).folder.is_dir() else contextlib.nullcontext():
        kinds, said = _networks(profile, members)
    notices += said
    if profile.imported:
        members += _folder(_model(profile), MODEL)
    settings = settings_file()
    has_settings = settings.is_file() and settings.stat().st_size <= MOST_SETTINGS
    if has_settings:
        text = settings.read_bytes()
        members.append((measured(SETTINGS, lambda: [text]), lambda: [text]))
    documents, sessions = store.documents().values(), store.sessions()
    about = {
        "made_by": made_by,
        "profile": profile.name,
        "database": DATABASE,
        "holds": {
            "files": len(documents),
            "typed": len(sessions),
            "words": sum(each.words for each in documents) + sum(each.words for each in sessions),
            "networks": kinds,
            "settings": has_settings,
            "imported": profile.imported,
        },
    }
    return members, about, notices


def _model(profile: Profile) -> Artifacts:
    try:
        return Artifacts(profile.generations.current)
    except ArtifactsUnusable as error:
        raise ModelMissing(
            f"the imported model of profile {profile.name!r} is missing or damaged; import its ARPA file again"
        ) from error


def _networks(profile: Profile, members: list[tuple[Member, Pieces]]) -> tuple[list[str], list[str]]:
    """Add those that learned from what the profile still has; their kinds, and what is left out."""
    place, kinds, notices = Place(profile), [], []
    for kind in place.kinds():
        weights = place.shelf(kind, WEIGHTS).open().stored
        if weights is None or weights.about.get("forgettings") != profile.store.forgettings:
            if not place.shelf(kind, CHECKPOINT).is_empty:
                notices.append(f"the training of the {kind} is not finished, and not in the file")
            continue
        kinds.append(kind)
        members += _folder(weights, f"{NETWORKS}{kind}/{WEIGHTS}/")
        adapted = place.shelf(kind, ADAPTED).open().stored
        if adapted is not None and adapted.about.get("network") == weights.about.get("identity"):
            members += _folder(adapted, f"{NETWORKS}{kind}/{ADAPTED}/")
    return kinds, notices


def _folder(stored: Artifacts, name: str) -> list[tuple[Member, Pieces]]:
    """The files of a folder of arrays, which may be removed meanwhile."""
    found: list[tuple[Member, Pieces]] = []
    for each in sorted([MANIFEST, *stored.about["files"]]):
        pieces = partial(_pieces, _mapped(stored.folder / each))
        found.append((measured(name + each, pieces), pieces))
    return found


def _mapped(path: Path) -> mmap.mmap | bytes:
    """A file's bytes, which stay there when the file is gone; nothing may write to it."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) if size else b""


def _pieces(data: mmap.mmap | bytes) -> Iterator[bytes]:
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]


@contextlib.contextmanager
def _whole(path: Path, force: bool) -> Iterator[IO[bytes]]:
    """A file for its owner alone, that takes its name when all is written."""
    check_free(path, "default.typeahead", force=force, instead=", or - for standard output")
    path = path.resolve()
    making = path.with_name(f".{path.name}.{os.getpid()}")
    making.unlink(missing_ok=True)
    with in_place(path, making, private=True) as file:
        yield file
