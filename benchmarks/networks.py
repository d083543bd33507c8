"""Networks of random weights, put in use in a profile: as large as one that was trained, and as quick."""

from __future__ import annotations

from dataclasses import asdict

from typeahead.models.neural.cache import CacheSettings
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.protocols import FIRST_WORD, RESERVED
from typeahead.profile.networks import save_network
from typeahead.profile.profile import Profile

WIDTH = 256
WORDS = 30_000


def put_network(profile: Profile, kind: str, width: int = WIDTH, words: int = WORDS) -> int:
    """Put one of two layers in use, with a cache of 2,000 words; how many words it has."""
    known = profile.generation().vocabulary.words[FIRST_WORD:][: words - FIRST_WORD]
    missing = words - FIRST_WORD - len(known)
    vocabulary = [*RESERVED, *known, *(f"word{number}" for number in range(missing))]
    network = Network.create(Configuration(kind, words, embedding=width, width=width, layers=2), seed=0)
    about = {
        "tokens": profile.settings.tokens,
        "forgettings": profile.store.forgettings,
        "held_out_perplexity": float(words),
        "history": [],
        "cache": asdict(CacheSettings(2000, 0.3, 0.1)),
    }
    save_network(profile, kind, network, vocabulary, about)
    return words
