"""The keys that matter now, in the line under the text while the person pauses."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Desk, Studio
from tests.editor.test_sizes import screen
from typeahead.editor import key_hints

WRITING = "^F find   ^T files   F3 heat   F5 dashboard   ^P all commands"


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_hints, "PAUSE", 0.01)


async def hinted(desk: Desk, line: str) -> None:
    await desk.until(lambda: desk.line == line)


@pytest.mark.usefixtures("soon")
async def test_they_fill_an_empty_line_and_a_click_does_what_they_say(studio: Studio) -> None:
    async with studio.open(studio.file("x, y, z")) as desk:
        await hinted(desk, WRITING)
        await desk.pilot.click("#suggestions", offset=(1 + WRITING.index("F3"), 0))
        await desk.until(lambda: desk.app.heat.on)
        await desk.pilot.click("#suggestions", offset=(1 + WRITING.index("find"), 0))
        await desk.until(lambda: desk.app.finding.is_open)


@pytest.mark.usefixtures("soon")
async def test_others_while_something_is_selected_or_nothing_suggested(studio: Studio) -> None:
    async with studio.open(studio.file("some words")) as desk:
        await desk.press("shift+right", "shift+right")
        await hinted(desk, "^C copy   ^X cut   ^V paste   ^F find it   ^R replace")
        await desk.pilot.click("#suggestions", offset=(2 + desk.line.index("^X"), 0))
        await desk.until(lambda: desk.text == "me words")
        await desk.press("ctrl+@")
        await hinted(desk, "^Space suggest again   ^F find   ^T files   F3 heat   ^P all commands")
        await desk.pilot.click("#suggestions", offset=(3, 0))
        await desk.until(lambda: desk.area.suggesting)


@pytest.mark.usefixtures("soon")
async def test_suggestions_take_their_place_and_nothing_is_cut_in_a_narrow_line(studio: Studio) -> None:
    async with studio.open(size=(40, 12)) as desk:
        await desk.until(lambda: desk.line.startswith("Tab"))
        await desk.type("qq, ")
        await hinted(desk, "^F find   ^T files   F3 heat")
        await desk.type("the ")
        await desk.until(lambda: desk.line.startswith("Tab students"))


async def test_whoever_types_sees_none(studio: Studio) -> None:
    async with studio.open(studio.file("x")) as desk:
        assert desk.line == ""
        await desk.type("qqq, qqq")
        await desk.settle()
        assert desk.line == ""
        assert not any("^F" in row for row in screen(desk))


def test_five_at_most_and_all_fit_in_eighty_columns() -> None:
    for keys in (key_hints.WRITING, key_hints.SELECTED, (key_hints.OFF, *key_hints.WRITING[:-2])):
        assert len(keys) <= 5
        assert sum(len(key) + 1 + len(what) + 3 for key, what, _ in keys) - 3 <= 78
