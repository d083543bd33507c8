"""The likeliest words of an interpolated backoff chain, compiled.

Interpolated, p of a word is a sum: of each link's discounted count over its total, times the backoff weights of the
longer contexts, and of the base distribution's part. A narrow range of words (a typed prefix) is summed up whole. Among
all words, the children of small contexts are summed up in a table, and the large ones' ordered children are walked side
by side until what none of them has shown yet can't matter (Fagin et al. 2001, the threshold algorithm).
"""
# mypy: allow-untyped-defs, allow-untyped-decorators, disable-error-code="assignment,no-any-return"

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from typeahead.models.ngram.kernels.chains import Chain, Under, advance, kept_of, most_kept
from typeahead.models.ngram.kernels.live import (
    BOS,
    Floats,
    Ints,
    Live,
    Scratch,
    compiled,
    count_of,
    find,
    first_new,
    inlined,
    large_context,
    lower_bound,
    part_of,
)

_SURE = 1 - 1e-12
"""Rounding aside."""


class Search(NamedTuple):
    """What a search is given: see `top`."""

    live: Live
    chain: Chain
    under: Under
    scratch: Scratch
    low: int
    high: int
    skip: Ints
    k: int
    words: Ints
    values: Floats


@inlined
def _keep(search, word, p, found):
    """Put a word where it belongs among the best so far; how many there are."""
    skip, k, words, values = search.skip, search.k, search.words, search.values
    if p <= 0.0 or word == BOS or (found == k and p < values[k - 1]):
        return found
    at = lower_bound(skip, 0, len(skip), word)
    if at < len(skip) and skip[at] == word:
        return found
    place = found
    while place > 0 and (values[place - 1] < p or (values[place - 1] == p and words[place - 1] > word)):
        place -= 1
    if place >= k:
        return found
    for at in range(min(found, k - 1), place, -1):
        words[at] = words[at - 1]
        values[at] = values[at - 1]
    words[place] = word
    values[place] = p
    return min(found + 1, k)


@inlined
def _weigh(chain, scratch):
    """Note what the longer contexts leave to each link, over its total; what is left to the base distribution."""
    above = 1.0
    for link in range(len(chain.contexts) - 1, -1, -1):
        scratch.weights[link] = above / chain.totals[link]
        above *= chain.gammas[link]
    return above


@compiled
def over(live: Live, chain: Chain, under: Under, scratch: Scratch, low: int, high: int, sums: Floats) -> None:
    """p of each word in [low, high), none of them behind the last there is, into `sums`."""
    above = _weigh(chain, scratch)
    weights = scratch.weights
    for at in range(high - low):
        own = kept_of(chain, 0, np.int64(live.unigrams[low + at]))
        sums[at] = weights[0] * own + above * under.values[low + at]
    for link in range(1, len(chain.contexts)):
        depth, context = link + 1, chain.contexts[link]
        first, last = part_of(live, depth, context, low, high)
        for place in range(first, last):
            own = kept_of(chain, link, np.int64(live.counts[place]))
            sums[live.words[place] - low] += weights[link] * own
        entry = first_new(live, depth, context)
        while entry != 0:
            word = live.pool_word[entry - 1]
            if low <= word < high:
                sums[word - low] += weights[link] * kept_of(chain, link, np.int64(live.pool_count[entry - 1]))
            entry = live.pool_next[entry - 1]


@compiled
def _of_range(search):
    """`top` by summing up all words of a range."""
    low, high, k, values = search.low, max(search.high, search.low), search.k, search.values
    sums = search.scratch.words
    over(search.live, search.chain, search.under, search.scratch, low, high, sums)
    found = 0
    for at in range(high - low):
        if found < k or sums[at] > values[k - 1]:
            found = _keep(search, low + at, sums[at], found)
    return found


