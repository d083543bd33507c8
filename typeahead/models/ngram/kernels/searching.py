"""The likeliest words of a backoff chain, compiled."""
# mypy: allow-untyped-defs, disable-error-code="assignment,no-any-return"

from __future__ import annotations

import numpy as np
from numba import njit

from typeahead.models.ngram.kernels.chains import Chain, Under, bound, joined, most_kept, probability
from typeahead.models.ngram.kernels.live import (
    BOS,
    Floats,
    Ints,
    Live,
    count_of,
    first_new,
    large_context,
    lower_bound,
    part_of,
)


@njit(cache=True, nogil=True)
def offer(live, chain, under, word, low, high, skip, k, found, found_words, found_p):
    """Put a word where it belongs among the best so far; how many there are."""
    if word < low or word >= high or word == BOS:
        return found
    for at in range(found):
        if found_words[at] == word:
            return found
    at = lower_bound(skip, 0, len(skip), word)
    if at < len(skip) and skip[at] == word:
        return found
    p = probability(live, chain, under, word)
    if p <= 0.0:
        return found
    place = found
    while place > 0 and (
        found_p[place - 1] < p or (found_p[place - 1] == p and found_words[place - 1] > word)
    ):
        place -= 1
    if place >= k:
        return found
    end = min(found, k - 1)
    for at in range(end, place, -1):
        found_words[at] = found_words[at - 1]
        found_p[at] = found_p[at - 1]
    found_words[place] = word
    found_p[place] = p
    return min(found + 1, k)


@njit(cache=True, nogil=True)
def highest_count(live, depth, context, low, high, large):
    """The highest count of a context's children in a range, or a bound on it."""
    first, last = part_of(live, depth, context, low, high)
    highest = np.int64(0)
    if large >= 0 and 2 * (last - first) > live.heavy_starts[large + 1] - live.heavy_starts[large]:
        highest = count_of(live, depth, np.int64(live.heavy_nodes[live.heavy_starts[large]]))
    else:
        counts = live.unigrams if depth == 1 else live.counts
        for at in range(first, last):
            highest = max(highest, np.int64(counts[at]))
    if large >= 0:
        return max(highest, live.news[large, 1])
    if depth == 1:
        for word in range(live.sizes[2], live.sizes[1]):
            highest = max(highest, np.int64(live.unigrams[word]))
        return highest
    entry = first_new(live, depth, context)
    while entry != 0:
        highest = max(highest, np.int64(live.pool_count[entry - 1]))
        entry = live.pool_next[entry - 1]
    return highest


