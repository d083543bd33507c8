from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typeahead.editor.locations import offset_of, place_of


def test_columns_of_the_first_line_begin_where_the_text_does() -> None:
    assert [place_of((3, 5), "ab\ncd", offset) for offset in (0, 2, 3, 5)] == [(3, 5), (3, 7), (4, 0), (4, 2)]


@given(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.text("a\n", max_size=12), st.data())
def test_there_and_back(origin: tuple[int, int], text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert offset_of(origin, text, place_of(origin, text, offset)) == offset