@inlined
def _slot_for(table, word):
    """Where a word is in the table, or would be."""
    at = (word * 0x9E3779B1 >> 7) & (len(table) - 1)
    while table[at] != 0 and table[at] != word + 1:
        at = (at + 1) & (len(table) - 1)
    return at


@inlined
def _empty(table, slots, many):
    """Take all words out of the table."""
    for at in range(many):
        table[slots[at]] = 0


@compiled
def _sum_small(live, chain, scratch):
    """Sum up what small contexts give their children; how many words there are, -1 if more than the table takes."""
    weights, larges, table, sums, slots = (
        scratch.weights,
        scratch.larges,
        scratch.table,
        scratch.sums,
        scratch.slots,
    )
    many = 0
    for link in range(1, len(chain.contexts)):
        if larges[link] >= 0:
            continue
        depth, context = link + 1, chain.contexts[link]
        first, last = part_of(live, depth, context, 0, live.sizes[1])
        entry = first_new(live, depth, context)
        place = first
        while place < last or entry != 0:
            if place < last:
                word, count = np.int64(live.words[place]), np.int64(live.counts[place])
                place += 1
            else:
                word, count = np.int64(live.pool_word[entry - 1]), np.int64(live.pool_count[entry - 1])
                entry = live.pool_next[entry - 1]
            at = _slot_for(table, word)
            if table[at] == 0:
                if many == len(slots):
                    _empty(table, slots, many)
                    return -1
                slots[many] = at
                many += 1
                table[at] = word + 1
                sums[at] = 0.0
            sums[at] += weights[link] * kept_of(chain, link, count)
    return many


@inlined
def _of_large(search, above, word):
    """What the large contexts, the root among them, and the base give a word."""
    live, chain, under = search.live, search.chain, search.under
    weights, larges = search.scratch.weights, search.scratch.larges
    p = weights[0] * kept_of(chain, 0, np.int64(live.unigrams[word])) + above * under.values[word]
    for link in range(1, len(chain.contexts)):
        if larges[link] >= 0:
            node = find(live, link + 1, chain.contexts[link], word)
            if node < 0:
                return p  # nor has any longer context it, but small ones, which were summed up
            p += weights[link] * kept_of(chain, link, count_of(live, link + 1, node))
    return p


@compiled
def _of_all(search):
    """`top` of all words, or nearly all; -1 where small contexts have too many children."""
    live, chain, scratch = search.live, search.chain, search.scratch
    under, low, high, k, values = search.under, search.low, search.high, search.k, search.values
    links = len(chain.contexts)
    above = _weigh(chain, scratch)
    weights, larges, table = scratch.weights, scratch.larges, scratch.table
    for link in range(links):
        larges[link] = large_context(live, link + 1, chain.contexts[link])
    many = _sum_small(live, chain, scratch)
    if many < 0:
        return -1
    found = 0
    for at in range(many):
        slot = scratch.slots[at]
        word = np.int64(table[slot] - 1)
        if low <= word < high:
            p = scratch.sums[slot] + _of_large(search, above, word)
            found = _keep(search, word, p, found)
    step = 0
    unseen = np.inf  # a bound on p of words that no list has shown yet
    while True:
        unseen = above * (under.values[under.best[step]] if step < len(under.best) else under.rest)
        ended = True
        for link in range(links):
            large = larges[link]
            if large < 0 or step >= live.heavy_starts[large + 1] - live.heavy_starts[large]:
                continue
            node = np.int64(live.heavy_nodes[live.heavy_starts[large] + step])
            count = count_of(live, link + 1, node)
            if count == 0:
                continue
            ended = False
            unseen += weights[link] * most_kept(chain, link, count)
            word = node if link == 0 else np.int64(live.words[live.starts[link - 1] + node])
            found = _show(search, above, word, found)
        if step < len(under.best):
            word = np.int64(under.best[step])
            found = _show(search, above, word, found)
        elif ended:
            break
        if found == k and unseen < values[k - 1] * _SURE:
            break
        step += 1
    found = _show_new(search, above, unseen, found)
    _empty(table, scratch.slots, many)
    return found


