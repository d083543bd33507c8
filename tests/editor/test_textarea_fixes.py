from __future__ import annotations

import random
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea

from tests.editor.conftest import Studio
from typeahead.editor.textarea_fixes import FastTextArea, FastWrappedDocument, LineDocument

PROSE = "The students opened their books, and\twere (again) at the door of the café. "
TEXT = "\n".join([PROSE * 3, "", "Short.", PROSE, "日本語の文章" * 12, "", "end"] * 4)


class Pair(App[None]):
    """The stock widget and ours, one above the other."""

    CSS = "TextArea { height: 12; border: none; }"

    def compose(self) -> ComposeResult:
        yield TextArea(TEXT, id="stock", highlight_cursor_line=False)
        yield FastTextArea(TEXT, id="fast")


def drawn(area: TextArea) -> list[object]:
    area._theme.apply_css(area)
    return [list(area.render_line(y)) for y in range(area.size.height)]


STEPS = {
    "type": lambda area: area.insert("word "),
    "line": lambda area: area.insert("\n"),
    "paste": lambda area: area.insert("one\ntwo\r\nthree " * 5),
    "delete": lambda area: area.action_delete_word_left(),
    "cut line": lambda area: area.action_delete_line(),
    "down": lambda area: area.action_cursor_down(),
    "page": lambda area: area.action_cursor_page_down(),
    "up": lambda area: area.action_cursor_page_up(),
    "select": lambda area: area.action_cursor_down(True),
    "bracket": lambda area: area.move_cursor((0, PROSE.index("("))),
    "end": lambda area: area.move_cursor(area.document.end),
    "undo": lambda area: area.undo(),
    "redo": lambda area: area.redo(),
    "ghost": lambda area: setattr(area, "suggestion", "ghost text"),
    "no ghost": lambda area: setattr(area, "suggestion", ""),
    "numbers": lambda area: setattr(area, "show_line_numbers", not area.show_line_numbers),
    "wrap": lambda area: setattr(area, "soft_wrap", not area.soft_wrap),
}


@pytest.mark.parametrize("seed", range(4))
async def test_shows_what_the_stock_widget_shows(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same random edits, moves and settings leave both widgets with the same rows on the screen."""
    choose = random.Random(seed)
    app = Pair()
    async with app.run_test(size=(60, 26)) as pilot:
        stock, fast = app.query_one("#stock", TextArea), app.query_one("#fast", FastTextArea)
        monkeypatch.setattr(TextArea, "_draw_cursor", True)  # in both, though only one can have the focus
        monkeypatch.setattr(TextArea, "hide_suggestion_on_blur", False)
        app.set_focus(None)
        done = []
        for _ in range(40):
            step = choose.choice(list(STEPS))
            done.append(step)
            for area in (stock, fast):
                STEPS[step](area)
            await pilot.pause()
            assert fast.text == stock.text, done
            assert fast.cursor_location == stock.cursor_location, done
            fast.scroll_to(*stock.scroll_offset, animate=False)
            assert drawn(fast) == drawn(stock), done


async def test_a_key_costs_no_more_calls_in_a_long_document() -> None:
    """Counted, not timed: a letter and a redraw make as many calls in 50,000 lines as in 500."""

    async def calls(lines: int) -> int:
        app = Pair()
        async with app.run_test(size=(60, 26)) as pilot:
            area = app.query_one("#fast", FastTextArea)
            area.load_text("\n".join(PROSE for _ in range(lines)))
            area.move_cursor((lines // 2, 10))
            await pilot.pause()
            drawn(area)
            count = 0

            def profile(frame: object, event: str, argument: object) -> None:
                nonlocal count
                count += event in ("call", "c_call")

            sys.setprofile(profile)
            try:
                area.insert("x")
                drawn(area)
            finally:
                sys.setprofile(None)
            return count

    short, long = await calls(500), await calls(50_000)
    assert long < short * 1.2


async def test_the_whole_text_is_not_joined_for_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Pair()
    async with app.run_test(size=(60, 26)) as pilot:
        area = app.query_one("#fast", FastTextArea)
        area.focus()
        await pilot.pause()
        joined = []
        monkeypatch.setattr(LineDocument, "text", property(lambda self: joined.append(1) or "x"))
        await pilot.press("a", "b", "left", "backspace")
        await pilot.pause()
        assert not joined


@given(st.lists(st.text("ab \t\n(é日", max_size=30), max_size=12), st.integers(0, 12))
def test_the_wrapped_height_is_the_stock_one(lines: list[str], width: int) -> None:
    text = "\n".join(lines)
    assert (
        FastWrappedDocument(LineDocument(text), width).height == WrappedDocument(Document(text), width).height
    )


@given(st.text("ab \n\r\x0c\u2028é日", max_size=40), st.data())
def test_a_document_after_edits_is_the_text_after_edits(text: str, data: st.DataObject) -> None:
    document = LineDocument(text)
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert document.text == expected
    document.get_size(4)  # from here on widths are kept up to date
    for _ in range(3):
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(expected))] * 2)))
        new = data.draw(st.text("xy \n\r\x0c\u2028日", max_size=10))
        result = document.replace_range(
            document.get_location_from_index(start), document.get_location_from_index(end), new
        )
        assert result.replaced_text == expected[start:end]
        plain = new.replace("\r\n", "\n").replace("\r", "\n")
        expected = expected[:start] + plain + expected[end:]
        assert document.text == expected
        assert document.get_index_from_location(result.end_location) == start + len(plain)
        assert document.words == sum(len(line.split()) for line in expected.split("\n"))
        assert document.get_size(4) == LineDocument(expected).get_size(4)


async def test_control_characters_do_not_reach_the_terminal() -> None:
    app = Pair()
    async with app.run_test() as pilot:
        area = app.query_one("#fast", FastTextArea)
        area.load_text("red \x1b[31m bell \x07 high \x9b nothing")
        await pilot.pause()
        shown = "".join(segment.text for segment in area.render_line(0))
        assert "␛[31m bell ␇ high \ufffd nothing" in shown
        assert area.text == "red \x1b[31m bell \x07 high \x9b nothing"


async def test_cutting_the_last_line_is_no_error(studio: Studio) -> None:
    async with studio.open(studio.file("One.\nTwo."), size=(100, 20)) as desk:
        await desk.press("ctrl+end", "ctrl+x")
        assert desk.text == "One.\n"
        await desk.press("ctrl+x", "ctrl+x", "ctrl+x")
        await desk.type("more")
        assert desk.text.strip().endswith("more")
