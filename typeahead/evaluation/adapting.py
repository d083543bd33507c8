"""Perplexity of a network that goes along with a text: by its cache, by adapting its weights, and by both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.evaluation.perplexity import measure
from typeahead.models.neural import cache
from typeahead.models.neural.adaptation import Adaptation, AdaptationSettings
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Array, Network
from typeahead.models.protocols import EOS, Ids
from typeahead.prediction.network_engine import NetworkEngine

_CHUNK = 64
"""Words scored together while nothing is adapted."""


@dataclass(frozen=True, slots=True)
class AdaptingReport:
    """What was found on one text; perplexities as in `PerplexityReport`, each word measured before it is learned.

    Attributes:
        perplexity: of the network as it stands, which learns nothing from the text and remembers nothing of it.
        cache: with its cache, empty where the text begins; None where it has none.
        adapting: with weights that adapt to the text.
        adapting_cache: with both.
        settings: how it adapted.
        rate: of learning in the end; halved with every rollback.
        rollbacks: how often the guard went back to the trained weights.
        steps: how many were made.
    """

    perplexity: float | None
    cache: float | None
    adapting: float | None
    adapting_cache: float | None
    settings: AdaptationSettings
    rate: float
    rollbacks: int
    steps: int


def measure_adapting(
    engine: NetworkEngine,
    sentences: Sequence[Sequence[str]],
    settings: AdaptationSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> AdaptingReport:
    """Measure tokenised sentences; the engine's own weights are not changed.

    Args:
        engine: the network as it stands.
        sentences: the text.
        settings: how it adapts.
        progress: told (words done, in all).
    """
    words = engine.generation.encoder.stream(sentences)
    going = _Going(engine, words)
    still, hidden = going.scores(engine.model.network, _CHUNK)
    with_cache = going.with_cache(still, hidden)
    network = _copy(engine.model.network)
    adaptation = Adaptation(network, settings)
    adapted, hidden = going.scores(network, adaptation.settings.words, adaptation.take, progress)
    with_both = going.with_cache(adapted, hidden)

    def perplexity(scores: NDArray[np.float64] | None) -> float | None:
        return None if scores is None else measure(engine, sentences, scores).perplexity

    return AdaptingReport(
        perplexity=perplexity(still),
        cache=perplexity(with_cache),
        adapting=perplexity(adapted),
        adapting_cache=perplexity(with_both),
        settings=adaptation.settings,
        rate=adaptation.rate,
        rollbacks=adaptation.rollbacks,
        steps=-(-len(words) // adaptation.settings.words),
    )


class _Going:
    """Goes through a text of the profile's words, some at a time."""

    def __init__(self, engine: NetworkEngine, words: Ids) -> None:
        self._engine = engine
        self._words = words
        self._numbers = engine.shares.numbers_of(words)

    def scores(
        self,
        network: Network,
        many: int,
        take: Callable[[Ids], object] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[NDArray[np.float64], Array]:
        """ln p of each word, (T,) float64, and the states they are predicted from, (T, E).

        Args:
            network: may be changed by `take`.
            many: so many words at a time, whose softmax goes over the whole vocabulary.
            take: given these words of the network's, once they are scored.
            progress: told (words done, in all).
        """
        model, state, last = NeuralModel(network), network.start(), EOS
        total = len(self._words)
        found, states = np.zeros(total), []
        for first in range(0, total, many):
            here = slice(first, min(first + many, total))
            numbers = self._numbers[here]
            inputs = np.concatenate([[last], numbers[:-1]]).astype(np.int32)
            done = network.forward(inputs[:, None], state)
            state, last = done.state, int(numbers[-1])
            hidden = done.hidden[:, 0]
            found[here] = self._engine.shares.score(model.log_probs_of(hidden), self._words[here])
            states.append(hidden)
            if take is not None:
                take(numbers)
            if progress:
                progress(here.stop, total)
        return found, np.concatenate(states)

    def with_cache(self, scores: NDArray[np.float64], hidden: Array) -> NDArray[np.float64] | None:
        """The same scores with the engine's cache beside them; None where it has none."""
        settings = self._engine.cache
        if settings is None:
            return None
        (cached,) = cache.probabilities(hidden, self._numbers, settings.size, [settings.theta])
        cached *= self._engine.shares.parts(self._words)
        return cache.mixed(scores.astype(np.float32), cached, settings.share).astype(np.float64)


def _copy(network: Network) -> Network:
    parameters = {name: array.copy() for name, array in network.parameters.items()}
    return Network(network.configuration, parameters, network.operations)
