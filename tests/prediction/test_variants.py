"""The ways in which a stored word can be what is being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.prediction import context
from typeahead.prediction.variants import restored, unaccented, variants


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
        ("ǅ", True, False, ["ǅ", "ǆ"], "Of"),
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


@pytest.mark.parametrize(
    ("typed", "stored", "is_meant"),
    [
        ("nin", "niños", True),
        ("nin", "nino", False),  # it begins as typed
        ("niñ", "niños", False),
        ("él", "el", False),
        ("Ecol", "École", True),
        ("Ecol", "école", True),
        ("ecol", "École", True),
        ("ecol", "école", True),
        ("peut-et", "peut-être", True),
        ("l'ec", "l'école", True),
        ("Strassenb", "Straßenbahn", True),
        ("strassenb", "Straßenbahn", True),
        ("ueb", "Übung", True),
        ("ub", "Übung", True),
        ("UEB", "Übung", True),
        ("übu", "Übung", False),  # nothing but a capital is left out
    ],
)
def test_what_is_typed_may_mean_a_word_with_accents(typed, stored, is_meant):
    ways = variants(typed, at_start=True)
    small = restored(typed)
    found = unaccented([*ways, *([small] if small else [])])
    assert sum(way.takes(stored) for way in found) == is_meant


@given(
    st.text(alphabet="aeéEÉsß", min_size=1, max_size=4), st.text(alphabet="aeéEÉsß", min_size=1, max_size=5)
)
def test_a_word_with_accents_is_meant_in_one_way_at_most(typed, stored):
    ways, small = variants(typed, at_start=False), restored(typed)
    ways = [*ways, *([small] if small else [])]
    assert sum(way.takes(stored) for way in [*ways, *unaccented(ways)]) <= 1


def test_one_without_its_accents_counts_less_and_less_still_without_its_capitals():
    (as_typed,), small = variants("ecol", at_start=False), restored("ecol")
    in_case, otherwise = unaccented([as_typed, small])
    assert otherwise.weight < in_case.weight < as_typed.weight
    assert otherwise.weight < small.weight
    assert in_case.restores
    assert small.restores
    assert not as_typed.restores


def test_they_are_shown_as_words_that_begin_as_typed_are():
    exact, in_small = unaccented(variants("Ni", at_start=True))
    assert [exact.show("Niña"), in_small.show("niña")] == ["Niña", "Niña"]
    assert unaccented(variants("", at_start=True)) == []


def test_a_capital_inside_a_sentence_is_rarer_than_in_a_title():
    def weights(before: str) -> list[float]:
        place = context.read(before)
        return [each.weight for each in variants(place.prefix, place.at_start, titled=place.titled)]

    assert weights("the lowest rate limit Bu") == weights("The Bu") == weights("and I Bu") == [1.0, 0.01]
    assert weights("Notes of a Talk on Code Re") == [1.0, 0.03]
    assert weights("Bu") == [1.0, 1.0]
