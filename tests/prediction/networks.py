"""Small networks over the words of a generation: some of its words, and one that it does not have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.protocols import FIRST_WORD, RESERVED
from typeahead.prediction.network_engine import NetworkEngine
from typeahead.profile.generation import Generation
from typeahead.profile.networks import save_network
from typeahead.profile.profile import Profile

LACKED = ("greenhouse", "Margaret", "laptops", "happy", "e")
STRANGER = "quokka"


def words_of(generation: Generation, lacked: Sequence[str] = LACKED) -> list[str]:
    """The network's words: not in the order of the profile's, some missing, one more."""
    missing = set(lacked)
    words = [word for word in generation.vocabulary.words[FIRST_WORD:] if word not in missing]
    return [*RESERVED, STRANGER, *reversed(words)]


def network_of(kind: str, size: int, seed: int = 1, **sizes: int) -> Network:
    """Random weights, with logits that differ."""
    made = Network.create(Configuration(kind, size, embedding=8, width=8, **sizes), seed)
    random = np.random.default_rng(seed)
    made.parameters["embedding"] += random.normal(size=(size, 8)).astype(np.float32)
    made.parameters["bias"] += random.normal(size=size).astype(np.float32)
    return made


def engine_of(generation: Generation, kind: str = "lstm", lacked: Sequence[str] = LACKED) -> NetworkEngine:
    """An engine with such a network."""
    words = words_of(generation, lacked)
    return NetworkEngine(generation, network_of(kind, len(words)), words, {"identity": kind})


CACHE = {
    "size": 200,
    "theta": 1.0,
    "share": 0.2,
    "words": 300,
    "perplexity": 90.0,
    "perplexity_without": 100.0,
}
"""As `fitted_cache` gives it."""


def store_network(profile: Profile, kind: str = "lstm", seed: int = 1, **about: Any) -> str:
    """Put such a network in use in a profile; its identity."""
    generation = profile.generation()
    counts, vocabulary = generation.model.counts.unigrams, generation.vocabulary.words
    base = [word for number, word in enumerate(vocabulary) if number >= FIRST_WORD and not counts[number]]
    words = words_of(generation, [*LACKED, *base])  # a network of the notes' own words
    known = {
        "tokens": profile.settings.tokens,
        "forgettings": profile.store.forgettings,
        "held_out_perplexity": 105.0,
        "history": [],
        "words": 1000,
        "seconds": 1.0,
    }
    return save_network(profile, kind, network_of(kind, len(words), seed), words, {**known, **about})
