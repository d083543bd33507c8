"""Deleting a profile whole, and what is left of one where the program that deleted it was killed."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from pathlib import Path

from typeahead.errors import ProfileMissing, StorageFailed
from typeahead.profile.restoring import is_profile


def delete(folder: Path) -> bool:
    """Remove a profile and all it has learned, or what is left of one; whether there still was a profile.

    Raises:
        ProfileMissing: there is none of that name, and nothing is left of one.
        StorageFailed: it can't be removed.
    """
    name, is_there, left = folder.name, is_profile(folder), left_of(folder)
    if not is_there and not left:
        raise ProfileMissing(f"there is no profile {name!r}; 'typeahead profile list' shows those there are")
    if is_there:
        # Out of the way first: a killed program must not leave half a profile, which its backup would bring back.
        going = folder.with_name(f".deleted.{name}.{os.getpid()}")
        folder.rename(going)
        with contextlib.suppress(FileNotFoundError):  # another program sweeps it
            shutil.rmtree(going)
    sweep(folder.parent)
    for each in left_of(folder):
        raise StorageFailed(f"the profile is deleted, but {each} can't be removed; remove that folder")
    return is_there


def left_of(folder: Path) -> list[Path]:
    """What is left of deleted profiles that were there."""
    named = re.compile(rf"\.deleted\.{re.escape(folder.name)}\.[0-9]+")
    return [path for path in folder.parent.glob(".deleted.*") if named.fullmatch(path.name)]


def sweep(profiles: Path) -> None:
    """Remove what is left of deleted profiles."""
    for each in profiles.glob(".deleted.*"):
        shutil.rmtree(each, ignore_errors=True)  # another program may be at it
