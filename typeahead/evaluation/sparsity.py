"""Sparsity: how often a text stands where a model has never been, and which of its orders can answer there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from typeahead.evaluation.texts import Progress, read_text
from typeahead.models.ngram.depth import Depth
from typeahead.models.ngram.walking import history_lengths, walk
from typeahead.models.protocols import UNK
from typeahead.profile.generation import Generation
from typeahead.text.files import Skipped

Longs = NDArray[np.int64]


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
    before = history_lengths(words, len(words) + 2) - 1  # words before each token in its sentence, and <s>
    longest = np.zeros(len(words), dtype=np.int64)
    orders = []
    for order, (level, contexts, nodes) in enumerate(walk(model.counts, words), start=1):
        has_place = before >= order - 1
        is_counted = _counted(level, nodes)
        if order == 1:
            is_counted &= words != UNK
        longest[is_counted] = order
        orders.append((order, has_place, has_place & ~_seen(level, contexts), is_counted))
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


def _seen(level: Depth, contexts: Longs) -> NDArray[np.bool_]:
    """Whether anything ever followed each context, (n,) bool; -1 is one that was never seen."""
    return _each(contexts, level.has_children)


def _counted(level: Depth, nodes: Longs) -> NDArray[np.bool_]:
    """Whether each n-gram was counted, (n,) bool; -1 is one that was not."""
    return _each(nodes, lambda node: level.count(node) > 0)


def _each(numbers: Longs, holds: Callable[[int], bool]) -> NDArray[np.bool_]:
    # What imported models answer too, which have probabilities for counts.
    unique, back = np.unique(numbers, return_inverse=True)
    found: NDArray[np.bool_] = np.array(
        [number >= 0 and holds(number) for number in unique.tolist()], dtype=bool
    )[back]
    return found
