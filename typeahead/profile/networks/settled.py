"""Networks that stay as they are though the notes have changed, since training them on those gave nothing better."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

_KEY = "networks_settled"


def settle(profile: Profile, kind: str, notes: str) -> None:
    """Leave a network alone until the notes are others than these (`corpus.notes_digest`)."""
    with profile.store.change():
        profile.store.note(_KEY, json.dumps({**settled(profile), kind: notes}))


def unsettle(profile: Profile) -> None:
    """Whatever the notes are, all networks may be trained on them."""
    if settled(profile):
        with profile.store.change():
            profile.store.note(_KEY, "{}")


def settled(profile: Profile) -> dict[str, str]:
    """For each kind, the notes that it stays as it is for."""
    try:
        found = json.loads(profile.store.setting(_KEY, "{}"))
    except ValueError:
        return {}
    return {str(kind): str(notes) for kind, notes in found.items()} if isinstance(found, dict) else {}
