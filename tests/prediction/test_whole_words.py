"""Whole words near what is typed, against a plain reading of what the slips weigh."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.prediction import keyboard
from typeahead.prediction.confusions import confused_with
from typeahead.prediction.spelled_near import Near

WORDS = [
    "the",
    "then",
    "them",
    "receive",
    "relieve",
    "letter",
    "later",
    "form",
    "from",
    "forms",
    "about",
    "a",
    "abut",
]


@pytest.fixture(scope="module")
def near() -> Near:
    return Near(WORDS, np.arange(len(WORDS), dtype=np.int32))


def whole(near, typed, slips):
    return {
        WORDS[i]: w for i, w in zip(*(each.tolist() for each in near.find_whole(typed, slips)), strict=True)
    }


@pytest.mark.parametrize(
    ("typed", "slips", "meant", "weight"),
    [
        ("teh", 1, "the", keyboard.SWAPPED),
        ("recieve", 2, "receive", keyboard.SWAPPED),
        ("form", 1, "from", keyboard.SWAPPED),
        ("form", 1, "forms", keyboard.MISSED),
        ("leter", 1, "letter", keyboard.HALVED),
        ("thhe", 1, "the", keyboard.DOUBLED),
        ("abot", 1, "about", keyboard.MISSED),
        ("orm", 1, "form", keyboard.MISSED * keyboard.FIRST),
    ],
)
def test_one_slip_weighs_what_the_keyboard_says(near, typed, slips, meant, weight):
    assert whole(near, typed, slips)[meant] == pytest.approx(weight)


def test_a_word_is_not_its_own_rival_and_longer_ones_are_not_beginnings(near):
    assert "the" not in whole(near, "the", 1)
    assert "receive" not in whole(near, "rec", 1)
    assert set(whole(near, "the", 1)) >= {"then", "them"}


def distance(a: str, b: str) -> int:
    """Damerau's, restricted to letters next to each other."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (x != y))
            if i > 1 and j > 1 and (a[i - 2], x) == (y, b[j - 2]):
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@given(st.sampled_from(WORDS[:8]), st.data())
def test_all_words_within_the_slips_are_found(near, word, data):
    at = data.draw(st.integers(1, len(word) - 1))
    typed = word[:at] + data.draw(st.sampled_from("aeothrm")) + word[at + data.draw(st.integers(0, 1)) :]
    found = whole(near, typed, 1)
    alike = {other for other in WORDS if other[0] == typed[0] and distance(typed, other) == 1}
    assert {other for other in found if other[0] == typed[0]} == alike


def test_words_that_sound_alike_are_each_others():
    assert "their" in confused_with("there")
    for word in ("there", "its", "then", "form"):
        assert all(word in confused_with(other) for other in confused_with(word))
    assert not confused_with("garden")
