"""Parameters fitted to sentences that were held out from counting."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.smoothing.add_delta import AddDelta
from typeahead.models.ngram.smoothing.jelinek_mercer import UNFITTED, JelinekMercer, bucket
from typeahead.models.ngram.smoothing.protocols import Smoothing
from typeahead.models.ngram.smoothing.registry import make
from typeahead.models.ngram.walking import history_lengths, walk
from typeahead.models.protocols import EOS, UNK, Ids

_EVERY = 10
"""Every so many sentences one is held out."""

_CHANGE = 1e-7
"""EM is done when a token's mean log-likelihood (nats) gains less than this."""

_ITERATIONS = 200
_EDGE = 1e-4
"""Weights stay so far from 0 and 1: at 1, what was never seen would have no probability."""

_LEAST_DELTA, _MOST_DELTA = 1e-9, 100.0
_GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0


class Observed(NamedTuple):
    """What the counts of one order say of each held-out token.

    Attributes:
        relative: (T,) float64, how often the token followed its context, of all that did; 0 where the context was
            never seen.
        buckets: (T,) int64, the context's bucket, 0 where it was never seen.
    """

    relative: NDArray[np.float64]
    buckets: NDArray[np.int64]


def fitted(
    name: str,
    words: Ids,
    vocabulary_size: int,
    order: int,
    base: NDArray[np.float64] | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Smoothing:
    """A smoothing with the parameters that were given, or else those that fit a text best.

    Every tenth sentence is held out, the others are counted; the same text always gives the same parameters.

    Args:
        name: of the smoothing; most have nothing to fit.
        words: the text, (T,) int32, sentences each ended by `</s>`.
        vocabulary_size: V, one more than the largest id.
        order: of the model.
        base: (V,) float64, the distribution under the unigrams; uniform over the text's words and `<unk>` if None.
        parameters: what is given (those that are None count as not given).

    Raises:
        SettingInvalid: there is no such smoothing, or it does not take these parameters.
    """
    given = {key: value for key, value in (parameters or {}).items() if value is not None}
    smoothing = make(name, given)
    if given or not isinstance(smoothing, AddDelta | JelinekMercer):
        return smoothing
    counted, held_out = split(words)
    if not len(held_out):
        return smoothing
    counts = Counts(count(counted, vocabulary_size, order, raw=True))
    types = len(np.union1d(words, [UNK]))
    if base is None:
        under = np.full(len(held_out), 1.0 / types)
    else:
        under = base[held_out].astype(np.float64)
    if isinstance(smoothing, AddDelta):
        return AddDelta(_fit_delta(counts, held_out, under, types))
    weights, _ = expectation_maximisation(_observe(counts, held_out), under)
    return JelinekMercer([each.tolist() for each in weights])


def split(words: Ids) -> tuple[Ids, Ids]:
    """The sentences to count and those held out: every tenth, the last one of fewer, none of one."""
    sentence = (
        np.cumsum(np.concatenate([[0], words[:-1] == EOS])) if len(words) else np.zeros(0, dtype=np.int64)
    )
    many = int(sentence[-1]) + 1 if len(words) else 0
    held = sentence % min(_EVERY, max(many, 2)) == min(_EVERY, max(many, 2)) - 1
    return words[~held], words[held]


def _observe(counts: Counts, words: Ids) -> list[Observed]:
    found = []
    for level, contexts, nodes in walk(counts, words):
        total = level.statistics_of_all(contexts)[0]
        relative = level.counts_of(nodes) / np.maximum(total, 1)
        found.append(Observed(relative, bucket(total).astype(np.int64)))
    return found


def expectation_maximisation(
    observed: Sequence[Observed], base: NDArray[np.float64]
) -> tuple[list[NDArray[np.float64]], list[float]]:
    """The weights of Jelinek-Mercer's interpolation under which held-out tokens are likeliest.

    p_d = lambda c/N + (1 - lambda) p_(d-1), one lambda for each order and bucket. Each round asks how likely it is that
    a token was drawn at an order, given that it was drawn there or below, and makes that the new weight
    (Dempster, Laird and Rubin 1977; Jelinek and Mercer 1980): the likelihood never falls.

    Args:
        observed: for each order from 1 up.
        base: (T,) float64, the base distribution's probability of each token.

    Returns:
        The weights [order - 1][bucket], and the mean log-likelihood (nats) before each round and at the end.
    """
    sizes = [int(each.buckets.max(initial=1)) + 1 for each in observed]
    weights = [np.full(size, UNFITTED) for size in sizes]
    history: list[float] = []
    for _ in range(_ITERATIONS):
        chain = _chain(observed, weights, base)
        history.append(_mean_log(chain[-1]))
        if len(history) > 1 and history[-1] - history[-2] < _CHANGE:
            break
        _maximise(observed, weights, chain)
    for each, own in zip(observed, weights, strict=True):
        _fill_gaps(own, np.bincount(each.buckets, minlength=len(own)) > 0)
    return weights, history


def _chain(
    observed: Sequence[Observed], weights: Sequence[NDArray[np.float64]], base: NDArray[np.float64]
) -> list[NDArray[np.float64]]:
    """Each token's probability under the base alone, then with order 1, and so on."""
    chain = [base]
    for each, weight in zip(observed, weights, strict=True):
        own = np.where(each.buckets > 0, weight[each.buckets], 0.0)
        chain.append(own * each.relative + (1.0 - own) * chain[-1])
    return chain


def _maximise(
    observed: Sequence[Observed], weights: Sequence[NDArray[np.float64]], chain: Sequence[NDArray[np.float64]]
) -> None:
    """One round: the share of tokens drawn at each order among those drawn there or below, by bucket."""
    with np.errstate(divide="ignore", invalid="ignore"):
        above = np.where(chain[-1] > 0, 1.0 / chain[-1], 0.0)
    for at in range(len(observed) - 1, -1, -1):
        each, weight = observed[at], weights[at]
        own = np.where(each.buckets > 0, weight[each.buckets], 0.0)
        here = np.bincount(each.buckets, above * own * each.relative, minlength=len(weight))
        here_or_below = np.bincount(each.buckets, above * chain[at + 1], minlength=len(weight))
        known = here_or_below > 0
        weight[known] = np.clip(here[known] / here_or_below[known], _EDGE, 1.0 - _EDGE)
        above = above * (1.0 - own)


def _mean_log(p: NDArray[np.float64]) -> float:
    return float(np.log(np.maximum(p, 1e-300)).mean())


def _fill_gaps(weights: NDArray[np.float64], known: NDArray[np.bool_]) -> None:
    """Buckets that no held-out token had take the weight of the nearest that one had, the lower of two."""
    known[0] = False
    there = np.flatnonzero(known)
    if len(there):
        distance = np.abs(np.arange(len(weights))[:, None] - there[None, :])
        weights[:] = weights[there[distance.argmin(axis=1)]]


def _fit_delta(counts: Counts, words: Ids, base: NDArray[np.float64], types: int) -> float:
    """The delta under which held-out tokens are likeliest, by golden-section search on its logarithm."""
    own, total = np.zeros(len(words)), np.zeros(len(words))
    lengths = history_lengths(words, counts.order)
    for level, contexts, nodes in walk(counts, words):
        here = lengths == level.depth
        own[here] = level.counts_of(nodes)[here]
        total[here] = level.statistics_of_all(contexts)[0][here]

    def likelihood(log_delta: float) -> float:
        added = math.exp(log_delta) * types
        return _mean_log((own + added * base) / (total + added))

    low, high = math.log(_LEAST_DELTA), math.log(_MOST_DELTA)
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    of_left, of_right = likelihood(left), likelihood(right)
    while high - low > 1e-5:
        if of_left < of_right:
            low, left, of_left = left, right, of_right
            right = low + _GOLDEN * (high - low)
            of_right = likelihood(right)
        else:
            high, right, of_right = right, left, of_left
            left = high - _GOLDEN * (high - low)
            of_left = likelihood(left)
    return float(f"{math.exp((low + high) / 2.0):.6g}")
