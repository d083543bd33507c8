"""Opening a profile's database, and putting its last good backup in its place where it is damaged or gone."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import NamedTuple

from typeahead.errors import ProfileDamaged, ProfileNewer, StorageFailed
from typeahead.private_files import make_folder
from typeahead.profile.backups import Backup, Backups, Copy
from typeahead.profile.in_the_way import SIDES, in_the_way
from typeahead.profile.store import FORMAT, Store

DATABASE = "profile.db"
_READY = ".ready."
"""Begins the name of a backup that is about to go into place: how many texts were saved into it, and its own name."""
_KEEP_ASIDE = 2
"""So many damaged files are kept."""


def open_store(folder: Path) -> tuple[Store, str]:
    """Open the database in a profile's folder; what to tell the person, if it had to be put back.

    Raises:
        ProfileDamaged: it is damaged or gone, and there is no good backup; or it is a newer typeahead's.
        ProfileBusy, StorageFailed: see `store.Store`.
    """
    notice, file = "", folder / DATABASE
    if is_lost(folder):
        notice = restore(folder, ProfileDamaged(f"the profile's database {file} is missing or empty"))
    try:
        return _checked(folder), notice
    except ProfileNewer:
        raise
    except ProfileDamaged as error:
        notice = restore(folder, error)
    return _checked(folder), notice


def _checked(folder: Path) -> Store:
    """The database opened; compared with its sums where a backup was not what was stored."""
    store, suspect = Store(folder / DATABASE), Backups(folder).suspect
    try:
        if suspect.exists():
            store.check()
            suspect.unlink(missing_ok=True)
    except BaseException:
        store.close()
        raise
    return store


def is_profile(folder: Path) -> bool:
    """Whether a folder is a profile's, or what is left of one."""
    return (folder / DATABASE).is_file() or (folder / "current").is_file() or bool(Backups(folder).all())


def is_lost(folder: Path) -> bool:
    """Whether a profile has lost its database: one that was never made has no model and no backup either."""
    file = folder / DATABASE
    if file.exists() and (not file.is_file() or file.stat().st_size > 0):
        return False
    return (folder / "current").is_file() or bool(Backups(folder).all())


def restore(folder: Path, error: ProfileDamaged) -> str:
    """Put the newest good backup in a database's place, with what can be read of what was stored since.

    The damaged file is kept aside. Nothing is done where the database is whole: another program has put it back.

    Args:
        folder: the profile's; nothing of this program has the database open.
        error: what is wrong with it.

    Returns:
        What to tell the person; empty where nothing was done.

    Raises:
        ProfileDamaged: there is no good backup.
        StorageFailed: it can't be written, or what stands there is not this person's to move.
    """
    said = str(error).partition(";")[0]
    try:
        with Backups(folder).alone():
            found = None if is_lost(folder) else _state(folder / DATABASE)
            if found is not None and found.is_whole:
                return ""
            if (other := in_the_way(folder / DATABASE)) is not None:
                raise other from error
            done = (_finished(folder) if found is None else None) or _put_back(folder, found)
            if done is None:
                raise ProfileDamaged(
                    f"{said}, and there is no good backup of it; "
                    f"'typeahead profile delete {folder.name}' removes what is left, then train again"
                ) from error
            if done.aside is not None and done.aside.forgettings < done.backup.forgettings:
                # Someone has put it there: it has what is forgotten by now.
                shutil.rmtree(done.aside.path, ignore_errors=True)
                done = done._replace(aside=None)
    except OSError as problem:
        raise StorageFailed(
            f"{said}; its backup can't be put in its place: {problem.strerror or problem}; "
            "check the folder's permissions and free space"
        ) from problem
    if done.aside is not None and found is not None:
        # Another program may have had the damaged file open until it was moved.
        more = _saved(done.aside.path / DATABASE, folder / DATABASE)
        done = done._replace(saved=done.saved + more)
    return _told(said, done)


class _State(NamedTuple):
    """Whether a database is whole, and how often text was taken back; None where that can't be read."""

    is_whole: bool
    forgettings: int | None


