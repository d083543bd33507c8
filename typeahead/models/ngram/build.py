"""Batch counting: a text to the counts of every order, by sorting its positions once.

Each position of the text is a row: its word and the next ones, up to `</s>`. With the rows in the order of their
words every n-gram is one run of rows, and the runs of each order lie as the levels of `Tables` do: no second sort, no
hashing. Continuation counts (the number of distinct words to the left) follow from one row of each run: without
its first word it is the n-gram that begins at the next position. The package `counting` holds the parts of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from typeahead.models.ngram.counting.assembly import Assembly, begin_sentences
from typeahead.models.ngram.counting.continuation import Positions
from typeahead.models.ngram.counting.levels import Levels
from typeahead.models.ngram.counting.partitions import halves, partitions
from typeahead.models.ngram.counting.pieces import Pieces, Scratch
from typeahead.models.ngram.counting.plan import Plan
from typeahead.models.ngram.counting.pruning import thresholds
from typeahead.models.ngram.counting.rows import Packing
from typeahead.models.ngram.counting.sorting import Rows
from typeahead.models.ngram.counting.text import Text
from typeahead.models.ngram.tables import Tables
from typeahead.models.protocols import BOS, Ids

Progress = Callable[[int, int], None]


def count(
    words: Ids,
    vocabulary_size: int,
    order: int,
    *,
    raw: bool = False,
    prune: Sequence[int] = (),
    memory: int | None = None,
    scratch: Path | None = None,
    progress: Progress | None = None,
) -> Tables:
    """Count the n-grams of a text up to an order.

    Args:
        words: (T,) int32, sentences one after the other, each ended by `</s>` and without `<s>`; may be mapped.
        vocabulary_size: V, one more than the largest id.
        order: 1 to 8.
        raw: counts as met in the text at every order. Without it, adjusted counts as interpolated Kneser-Ney needs
            them (Heafield et al. 2013, "Scalable Modified Kneser-Ney Language Model Estimation", §3.2).
        prune: thresholds of the orders 1, 2, … as in lmplz: n-grams met so often or less are left out.
        memory: bytes to stay within, `words` not counted; None for as much as it takes. The result is the same for
            every limit. What can't be done in less is done in the least that works: some 40 bytes for each word of
            the vocabulary, and 100 for each row of the largest group whose first words (three, in vocabularies of
            up to two million) are the same.
        scratch: a folder for temporary files if memory is limited, by default the system's. No name leads to
            them, so they are gone when the last array of the result is.
        progress: called with the steps done and their number.

    Returns:
        Tables; if memory was limited and short, their arrays are mapped to temporary files.

    Raises:
        ValueError: thresholds that can't be used.
    """
    limits = thresholds(prune, order)
    packing = Packing.of(vocabulary_size, order)
    plan = Plan.of(len(words), vocabulary_size, packing, memory, scratch)
    text = Text(words, order, plan.chunk)
    with Scratch(plan.scratch) as pieces:
        levels = Levels(order, text.positions, pieces)
        cut = halves(text, packing) if plan.scratch is None else partitions(text, packing, plan.rows)
        steps = _Steps(len(cut) + order, progress)
        rows = Rows(text, packing, levels, pieces)
        if plan.scratch is None:
            rows.add_side_by_side(cut, numbered=not raw)
            steps.done(len(cut))
        else:
            rows.add_each(cut, not raw, steps.done)

        final = [levels.raw[k] for k in range(order + 1)]
        if raw or order == 1:
            unigrams = np.zeros(vocabulary_size, dtype=np.int32)
            unigrams[levels.words[1].whole()] = levels.raw[1].whole()
            steps.done(order - 1)
        else:
            positions = Positions(text, levels, rows.at, rows.same, rows.sizes)
            for k, counts in enumerate(_adjusted(positions, levels, vocabulary_size, plan, pieces), start=1):
                final[k] = counts
                steps.done()
            unigrams = final[1].whole()
        unigrams[BOS] = 0  # never predicted: it is a context only

        assembly = Assembly(levels, unigrams, limits, plan.block, pieces)
        for k in range(2, order + 1):
            assembly.add(k, final[k])
        steps.done()
        return assembly.tables(raw)


def _adjusted(
    positions: Positions, levels: Levels, vocabulary_size: int, plan: Plan, pieces: Scratch
) -> Iterator[Pieces]:
    """The adjusted counts of the orders 1, 2, … below the highest; side by side where all is in memory."""
    begins = begin_sentences(levels)

    def adjusted(k: int) -> Pieces:
        if k == 1:
            return positions.adjusted(1, vocabulary_size, (0, 0), vocabulary_size, Scratch(None))
        return positions.adjusted(k, len(levels.words[k]), begins[k], plan.nodes, pieces)

    orders = range(1, levels.order)
    if plan.scratch is not None:
        yield from map(adjusted, orders)
        return
    with ThreadPoolExecutor(2) as threads:
        yield from threads.map(adjusted, orders)


class _Steps:
    """Tells how far it is."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._progress = progress
        self._done = 0

    def done(self, steps: int = 1) -> None:
        """So many more."""
        self._done += steps
        if self._progress is not None:
            self._progress(self._done, self._total)
