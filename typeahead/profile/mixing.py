"""A profile's weights of the mixture: where they start, and how far they have come."""

from __future__ import annotations

import json
from typing import Any

from typeahead.models.mixture import Gate
from typeahead.profile.english import GATE
from typeahead.profile.store import Store

_KEY = "mixture"


def load_gate(store: Store) -> Gate:
    """The weights as they were stored last; where they start if they never were, can't be read, or are of a gate of an
    earlier version."""
    stored = _parsed(store.setting(_KEY))
    return (Gate.read(stored) if stored else None) or start()


def start() -> Gate:
    """Where all weights start: fitted on other people's notes (`benchmarks.mixing`)."""
    try:
        return Gate.of(_parsed(GATE.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return Gate.of()


def save_gate(store: Store, gate: Gate) -> None:
    """Store the weights; no text is in them, but they were learned from it."""
    store.note(_KEY, json.dumps(gate.as_dict()))


def drop_gate(store: Store) -> None:
    """Begin anew: what was forgotten has moved them."""
    store.note(_KEY, "")


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text) if text else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
