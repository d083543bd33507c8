"""Backoff chains, compiled: the probability of a word, of a range of words, and what a chain is made of."""
# mypy: allow-untyped-defs, allow-untyped-decorators, disable-error-code="assignment,no-any-return"

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from typeahead.models.ngram.kernels.live import (
    EXTRA,
    Floats,
    Ints,
    Live,
    Longs,
    Scratch,
    compiled,
    count_of,
    find,
    first_new,
    inlined,
    large_context,
    lower_bound,
    part_of,
    span,
)

TAKEN = 7
"""A chain's discounts are given for counts 0 to 6, the last one for all higher counts."""


ALONGSIDE = 8
"""With so many children for each word that is asked for, halving finds it more quickly than going by them all."""


class Chain(NamedTuple):
    """An interpolated backoff chain, shortest context first: `model.Link`s as arrays.

    Attributes:
        contexts: (n,) int64, the contexts of depths 1 to n.
        totals, gammas: (n,) float64.
        taken: (at least n, TAKEN) float64, what is taken from counts 0 to 5, and from higher ones.
    """

    contexts: Longs
    totals: Floats
    gammas: Floats
    taken: Floats


class Under(NamedTuple):
    """The base distribution under a chain.

    Attributes:
        values: (V,) float64.
        best: int32, words with the highest values, highest first.
        rest: no word outside `best` has a higher value.
    """

    values: Floats
    best: Ints
    rest: float


@inlined
def kept_of(chain, link, count):
    """A count less its discount."""
    return count - chain.taken[link, min(count, TAKEN - 1)]


@inlined
def most_kept(chain, link, count):
    """The largest discounted count of any count up to this one."""
    most = 0.0 if count < 1 else max(0.0, kept_of(chain, link, count))
    for lower in range(1, min(count, TAKEN)):
        most = max(most, kept_of(chain, link, lower))
    return most


@compiled
def mass(live: Live, chain: Chain, low: int, high: int) -> float:
    """Σ p of a range of words, less the base distribution's part, where orders are interpolated."""
    total = 0.0
    for link in range(len(chain.contexts)):
        depth, context = link + 1, chain.contexts[link]
        own = 0.0
        first, last = part_of(live, depth, context, low, high)
        counts = live.unigrams if depth == 1 else live.counts
        for at in range(first, last):
            own += kept_of(chain, link, np.int64(counts[at]))
        if depth == 1:
            for word in range(max(low, live.sizes[2]), min(high, live.sizes[1])):
                own += kept_of(chain, link, np.int64(live.unigrams[word]))
        else:
            entry = first_new(live, depth, context)
            while entry != 0:
                if low <= live.pool_word[entry - 1] < high:
                    own += kept_of(chain, link, np.int64(live.pool_count[entry - 1]))
                entry = live.pool_next[entry - 1]
        total = own / chain.totals[link] + chain.gammas[link] * total
    return total


@compiled
def counted(live: Live, chain: Chain, words: Ints, found: Floats) -> None:
    """p of each of some words, less the base distribution's part, where orders are interpolated, into `found`.

    Ascending words go alongside a context's children, where those are not many more; else each is looked for.
    """
    many, ascending = len(words), True
    for at in range(many):
        found[at] = 0.0
        ascending &= at == 0 or words[at - 1] <= words[at]
    for link in range(len(chain.contexts) if many > 0 else 0):
        depth, context = link + 1, chain.contexts[link]
        for at in range(many):
            found[at] *= chain.gammas[link]
        if ascending and depth > 1:
            first, last = part_of(live, depth, context, np.int64(words[0]), np.int64(words[many - 1]) + 1)
            if last - first <= ALONGSIDE * many:
                _alongside(live, chain, link, words, found, first, last)
                continue
        for at in range(many):
            node = find(live, depth, context, np.int64(words[at]))
            if node >= 0:
                found[at] += kept_of(chain, link, count_of(live, depth, node)) / chain.totals[link]


