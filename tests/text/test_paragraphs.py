from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.paragraphs import start_after, start_before

LINES = ["one", "two", "", "  ", "three", "four"]


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ((0, 0), (0, 0), (4, 0)),
        ((0, 2), (0, 0), (4, 0)),
        ((1, 0), (0, 0), (4, 0)),
        ((1, 3), (0, 0), (4, 0)),
        ((2, 0), (0, 0), (4, 0)),
        ((4, 0), (0, 0), (5, 4)),
        ((4, 3), (4, 0), (5, 4)),
        ((5, 0), (4, 0), (5, 4)),
        ((5, 4), (4, 0), (5, 4)),
    ],
)
def test_paragraphs(place: tuple[int, int], before: tuple[int, int], after: tuple[int, int]) -> None:
    assert start_before(LINES, place) == before
    assert start_after(LINES, place) == after


@given(st.lists(st.sampled_from(["a", "b c", "", " "]), min_size=1, max_size=8), st.data())
def test_each_step_goes_on_until_the_texts_end(lines: list[str], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(lines) - 1))
    place = row, data.draw(st.integers(0, len(lines[row])))
    end = len(lines) - 1, len(lines[-1])
    assert start_after(lines, place) > place or place == end
    assert start_before(lines, place) < place or place == (0, 0)
