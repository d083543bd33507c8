"""What is written of a front matter's values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.open_front_matter import open_value

HEAD = "---\ntitle: One\n"


@pytest.mark.parametrize(
    ("before", "text", "prose"),
    [
        ("---\ntitle: How I ", "How I ", True),
        ('---\ntitle: "How I ', "How I ", True),
        (HEAD + "description: In this post ", "In this post ", True),
        (HEAD + "date: ", "", False),
        (HEAD + "tags:\n  - two wo", "two wo", False),
        (HEAD + "og.title: x", "x", False),
        ("+++\ntitle = 'How ", "How ", True),
        (HEAD, "", False),
    ],
)
def test_a_value_without_its_key_and_quote(before: str, text: str, prose: bool) -> None:
    assert open_value(before) == (text, prose)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "title: x",
        "---\n\ntitle: x",
        HEAD + "---",
        HEAD + "---\n",
        HEAD + "...\nprose",
        "+++\na = 1\n+++\n",
    ],
)
def test_none_outside_of_a_front_matter(before: str) -> None:
    assert open_value(before) is None


def test_nor_in_a_long_text_that_none_closes() -> None:
    assert open_value(HEAD + "a: b\n" * 1_000) is not None
    assert open_value(HEAD + "a: b\n" * 100_000) is None


@given(st.text(alphabet="-+.:= a\n\"'t", max_size=30))
def test_whatever_stands_there_the_value_ends_it(text: str) -> None:
    found = open_value("---\nt: " + text)
    assert found is None or ("---\nt: " + text).endswith(found.text)
