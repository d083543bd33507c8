"""Words near what is typed, against a plain weighted Damerau distance of one word at a time."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from typeahead.prediction import keyboard
from typeahead.prediction.spelled_near import LONGEST, Near

words = st.lists(st.text("abeélst'", min_size=1, max_size=9), min_size=1, max_size=40, unique=True)
beginnings = st.text("abelstx", min_size=3, max_size=8)


def slips_in(typed: str) -> int:
    return 2 if len(typed) >= 6 else 1


def weight_of(typed: str, word: str, slips: int) -> float:
    """The likeliest way from a beginning of a word to what is typed, of every way there is."""

    @cache
    def best(at: int, meant: int, left: int) -> float:
        """Of what is typed from `at` on, with so many slips left, once `meant` letters of the word are over."""
        if at == len(typed):
            return 1.0
        letter, after = typed[at], typed[at + 1 : at + 2]
        ways = [0.0]
        if word[meant : meant + 1] == letter:
            ways.append(best(at + 1, meant + 1, left))
        if left:
            dear = keyboard.FIRST if at == 0 else 1.0
            extra = keyboard.too_many(letter, typed[at - 1] if at else "", after)
            ways.append(dear * extra * best(at + 1, meant, left - 1))
        if left and meant < len(word):
            instead = keyboard.for_another(letter, word[meant])
            ways.append(dear * instead * best(at + 1, meant + 1, left - 1))
            missing = keyboard.too_few(word[meant], word[meant - 1] if meant else "")
            ways.append((keyboard.FIRST if meant == 0 else 1.0) * missing * best(at, meant + 1, left - 1))
            if after and after != letter and word[meant : meant + 2] == after + letter:
                ways.append(dear * keyboard.SWAPPED * best(at + 2, meant + 2, left - 1))
        return max(ways)

    return best(0, 0, slips)


def near(vocabulary: list[str], typed: str, compiled: bool = False) -> dict[str, float]:
    words = Near(vocabulary, np.arange(len(vocabulary), dtype=np.int32))
    if compiled:
        words.accelerate()
    ids, weights = words.find(typed, slips_in(typed))
    assert len(set(ids.tolist())) == len(ids)
    return {vocabulary[number]: weight for number, weight in zip(ids.tolist(), weights.tolist(), strict=True)}


@given(words, beginnings)
def test_it_finds_what_trying_every_way_finds(vocabulary, typed):
    expected = {}
    for word in vocabulary:
        slips = slips_in(typed) if word[0] == typed[0] else 1
        weight = weight_of(typed, word, slips)
        if weight and not word.startswith(typed):
            expected[word] = weight
    for compiled in (False, True):
        found = near(vocabulary, typed, compiled)
        assert found.keys() == expected.keys()
        assert all(math.isclose(found[word], expected[word], rel_tol=1e-9) for word in found)


@given(words, beginnings)
def test_weights_are_at_most_one_and_no_word_corrects_itself(vocabulary, typed):
    found = near([*{*vocabulary, typed, typed + "s"}], typed)
    assert typed not in found
    assert typed + "s" not in found
    assert all(0 < weight <= keyboard.LIKELIEST for weight in found.values())


def test_two_slips_only_after_the_right_letter():
    vocabulary = ["definitely", "students"]
    assert near(vocabulary, "defanatel").keys() == {"definitely"}
    assert near(vocabulary, "zefanatel") == {}
    assert near(vocabulary, "zefinitel").keys() == {"definitely"}


def test_long_beginnings_and_letters_that_no_word_has():
    vocabulary = ["internationalisation", "Übermut", "naïve"]
    assert near(vocabulary, "internationalsia"[:LONGEST]).keys() == {"internationalisation"}
    assert near(vocabulary, "übermtu").keys() == {"Übermut"}
    assert near(vocabulary, "naïev").keys() == {"naïve"}
    assert near(vocabulary, "жжж") == {}
