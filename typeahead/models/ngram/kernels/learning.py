"""Learning and forgetting, compiled: what `Counts` and `Depth` do, on the same arrays."""
# mypy: allow-untyped-defs, allow-untyped-decorators, disable-error-code="assignment,no-any-return"

from __future__ import annotations

import numpy as np

from typeahead.models.ngram.kernels.live import (
    BOS,
    EOS,
    EXTRA,
    Ints,
    Live,
    Scratch,
    compiled,
    count_of,
    find,
    first_new,
    inlined,
    large_context,
    slot_of,
    span,
)


@inlined
def put(live, depth, context, word):
    """Put an n-gram that is nowhere yet into the pool, with count 0; its node."""
    entry = live.pool_size[0]
    live.pool_size[0] += 1
    live.pool_depth[entry] = depth
    live.pool_context[entry] = context
    live.pool_word[entry] = word
    live.pool_next[entry] = first_new(live, depth, context)
    mask = len(live.pool_slots) - 1
    at = slot_of(depth, context, word) & mask
    while live.pool_slots[at] != 0:
        at = (at + 1) & mask
    live.pool_slots[at] = entry + 1
    if context >= EXTRA:
        live.pool_first[context - EXTRA] = entry + 1
    elif depth == 2:
        live.word_heads[context] = entry + 1
    else:
        live.heads[live.offset_starts[depth - 2] + context] = entry + 1
    large = large_context(live, depth, context)
    if large >= 0:
        live.news[large, 0] += 1
    return np.int64(EXTRA + entry)


@inlined
def end_of_higher(live, depth, first, last, count):
    """Where, among a large context's ordered children, those with a higher count end."""
    base = np.int64(0) if depth == 1 else live.starts[depth - 2]
    counts = live.unigrams if depth == 1 else live.counts
    while first < last:
        middle = (first + last) >> 1
        if counts[base + live.heavy_nodes[middle]] > count:
            first = middle + 1
        else:
            last = middle
    return first


@inlined
def move(live, depth, context, large, node, before, by):
    """Keep a large context's children in order while one of their counts goes up or down: see `Depth._move`."""
    first, last = np.int64(live.heavy_starts[large]), np.int64(live.heavy_starts[large + 1])
    zero = first - span(live, depth, context)[0]
    if live.statistics[large, 4] == 0:
        for at in range(first, last):
            live.places[zero + live.heavy_nodes[at]] = at
        live.statistics[large, 4] = 1
    at = np.int64(live.places[zero + node])
    if by > 0:
        to = end_of_higher(live, depth, first, last, before)
    else:
        to = end_of_higher(live, depth, first, last, before - 1) - 1
    other = np.int64(live.heavy_nodes[to])
    live.heavy_nodes[at] = other
    live.heavy_nodes[to] = node
    live.places[zero + other] = at
    live.places[zero + node] = to


@inlined
def change(live, depth, context, node, by):
    """Change a node's count and all that is derived from it; the new count."""
    before = count_of(live, depth, node)
    after = before + by
    large = large_context(live, depth, context)
    is_new = node >= EXTRA or (depth == 1 and node >= live.sizes[2])
    if large >= 0 and not is_new:
        move(live, depth, context, large, node, before, by)
    if node >= EXTRA:
        live.pool_count[node - EXTRA] = after
    elif depth == 1:
        live.unigrams[node] = after
    else:
        live.counts[live.starts[depth - 2] + node] = after
    if large >= 0 and is_new and after > live.news[large, 1]:
        live.news[large, 1] = after
    kept = live.counted.shape[1]
    if 1 <= before < kept:
        live.counted[depth, before] -= 1
    if 1 <= after < kept:
        live.counted[depth, after] += 1
    if large >= 0 and live.statistics[large, 0] >= 0:
        live.statistics[large, 0] += by
        if before >= 1:
            live.statistics[large, min(before, 3)] -= 1
        if after >= 1:
            live.statistics[large, min(after, 3)] += 1
    return after


@compiled
def apply(live: Live, scratch: Scratch, words: Ints, by: int) -> int:
    """Count words up (by = 1) or down (-1) as `Counts._apply`; how many, fewer than all if one can't be taken back."""
    order, raw = live.sizes[0], live.sizes[4]
    contexts, nodes = scratch.contexts, scratch.nodes
    contexts[0], contexts[1] = 0, BOS
    known = 2
    turned = 1 if by > 0 else 0
    for done in range(len(words)):
        word = np.int64(words[done])
        last = min(order, known)
        is_new = False
        for depth in range(1, last + 1):
            # What an n-gram ends with is older than itself: once one is new, all longer ones are.
            nodes[depth] = -1 if is_new else find(live, depth, contexts[depth - 1], word)
            if by > 0 and nodes[depth] < 0:
                is_new = True
                nodes[depth] = put(live, depth, contexts[depth - 1], word)
        if by < 0 and (nodes[last] < 0 or count_of(live, last, nodes[last]) < 1):
            return done
        for depth in range(last, 0, -1):
            after = change(live, depth, contexts[depth - 1], nodes[depth], by)
            if depth == 1 and after == turned:
                live.types[0] += by
            if after != turned and raw == 0:
                break
        contexts[0] = 0
        if word == EOS:
            contexts[1] = BOS
            known = 2
        else:
            known = min(order, last + 1)
            for depth in range(1, known):
                contexts[depth] = nodes[depth]
    return len(words)
