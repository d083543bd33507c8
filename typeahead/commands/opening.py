"""Opening profiles by the name given on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile


def open_profile(name: str) -> Profile:
    """Open a profile; the default one need not exist yet.

    Raises:
        ProfileMissing: there is none of another name.
    """
    from typeahead.profile.profile import Profile

    return Profile.open(name, create=name == "default")


@contextmanager
def profile_to_train(name: str) -> Iterator[Profile]:
    """Open a profile, made where there is none; one that was made and learned nothing does not stay."""
    from typeahead.profile.profile import Profile, delete_profile, list_profiles
    from typeahead.profile.spool import waits

    is_new = name not in list_profiles()
    opened = Profile.open(name, create=True)
    try:
        yield opened
    finally:
        is_empty = is_new and not opened.trained and not waits(opened.folder)
        opened.close()
        if is_empty:
            delete_profile(name)
