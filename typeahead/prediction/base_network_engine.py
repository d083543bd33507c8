"""The network that came with the package as an engine: over a profile's words, and moved toward its notes."""

from __future__ import annotations

import numpy as np

from typeahead.models.neural.packed import PackedNetwork
from typeahead.prediction.marginals import Marginals, counted
from typeahead.prediction.network_engine import NetworkEngine
from typeahead.profile.generation import Generation
from typeahead.profile.networks.base import StoredBaseNetwork
from typeahead.profile.networks.caching import cache_of


class BaseNetworkEngine(NetworkEngine):
    """The base network; its weights are everybody's, its bias is this profile's own.

    Args:
        generation: the profile's words and counts.
        stored: the network.
        cache: whether it remembers the words learned last.
    """

    def __init__(self, generation: Generation, stored: StoredBaseNetwork, cache: bool = True) -> None:
        self._bias = stored.network.parameters["bias"]
        self._marginals = Marginals(stored.frequency, stored.words)
        self._counted = -1
        network = stored.network.with_bias(self._bias.copy())
        self._packed: PackedNetwork = network
        remembers = cache_of(stored.about) if cache else None
        super().__init__(generation, network, stored.words, stored.about, None, remembers, grows=False)

    @property
    def title(self) -> str:
        """It comes with the package."""
        return f"English {self.name}"

    @property
    def source(self) -> str:
        """As the n-gram model that comes with the package."""
        return "base"

    def accelerate(self) -> None:
        """Its softmax too."""
        super().accelerate()
        self._packed.accelerate()

    def see_what_changed(self) -> None:
        """Words that the notes have more often than before are likelier."""
        counts = self.generation.model.counts
        if self._counted != counts.version:
            self._counted = counts.version
            self.shares.refresh()
            unigrams = counts.unigrams
            notes = counted(self.shares.of_network(unigrams), unigrams)
            bias = self._packed.parameters["bias"]
            np.add(self._bias, self._marginals.shift(notes), out=bias)
            self.model.changed()
        super().see_what_changed()
