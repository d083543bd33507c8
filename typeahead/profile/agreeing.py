"""A profile takes over what a person's settings say about learning: for all their profiles, in one file.

What the file states holds for each profile that is opened; what it leaves open stays as the profile has it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from typeahead.profile.profile import Profile
from typeahead.profile.store import Store
from typeahead.settings_file import SettingsFile

_PRIVATE = "private_folders"


def agree(profile: Profile, said: SettingsFile) -> bool:
    """Take it over; whether that changed anything of the profile."""
    changed = _agree_on_folders(profile.store, said.settings.private_folders)
    if "offensive" in said.stated:
        hides = said.settings.offensive == "hide"
        if profile.hides_offensive != hides:
            profile.hides_offensive = hides
            changed = True
    if "learn_after" in said.stated and not profile.imported:
        settings = replace(profile.settings, learn_after=said.settings.learn_after)
        if profile.settings != settings:
            profile.settings = settings
            changed = True
    return changed


def is_private(path: str | Path, folders: Iterable[str]) -> bool:
    """Whether a path is one of these folders or lies under one, also where a link leads there."""
    if not Path(path).is_absolute():
        return False
    listed = set(_forms(folders))
    return any(
        str(each) in listed
        for form in (Path(path), Path(os.path.realpath(path)))
        for each in (form, *form.parents)
    )


def _agree_on_folders(store: Store, folders: Iterable[str]) -> bool:
    """Like all lists of what is left out, this one is kept as keyed hashes."""
    hashes = " ".join(sorted(store.hash_of(form).hex() for form in _forms(folders)))
    if store.setting(_PRIVATE) == hashes:
        return False
    store.note(_PRIVATE, hashes)
    return True


def _forms(folders: Iterable[str]) -> Iterable[str]:
    """The paths as they may be met: as named, and where links in them lead."""
    named = [os.path.abspath(Path(folder).expanduser()) for folder in folders]
    return dict.fromkeys([*named, *map(os.path.realpath, named)])
