"""Capitals of sentence-first words."""

from __future__ import annotations

from collections import Counter

import pytest

from typeahead.text.casing import (
    capitalised,
    capitals_from,
    in_another_case,
    is_shouting,
    sentence_first_forms,
)


def test_a_first_word_takes_the_form_it_has_elsewhere():
    first = Counter({"The": 5, "Margaret": 2, "However": 1, "I": 4, "API": 1, "It": 1})
    elsewhere = Counter({"the": 9, "The": 2, "Margaret": 3, "I": 8})
    assert sentence_first_forms(first, elsewhere) == {"The": "the", "However": "however", "It": "it"}


def test_equal_counts_prefer_small_letters():
    assert sentence_first_forms({"May": 1}, {"may": 2, "May": 2}) == {"May": "may"}


def test_ss_is_no_other_case_of_ß_except_in_capitals():
    assert sentence_first_forms({"Maße": 1, "Masse": 1}, {"Masse": 3}) == {"Maße": "maße"}
    assert sentence_first_forms({"MASSE": 1}, {"Masse": 3, "Maße": 2}) == {"MASSE": "Masse"}
    assert sentence_first_forms({"MASSE": 1}, {"Masse": 3, "Maße": 4}) == {"MASSE": "Maße"}
    assert in_another_case("Maße", "maße")
    assert in_another_case("Maße", "MASSE")
    assert not in_another_case("Maße", "Masse")


@pytest.mark.parametrize(
    ("word", "shown"),
    [("the", "The"), ("iPhone", "iPhone"), ("e.g.", "e.g."), ("élan", "Élan"), ("I", "I"), ("", "")],
)
def test_beginning_a_sentence(word, shown):
    assert capitalised(word) == shown


def test_shouting_needs_two_capitals():
    assert is_shouting("GA")
    assert is_shouting("I-A")
    assert not is_shouting("G")
    assert not is_shouting("Ga")


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("ON THE OTHER", 0),
        ("WARNING : DO NOT", 0),
        ("please DO NOT", 1),
        ("I like it", 3),
        ("I LIKE 5 %", 0),
        ("the NASA and ESA", 3),
        ("“ DON'T", 1),
        ("iPhone X", 1),
        ("日 本", 2),
        ("", 0),
    ],
)
def test_where_the_capitals_begin_that_a_text_ends_with(words, start):
    assert capitals_from(words.split()) == start
