"""A network's cache: fitted on held-out text when it is trained, kept with its figures, read again at opening."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from typeahead.errors import SettingInvalid
from typeahead.models.neural import cache
from typeahead.models.neural.cache import CacheSettings
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Network
from typeahead.models.protocols import Ids

_MOST = 12_000
"""Held-out words that it is fitted and measured on: three numbers need no more, and this takes seconds."""

_LEAST = 100


def fitted_cache(network: Network, held_out: Ids) -> dict[str, Any]:
    """The settings under which a held-out text is likeliest, and its perplexity with and without them.

    Returns:
        "size", "theta" and "share" of `CacheSettings`, "words" that were looked at, "perplexity" of these with the
        cache, and "perplexity_without"; nothing where there is too little text.
    """
    model, words = NeuralModel(network), held_out[:_MOST]
    if len(words) < _LEAST:
        return {}
    hidden = np.concatenate([part for _, part in model.hidden(words)])
    scores = model.score(words)
    settings = cache.fit(hidden, scores, words)
    (cached,) = cache.probabilities(hidden, words, settings.size, [settings.theta])
    mixed = cache.mixed(scores, cached, settings.share)
    return {
        **asdict(settings),
        "words": len(words),
        "perplexity": math.exp(-float(mixed.mean())),
        "perplexity_without": math.exp(-float(scores.mean())),
    }


def cache_of(about: Mapping[str, Any]) -> CacheSettings | None:
    """A stored network's; None where it has none, or one that gains nothing."""
    known = about.get("cache")
    if not isinstance(known, dict):
        return None
    try:
        found = CacheSettings(int(known["size"]), float(known["theta"]), float(known["share"]))
    except (KeyError, TypeError, ValueError, SettingInvalid):
        return None
    return found if found.share > 0 else None
