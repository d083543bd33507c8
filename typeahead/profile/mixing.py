"""A profile's weights of the mixture: where they start, and how far they have come."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from typeahead.models.mixture import CONTEXTS, FIGURES, NOTES, PARTS, Gate
from typeahead.profile.english import GATE, GATE_OF_FOUR
from typeahead.profile.store import Store

_KEY = "mixture"

_FIGURES_OF_CONTEXTS = 2
"""Of a place, which a gate of the four models did not have."""


def load_gate(store: Store) -> Gate:
    """The weights as they were stored last; where they start if they never were, or can't be read."""
    stored = _parsed(store.setting(_KEY))
    return (Gate.read(stored) or _carried_over(stored) if stored else None) or start()


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


def _carried_over(stored: dict[str, Any]) -> Gate | None:
    """What a gate of the four models has learned since its start, added to where ours starts.

    The notes' contexts, which it did not weigh apart, move as the notes did.
    """
    before = _parsed(GATE_OF_FOUR.read_text(encoding="ascii")) or {}
    try:
        moved = np.array(stored["weights"], dtype=np.float64) - np.array(before["weights"])
        lately = np.array(stored["lately"], dtype=np.float64)
    except (KeyError, TypeError, ValueError):
        return None
    models = len(PARTS) - 1
    figures = FIGURES - len(PARTS) - _FIGURES_OF_CONTEXTS
    same_form = moved.shape == (models, figures + models) and lately.shape == (models,)
    if not (same_form and np.isfinite(moved).all() and np.isfinite(lately).all()):
        return None
    gate = start()
    first = FIGURES - len(PARTS)
    for row in range(len(PARTS)):
        its = moved[PARTS.index(NOTES) if row == PARTS.index(CONTEXTS) else row]
        gate.weights[row, :figures] += its[:figures]
        gate.weights[row, first : first + models] += its[figures:]
    gate.lately[:models] = lately
    return gate


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text) if text else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
