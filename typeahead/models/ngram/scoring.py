"""The probability of each word of a text, all positions at once, one order after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

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
        nodes = level.find_all(contexts, words)
        total, *seen = level.statistics_of_all(contexts)[:4]
        taken = sum(d * many for d, many in zip(discounts[depth - 1][:3], seen, strict=True))
        count = level.counts_of(nodes)
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
