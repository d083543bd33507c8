"""Corrections of what is typed: marked in the line, taken only by number or click, and taken back by one undo."""

from __future__ import annotations

from collections.abc import Sequence

from tests.editor.conftest import Studio
from tests.editor.fakes import FakePredictor
from typeahead.prediction.suggestion import Suggestion


class Correcting(FakePredictor):
    """Knows what "teh" was meant to be."""

    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        found = super().suggest(before, n, exclude=exclude, phrases=phrases)
        if before.endswith("teh"):
            found = [*found[: n - 1], Suggestion("the", "the", 0.9, "spelling", replaces=3)]
        return found


async def test_alt_and_its_number_replaces_what_is_typed_and_one_undo_brings_it_back(studio: Studio) -> None:
    async with studio.open(fake=Correcting()) as desk:
        await desk.type("It was\nin teh")
        await desk.until(lambda: desk.line.startswith("1 ≈the 90%"))
        await desk.press("alt+1")
        assert desk.text == "It was\nin the "
        assert desk.area.cursor_location == (1, 7)
        await desk.press("ctrl+z")
        assert desk.text == "It was\nin teh"
        assert desk.area.cursor_location == (1, 6)


async def test_it_is_no_ghost_and_tab_leaves_the_text_alone(studio: Studio) -> None:
    async with studio.open(fake=Correcting()) as desk:
        await desk.type("in teh")
        await desk.until(lambda: "≈the" in desk.line)
        assert desk.ghost == ""
        await desk.press("tab", "right", "ctrl+right")
        assert desk.text == "in teh"


async def test_a_click_and_escape_with_its_number_take_it_too(studio: Studio) -> None:
    async with studio.open(fake=Correcting()) as desk:
        await desk.type("in teh")
        await desk.until(lambda: "≈the" in desk.line)
        await desk.press("escape", "1")
        assert desk.text == "in the "
        await desk.type("teh")
        await desk.until(lambda: "≈the" in desk.line)
        await desk.pilot.click("#suggestions", offset=(3, 0))
        await desk.until(lambda: desk.text == "in the the ")


async def test_text_behind_the_cursor_stays(studio: Studio) -> None:
    async with studio.open(studio.file("in teh garden")) as desk:
        desk.app.area.move_cursor((0, 6))
        desk.area._accept("the", replaces=3)
        assert desk.text == "in the garden"
        assert desk.area.cursor_location == (0, 6)
