"""The space that comes with a suggestion: to what it gives way and how long it is the editor's."""

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


async def test_signs_of_markdown_close_right_behind_a_word_and_begin_apart_from_it(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("this is **very ", "** indeed.", "** indeed."),
            ("*very ", "*, ", "*, "),
            ("_very ", "_.", "_."),
            ("~~very ", "~~ so", "~~ so"),
            ("==very ", "== so", "== so"),
            ("run `npm ", "`.", "`."),
            ("where $", "$.", "$."),
            ("***very ", "***.", "***."),
            ("I find ", "*really", " *really"),
            ("I find ", "**really", " **really"),
            ("2 * 3 is ", "* 4", " * 4"),
            ("run ", "`npm`", " `npm`"),
            ("it costs $5 and ", "$6", " $6"),
            ("an _", "_-", "_-"),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


async def test_quotations_begin_apart_and_endings_behind_an_apostrophe_do_not(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("it is ", "'s own", "'s own"),
            ("it is ", "'re, ", "'re, "),
            ("it is ", "'ll've been", "'ll've been"),
            ("it is ", "' books", "' books"),
            ("it is ", "’s own", "’s own"),
            ("'it is ", "' she", "' she"),
            ("'it is ", "'s own'", "'s own'"),
            ("Roma è dell'arte ", "'altra", "'altra"),
            ('the 5" disk is ', '"Yes"', ' "Yes"'),
            ('5" and "a ', '" disk', '" disk'),
            ('"it is ', '"', '"'),
            ("„Das ist ", "“.", "“."),
            ("इ ", "।", "।"),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


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
