"""Clicks in the text: once for the cursor, twice for a word, three times for a line."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Studio

TEXT = "We don't know the naïve fox.\nA second line."


@pytest.mark.parametrize(
    ("times", "column", "row", "selected"),
    [
        (1, 6, 0, ""),
        (2, 6, 0, "don't"),
        (2, 20, 0, "naïve"),
        (2, 3, 0, "don't"),
        (2, 7, 0, "don't"),
        (2, 8, 0, ""),
        (2, 4, 1, "second"),
        (3, 6, 0, "We don't know the naïve fox."),
        (3, 4, 1, "A second line."),
    ],
)
async def test_what_is_selected(studio: Studio, times: int, column: int, row: int, selected: str) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        area = desk.area
        await desk.pilot.click(
            area, offset=(area.content_region.x - area.region.x + column, row), times=times
        )
        await desk.settle()
        assert area.selected_text == selected
        desk.give_up()


async def test_what_was_selected_is_written_over(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await desk.pilot.click(desk.area, offset=(8, 0), times=2)
        await desk.type("do")
        assert desk.text == "We do know the naïve fox.\nA second line."
        desk.give_up()
