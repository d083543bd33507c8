"""Capitals as other languages have them: what is known of a word in small letters is shown in its own."""

from __future__ import annotations

import pytest

from tests.prediction.offers import offered, texts
from typeahead.prediction import context

TURKISH = """
İlk gün güzeldi. Bu ilk gün değil. Her ilk gün güzel. İki elma var. Bu iki elma. Işık yandı. Bu ışık güzel.
Her ışık yandı. İstanbul güzel. Bu İstanbul güzel. İzmir güzel. In the garden. I like it in there.
"""

GREEK = """
Σήμερα η μέρα είναι καλή. Ο ήλιος λάμπει στον ουρανό. Κάθε μέρα ο ήλιος λάμπει στον ουρανό. Η μέρα λάμπει.
Βλέπω ήλιο και μέρα. Ένας ήλιος λάμπει. Κάθε ήλιος λάμπει στον ουρανό. Αυτός ήλιος είναι.
"""


@pytest.fixture(scope="module")
def turkish(writer):
    return writer(TURKISH * 2)


def test_no_dot_stands_by_itself_in_any_word(turkish):
    assert not any("\u0307" in word for word in turkish.generation.vocabulary.words)
    assert {"ilk", "ışık", "iki", "İstanbul"} <= set(texts(offered(turkish, "Bu ", 8)))
    assert "İzmir" in texts(offered(turkish, "Bu İz")), "never met in small letters"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("İl", "İlk"),
        ("İst", "İstanbul"),
        ("Iş", "Işık"),
        ("IŞ", "IŞIK"),
        ("Bu İL", "İLK"),
        ("Bu il", "ilk"),
        ("Bu ış", "ışık"),
    ],
)
def test_i_and_ı_have_a_capital_each(turkish, typed, first):
    found = texts(offered(turkish, typed))
    assert found[0] == first
    assert len(set(found)) == len(found)


def test_at_the_beginning_of_a_sentence_they_have_the_capital_of_the_notes(turkish):
    found = texts(offered(turkish, "", 20))
    assert {"İlk", "İki", "Işık", "In"} <= set(found)
    assert not {"Ilk", "Iki", "İn"} & set(found)
    assert "ışık" not in texts(offered(turkish, "İ", 9)), "it has no dot"


@pytest.fixture(scope="module")
def greek(writer):
    return writer(GREEK * 4)


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("ΣΗΜΕΡΑ Η ΜΕ", "ΜΕΡΑ"),
        ("Ο ΗΛΙΟΣ ΛΑΜΠΕΙ ", "ΣΤΟΝ"),
        ("Ο ΗΛΙΟΣ Λ", "ΛΑΜΠΕΙ"),
        ("ΗΛ", "ΗΛΙΟΣ"),
        ("ΜΈ", "ΜΈΡΑ"),  # as it is typed
        ("Ο ήλιος λ", "λάμπει"),
    ],
)
def test_greek_in_capitals_is_heard_without_its_tonos(greek, before, first):
    assert texts(offered(greek, before))[0] == first


def test_a_phrase_of_greek_in_capitals_has_no_tonos_to_its_end(greek):
    found = texts(greek.suggest("Ο ΗΛΙΟΣ Λ", 3))
    assert "ΛΑΜΠΕΙ ΣΤΟΝ ΟΥΡΑΝΟ" in found


def test_greek_in_capitals_is_explained_as_the_word_it_is(greek):
    assert greek.explain("Ο ΗΛΙΟΣ ΛΑΜΠΕΙ ΣΤΟΝ ", "ΟΥΡΑΝΟ").word == "ουρανό"


@pytest.mark.parametrize(("before", "word"), [("", "İlk"), ("", "Işık"), ("İ", "İki")])
def test_so_is_turkish(turkish, before, word):
    assert turkish.explain(before, word).known
    outlook, place = turkish.engine.after([]), context.read(before)
    (stored,) = turkish._suggesting.candidates.forms(outlook, place, word)
    assert turkish.generation.vocabulary.words[stored[0]] in ("ilk", "iki", "ışık")


@pytest.fixture(scope="module")
def dutch(writer):
    return writer("IJs is koud. Zij eten ijs. Zij eten ijs. IJs is lekker. Wij hebben ijs.\n\n" * 3)


@pytest.mark.parametrize("typed", ["", "I", "IJ"])
def test_dutch_ij_is_one_capital(dutch, typed):
    assert texts(offered(dutch, typed))[0] == "IJs"
    assert "Ijs" not in texts(offered(dutch, typed))
    assert texts(offered(dutch, "Zij eten IJ"))[:2] == ["IJS", "IJs"], "or it is text in capitals"
    assert not any(text.startswith("IJs IS") for text in texts(dutch.suggest("IJ", 3)))
