"""A profile in from one file: unpacked beside the profiles and proved there, and only then put in its place."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from typeahead.errors import ProfileDamaged, SourceUnreadable, StorageFailed
from typeahead.locations import settings_file
from typeahead.models.neural.configuration import KINDS
from typeahead.private_files import make_private, open_private
from typeahead.profile.moving import tables
from typeahead.profile.moving.arriving import check_place, put_in_place
from typeahead.profile.moving.container import PIECE, Archive, Part
from typeahead.profile.moving.packing import MODEL, MOST_SETTINGS, NETWORKS, SETTINGS
from typeahead.profile.moving.proving import prove
from typeahead.profile.moving.staging import staging
from typeahead.profile.networks.place import ADAPTED, WEIGHTS
from typeahead.profile.profile import Profile, profile_folder
from typeahead.profile.store import FORMAT, Store

_SHELVES = (WEIGHTS, ADAPTED)
_SPARE = 16_000_000


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What was read from a file.

    Attributes:
        profile: the profile it was put into; empty where it was only looked at.
        was: the name it had.
        made_by: the version that wrote it.
        replaced: whether another was there before.
        files, typed, words: documents, pieces of typing, and the words and marks of both.
        networks: their kinds.
        roots: remembered folders, which are read at each training.
        settings: "none" in the file, "left" there, or "taken".
        members: names and sizes of all parts.
        notices: what a person should know.
    """

    profile: str
    was: str
    made_by: str
    replaced: bool
    files: int
    typed: int
    words: int
    networks: list[str]
    roots: list[str]
    settings: str
    members: list[tuple[str, int]]
    notices: list[str]


def import_profile(
    name: str,
    file: Path | IO[bytes],
    *,
    home: Path | None = None,
    replace: bool = False,
    with_settings: bool = False,
    with_folders: bool = True,
    look: bool = False,
) -> Unpacked:
    """Make a profile of a file that `export_profile` wrote.

    Args:
        name: of the profile.
        file: a regular file, or a stream.
        home: the data folder, else $TYPEAHEAD_HOME, else the platform's.
        replace: put it in the place of what the profile holds now, once it is proved.
        with_settings: take the file of settings over, too.
        with_folders: whether the folders it remembers are remembered here.
        look: read and prove it, and change nothing.

    Raises:
        ArchiveUnusable: it is damaged, of a newer format, or made to do harm.
        SourceUnreadable: it can't be read.
        SettingInvalid: the profile has learned something, and `replace` is false; or it can't have that name.
        StorageFailed, ProfileBusy: it can't be stored.
    """
    profile_folder(name, home)
    with _opened(file) as (raw, size, called), contextlib.ExitStack() as stack:
        if not look:
            check_place(name, home, replace)
        place = stack.enter_context(staging(home))
        archive = Archive(raw, size, called)
        version = archive.about.get("database")
        if not isinstance(version, int) or version > FORMAT:
            raise archive.refused("it was written by a newer typeahead; install that version")
        if archive.total + _SPARE > shutil.disk_usage(place).free:
            raise StorageFailed(f"there is no room for what {called} holds; make room, then try again")
        staged = place / "profile"
        notices: list[str] = []
        try:
            with contextlib.closing(Store(staged / "profile.db")) as store:
                settings = _unpack(archive, store, staged, notices)
            with Profile("imported", staged) as profile:
                if not with_folders:
                    profile.store.empty("roots")
                networks = prove(profile, archive)
                documents, sessions = profile.store.documents().values(), profile.store.sessions()
                roots = profile.store.roots()
                words = sum(each.words for each in documents) + sum(each.words for each in sessions)
        except ProfileDamaged as error:
            raise archive.refused("what it holds does not belong together") from error
        replaced = not look and put_in_place(staged, name, home, replace)
        if not look:
            with Profile.open(name, home) as profile:  # which removes backups of what was there before
                profile.try_to_back_up()
                notices += profile.notices
        taken = "none" if settings is None else "left"
        if settings is not None and with_settings and not look:
            _take_settings(settings, home)
            taken = "taken"
    was = archive.about.get("profile")
    return Unpacked(
        profile="" if look else name,
        was=was if isinstance(was, str) else "",
        made_by=str(archive.about.get("made_by", ""))[:40],
        replaced=replaced,
        files=len(documents),
        typed=len(sessions),
        words=words,
        networks=networks,
        roots=roots,
        settings=taken,
        members=[(member.name, member.size) for member in archive.members],
        notices=notices,
    )


def _unpack(archive: Archive, store: Store, staged: Path, notices: list[str]) -> bytes | None:
    """Put every member where it belongs; the file of settings is given back."""
    settings, seen = None, set()
    known = store.tables()
    with store.change():
        for member, part in archive.parts():
            folder, _, rest = member.name.partition("/")
            table = rest.removesuffix(tables.ENDING)
            if member.name == SETTINGS and member.size <= MOST_SETTINGS:
                settings = b"".join(part.pieces())
            elif folder + "/" == tables.FOLDER and rest == table + tables.ENDING:
                if table in known:
                    tables.put(store, table, part, archive)
                    seen.add(table)
                else:
                    notices.append(f"the table {table} is unknown to this typeahead, and left out")
            elif (place := _place_of(member.name)) is not None:
                _write(staged / place, part)
            else:
                raise archive.refused(f"it holds {member.name}, which no profile has")
        if not {"meta", "documents", "sessions"} <= seen:
            raise archive.refused("it lacks what every profile has")
    return settings


def _place_of(name: str) -> Path | None:
    """Where in a profile's folder an array lies; None for what lies nowhere."""
    parts = name.split("/")
    if name.startswith(MODEL) and len(parts) == 2:
        return Path("generations", "000001", parts[1])
    if name.startswith(NETWORKS) and len(parts) == 4 and parts[1] in KINDS and parts[2] in _SHELVES:
        return Path("networks", parts[1], f"{parts[2]}-000001", parts[3])
    return None


def _write(path: Path, part: Part) -> None:
    try:
        make_private(path.parent)
        with os.fdopen(open_private(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
            for piece in part.pieces():
                file.write(piece)
    except OSError as error:
        raise StorageFailed(
            f"can't unpack the profile: {error.strerror}; make room, then try again"
        ) from error


@contextlib.contextmanager
def _opened(file: Path | IO[bytes]) -> Iterator[tuple[IO[bytes], int, str]]:
    """The bytes, how many, and what to call them. A stream is read to its end first, into a file without a name."""
    if not isinstance(file, Path):
        with tempfile.TemporaryFile() as whole:
            shutil.copyfileobj(file, whole, PIECE)
            size = whole.tell()
            whole.seek(0)
            yield whole, size, "standard input"
        return
    try:
        # Not to wait for whoever may write to a pipe.
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise SourceUnreadable(f"can't read {file}: {error.strerror}; check the path") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SourceUnreadable(
            f"{file} is no file that could hold a profile; name one, or - for standard input"
        )
    with os.fdopen(descriptor, "rb") as raw:
        yield raw, os.fstat(descriptor).st_size, str(file)


def _take_settings(text: bytes, home: Path | None) -> None:
    from typeahead.settings_file import take

    take(settings_file(home), text)
