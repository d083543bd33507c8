"""Letters that may be typed without their marks, or spelled with two others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.accents import folds, has_accents, may_begin

words = st.text(alphabet="aeinsuhéñüßœøåëςάёй'-", min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("niño", ["nino"]),
        ("straße", ["strasse"]),
        ("cœur", ["coeur"]),
        ("æsir", ["aesir"]),
        ("łódź", ["lodz"]),
        ("đak", ["dak"]),
        ("ёлка", ["елка"]),
        ("ανοίγει", ["ανοιγει"]),
        ("über", ["uber", "ueber"]),
        ("öl", ["ol", "oel"]),
        ("å", ["a", "aa"]),
        ("smørrebrød", ["smorrebrod", "smoerrebroed"]),
        ("l'école", ["lecole"]),  # an apostrophe is left out as accents are
        ("don't", ["dont"]),
        ("j'ueß", ["juess"]),
        ("cafe", ["cafe"]),
        ("e\u0301\u0323", ["e"]),  # marks for which there is no one letter
    ],
)
def test_how_a_word_is_typed_without_accents(word, typed):
    assert list(folds(word)) == typed


@pytest.mark.parametrize("word", ["мой", "їжак", "がく", "한글", "फ़िल्म", "ﬁsh", "2ª", "λόγος"[-1]])
def test_what_has_a_key_of_its_own_or_is_another_shape_has_no_accent(word):
    assert folds(word) == (word,)
    assert not has_accents(word)


@pytest.mark.parametrize(
    ("typed", "word", "may"),
    [
        ("nin", "niños", True),
        ("niñ", "niños", True),
        ("niños", "niños", True),
        ("el", "él", True),
        ("él", "el", False),  # a mark that is typed is meant
        ("prefé", "préféré", True),
        ("préfe", "préfère", True),
        ("prèf", "préfère", False),
        ("stras", "straße", True),  # half of a letter
        ("strase", "straße", False),
        ("Ueb", "Übung", True),
        ("UEB", "Übung", False),
        ("UEB", "ÜBUNG", True),
        ("Ub", "Übung", True),
        ("ueb", "Übung", False),
        ("ueberpruf", "überprüfen", True),
        ("ninos", "niño", False),
        ("niz", "niño", False),
        ("dont", "don't", True),
        ("don'", "don't", True),
        ("do'", "don't", False),
        ("lec", "l'école", True),
        ("l'ec", "l'école", True),
        ("im", "i'm", True),
        ("its", "it's", True),
        ("it's", "its", False),
        ("İst", "İstanbul", True),
        ("Ist", "İstanbul", True),  # small, it is an i and a dot
        ("ist", "İstanbul", False),
    ],
)
def test_what_may_be_the_beginning_of_a_word(typed, word, may):
    assert may_begin(word, typed) == may


@given(words)
def test_whatever_is_typed_of_any_of_its_spellings_may_begin_it(word):
    for spelling in (word, *folds(word)):
        for letters in range(len(spelling) + 1):
            assert may_begin(word, spelling[:letters])


@given(words, words)
def test_a_word_without_accents_begins_as_it_is_typed_alone(word, typed):
    if not has_accents(word):
        assert may_begin(word, typed) == word.startswith(typed)


@given(words)
def test_without_accents_nothing_is_left_to_fold(word):
    for fold in folds(word):
        assert not has_accents(fold)
        assert has_accents(word) or fold == word


@given(st.text(min_size=1, max_size=3), st.text(max_size=3))
def test_any_letters_can_be_asked_about(word, typed):
    assert may_begin(word, word)
    assert may_begin(word, typed) in (True, False)


def test_the_one_letter_that_is_two_in_small_ones():
    assert may_begin("İlker", "I")
    assert may_begin("İlker", "Il")
    assert not may_begin("İlker", "e")
