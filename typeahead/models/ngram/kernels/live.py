"""Live counts as compiled code sees them: the arrays, and how to find an n-gram in them."""
# mypy: allow-untyped-defs, allow-untyped-decorators, disable-error-code="assignment,no-any-return"

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

# Counting references to two dozen arrays costs more than the work itself (a search called from Python: 16.7 µs with,
# 6.9 without), and nothing here makes or keeps an array: what a kernel needs for itself comes in as `Scratch`.
# Nor does C call any of it, or Python the parts of kernels: ways in for them took a third of what compiling takes.
_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False, "no_cfunc_wrapper": True}
_WITHIN: dict[str, Any] = {"forceinline": True, "no_cpython_wrapper": True}
compiled: Any = njit(**_OPTIONS)
inlined: Any = njit(**_OPTIONS, **_WITHIN)

EXTRA = 1 << 30
BOS, EOS = 1, 2


class Live(NamedTuple):
    """The arrays of live counts, as `Counts` and `Pool` name them; those of one element are numbers that change."""

    starts: Longs
    offset_starts: Longs
    unigrams: Ints
    words: Ints
    counts: Ints
    offsets: Ints
    lost: Ints
    heavy: Ints
    heavy_starts: Ints
    heavy_nodes: Ints
    heavy_bases: Longs
    places: Ints
    statistics: Longs
    news: Longs
    word_heads: Ints
    heads: Ints
    counted: Longs
    types: Longs
    pool_size: Longs
    pool_depth: Ints
    pool_context: Ints
    pool_word: Ints
    pool_count: Ints
    pool_next: Ints
    pool_first: Ints
    pool_slots: Ints
    sizes: Longs  # order, words in the vocabulary, words the arrays were made with, children of a large context, raw


class Scratch(NamedTuple):
    """Room for a kernel's own use.

    Attributes:
        contexts, nodes: (order + 1,) int64.
        weights: (order,) float64, by link.
        larges: (order,) int64, by link.
        table, sums: a table of words by hash.
        slots: int64, those slots of the table that are taken.
        words: (V,) float64, by word.
        word: (1,) int64, a word to go on by.
        links, totals, gammas: (order,) int64 and float64, a chain's arrays.
        followers: (order + 1, 5) int64, `ContextStatistics` of a state's contexts, the root's first.
    """

    contexts: Longs
    nodes: Longs
    weights: Floats
    larges: Longs
    table: Ints
    sums: Floats
    slots: Longs
    words: Floats
    followers: Longs
    word: Longs
    links: Longs
    totals: Floats
    gammas: Floats


@inlined
def slot_of(depth, context, word):
    """Where to look first for an n-gram in the pool: `pool.slot_of`."""
    mixed = (context * 0x9E3779B1 + word * 0x85EBCA77 + depth * 0xC2B2AE3D) & 0xFFFFFFFF
    return mixed ^ (mixed >> 15)


@inlined
def span(live, depth, context):
    """Where a context's mapped children lie among those of their depth."""
    if depth == 1:
        return 0, live.sizes[2]
    at = live.offset_starts[depth - 2]
    if context + 1 >= live.offset_starts[depth - 1] - at:
        return 0, 0
    return np.int64(live.offsets[at + context]), np.int64(live.offsets[at + context + 1])


@inlined
def lower_bound(words, first, last, word):
    """Where a word is, or would be, among ascending ones."""
    while first < last:
        middle = (first + last) >> 1
        if words[middle] < word:
            first = middle + 1
        else:
            last = middle
    return first


@inlined
def find(live, depth, context, word):
    """The node of context + word, or -1."""
    if depth == 1:
        return word if word < live.sizes[1] else -1
    if context < EXTRA:
        first, last = span(live, depth, context)
        base = live.starts[depth - 2]
        at = lower_bound(live.words, base + first, base + last, word)
        if at < base + last and live.words[at] == word:
            return at - base
    if live.pool_size[0] == 0:
        return -1
    mask = len(live.pool_slots) - 1
    at = slot_of(depth, context, word) & mask
    while live.pool_slots[at] != 0:
        entry = live.pool_slots[at] - 1
        if (
            live.pool_word[entry] == word
            and live.pool_context[entry] == context
            and live.pool_depth[entry] == depth
        ):
            return np.int64(EXTRA + entry)
        at = (at + 1) & mask
    return -1


@inlined
def count_of(live, depth, node):
    """The count of a node."""
    if node >= EXTRA:
        return np.int64(live.pool_count[node - EXTRA])
    if depth == 1:
        return np.int64(live.unigrams[node])
    return np.int64(live.counts[live.starts[depth - 2] + node])


@inlined
def large_context(live, depth, context):
    """Which of all orders' large contexts this is, or -1."""
    if context >= EXTRA:
        return -1
    first, last = span(live, depth, context)
    if last - first <= live.sizes[3]:
        return -1
    low, high = live.heavy_bases[depth - 1], live.heavy_bases[depth]
    at = lower_bound(live.heavy, low, high, context)
    return at if at < high and live.heavy[at] == context else -1


@inlined
def first_new(live, depth, context):
    """1 + the first entry of a context's new children, or 0."""
    if context >= EXTRA:
        return np.int64(live.pool_first[context - EXTRA])
    if depth == 2:  # a word may be known before it is counted
        return np.int64(live.word_heads[context]) if context < len(live.word_heads) else np.int64(0)
    return np.int64(live.heads[live.offset_starts[depth - 2] + context])


@inlined
def part_of(live, depth, context, low, high):
    """The part of a context's mapped children whose words are in a range, as places in the flat arrays."""
    first, last = span(live, depth, context) if context < EXTRA else (np.int64(0), np.int64(0))
    if depth == 1:
        return max(first, low), max(max(first, low), min(last, high))
    base = live.starts[depth - 2]
    start = lower_bound(live.words, base + first, base + last, low)
    return start, lower_bound(live.words, start, base + last, high)
