"""Stretches that are no prose, though their words look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.left_alone import LeftAlone


def left(text: str) -> str:
    alone = LeftAlone(text)
    return "".join(character for at, character in enumerate(text) if not alone.covers(at))


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("plain words", "plain words"),
        ("a `code span` here", "a  here"),
        ("a [[note's name]] here", "a  here"),
        ("a <code>word</code> here", "a  here"),
        ("a <pre lang='x'>word\nword</pre> here", "a  here"),
        ("the formula $x_1 + y$ and $5 here", "the formula  and $5 here"),
        ("it costs $5 and then $6 more", "it costs $5 and then $6 more"),
        ("text\n\n    code line\n    another\ntext", "text\n\ntext"),
        ("- item\n\n    goes on here\n", "- item\n\n    goes on here\n"),
        ("text\n    goes on\n", "text\n    goes on\n"),
    ],
)
def test_what_is_left(text, prose):
    assert left(text) == prose


@given(st.text("a `[]<code>/\n\t$_-1.", max_size=80))
def test_any_text_can_be_asked_about(text):
    assert len(left(text)) <= len(text)
