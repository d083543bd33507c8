"""Sparsity: how often a text stands where a model has never been, and which of its orders can answer there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from typeahead.evaluation.texts import Progress, read_text
from typeahead.models.protocols import BOS, EOS, UNK
from typeahead.profile.generation import Generation
from typeahead.text.files import Skipped


@dataclass(frozen=True, slots=True)
class OrderSparsity:
    """How one order fared on a text.

    Attributes:
        order: words of the n-gram; its context has one less.
        places: tokens of the text that have so many words before them, `<s>` included.
        contexts_unseen: of those, where nothing was ever counted after the context.
        ngrams_seen: of those, where the token itself was counted after the context.
        answered: tokens whose longest counted n-gram this is.
    """

    order: int
    places: int
    contexts_unseen: int
    ngrams_seen: int
    answered: int


@dataclass(frozen=True, slots=True)
class Sparsity:
    """How a model's orders fared on a text.

    Attributes:
        tokens: words, marks and sentence ends of the text.
        unknown: those that were never counted at all, answered by no order.
        orders: from 1 up.
    """

    tokens: int
    unknown: int
    orders: list[OrderSparsity]


@dataclass(frozen=True, slots=True)
class FilesSparsity:
    """The same, with what was read."""

    found: Sparsity
    files: int
    skipped: list[Skipped]


def sparsity_of_files(
    generation: Generation, paths: Sequence[Path], progress: Progress | None = None
) -> FilesSparsity:
    """Measure on files, read as the model's own text was.

    Raises:
        SourceUnreadable: a path can't be read, or there is no text in any of them.
    """
    text = read_text(paths, generation.settings.tokens, progress)
    return FilesSparsity(sparsity(generation, text.sentences), text.files, text.skipped)


def sparsity(generation: Generation, sentences: Sequence[Sequence[str]]) -> Sparsity:
    """Measure on tokenised sentences, all places at once, one order after the other."""
    model = generation.model
    words = generation.encoder.stream(sentences)
    is_first = np.ones(len(words), dtype=bool)
    is_first[1:] = words[:-1] == EOS
    # How many words stand before each token in its sentence, and <s>.
    at = np.arange(len(words))
    before = at - np.maximum.accumulate(np.where(is_first, at, 0)) + 1
    longest = np.zeros(len(words), dtype=np.int64)
    contexts = np.zeros(len(words), dtype=np.int64)  # the root, then nodes of growing depth; -1: never seen
    orders = []
    for order in range(1, model.order + 1):
        level = model.counts.depths[order - 1]
        has_place = before >= order - 1
        is_seen = level.statistics_of_all(contexts)[0] > 0
        nodes = level.find_all(contexts, words)
        if order == 1:
            nodes[words == UNK] = -1
        is_counted = level.counts_of(nodes) > 0
        longest[is_counted] = order
        orders.append((order, has_place, has_place & ~is_seen, is_counted))
        # An n-gram that ends one word earlier, in the same sentence, is the context for the next order.
        contexts = np.full(len(words), -1, dtype=np.int64)
        contexts[1:] = nodes[:-1]
        contexts[is_first] = BOS if order == 1 else -1
    return Sparsity(
        tokens=len(words),
        unknown=int(np.count_nonzero(longest == 0)),
        orders=[
            OrderSparsity(
                order,
                int(has_place.sum()),
                int(unseen.sum()),
                int(counted.sum()),
                int(np.count_nonzero(longest == order)),
            )
            for order, has_place, unseen, counted in orders
        ],
    )
