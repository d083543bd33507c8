"""Networks that are to be trained anew: dropped since they had learned what was forgotten. No text is in this list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

_KEY = "networks_queued"


def queued(profile: Profile) -> list[str]:
    """The kinds of networks that wait to be trained anew, in the order they were queued."""
    return list(_read(profile))


def wished(profile: Profile, kind: str) -> dict[str, Any]:
    """What the network that waits was made with (`Wishes` as a dictionary); empty where that is not known."""
    return dict(_read(profile).get(kind, {}))


def queue(profile: Profile, kinds: Iterable[str] | Mapping[str, Mapping[str, Any]]) -> None:
    """Put networks on the list; with what each is to be made with, where a mapping is given."""
    with profile.store.change():
        waiting = _read(profile)
        for kind in kinds:
            given = kinds[kind] if isinstance(kinds, Mapping) else {}
            if given or kind not in waiting:
                waiting[kind] = dict(given)
        profile.store.note(_KEY, json.dumps(waiting))


def unqueue(profile: Profile, kind: str) -> None:
    """Take a network off the list."""
    with profile.store.change():
        waiting = _read(profile)
        if waiting.pop(kind, None) is not None:
            profile.store.note(_KEY, json.dumps(waiting))


def _read(profile: Profile) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(profile.store.setting(_KEY, "{}"))
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(kind): wish for kind, wish in found.items() if isinstance(wish, dict)}
