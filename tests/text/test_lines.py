from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.lines import Lines, read_place


@given(st.text("ab\n\x0c\u2028é", max_size=40), st.data())
def test_an_offset_and_its_place_are_the_same(text: str, data: st.DataObject) -> None:
    lines = Lines(text)
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset].split("\n")
    assert lines.location(offset) == (len(before) - 1, len(before[-1]))
    assert lines.offset(lines.location(offset)) == offset
    assert len(lines.starts) == len(text.split("\n"))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("12", (12, 1)),
        (" 12 : 5 ", (12, 5)),
        ("3,4", (3, 4)),
        ("7:", None),
        ("0", None),
        ("3:0", None),
        ("-1", None),
        ("²", None),
        ("", None),
        ("twelve", None),
        ("9" * 5000, None),
    ],
)
def test_places_are_read_as_people_write_them(typed: str, place: tuple[int, int] | None) -> None:
    assert read_place(typed) == place
