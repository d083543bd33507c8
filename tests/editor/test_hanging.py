"""Wrapped items hang, everything else wraps as it always did, and places on the page are right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument

from tests.editor.conftest import Studio
from typeahead.editor.hanging import HangingDocument
from typeahead.editor.textarea_fixes import LineDocument
from typeahead.text.markdown.prefix import hang

ITEM = "- a rope that is long enough for both of the boats when the wind comes from the north-east and the tide is low"
LINES = st.lists(st.text("ab  \t-日>", max_size=40), min_size=1, max_size=8)


def inside(wrapped: WrappedDocument) -> tuple[object, ...]:
    return (
        wrapped._wrap_offsets,
        wrapped._offset_to_line_info,
        wrapped._line_index_to_offsets,
        wrapped._tab_width_cache,
    )


@given(LINES, st.integers(0, 14))
def test_without_hanging_it_is_the_stock_document(lines: list[str], width: int) -> None:
    text = "\n".join(lines)
    ours = HangingDocument(LineDocument(text), 4, lambda *_: 0)
    ours.wrap(width)
    assert inside(ours) == inside(WrappedDocument(Document(text), width))


@given(LINES, LINES, st.integers(6, 14), st.data())
def test_after_an_edit_as_if_wrapped_anew(
    lines: list[str], new: list[str], width: int, data: st.DataObject
) -> None:
    document = LineDocument("\n".join(lines))
    wrapped = HangingDocument(document, 4, hang)
    wrapped.wrap(width)
    top = data.draw(st.integers(0, len(lines) - 1))
    bottom = data.draw(st.integers(top, len(lines) - 1))
    start, end = (top, data.draw(st.integers(0, len(lines[top])))), (bottom, len(lines[bottom]))
    result = document.replace_range(start, end, "\n".join(new))
    wrapped.wrap_range(start, end, result.end_location)
    fresh = HangingDocument(document, 4, hang)
    fresh.wrap(width)
    assert inside(wrapped) == inside(fresh)


@given(st.text("ab -", max_size=60), st.integers(9, 20))
def test_each_place_is_where_it_is_drawn(text: str, width: int) -> None:
    line = "- " + text
    wrapped = HangingDocument(LineDocument(line), 4, hang)
    wrapped.wrap(width)
    for column in range(len(line) + 1):
        offset = wrapped.location_to_offset((0, column))
        assert offset.x <= width + 1
        assert wrapped.offset_to_location(offset) == (0, column)


async def test_an_item_hangs_on_the_screen_and_keys_and_clicks_find_its_words(studio: Studio) -> None:
    async with studio.open(studio.file(f"{ITEM}\n> {ITEM[2:]}\n\n{ITEM[2:]}"), size=(80, 24)) as desk:
        area = desk.area

        def row(y: int) -> str:
            return area.render_line(y).text.rstrip()

        assert row(0).startswith("- a rope")
        assert row(1) == "  " + ITEM[len(row(0)) + 1 :]
        assert row(3).startswith("  "), "a quote too"
        assert not row(6).startswith(" "), "a paragraph does not"
        assert area.render_line(1).cell_length == area.render_line(0).cell_length
        await desk.press("right", "right", "down")
        assert area.cursor_location == (0, len(row(0)) + 1)
        assert area.cursor_screen_offset[0] - area.content_region.x == 2
        await desk.press("right", "right", "up")
        assert area.cursor_location == (0, 4)
        word = ITEM[len(row(0)) + 1 :].split()[1]
        x = row(1).index(word)
        await desk.pilot.click(area, offset=(x + area.gutter.left, 1))
        assert ITEM[area.cursor_location[1] :].startswith(word)
        named = {each.title: each for each in desk.app.get_system_commands(desk.app.screen)}
        named["Markdown: plain"].callback()
        await desk.pilot.pause()
        assert not row(1).startswith(" ")


async def test_the_wheel_goes_by_rows_also_through_wrapped_items(studio: Studio) -> None:
    async with studio.open(studio.file(f"{ITEM}\n" * 50), size=(80, 24)) as desk:
        area = desk.area
        rows = [area.render_line(y).text for y in range(10)]
        area.post_message(events.MouseScrollDown(area, 5, 5, 0, 1, 0, False, False, False, 5, 5, None))
        await desk.until(lambda: area.scroll_offset.y)
        by = area.scroll_offset.y
        assert [area.render_line(y).text for y in range(3, 6)] == rows[3 + by : 6 + by]
