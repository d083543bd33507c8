"""Capitals as other languages have them: what is known of a word in small letters is shown in its own."""

from __future__ import annotations

import pytest

from tests.prediction.offers import offered, texts

TURKISH = """
İlk gün güzeldi. Bu ilk gün değil. Her ilk gün güzel. İki elma var. Bu iki elma. Işık yandı. Bu ışık güzel.
Her ışık yandı. İstanbul güzel. Bu İstanbul güzel. İzmir güzel. In the garden. I like it in there.
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
