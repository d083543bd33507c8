"""Fields of one row: what is typed into them stays in sight."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.editor.conftest import Studio

WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


@pytest.mark.parametrize("opens", ["ctrl+f", "ctrl+t", "f12"])
async def test_the_cursor_stays_in_sight_when_the_window_changes_its_width(
    studio: Studio, opens: str
) -> None:
    async with studio.open(size=(100, 24)) as desk:
        await desk.press(opens)
        await desk.type(WORDS)
        field = desk.app.focused
        assert isinstance(field, Input)
        for width in (70, 100, 60):
            await desk.pilot.resize_terminal(width, 24)
            await desk.settle()
            column = field._cursor_offset - field.scroll_offset.x
            assert 0 <= column <= field.content_size.width
            assert field.scroll_offset.x > 0
        desk.give_up()
