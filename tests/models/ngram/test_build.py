"""Batch counting against enumeration, and against itself with less memory."""

from __future__ import annotations

import tracemalloc
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.ngram.enumerated import assert_well_laid, enumerate_ngrams, spelled
from tests.strategies import VOCABULARY_SIZE, ids, texts
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counting import plan
from typeahead.models.ngram.counting.partitions import halves
from typeahead.models.ngram.counting.pruning import thresholds
from typeahead.models.ngram.counting.rows import Packing
from typeahead.models.ngram.counting.text import Text
from typeahead.models.ngram.tables import Tables
from typeahead.models.protocols import EOS, FIRST_WORD

orders = st.integers(1, 8)
prunings = st.lists(st.integers(0, 3), max_size=5).map(lambda given: (0, *sorted(given)))
sizes = st.sampled_from([VOCABULARY_SIZE, 200, 5_000])
"""Vocabularies in which 15, 7, 3 and 3 words go into one key."""


def assert_equal(one: Tables, other: Tables) -> None:
    for field in fields(Tables):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name), field.name)


@given(texts, orders, st.booleans(), prunings, sizes)
def test_counts_equal_enumeration(text, order, raw, prune, size):
    tables = count(ids(text), size, order, raw=raw, prune=prune)
    expected = enumerate_ngrams(text, order, raw, thresholds(prune, order))
    counts, lost = spelled(tables)
    assert counts == expected.counts
    assert lost == expected.lost
    assert tables.count_of_counts[1:, 1:].tolist() == expected.count_of_counts
    assert tables.growth[1:].tolist() == expected.growth
    assert tables.raw == raw
    assert_well_laid(tables)


@given(texts, orders, st.booleans(), prunings, sizes, st.integers(0, 40_000))
def test_a_limit_of_memory_changes_nothing(text, order, raw, prune, size, memory):
    least = plan._LEAST_ROWS, plan._LEAST_CHUNK
    try:
        plan._LEAST_ROWS, plan._LEAST_CHUNK = memory % 17 + 1, memory % 23 + 1
        limited = count(ids(text), size, order, raw=raw, prune=prune, memory=memory % 2 * memory)
    finally:
        plan._LEAST_ROWS, plan._LEAST_CHUNK = least
    assert_equal(limited, count(ids(text), size, order, raw=raw, prune=prune))


def test_an_empty_text_has_no_ngrams():
    for order in (1, 3):
        for memory in (None, 0):
            tables = count(np.zeros(0, dtype=np.int32), VOCABULARY_SIZE, order, memory=memory)
            assert not tables.unigrams.any()
            assert not tables.growth.any()
            assert_well_laid(tables)


def test_a_text_may_end_within_a_sentence():
    whole, _ = spelled(count(ids([[3, 4], [5, 6]]), VOCABULARY_SIZE, 3, raw=True))
    found, _ = spelled(count(ids([[3, 4], [5, 6]])[:-1], VOCABULARY_SIZE, 3, raw=True))
    assert {gram for gram in whole if gram not in found} == {(6, EOS), (5, 6, EOS)}
    assert found[(EOS,)] == 1


@pytest.mark.parametrize("prune", [(1,), (0, 2, 1)])
def test_thresholds_that_make_no_sense_are_refused(prune):
    with pytest.raises(ValueError, match="threshold"):
        count(ids([[3]]), VOCABULARY_SIZE, 3, prune=prune)


def test_the_last_threshold_holds_for_higher_orders():
    assert thresholds((0, 0, 1), 5) == (0, 0, 1, 1, 1)
    assert thresholds((0, 0, 1), 2) == (0, 0)
    assert thresholds((), 3) == (0, 0, 0)


@pytest.mark.parametrize("memory", [None, 2_000_000])
def test_progress_goes_up_to_its_end(memory):
    told: list[tuple[int, int]] = []
    count(invented(20_000), 300, 4, memory=memory, progress=lambda done, total: told.append((done, total)))
    totals = {total for _, total in told}
    assert len(totals) == 1
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (max(totals), max(totals))


def test_a_mapped_text_is_read_where_it_lies(tmp_path):
    words = invented(30_000)
    words.tofile(tmp_path / "words")
    mapped = np.memmap(tmp_path / "words", dtype=np.int32, mode="r")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    limited = count(mapped, 300, 4, memory=1_000_000, scratch=scratch)
    assert not list(scratch.iterdir())
    assert isinstance(limited.words, np.memmap)
    assert_equal(limited, count(words, 300, 4))


def test_two_threads_give_what_one_gives():
    words = invented(120_000)
    assert len(halves(Text(words, 3, len(words)), Packing.of(300, 3))) == 2
    assert_equal(count(words, 300, 3), count(words, 300, 3, memory=2_000_000))


@pytest.mark.parametrize("raw", [False, True])
def test_what_is_allocated_stays_within_the_limit(raw):
    words = invented(400_000, types=20_000)
    limit = 8_000_000
    assert limit < _allocated(words, raw, None) / 4
    assert _allocated(words, raw, limit) < limit


def _allocated(words: np.ndarray, raw: bool, memory: int | None) -> int:
    tracemalloc.start()
    try:
        count(words, 20_003, 5, raw=raw, prune=(0, 0, 1), memory=memory)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def invented(size: int, types: int = 297) -> np.ndarray:
    """A text of words as frequent as words are, sentences of some ten words, phrases that come again."""
    random = np.random.default_rng(3)
    words = (FIRST_WORD + types ** random.random(size) - 1).astype(np.int32)
    words[random.random(size) < 0.1] = EOS
    half = size // 2
    words[half : half + size // 10] = words[: size // 10]
    words[-1] = EOS
    return words
