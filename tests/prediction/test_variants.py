"""The ways in which a stored word can be what is being typed."""

from __future__ import annotations

import pytest

from typeahead.prediction.variants import restored, variants


@pytest.mark.parametrize(
    ("prefix", "at_start", "shouting", "begin", "shown"),
    [
        ("", False, False, [""], "of"),
        ("", True, False, [""], "Of"),
        ("", True, True, [""], "OF"),
        ("O", False, False, ["O", "o"], "Of"),
        ("O", False, True, ["O", "o"], "OF"),
        ("OF", False, True, ["OF", "of", "Of"], "OF"),
        ("o", False, False, ["o"], "of"),
    ],
)
def test_a_word_in_small_letters_is_shown_as_the_text_around_it(prefix, at_start, shouting, begin, shown):
    found = variants(prefix, at_start, shouting)
    assert [each.prefix for each in found] == begin
    assert found[min(1, len(found) - 1)].show("of") == shown


def test_after_words_in_capitals_a_word_is_as_likely_as_it_is_in_small_letters():
    assert {each.weight for each in variants("HA", False, True)} == {1.0}
    assert [each.weight for each in variants("HA", False)] == [1.0, 0.1, 0.1]


@pytest.mark.parametrize(
    ("typed", "stored", "is_meant"),
    [
        ("frid", "Friday", True),
        ("friday", "Friday", True),
        ("i", "I", True),
        ("i'", "I'm", True),
        ("gith", "GitHub", True),
        ("iph", "iPhone", True),
        ("iph", "iphone", False),  # nothing to restore
        ("frid", "Friend", False),
        ("to-", "To-do", True),
    ],
)
def test_small_letters_may_mean_a_word_with_capitals(typed, stored, is_meant):
    assert restored(typed).takes(stored) == is_meant


@pytest.mark.parametrize("typed", ["", "F", "Frid", "FRI", "iP", "'", "3", "漢字"])
def test_nothing_is_restored_where_no_small_letters_alone_are_typed(typed):
    assert restored(typed) is None


def test_each_other_way_is_taken_as_it_is_written():
    exact, in_small = variants("Ma", at_start=True)
    assert [exact.takes("May"), exact.takes("may"), exact.takes("MAY")] == [True, False, False]
    assert [in_small.takes("May"), in_small.takes("may")] == [False, True]
    assert in_small.show("may") == "May"


def test_a_stored_word_is_meant_in_one_of_the_ways():
    (as_typed,), capital = variants("ma", at_start=False), restored("ma")
    for stored in ("may", "May", "MAY", "mAy"):
        assert as_typed.takes(stored) != capital.takes(stored)
    assert capital.weight < as_typed.weight
