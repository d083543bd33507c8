"""The space that comes with a suggestion, and how long it is the editor's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from typeahead.prediction.suggestion import Suggestion


class Sure(FakePredictor):
    """Is sure of one word where that is begun; behind it another one is likely, though not enough for Tab."""

    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        self.asked.append(before)
        if before.endswith("imp"):
            return [Suggestion("important", "ortant", 0.9)]
        refused = ("thing", None) in self.refused or not before.endswith("important ")
        return [] if refused else [Suggestion("thing", "thing", 0.01)]


async def took(desk: Desk, before: str) -> None:
    """Write this, and take "important" behind it."""
    desk.area.open_text(before + "im")
    await desk.press("ctrl+end")
    await desk.type("p")
    await desk.ghost_is("ortant")
    await desk.press("tab")
    assert desk.text == before + "important "


@pytest.mark.parametrize("key", ["tab", "f6", "ctrl+@", "escape"])
async def test_it_stays_the_editors_where_nothing_was_written_and_the_cursor_stayed(
    studio: Studio, key: str
) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        await desk.until(lambda: "thing" in desk.line)
        await desk.press(key)
        await desk.settle()
        await desk.type(".")
        assert desk.text == "it is important."
