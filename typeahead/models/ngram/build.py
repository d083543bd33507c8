"""Batch counting: a text to the counts of every order, by sorting its positions once.

Each position of the text is a row: its word, the word before, and so on back to `<s>`. With the rows in this
(suffix) order every right-aligned k-gram is one run of rows, so that a single pass over neighbouring rows gives
the distinct k-grams of all orders, their raw counts, and their continuation counts (the number of distinct words
to their left, which is the number of (k+1)-gram runs inside the run). The runs are then numbered as a trie: the
children of a context lie side by side, sorted by word.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.tables import Level, Tables
from typeahead.models.protocols import BOS, EOS, Ids


def count(words: Ids, vocabulary_size: int, order: int) -> Tables:
    """Count the n-grams of a text up to an order.

    Args:
        words: (T,) int32, sentences one after the other, each ended by `</s>` and without `<s>`.
        vocabulary_size: V, one more than the largest id.
        order: 1 to 8.

    Returns:
        Adjusted counts as interpolated Kneser-Ney needs them (Heafield et al. 2013, "Scalable Modified
        Kneser-Ney Language Model Estimation", §3.2).
    """
    text = _with_starts(words)
    history = _history(text, order)
    sorted_rows = _suffix_order(history, vocabulary_size)
    columns = [column[sorted_rows] for column in history]

    fresh = np.zeros(len(text), dtype=bool)  # row differs from the one above within its first k words
    if len(text):
        fresh[0] = True
    starts: list[NDArray[np.bool_]] = []
    for column in columns:
        fresh = fresh.copy()
        fresh[1:] |= column[1:] != column[:-1]
        starts.append(fresh & (column != _NOTHING))

    run = [
        np.cumsum(start, dtype=np.int32) - 1 for start in starts
    ]  # suffix-order number of each row's k-gram
    counts = [_adjusted_counts(k, columns, starts, run) for k in range(order)]

    unigrams = np.zeros(vocabulary_size, dtype=np.int32)
    unigrams[columns[0][starts[0]] - 1] = counts[0]
    unigrams[BOS] = 0  # never predicted: it is a context only

    levels: list[Level] = []
    node_at = (text - 1).astype(np.int32)  # trie number of the k-gram that ends at each position
    contexts = vocabulary_size
    bits = max(int(vocabulary_size).bit_length(), 1)
    for k in range(1, order):
        ends = sorted_rows[starts[k]]
        parents = node_at[ends - 1].astype(np.int64)
        key = (parents << bits) | (text[ends] - 1)
        place = np.argsort(key, kind="stable")
        number = np.empty(len(place), dtype=np.int32)
        number[place] = np.arange(len(place), dtype=np.int32)
        offsets = np.zeros(contexts + 1, dtype=np.int32)
        np.cumsum(np.bincount(parents, minlength=contexts), out=offsets[1:])
        levels.append(Level((text[ends] - 1)[place].astype(np.int32), counts[k][place], offsets, _NONE))
        contexts = len(place)
        next_node_at = np.full(len(text), -1, dtype=np.int32)
        long_enough = columns[k] != _NOTHING
        next_node_at[sorted_rows[long_enough]] = number[run[k][long_enough]]
        node_at = next_node_at
    return Tables.of(order, unigrams, levels, raw=False)


_NONE = np.zeros(0, dtype=np.int32)
_NOTHING = 0
"""Stands left of `<s>` in a row; the ids of words are shifted by one to make room for it."""


def _with_starts(words: Ids) -> NDArray[np.int64]:
    """The text with `<s>` put before each sentence, ids shifted by one, int64."""
    if len(words) == 0:
        return np.zeros(0, dtype=np.int64)
    first = np.empty(len(words), dtype=bool)
    first[0] = True
    first[1:] = words[:-1] == EOS
    text: NDArray[np.int64] = np.insert(words.astype(np.int64) + 1, np.flatnonzero(first), BOS + 1)
    return text


def _history(text: NDArray[np.int64], order: int) -> list[NDArray[np.int64]]:
    """Columns k = 0…order-1: the word k places to the left of each position, or nothing left of `<s>`."""
    columns = [text]
    for _ in range(1, order):
        last = columns[-1]
        column = np.zeros_like(text)
        column[1:] = last[:-1]
        column[text == BOS + 1] = _NOTHING
        columns.append(column)
    return columns


def _suffix_order(history: list[NDArray[np.int64]], vocabulary_size: int) -> NDArray[np.int64]:
    """The permutation that sorts rows by their words, last word first: as many words to a 64-bit key as fit."""
    bits = (vocabulary_size + 1).bit_length()
    room = 63
    key = history[0].copy()
    used = bits
    for column in history[1:]:
        if used + bits > room:
            rank = np.unique(key, return_inverse=True)[1].astype(np.int64)
            key, used = rank, max(len(rank).bit_length(), 1)
        key = (key << bits) | column
        used += bits
    return np.argsort(key, kind="stable")


def _adjusted_counts(
    k: int, columns: list[NDArray[np.int64]], starts: list[NDArray[np.bool_]], run: list[NDArray[np.int32]]
) -> NDArray[np.int32]:
    """Counts of the (k+1)-grams in suffix order: raw at the top and after `<s>`, else distinct left words."""
    size = int(starts[k].sum())
    if k == len(columns) - 1:
        seen = columns[k] != _NOTHING
    else:
        seen = starts[k + 1] | (columns[k] == BOS + 1)
    return np.bincount(run[k][seen], minlength=size).astype(np.int32)
