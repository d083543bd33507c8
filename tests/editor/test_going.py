"""Going to a line."""

from __future__ import annotations

import pytest
from textual import events

from tests.editor.conftest import Desk, Studio
from typeahead.editor.widgets.find_bar import FindBar
from typeahead.editor.widgets.line_bar import LineBar

TEXT = "".join(f"line {n}\n" for n in range(1, 101))


def bar(desk: Desk) -> LineBar:
    return desk.app.query_one(LineBar)


@pytest.mark.parametrize(
    ("typed", "cursor"),
    [("50", (49, 0)), ("50:4", (49, 3)), ("7:999", (6, 6)), ("9999", (100, 0)), (" 3 , 2", (2, 1))],
)
async def test_goes_to_a_line_and_column(studio: Studio, typed: str, cursor: tuple[int, int]) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await desk.press("ctrl+g")
        assert bar(desk).hint == "line 1 of 101"
        await desk.type(typed)
        await desk.press("enter")
        assert desk.area.cursor_location == cursor
        assert desk.area.has_focus
        assert not bar(desk).display
        assert desk.text == TEXT


async def test_what_is_no_line_is_said(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT), line=5) as desk:
        await desk.press("ctrl+g")
        await desk.type("end")
        await desk.press("enter")
        assert bar(desk).hint.startswith("no line")
        await desk.press("escape")
        assert desk.area.cursor_location == (4, 0)
        assert desk.area.has_focus
        await desk.press("ctrl+g")
        assert bar(desk).place.value == ""
        assert bar(desk).hint == "line 5 of 101"


async def test_keys_typed_at_once_go_where_they_are_meant(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        for key in ("ctrl+g", *"42", "enter"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await desk.until(lambda: desk.area.cursor_location == (41, 0))
        assert desk.text == TEXT


async def test_there_is_one_bar_at_a_time(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await desk.press("ctrl+g", "ctrl+f")
        assert not bar(desk).display
        assert desk.app.query_one(FindBar).display
        await desk.press("ctrl+g")
        assert bar(desk).display
        assert not desk.app.query_one(FindBar).display
        assert desk.app.focused is bar(desk).place
        await desk.press("escape")
        assert desk.app.query_one("#suggestions").display
