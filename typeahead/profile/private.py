"""Whether a document is private: for those who must know it before the models are open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from typeahead.errors import TypeaheadError
from typeahead.profile.agreeing import is_private
from typeahead.profile.forgetting import leaving_out
from typeahead.profile.profile import profile_folder
from typeahead.profile.store import Store


def is_left_out(profile: str, home: Path | None, origin: str, folders: Sequence[str]) -> bool:
    """Whether nothing of a document is to be learned or kept.

    Args:
        profile: its name; a profile that is not there, or can't be read, leaves nothing out.
        home: the data folder, or None for the usual one.
        origin: the document (`origins.of`).
        folders: that the settings call private.
    """
    if is_private(origin, folders):
        return True
    try:
        file = profile_folder(profile, home) / "profile.db"
        if not file.exists():
            return False
        store = Store(file)
        try:
            return leaving_out(store)(origin)
        finally:
            store.close()
    except TypeaheadError:
        return False
