"""Putting a proved profile in its place, in one step: who is killed meanwhile finds the old one whole, or the new one.

Where no profile is, its folder is renamed. Where one is, which other programs may have open, its database takes over
all rows in one transaction. The networks wait in a folder named by the number that this transaction puts into the
database (`Store.forgettings`): that tells ever after whether they belong to it.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from typeahead.errors import ProfileBusy, SettingInvalid, StorageFailed
from typeahead.private_files import make_private
from typeahead.profile.artifacts import MANIFEST, resealed
from typeahead.profile.networks.place import WEIGHTS, Place
from typeahead.profile.profile import INCOMING, Profile, profile_folder
from typeahead.profile.restoring import is_profile
from typeahead.profile.rows_table import RowsTable

if TYPE_CHECKING:
    from typeahead.profile.store import Store


def check_place(name: str, home: Path | None, replace: bool) -> None:
    """See that nothing would be lost.

    Raises:
        SettingInvalid: something would.
    """
    if not is_profile(profile_folder(name, home)):
        return
    with Profile.open(name, home) as profile:
        if replace and profile.imported:
            raise _imported(name)
        if not replace and not _is_blank(profile):
            raise SettingInvalid(
                f"profile {name!r} holds something already; name another with --profile, "
                "or put this one in its place with --replace"
            )


def put_in_place(staged: Path, name: str, home: Path | None, replace: bool) -> bool:
    """Make a proved profile the one of that name; whether there was another.

    Raises:
        SettingInvalid: something would be lost.
        StorageFailed: it can't be written.
    """
    target = profile_folder(name, home)
    try:
        make_private(target.parent)
        if not is_profile(target):
            staged.rename(target)
            return False
        with Profile.open(name, home) as profile:
            check_place(name, home, replace)
            had = not _is_blank(profile)
            if (staged / "current").exists() and had and _is_imported(staged):
                raise _imported(name)
            _take_over(profile, staged)
            return had
    except OSError as error:
        raise StorageFailed(
            f"can't put the profile into {target}: {error.strerror or error}; it is as it was"
        ) from error


def settle(profile: Profile, *, wait: bool = False) -> None:
    """Finish, or undo, what an import left that was killed; looked for whenever a profile is opened.

    Args:
        profile: whose.
        wait: also where another program is at work there; else that one does it.
    """
    folder, place = profile.folder / INCOMING, Place(profile)
    if not folder.is_dir():
        return
    with contextlib.suppress(OSError), place.alone() if wait else place.alone_now():
        if folder.is_dir():
            _settle(profile, folder)


def _settle(profile: Profile, folder: Path) -> None:
    place, number = Place(profile), profile.store.forgettings
    ready = folder / str(number)
    if ready.is_dir():
        for kind in place.kinds():
            about = place.shelf(kind, WEIGHTS).about()
            if about is None or about.get("forgettings") != number:
                shutil.rmtree(place.folder / kind)
        for path in sorted(ready.iterdir()):
            path.rename(place.folder / path.name)
    shutil.rmtree(folder)


def _take_over(profile: Profile, staged: Path) -> None:
    store, place = profile.store, Place(profile)
    incoming = profile.folder / INCOMING

    def check() -> None:
        # What learned from the old texts until then would pass for what belongs to the new ones.
        if any(getattr(store, each) >= int(numbers[each]) for each in ("epoch", "forgettings")):
            raise ProfileBusy(
                "something was forgotten while another profile was about to take this one's place; import it again"
            )

    with place.alone():
        with Profile("imported", staged) as new:
            numbers = {
                each: str(max(getattr(store, each), getattr(new.store, each)) + 1)
                for each in ("revision", "epoch", "forgettings")
            }
            is_imported = new.imported
        shutil.rmtree(incoming, ignore_errors=True)
        waiting = incoming / numbers["forgettings"]
        make_private(waiting)
        for path in (staged / "networks").glob("*"):
            if path.is_dir():
                for manifest in path.glob(f"*/{MANIFEST}"):
                    resealed(manifest, {"forgettings": int(numbers["forgettings"])})
                path.rename(waiting / path.name)
        if is_imported:  # and nothing is here yet: see put_in_place
            profile.generations.adopt(staged / "generations" / "000001")
        store.take_over(staged / "profile.db", numbers, check)
        _settle(profile, incoming)
    if not is_imported:
        profile.generations.drop()
        profile.generation()
    with contextlib.suppress(ProfileBusy):  # an open editor reads: the rest goes when something is forgotten
        store.scrub()


def _is_imported(staged: Path) -> bool:
    with Profile("imported", staged) as profile:
        return profile.imported


def _is_blank(profile: Profile) -> bool:
    """Whether nothing would be lost with it."""
    store: Store | RowsTable = profile.store
    kept = [table for table in store.tables() if table != "meta"]
    return not profile.imported and not Place(profile).kinds() and not any(
        next(store.rows(table), None) for table in kept
    )  # fmt: skip


def _imported(name: str) -> SettingInvalid:
    return SettingInvalid(
        f"an imported model takes no other's place, and none takes its place; name another profile with --profile, "
        f"or delete this one first: typeahead profile delete {name}"
    )
