"""A network's cache: fitted where it is trained, read again from what is stored."""

from __future__ import annotations

import math

import numpy as np
import pytest

from typeahead.models.neural import cache
from typeahead.models.neural.cache import CacheSettings
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Network
from typeahead.profile.networks.caching import cache_of, fitted_cache

SIZE = 60


@pytest.fixture
def network() -> Network:
    return Network.create(Configuration("gru", SIZE, embedding=8, width=8), seed=1)


def test_it_is_fitted_and_measured_on_the_held_out_text(network):
    phrases = np.random.default_rng(0).integers(3, SIZE, (4, 12))
    held_out = np.concatenate([phrases[number % 4] for number in range(50)]).astype(np.int32)
    found = fitted_cache(network, held_out)
    settings = cache_of({"cache": found})
    assert settings is not None
    assert found["words"] == len(held_out)
    assert found["perplexity"] < 0.5 * found["perplexity_without"]
    model = NeuralModel(network)
    assert found["perplexity"] == pytest.approx(
        math.exp(-cache.score(model, held_out, settings).mean()), rel=1e-4
    )
    assert found["perplexity_without"] == pytest.approx(math.exp(-model.score(held_out).mean()), rel=1e-4)


def test_too_little_text_has_none(network):
    assert fitted_cache(network, np.arange(3, 50, dtype=np.int32)) == {}
    assert cache_of({"cache": {}}) is None


@pytest.mark.parametrize(
    "about",
    [{}, {"cache": None}, {"cache": {"size": 5}}, {"cache": {"size": 0, "theta": 1.0, "share": 0.1}},
     {"cache": {"size": 9, "theta": "x", "share": 0.1}}, {"cache": {"size": 9, "theta": 1.0, "share": 0.0}}],
)  # fmt: skip
def test_networks_without_one_work_on(about):
    assert cache_of(about) is None


def test_what_was_stored_is_what_is_used():
    assert cache_of({"cache": {"size": 9, "theta": 1.5, "share": 0.1, "words": 3}}) == CacheSettings(
        9, 1.5, 0.1
    )