@inlined
def _alongside(live, chain, link, words, found, first, last):
    """Add what a context's children from `first` to `last`, and its new ones, give to ascending words."""
    many, total, at = len(words), chain.totals[link], 0
    for place in range(first, last):
        while at < many and words[at] < live.words[place]:
            at += 1
        own = kept_of(chain, link, np.int64(live.counts[place])) / total
        same = at
        while same < many and words[same] == live.words[place]:
            found[same] += own
            same += 1
    entry = first_new(live, link + 1, chain.contexts[link])
    while entry != 0:
        same = lower_bound(words, 0, many, live.pool_word[entry - 1])
        own = kept_of(chain, link, np.int64(live.pool_count[entry - 1])) / total
        while same < many and words[same] == live.pool_word[entry - 1]:
            found[same] += own
            same += 1
        entry = live.pool_next[entry - 1]


@compiled
def statistics(live: Live, scratch: Scratch, many: int) -> None:
    """`ContextStatistics` of the root and of so many contexts in `scratch.contexts`, into `scratch.followers`."""
    found = scratch.followers
    for at in range(many + 1):
        depth, context = at + 1, scratch.contexts[at - 1] if at > 0 else 0
        large = large_context(live, depth, context)
        known = large >= 0 and live.statistics[large, 0] >= 0
        for figure in range(4):
            found[at, figure] = live.statistics[large, figure] if known else 0
        found[at, 4] = 0
        if not known:
            _sum_up(live, depth, context, found, at)
            for figure in range(4 if large >= 0 else 0):
                live.statistics[large, figure] = found[at, figure]
        if len(live.lost) > 0 and depth > 1 and context < EXTRA:
            place = live.offset_starts[depth - 2] + context
            if place + 1 < live.offset_starts[depth - 1]:
                found[at, 0] += live.lost[place]
                found[at, 4] = live.lost[place]


@inlined
def _sum_up(live, depth, context, found, at):
    """Go through all children of a context."""
    counts = live.unigrams if depth == 1 else live.counts
    first, last = part_of(live, depth, context, 0, live.sizes[1])
    for place in range(first, last):
        tally(found, at, np.int64(counts[place]))
    if depth == 1:
        for word in range(live.sizes[2], live.sizes[1]):
            tally(found, at, np.int64(live.unigrams[word]))
    else:
        entry = first_new(live, depth, context)
        while entry != 0:
            tally(found, at, np.int64(live.pool_count[entry - 1]))
            entry = live.pool_next[entry - 1]


@inlined
def tally(found, at, count):
    """Add a child to a context's total, once, twice and more."""
    if count > 0:
        found[at, 0] += count
        found[at, min(count, 3)] += 1


@compiled
def advance(live: Live, scratch: Scratch, many: int, whole: bool, words: Longs) -> tuple[int, bool]:
    """Go on from the contexts in `scratch.contexts` by some words, as `NgramModel.advance`; they are changed in place.

    What followed them is then in `scratch.followers`: it is nearly always asked for next.

    Returns:
        How many contexts there are then, and whether they are the whole history.
    """
    order, contexts, nodes = live.sizes[0], scratch.contexts, scratch.nodes
    for at in range(len(words)):
        nodes[0] = words[at]
        longest = min(many, order - 2)
        found = 1
        while found <= longest:
            node = find(live, found + 1, contexts[found - 1], words[at])
            if node < 0:
                break
            nodes[found] = node
            found += 1
        whole = found > longest and (whole or found == order - 1)
        many = found
        for depth in range(many):
            contexts[depth] = nodes[depth]
        while many > 0 and not has_children(live, many + 1, contexts[many - 1]):
            many -= 1
            whole = False
    statistics(live, scratch, many)
    return many, whole


@inlined
def has_children(live, depth, context):
    """Whether anything ever followed a context."""
    if context < EXTRA:
        first, last = span(live, depth, context)
        if first < last:
            return True
    return first_new(live, depth, context) > 0
