"""What is the same word in another case, and what is another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.caseless import caseless, unmarked
from typeahead.text.forms import normal

SAME = [
    ("Οδυσσεύς", "ΟΔΥΣΣΕΥΣ", "οδυσσεύσ"),
    ("Μαρία", "ΜΑΡΙΑ"),
    ("Μάιος", "ΜΑΪΟΣ"),
    ("ᾳδης", "ᾼΔΗΣ", "ΑΙΔΗΣ"),
    ("İstanbul", "istanbul", "ISTANBUL", "ıstanbul"),
    ("محمد", "مُحَمَّد", "محمـد", "ﻣﺤﻤﺪ"),
    ("שלום", "שָׁלוֹם"),
    ("ABC", "ＡＢＣ", "ａｂｃ", "𝐀𝐁𝐂"),
    ("Weißbach", "WEISSBACH", "WEIẞBACH"),
    ("Zoë", "ZOË", "zoe\u0308"),
    ("Фёдор", "ФЁДОР"),
]
OTHERS = [
    ("Zoë", "zoe"),
    ("Фёдор", "федор"),
    ("Weißbach", "Weißbachs"),
    ("أحمد", "احمد"),
    ("x²", "x2"),
    ("हिन्दी", "हनद"),
]


@pytest.mark.parametrize("forms", SAME, ids=[forms[0] for forms in SAME])
def test_the_same_word(forms):
    assert len({caseless(normal(form)) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_word(one, other):
    assert caseless(one) != caseless(other)


@pytest.mark.parametrize("alone", ["ـ", "ﷺ", "\u064b", "²"])
def test_a_sign_alone_stays_something(alone):
    assert caseless(alone)
    assert " " not in caseless(alone)


@pytest.mark.parametrize(("one", "other"), [("Zoë", "zoe"), ("Фёдор", "федор"), ("Ångström", "angstrom")])
def test_alike_but_for_accents(one, other):
    assert unmarked(one) == unmarked(other)


@given(st.text(alphabet="aAéÉßİıIΣςσάΐﬁＡ\u0301\u064bم", max_size=8).map(normal))
def test_case_makes_no_difference_and_folding_again_none(word):
    assert caseless(normal(word.upper())) == caseless(word)
    assert caseless(caseless(word)) == caseless(word)
