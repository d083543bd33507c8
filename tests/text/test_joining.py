"""Joining: token texts become prose a person would write, and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.joining import is_unspaced
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
    assert not is_unspaced("é")
    assert not is_unspaced("한")