class _PutBack(NamedTuple):
    """A backup that is in its database's place now, where the damaged files are, and how many texts of them it got."""

    backup: Backup
    aside: Backup | None
    saved: int


def _put_back(folder: Path, damaged: _State | None) -> _PutBack | None:
    """Put the newest good backup in its place, unless it holds what was forgotten since.

    It gets what can be read of a damaged database before that is moved: a program that is killed loses nothing of it.
    """
    backups = Backups(folder)
    backups.sweep_unfinished()
    making = backups.folder / ".restoring"
    forgettings = None if damaged is None else damaged.forgettings
    for backup in backups.all():
        if backup.forgettings < (forgettings or 0):
            continue
        try:
            shutil.copyfile(backup.path, making)
            making.chmod(0o600)
            if _state(making).is_whole:
                is_of_now = forgettings is None or forgettings >= backup.forgettings
                saved = _saved(folder / DATABASE, making) if damaged is not None and is_of_now else 0
                ready = making.with_name(f"{_READY}{saved}.{backup.path.name}")
                making.replace(ready)
                aside = _set_aside(folder, backup, forgettings)
                ready.replace(folder / DATABASE)
                return _PutBack(backup, aside, saved)
        finally:
            making.unlink(missing_ok=True)
    return None


def _finished(folder: Path) -> _PutBack | None:
    """Go on where a program was killed that had moved the damaged database already; None where none was."""
    backups = Backups(folder)
    for ready in backups.folder.glob(f"{_READY}*"):
        saved, _, name = ready.name.removeprefix(_READY).partition(".")
        backup = next((each for each in backups.all() if each.path.name == name), None)
        if backup is not None and saved.isdigit():
            aside = max(backups.aside(), key=lambda each: each.made, default=None)
            for path in _files(folder):  # the log of the database that was moved is not this one's
                path.unlink() if aside is None else path.replace(aside.path / path.name)
            ready.replace(folder / DATABASE)
            return _PutBack(backup, aside, int(saved))
    return None


def _saved(damaged: Path, restored: Path) -> int:
    """`salvage`, of which nothing comes where what can be read does not go together."""
    from typeahead.profile.salvaging import salvage

    try:
        return salvage(damaged, restored)
    except ProfileDamaged:
        return 0


def _state(file: Path) -> _State:
    try:
        with Copy(file) as copy:
            forgettings = copy.forgettings_if_whole()
            try:
                copy.check()
            except ProfileDamaged:
                return _State(False, forgettings)
            return _State(0 < copy.version <= FORMAT, forgettings)
    except ProfileDamaged:
        return _State(False, None)


def _files(folder: Path) -> list[Path]:
    """The database and what belongs to it, as far as it is there."""
    return [folder / f"{DATABASE}{end}" for end in SIDES if (folder / f"{DATABASE}{end}").exists()]


def _set_aside(folder: Path, backup: Backup, forgettings: int | None) -> Backup | None:
    """Move the damaged database and what belongs to it out of the way; where to.

    The number in its name is that of the older one of the two: what has been forgotten since is swept with it.
    """
    moved = _files(folder)
    if not moved:
        return None
    backups = Backups(folder)
    number = backup.forgettings if forgettings is None else min(forgettings, backup.forgettings)
    made = time.strftime("%Y-%m-%dT%H%M%S")
    aside = backups.folder / f"damaged-{made}.{number}"
    shutil.rmtree(aside, ignore_errors=True)
    make_folder(aside)
    for path in moved:
        path.replace(aside / path.name)
    for each in backups.aside()[_KEEP_ASIDE:]:
        shutil.rmtree(each.path)
    return Backup(aside, made, number)


def _told(said: str, done: _PutBack) -> str:
    parts = [f"{said}: its backup of {done.backup.said} was put in its place"]
    if done.saved:
        parts.append(f"with {done.saved:,} texts that could still be read of what was stored since")
    if done.aside is not None:
        parts.append(f"the damaged file is kept in {done.aside.path}")
    return "; ".join([*parts, "'typeahead train' reads your notes again"])
