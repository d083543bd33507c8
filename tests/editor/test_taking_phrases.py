"""Taking a phrase, whole or a word of it, with the commas it may have."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.editor.conftest import Studio
from tests.editor.fakes import FakePredictor
from typeahead.editor.screens.help import KEYS
from typeahead.prediction.suggestion import Suggestion

THEIR = "The students opened their "


@pytest.mark.parametrize("key", ["ctrl+right", "alt+right"])
async def test_a_key_takes_a_word_of_a_phrase_and_else_moves(studio: Studio, key: str) -> None:
    async with studio.open() as desk:
        await desk.type("The students ")
        await desk.ghost_is("opened their books")
        await desk.press(key)
        assert desk.text == "The students opened "
        assert desk.ghost == "their books"
        await desk.settle()
        assert desk.ghost == "their books", "the rest of the phrase stays"
        await desk.press(key)
        assert desk.text == "The students opened their "
        await desk.press("ctrl+home", key)
        assert desk.area.cursor_location == (0, 3)


async def test_ctrl_right_leaves_the_comma_of_a_phrase(studio: Studio) -> None:
    class WithComma(FakePredictor):
        def suggest(
            self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
        ) -> list[Suggestion]:
            return [Suggestion("however, we", "however, we"[len(before) :], 0.9)] if len(before) < 7 else []

    async with studio.open(fake=WithComma()) as desk:
        await desk.type("h")
        await desk.ghost_is("owever, we")
        await desk.press("ctrl+right")
        assert desk.text == "however "
        assert desk.ghost == ""
        await desk.type(", ")
        assert desk.text == "however, "
        desk.give_up()
    async with studio.open(fake=WithComma()) as desk:
        await desk.type("h")
        await desk.ghost_is("owever, we")
        await desk.press("tab")
        assert desk.text == "however, we "


class However(FakePredictor):
    """Is sure of one word and its comma."""

    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        offers = [Suggestion("however", "however", 0.9), Suggestion("however,", "however,", 0.85)]
        return offers if before.endswith("said ") else []


async def test_a_comma_that_came_with_a_phrase_is_not_typed_twice_and_gives_way_to_stronger_marks(
    studio: Studio,
) -> None:
    for typed, text in (
        (", we", "however, we"),
        (".", "however."),
        (")", "however,)"),
        (" we", "however, we"),
    ):
        async with studio.open(fake=However()) as desk:
            await desk.type("I said ")
            await desk.ghost_is("however,")
            await desk.press("tab")
            await desk.type(typed)
            assert desk.text == "I said " + text
            desk.give_up()


async def test_where_a_mark_follows_a_phrase_comes_without_its_comma(studio: Studio) -> None:
    async with studio.open(studio.file(", we"), fake=However()) as desk:
        await desk.type("I said ")
        await desk.settle()
        assert desk.line == "Tab however 90%"
        await desk.press("alt+1")
        assert desk.text == "I said however, we"


class WordsFirst(FakePredictor):
    """Unsure, and with phrases behind the words that they begin with."""

    def __init__(self) -> None:
        super().__init__()
        self.likelihood = 0.2

    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        found = super().suggest(before, n, exclude=exclude, phrases=phrases)
        return sorted(found, key=lambda each: " " in each.text)


async def test_ctrl_right_at_the_texts_end_takes_the_first_word_though_no_ghost_stands_there(
    studio: Studio,
) -> None:
    async with studio.open(fake=WordsFirst()) as desk:
        await desk.type("The students ")
        await desk.settle()
        assert desk.ghost == ""
        assert desk.line.startswith("1 opened their books"), "the phrase takes in the word"
        await desk.press("ctrl+right")
        assert desk.text == "The students opened "
        await desk.type("\nx")
        await desk.press("up", "end", "ctrl+right")
        assert desk.area.cursor_location == (1, 0), "elsewhere it moves"


async def test_the_page_of_keys_says_of_tab_and_ctrl_right_what_they_do(studio: Studio) -> None:
    said = dict(KEYS[0][1])
    async with studio.open(fake=WordsFirst()) as desk:
        await desk.type("The students ")
        await desk.settle()
        assert desk.ghost == ""
        await desk.press("tab")
        assert desk.text == "The students ", "nothing is grey, nor marked Tab"
        assert "first" not in said["Tab"]
        await desk.press("ctrl+right")
        assert desk.text == "The students opened "
        assert "at the end a phrase's first" in said["Ctrl+Right"]


async def test_alt_right_takes_one_word_of_what_leads_wherever_that_is(studio: Studio) -> None:
    async with studio.open(studio.file("\nx"), fake=WordsFirst()) as desk:
        await desk.type("The students o")
        await desk.settle()
        assert desk.ghost == ""
        assert desk.line.startswith("1 opened their books 10/20%"), "inside a word too the phrase leads"
        await desk.press("alt+right")
        assert desk.text == "The students opened \nx"
        await desk.settle()
        assert desk.line.startswith("1 the ")
        await desk.press("alt+right")
        assert desk.text == "The students opened the \nx", "a word is one word"
        await desk.press("escape", "alt+right")
        assert desk.area.cursor_location == (1, 0), "where nothing is on offer it moves"
