"""Capitals of sentence-first words."""

from __future__ import annotations

from collections import Counter

import pytest

from typeahead.text.casing import (
    capitalised,
    capitals_from,
    in_another_case,
    in_capitals,
    is_shouting,
    sentence_first_forms,
    with_own_capitals,
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


def test_a_turkish_word_has_the_small_letter_that_it_has_elsewhere():
    elsewhere = {"ilk": 3, "İlk": 1, "ışık": 2, "İstanbul": 2, "in": 5, "kitap": 1}
    first = {"İlk": 1, "Işık": 1, "İstanbul": 1, "In": 1, "IŞIK": 1, "KİTAP": 1}
    expected = {"İlk": "ilk", "Işık": "ışık", "In": "in", "IŞIK": "ışık", "KİTAP": "kitap"}
    assert sentence_first_forms(first, elsewhere) == expected


def test_no_word_gets_a_dot_of_its_own():
    assert sentence_first_forms({"İki": 1, "İlk": 1}, {"i\u0307ki": 9, "i\u0307lk": 9, "ilk": 1}) == {
        "İlk": "ilk"
    }
    assert sentence_first_forms({"Isırgan": 1, "Ilk": 1}, {}) == {"Isırgan": "ısırgan", "Ilk": "ilk"}
    assert sentence_first_forms({"ǅep": 1}, {}) == {"ǅep": "ǆep"}
    assert sentence_first_forms({"J\u030cka": 1}, {}) == {"J\u030cka": "\u01f0ka"}, "small, it is one letter"


def test_the_capital_that_a_word_begins_sentences_with_is_known_where_it_is_another():
    first_forms = {"İlk": "ilk", "İn": "in", "In": "in", "The": "the", "Élan": "élan"}
    assert with_own_capitals(first_forms) == {"ilk": "İlk"}
    assert with_own_capitals({"IJs": "ijs", "IJ": "ij", "IJZER": "ijzer"}) == {"ijs": "IJs"}


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("the", "The"),
        ("iPhone", "iPhone"),
        ("e.g.", "e.g."),
        ("élan", "Élan"),
        ("I", "I"),
        ("", ""),
        ("დღეს", "დღეს"),
        ("ǆep", "ǅep"),
        ("ßa", "ßa"),
        ("ǰa", "ǰa"),
    ],
)
def test_beginning_a_sentence(word, shown):
    assert capitalised(word) == shown


@pytest.mark.parametrize(
    ("word", "capitals"),
    [
        ("μέρα", "ΜΕΡΑ"),
        ("Ήλιος", "ΗΛΙΟΣ"),
        ("ρολόι", "ΡΟΛΟΪ"),
        ("άυλος", "ΑΫΛΟΣ"),
        ("γαϊδάρου", "ΓΑΪΔΑΡΟΥ"),
        ("πραΰνω", "ΠΡΑΫΝΩ"),
        ("ἥλιος", "ΗΛΙΟΣ"),
        ("ή", "Ή"),
        ("école", "ÉCOLE"),
        ("straße", "STRASSE"),
        ("don't", "DON'T"),
    ],
)
def test_greek_capitals_have_no_tonos(word, capitals):
    assert in_capitals(word) == capitals


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
