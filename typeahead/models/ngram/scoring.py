"""The probability of each word of a text, all positions at once, one order after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counts import Depth
from typeahead.models.protocols import BOS, EOS, Ids

if TYPE_CHECKING:
    from typeahead.models.ngram.model import NgramModel


def score(model: NgramModel, words: Ids) -> NDArray[np.float32]:
    """ln p of each word, (T,) float32; see `NgramModel.score`."""
    words = np.asarray(words, dtype=np.int32)
    discounts = model.discounts()
    p = model.base.values(words)
    before = np.empty_like(words)
    if len(words):
        before[0] = BOS
        before[1:] = np.where(words[:-1] == EOS, BOS, words[:-1])
    contexts = np.zeros(len(words), dtype=np.int64)  # the root, then nodes of growing depth; -1: never seen
    for depth in range(1, model.order + 1):
        level = model.counts.depths[depth - 1]
        nodes = _find(level, contexts, words)
        total, taken = _context_statistics(level, contexts, discounts[depth - 1])
        count = _counts_of(level, nodes)
        d = np.array([0.0, *discounts[depth - 1][:3]])[np.minimum(count, 3)]
        with np.errstate(divide="ignore", invalid="ignore"):
            p = np.where(total > 0, (count - d) / total + taken / total * p, p)
        if depth == 1:
            contexts = before.astype(np.int64)
        else:
            # A depth-d node that ends one word earlier, in the same sentence, is the context for depth d + 1.
            contexts = np.full(len(words), -1, dtype=np.int64)
            contexts[1:] = np.where(words[:-1] == EOS, -1, nodes[:-1])
    with np.errstate(divide="ignore"):
        return np.log(p).astype(np.float32)


def _find(level: Depth, contexts: NDArray[np.int64], words: Ids) -> NDArray[np.int64]:
    """Nodes of context + word, or -1: one binary search for all positions."""
    found = np.full(len(words), -1, dtype=np.int64)
    mapped = np.flatnonzero((contexts >= 0) & (contexts < len(level.offsets) - 1))
    low = level.offsets[contexts[mapped]].astype(np.int64)
    end = level.offsets[contexts[mapped] + 1].astype(np.int64)
    high, wanted = end.copy(), words[mapped]
    while (open_ := np.flatnonzero(low < high)).size:
        middle = (low[open_] + high[open_]) >> 1
        below = level.words[middle] < wanted[open_]
        low[open_] = np.where(below, middle + 1, low[open_])
        high[open_] = np.where(below, high[open_], middle)
    inside = np.flatnonzero(low < end)
    hit = inside[level.words[low[inside]] == wanted[inside]]
    found[mapped[hit]] = low[hit]
    if level.new:
        new = level.new
        for at in np.flatnonzero((found < 0) & (contexts >= 0)).tolist():
            found[at] = new.get(int(contexts[at]), {}).get(int(words[at]), -1)
    return found


def _counts_of(level: Depth, nodes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Counts of nodes; 0 for -1."""
    counts = level.counts.astype(np.int64)
    if level.new_counts:
        counts = np.concatenate([counts, np.array(level.new_counts, dtype=np.int64)])
    if not len(counts):
        return np.zeros(len(nodes), dtype=np.int64)
    return np.where(nodes >= 0, counts[np.maximum(nodes, 0)], 0)


def _context_statistics(
    level: Depth, contexts: NDArray[np.int64], discounts: tuple[float, float, float, bool]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Totals of contexts, and the sum of what discounting took from their children."""
    once, twice, more, _ = discounts
    unique, back = np.unique(contexts, return_inverse=True)
    total = np.zeros(len(unique), dtype=np.int64)
    taken = np.zeros(len(unique), dtype=np.float64)
    for at, context in enumerate(unique.tolist()):
        if context >= 0:
            found = level.statistics_of(context)
            total[at] = found.total
            taken[at] = once * found.once + twice * found.twice + more * found.more
    return total[back], taken[back]
