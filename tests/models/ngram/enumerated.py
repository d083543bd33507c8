"""Counts of n-grams by enumeration, with dictionaries: what batch counting is compared with."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from typeahead.models.ngram.tables import KEPT_COUNTS, Tables
from typeahead.models.protocols import BOS, EOS

Gram = tuple[int, ...]


@dataclass
class Enumerated:
    """The n-grams of a text: count by n-gram, kept ones only; what each context lost; counts of counts; growth."""

    counts: dict[Gram, int]
    lost: dict[Gram, int]
    count_of_counts: list[list[int]]
    growth: list[list[int]]


def enumerate_ngrams(text: list[list[int]], order: int, raw: bool, limits: tuple[int, ...]) -> Enumerated:
    """Count sentence by sentence; `limits` has one threshold an order."""
    met: Counter[Gram] = Counter()
    first: dict[Gram, int] = {}
    left: defaultdict[Gram, set[int]] = defaultdict(set)
    positions = sum(len(sentence) + 2 for sentence in text)
    position = 0
    for sentence in text:
        padded = (BOS, *sentence, EOS)
        for start in range(len(padded)):
            for length in range(1, order + 1):
                gram = padded[start : start + length]
                if len(gram) == length and gram != (BOS,):
                    met[gram] += 1
                    first.setdefault(gram, position * 8 // positions)
                    if length > 1:
                        left[gram[1:]].add(gram[0])
            position += 1
    as_met = raw or order == 1
    final = {
        gram: times if as_met or len(gram) == order or gram[0] == BOS else len(left[gram])
        for gram, times in met.items()
    }
    kept = {gram: count for gram, count in final.items() if met[gram] > limits[len(gram) - 1]}
    lost: Counter[Gram] = Counter()
    for gram, count in final.items():
        if gram not in kept:
            lost[gram[:-1]] += count
    lengths = range(1, order + 1)
    return Enumerated(
        counts=kept,
        lost={context: count for context, count in lost.items() if len(context) == 1 or context in kept},
        count_of_counts=[
            [
                sum(1 for gram, count in final.items() if len(gram) == n and count == c)
                for c in range(1, KEPT_COUNTS + 1)
            ]
            for n in lengths
        ],
        growth=[
            [sum(1 for gram, e in first.items() if len(gram) == n and e <= at) for at in range(8)]
            for n in lengths
        ],
    )


def spelled(tables: Tables) -> tuple[dict[Gram, int], dict[Gram, int]]:
    """What tables say, by n-gram: counts, and what contexts lost."""
    counts: dict[Gram, int] = {(word,): count for word, count in enumerate(tables.unigrams.tolist()) if count}
    lost: dict[Gram, int] = {}
    names: list[Gram] = [(word,) for word in range(len(tables.unigrams))]
    for level in tables.levels:
        below: list[Gram] = []
        for context, name in enumerate(names):
            if len(level.lost) and level.lost[context]:
                lost[name] = int(level.lost[context])
            for node in range(level.offsets[context], level.offsets[context + 1]):
                below.append((*name, int(level.words[node])))
                counts[below[-1]] = int(level.counts[node])
        names = below
    return counts, lost


def assert_well_laid(tables: Tables) -> None:
    """The flat arrays hold what their description says of their lengths, types and order."""
    assert len(tables.starts) == len(tables.offset_starts) == tables.order
    assert tables.starts[-1] == len(tables.words) == len(tables.counts)
    assert tables.offset_starts[-1] == len(tables.offsets)
    assert len(tables.lost) in (0, len(tables.offsets))
    contexts = len(tables.unigrams)
    for level in tables.levels:
        assert len(level.offsets) == contexts + 1
        assert level.offsets[0] == 0
        assert level.offsets[-1] == len(level.words)
        assert (np.diff(level.offsets) >= 0).all()
        for first, last in zip(level.offsets[:-1], level.offsets[1:], strict=True):
            assert (np.diff(level.words[first:last]) > 0).all()
        contexts = len(level.words)
    for array in (tables.unigrams, tables.words, tables.counts, tables.offsets, tables.lost):
        assert array.dtype == np.int32