@njit(cache=True, nogil=True)
def top(
    live: Live,
    chain: Chain,
    under: Under,
    low: int,
    high: int,
    skip: Ints,
    k: int,
    found_words: Ints,
    found_p: Floats,
) -> int:
    """The k likeliest words in [low, high) but for `skip` (sorted), likeliest first; how many there are.

    From the longest context down, each offers its children; a child that no longer context has can't have more than
    what its own count and the best of the lower orders give, times the backoff weights above. What can't beat the
    k-th best so far is passed over, and the rest of an ordered list with it.
    """
    links = len(chain.contexts)
    larges = np.empty(links, dtype=np.int64)
    lower = np.empty(links + 1, dtype=np.float64)  # bounds on p of the link below
    base = 0.0
    if high - low >= live.sizes[2] >> 1:
        base = max(under.rest, under.values[under.best[0]] if len(under.best) > 0 else 0.0)
    else:
        for word in range(low, min(high, len(under.values))):
            base = max(base, under.values[word])
    lower[0] = base
    for link in range(links):
        larges[link] = large_context(live, link + 1, chain.contexts[link])
        highest = highest_count(live, link + 1, chain.contexts[link], low, high, larges[link])
        lower[link + 1] = bound(chain, link, most_kept(chain, link, highest), lower[link])
    found = 0
    above = 1.0
    for link in range(links - 1, 0, -1):
        depth, context, large = link + 1, chain.contexts[link], larges[link]
        first, last = part_of(live, depth, context, low, high)
        flat = live.starts[depth - 2]
        if large >= 0 and 2 * (last - first) > live.heavy_starts[large + 1] - live.heavy_starts[large]:
            for at in range(live.heavy_starts[large], live.heavy_starts[large + 1]):
                place = flat + live.heavy_nodes[at]
                if found == k:
                    most = most_kept(chain, link, np.int64(live.counts[place]))
                    if above * bound(chain, link, most, lower[link]) < found_p[k - 1] * (1 - 1e-12):
                        break
                word = np.int64(live.words[place])
                found = offer(live, chain, under, word, low, high, skip, k, found, found_words, found_p)
        else:
            for place in range(first, last):
                if found == k:
                    most = most_kept(chain, link, np.int64(live.counts[place]))
                    if above * bound(chain, link, most, lower[link]) < found_p[k - 1] * (1 - 1e-12):
                        continue
                word = np.int64(live.words[place])
                found = offer(live, chain, under, word, low, high, skip, k, found, found_words, found_p)
        entry = first_new(live, depth, context)
        if entry != 0 and large >= 0 and found == k:
            most = most_kept(chain, link, live.news[large, 1])
            if above * bound(chain, link, most, lower[link]) < found_p[k - 1] * (1 - 1e-12):
                entry = 0
        while entry != 0:
            wanted = True
            if found == k:
                most = most_kept(chain, link, np.int64(live.pool_count[entry - 1]))
                wanted = above * bound(chain, link, most, lower[link]) >= found_p[k - 1] * (1 - 1e-12)
            if wanted:
                word = np.int64(live.pool_word[entry - 1])
                found = offer(live, chain, under, word, low, high, skip, k, found, found_words, found_p)
            entry = live.pool_next[entry - 1]
        above *= chain.gammas[link]
    return offer_words(live, chain, under, low, high, skip, k, found, found_words, found_p, above, larges[0])


@njit(cache=True, nogil=True)
def offer_words(live, chain, under, low, high, skip, k, found, found_words, found_p, above, large):
    """The root's part of `top`: every word is its child, by count and, side by side, by the base distribution."""
    size = live.sizes[2]
    first, last = max(np.int64(low), np.int64(0)), min(np.int64(high), size)
    if large >= 0 and 2 * (last - first) > size:
        start = live.heavy_starts[large]
        for at in range(size):
            word = np.int64(live.heavy_nodes[start + at])
            if found == k:
                base = under.values[under.best[at]] if at < len(under.best) else under.rest
                most = most_kept(chain, 0, np.int64(live.unigrams[word]))
                if above * bound(chain, 0, most, base) < found_p[k - 1] * (1 - 1e-12):
                    break
            found = offer_if(live, chain, under, word, low, high, skip, k, found, found_words, found_p, above)
            if at < len(under.best):
                word = np.int64(under.best[at])
                found = offer_if(
                    live, chain, under, word, low, high, skip, k, found, found_words, found_p, above
                )
    else:
        for word in range(first, last):
            found = offer_if(live, chain, under, word, low, high, skip, k, found, found_words, found_p, above)
    for word in range(max(size, np.int64(low)), min(np.int64(high), live.sizes[1])):
        found = offer_if(live, chain, under, word, low, high, skip, k, found, found_words, found_p, above)
    return found


@njit(cache=True, nogil=True)
def offer_if(live, chain, under, word, low, high, skip, k, found, found_words, found_p, above):
    """Offer a word unless what the root alone gives it shows that it is no match for the best so far."""
    if found == k:
        count = np.int64(live.unigrams[word])
        p = joined(chain, 0, count, under.values[word])
        if above * p < found_p[k - 1] * (1 - 1e-12):
            return found
    return offer(live, chain, under, word, low, high, skip, k, found, found_words, found_p)
