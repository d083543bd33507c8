"""typeahead suggests the next word while you write: the public face, loaded only when it is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typeahead.prediction.predictor import Predictor
    from typeahead.prediction.suggestion import Suggestion, WordSurprise
    from typeahead.profile.profile import Profile

__version__ = "0.1.0"
__all__ = ["Predictor", "Profile", "Suggestion", "WordSurprise", "__version__"]

_HOMES = {
    "Predictor": "typeahead.prediction.predictor",
    "Suggestion": "typeahead.prediction.suggestion",
    "WordSurprise": "typeahead.prediction.suggestion",
    "Profile": "typeahead.profile.profile",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that importing typeahead stays free (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'typeahead' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
