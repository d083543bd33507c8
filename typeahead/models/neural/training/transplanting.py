"""Starting from given weights with another vocabulary: what two networks share is copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from typeahead.models.neural.alike import Alike
from typeahead.models.neural.network import Array, Network
from typeahead.models.neural.operations import Operations
from typeahead.models.protocols import FIRST_WORD

_ALIKE = 8
"""A word without weights begins at the mean of so many that are spelled like it."""

_LOOKED_UP = 1_000
"""So many of these words, the commonest, are looked up; each takes a millisecond or more."""

_RARE = 0.05
"""The quantile of biases that words without weights begin with."""


def transplanted(
    network: Network,
    words: Sequence[str],
    to: Sequence[str],
    seed: int,
    operations: Operations | None = None,
) -> Network:
    """A network of other words with the weights of one that is given.

    Words that both have keep their rows. A new one begins where words spelled like it are, its bias at that of the
    rarest; where nothing is, and beyond the commonest new ones, at a random row.

    Args:
        network: given; it is left alone.
        words: its vocabulary by id, the reserved ones first.
        to: the new one's, the commonest words first.
        seed: of the random rows.
        operations: of the new one; plain unless given.
    """
    configuration = replace(network.configuration, vocabulary_size=len(to))
    made = Network.create(configuration, seed, network.dtype, operations)
    own = {word: number for number, word in enumerate(words) if number >= FIRST_WORD}
    shared = [(number, own[word]) for number, word in enumerate(to) if number >= FIRST_WORD and word in own]
    new, old = np.array([*((n, n) for n in range(FIRST_WORD)), *shared], dtype=np.int64).T
    per_word = [name for name in ("embedding", "output", "bias") if name in made.parameters]
    for name, array in made.parameters.items():
        given = network.parameters[name]
        if name not in per_word:
            array[...] = given
            continue
        array[new] = given[old]
    rest = np.setdiff1d(np.arange(FIRST_WORD, len(to)), new)
    if len(rest) and own:
        made.parameters["bias"][rest] = np.quantile(network.parameters["bias"][FIRST_WORD:], _RARE)
        _place(made, network, words, to, rest.tolist()[:_LOOKED_UP], per_word)
    return made


def _place(
    made: Network,
    given: Network,
    words: Sequence[str],
    to: Sequence[str],
    rest: Sequence[int],
    per_word: Sequence[str],
) -> None:
    """Put words that the given network lacks beside those spelled like them."""
    alike = Alike(words)
    for number in rest:
        near, likeness = alike.to(to[number], _ALIKE)
        if not len(near):
            continue
        share: Array = (likeness / likeness.sum()).astype(made.dtype)
        for name in per_word:
            if name != "bias":
                made.parameters[name][number] = share @ given.parameters[name][near]
