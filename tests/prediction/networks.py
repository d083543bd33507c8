"""Small networks over the words of a generation: some of its words, and one that it does not have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.protocols import FIRST_WORD, RESERVED
from typeahead.prediction.network_engine import NetworkEngine
from typeahead.profile.generation import Generation

LACKED = ("greenhouse", "Margaret", "laptops", "happy", "e")
STRANGER = "quokka"


def words_of(generation: Generation, lacked: Sequence[str] = LACKED) -> list[str]:
    """The network's words: not in the order of the profile's, some missing, one more."""
    words = [word for word in generation.vocabulary.words[FIRST_WORD:] if word not in lacked]
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