@inlined
def _show(search, above, word, found):
    """Keep a word of a large context's list if it is good enough, and new; how many are kept."""
    table, k, words, values = search.scratch.table, search.k, search.words, search.values
    if word < search.low or word >= search.high or table[_slot_for(table, word)] != 0:
        return found
    p = _of_large(search, above, word)
    if found == k and p < values[k - 1]:
        return found
    for at in range(found):
        if words[at] == word:
            return found
    return _keep(search, word, p, found)


@compiled
def _show_new(search, above, unseen, found):
    """Keep those new children of large contexts that are good enough; how many are kept."""
    live, chain, k, values = search.live, search.chain, search.k, search.values
    weights, larges = search.scratch.weights, search.scratch.larges
    for link in range(len(chain.contexts)):
        large = larges[link]
        if large < 0 or live.news[large, 1] == 0:
            continue
        best = weights[link] * most_kept(chain, link, live.news[large, 1])
        if found == k and unseen + best < values[k - 1] * _SURE:
            continue
        if link == 0:
            for word in range(live.sizes[2], live.sizes[1]):
                found = _show(search, above, word, found)
            continue
        entry = first_new(live, link + 1, chain.contexts[link])
        while entry != 0:
            own = weights[link] * most_kept(chain, link, np.int64(live.pool_count[entry - 1]))
            if found < k or unseen + own >= values[k - 1] * _SURE:
                word = np.int64(live.pool_word[entry - 1])
                found = _show(search, above, word, found)
            entry = live.pool_next[entry - 1]
    return found


@compiled
def top(
    live: Live,
    chain: Chain,
    under: Under,
    scratch: Scratch,
    low: int,
    high: int,
    skip: Ints,
    k: int,
    words: Ints,
    values: Floats,
) -> int:
    """The k likeliest words in [low, high) but for `skip` (sorted), likeliest first, into `words` and `values`.

    The chain has a link of every depth from the root up, and is interpolated. Words with p = 0 are left out.

    Returns:
        How many there are.
    """
    high = min(high, live.sizes[1])
    search = Search(live, chain, under, scratch, low, high, skip, k, words, values)
    if 2 * (high - low) > live.sizes[1] and large_context(live, 1, 0) >= 0:
        found = _of_all(search)
        if found >= 0:
            return found
    return _of_range(search)


@compiled
def follow(
    live: Live,
    taken: Floats,
    under: Under,
    scratch: Scratch,
    many: int,
    whole: bool,
    word: int,
    low: int,
    high: int,
    skip: Ints,
    k: int,
    words: Ints,
    values: Floats,
) -> tuple[int, bool, int]:
    """Go on from the contexts in `scratch.contexts` by a word, and find the likeliest words there, as `top`.

    For smoothing that does no more than discount: gamma is what was taken, or pruned, over the total. The chain is
    then in `scratch.links`, `totals` and `gammas`.

    Returns:
        How many contexts there are then, whether they are the whole history, and how many words were found; -1 where
        a context has nothing that counts, so that the chain is no whole one.
    """
    scratch.word[0] = word
    many, whole = advance(live, scratch, many, whole, scratch.word)
    followers = scratch.followers
    for link in range(many + 1):
        total = followers[link, 0]
        if total <= followers[link, 4]:
            return many, whole, -1
        left = float(followers[link, 4])
        for at in range(1, 4):
            left += taken[link, at] * followers[link, at]
        scratch.links[link] = scratch.contexts[link - 1] if link > 0 else 0
        scratch.totals[link] = total
        scratch.gammas[link] = left / total
    links = many + 1
    chain = Chain(scratch.links[:links], scratch.totals[:links], scratch.gammas[:links], taken)
    return many, whole, top(live, chain, under, scratch, low, high, skip, k, words, values)
