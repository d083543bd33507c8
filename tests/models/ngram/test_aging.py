"""What a sentence costs does not grow with what was learned before it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from typeahead.models.ngram import depth, presorted
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.pool import Pool


def lived(seed: int = 1, sentences: int = 400) -> tuple[Counts, np.ndarray]:
    """Counts that have learned much, and a text like it."""
    choose = random.Random(seed)

    def text(many: int) -> np.ndarray:
        words = [
            [*(choose.randrange(3, 3 + choose.randrange(1, 60)) for _ in range(9)), 2] for _ in range(many)
        ]
        return np.array([each for sentence in words for each in sentence], dtype=np.int32)

    counts = Counts(count(text(40), 70, 3))
    counts.learn(text(sentences))
    return counts, text(20)


def test_contexts_looked_up_one_by_one_give_what_all_at_once_give(monkeypatch):
    counts, _ = lived()
    for level in counts.depths:
        known = 1 if level.depth == 1 else len(level.offsets) - 1
        pool = [depth.EXTRA + at for at in range(0, len(counts.pool), 7)] if level.depth > 2 else []
        contexts = np.array([-1, *range(known), *pool, -1, 0], dtype=np.int64)
        monkeypatch.setattr(depth, "_FEW", 0)
        at_once = level.statistics_of_all(contexts)
        monkeypatch.setattr(depth, "_FEW", 1 << 30)
        assert np.array_equal(level.statistics_of_all(contexts), at_once)


@pytest.mark.parametrize("quicker", [1, 1 << 30])
def test_new_children_are_found_both_ways(monkeypatch, quicker):
    monkeypatch.setattr(depth, "_LONG_CHAIN", 2)
    counts, _ = lived()
    level = counts.depths[1]
    chained = [sorted(level.new_children(context)) for context in range(60)]
    monkeypatch.setattr(depth, "_QUICKER", quicker)
    assert [sorted(level.new_children(context)) for context in range(60)] == chained
    assert sum(map(len, chained)) > 100


def test_a_sentence_never_looks_through_all_that_was_learned(monkeypatch):
    """The pool's arrays are only asked for single entries: whole slices of them are what grows."""
    counts, text = lived()

    class Watched(np.ndarray):
        looked_through = 0

        def __getitem__(self, key: object) -> object:
            if isinstance(key, slice):
                Watched.looked_through += 1
            return super().__getitem__(key)

    pool: Pool = counts.pool
    pool.depth, pool.context = pool.depth.view(Watched), pool.context.view(Watched)
    for level in counts.depths:
        contexts = np.zeros(len(text), dtype=np.int64) if level.depth == 1 else text.astype(np.int64)
        level.statistics_of_all(contexts)
    assert Watched.looked_through == 0
    monkeypatch.setattr(depth, "_FEW", 0)
    counts.depths[1].statistics_of_all(text.astype(np.int64))
    assert Watched.looked_through > 0


@pytest.mark.parametrize("large", [True, False])
def test_of_children_met_equally_often_the_likeliest_is_the_first_by_its_word(monkeypatch, large):
    monkeypatch.setattr(depth, "HEAVY", 2 if large else 1_000)
    monkeypatch.setattr(presorted, "HEAVY", 2 if large else 1_000)
    counts, _ = lived()
    for level in counts.depths[1:]:
        for context in range(len(level.offsets) - 1):
            children = [
                (level.view_words[node], level.view_counts[node]) for node in range(*level.span(context))
            ]
            children += level.new_children(context)
            most = max((count for _, count in children), default=0)
            best = min((word for word, count in children if count == most), default=-1)
            assert level.likeliest(context) == ((best, most) if most else (-1, 0))
