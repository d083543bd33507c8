"""Whether a network that was just trained is better than the one in use: both on the same held-out text.

Their vocabularies differ, and `<unk>` is the likelier the fewer words a network knows. So each has to say which word it
was: what it gives `<unk>` is shared out among the words that it lacks and the other knows, and all other words
together, by how often each was trained on. That makes both distributions over the same words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import compiled
from typeahead.models.neural.training.held_out import perplexity
from typeahead.models.neural.training.threads import Threads
from typeahead.models.protocols import EOS, FIRST_WORD, RESERVED, UNK
from typeahead.profile.networks.corpus import NetworkText


class Contest(NamedTuple):
    """Perplexities that can be compared: of the one in use, and of the new one."""

    before: float
    now: float

    @property
    def won(self) -> bool:
        """Whether the new one is better."""
        return self.now < self.before


def contest(
    text: NetworkText, old: Network, old_words: Sequence[str], new: Network, new_words: Sequence[str]
) -> Contest:
    """Measure two networks on what a text holds out of training.

    Args:
        text: the new network's.
        old: the one in use.
        old_words: its vocabulary by id.
        new: the one that was trained.
        new_words: its vocabulary by id.
    """
    known = {*old_words[FIRST_WORD:], *new_words[FIRST_WORD:]}
    return Contest(
        _perplexity(text, old, old_words, known),
        _perplexity(text, new, new_words, known),
    )


def _perplexity(text: NetworkText, network: Network, words: Sequence[str], known: set[str]) -> float:
    """Over the words known to either network, and all others as one."""
    fast = Network(network.configuration, network.parameters, compiled())
    with Threads(1) as threads:
        own = perplexity(fast, text.held_out_for(words), threads)
    return own * math.exp(spelling_out(text, words, known))


def spelling_out(text: NetworkText, words: Sequence[str], known: set[str]) -> float:
    """Mean nats a held-out word that telling a network's unknown words apart takes, in addition to its `<unk>`."""
    lacked = known.difference(words[FIRST_WORD:])
    counts = Counter(text.train.tolist())
    number = {word: id_ for id_, word in enumerate(text.words) if id_ >= FIRST_WORD}
    share = {word: counts[number.get(word, -1)] + 1 for word in lacked}  # once more than it was met
    others = counts[UNK] + 1
    total = others + sum(share.values())
    own, end = set(words[FIRST_WORD:]), RESERVED[EOS]
    nats = [
        math.log(total / share.get(word, others))
        for word in text.held_out_words
        if word != end and word not in own
    ]
    return sum(nats) / max(len(text.held_out_words), 1)
