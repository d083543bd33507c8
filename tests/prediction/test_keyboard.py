"""What slips weigh."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from typeahead.prediction import keyboard

letters = st.sampled_from(string.ascii_lowercase + "é'")


def test_neighbours_are_those_of_the_layout():
    assert keyboard.beside("g") == frozenset("fhtyvb")
    assert keyboard.beside("q") == frozenset("wa")
    assert keyboard.beside("é") == frozenset()


@given(letters, letters)
def test_neighbours_are_mutual_and_none_is_its_own(one, other):
    assert (one in keyboard.beside(other)) == (other in keyboard.beside(one))
    assert one not in keyboard.beside(one)


@given(letters, letters, letters)
def test_every_slip_is_rarer_than_none(typed, before, after):
    weights = [
        keyboard.for_another(typed, before),
        keyboard.too_many(typed, before, after),
        keyboard.too_few(typed, before),
        keyboard.SWAPPED,
    ]
    assert all(0 <= weight <= keyboard.LIKELIEST < 1 for weight in weights)


def test_likely_slips_weigh_more():
    assert keyboard.for_another("e", "e") == 0
    assert keyboard.for_another("r", "e") > keyboard.for_another("p", "e")
    assert keyboard.for_another("e", "a") > keyboard.for_another("x", "p")
    assert (
        keyboard.too_many("t", "t", "e") > keyboard.too_many("r", "t", "e") > keyboard.too_many("q", "t", "e")
    )
    assert keyboard.too_few("t", "t") > keyboard.too_few("t", "e")


def test_an_accent_that_is_typed_is_meant():
    for typed, meant in [("ñ", "n"), ("é", "e"), ("é", "r"), ("ø", "o"), ("\u0307", "s"), ("ö", "ӧ")]:
        assert keyboard.for_another(typed, meant) == 0
        assert keyboard.too_many(typed, meant, "x") == 0
    assert keyboard.for_another("è", "é") > 0, "the other one of two"
    assert keyboard.too_many("é", "é", "x") > 0, "typed twice"
    assert keyboard.for_another("n", "ñ") > 0, "left out"
    assert keyboard.for_another("й", "ц") > 0, "a key of its own"
