"""Networks put in use in a profile without training: as large as one that was trained, and as quick."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from typeahead.models.neural.cache import CacheSettings
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.training.transplanting import transplanted
from typeahead.models.protocols import FIRST_WORD, RESERVED
from typeahead.profile.networks import save_network
from typeahead.profile.networks.base import KIND, open_base_network
from typeahead.profile.profile import Profile

WIDTH = 256
WORDS = 30_000


def put_base_network(profile: Profile) -> None:
    """Put the package's network in use as the profile's own, as the first step of its training finds it.

    Its cache remembers 500 words, as those of three authors' networks turned out to (2,000 would be the most).
    """
    base = open_base_network()
    generation = profile.generation()
    counts, known = generation.model.counts.unigrams, generation.vocabulary.words
    often = [
        known[word]
        for word in np.argsort(-counts, kind="stable").tolist()
        if word >= FIRST_WORD and counts[word]
    ]
    words = list(dict.fromkeys([*RESERVED, *often, *base.words[FIRST_WORD:]]))[:WORDS]
    network = base.network.unpacked()
    network = transplanted(network, base.words, words, 0, network.operations)
    save_network(profile, KIND, network, words, _about(profile, 1.0, 500))


def put_network(profile: Profile, kind: str, width: int = WIDTH, words: int = WORDS) -> int:
    """Put one of two layers in use, with a cache of 2,000 words; how many words it has."""
    known = profile.generation().vocabulary.words[FIRST_WORD:][: words - FIRST_WORD]
    missing = words - FIRST_WORD - len(known)
    vocabulary = [*RESERVED, *known, *(f"word{number}" for number in range(missing))]
    network = Network.create(Configuration(kind, words, embedding=width, width=width, layers=2), seed=0)
    save_network(profile, kind, network, vocabulary, _about(profile, float(words)))
    return words


def _about(profile: Profile, perplexity: float, remembered: int = 2000) -> dict[str, object]:
    return {
        "tokens": profile.settings.tokens,
        "forgettings": profile.store.forgettings,
        "held_out_perplexity": perplexity,
        "history": [],
        "cache": asdict(CacheSettings(remembered, 0.3, 0.1)),
    }
