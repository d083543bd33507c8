"""Joining: token texts become prose a person would write, and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.joining import are_glued, is_unspaced, words_apart
from typeahead.text.words import join


@pytest.mark.parametrize(
    "prose",
    [
        "Hello, world.",
        'He said, "No, I don\'t." Then he left.',
        "“Yes”, she said; “maybe”.",
        "It costs $5 (or 4%), see #12!",
        "one -- two — three",
        "and/or",
        "Wait... what?! No…",
        "the students' books and Fly.io's servers",
        "the 'inner' word",
        "Three: a [b] {c}",
        "日本。語",
        "ｶｰﾄﾞ､本",
        "¿Qué? ¡No!",
        "",
    ],
)
def test_joined_tokens_read_as_they_were_written(prose: str) -> None:
    from typeahead.text.words import Kind, tokenise

    assert join(token.text for token in tokenise(prose) if token.kind != Kind.SPACE) == prose


def test_straight_quotes_alternate() -> None:
    assert join(["a", '"', "b", '"', "c", '"', "d", '"']) == 'a "b" c "d"'


def test_words_stand_apart() -> None:
    assert join(["one", "two", "3"]) == "one two 3"


def test_empty_tokens_leave_no_trace() -> None:
    assert join(["a", "", "b"]) == "a b"


@given(st.lists(st.text(alphabet=st.sampled_from("ab'\"().,-–$日。é!"), min_size=1, max_size=4)))
def test_no_word_is_lost(words: list[str]) -> None:
    assert join(words).replace(" ", "") == "".join(words)


def test_scripts_without_spaces() -> None:
    assert is_unspaced("日")
    assert is_unspaced("ก")
    assert all(map(is_unspaced, "ｶｰﾄﾞｦﾟ｡｢｣､･"))
    assert not is_unspaced("é")
    assert not is_unspaced("한")


def test_only_between_two_of_their_words_is_none() -> None:
    assert are_glued("日", "本")
    assert are_glued("กิ", "น")
    assert not are_glued("日", "Python")
    assert not are_glued("Python", "日")


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("the other hand", ["the", "other", "hand"]),
        ("however,", ["however,"]),
        ("северная столица", ["северная", "столица"]),
        ("北京工作", ["北", "京", "工", "作"]),
        ("กินข้า", ["กิ", "น", "ข้", "า"]),
        ("用 Python 写程序", ["用", "Python", "写", "程", "序"]),
        ("北", ["北"]),
        ("ｶｰﾄﾞ", ["ｶ", "ｰ", "ﾄ", "ﾞ"]),
    ],
)
def test_a_phrase_is_taken_apart_as_it_was_joined(phrase: str, words: list[str]) -> None:
    assert words_apart(phrase) == words
    if "," not in phrase:
        assert join(words) == phrase
