"""Keys that arrive in one go, as from a macro or over a slow line: each is done where those before it have led."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import Input

from tests.editor.conftest import Desk, Studio
from typeahead.editor import key_order
from typeahead.editor.screens.file_finder import FileFinder
from typeahead.editor.screens.path_prompt import PathPrompt
from typeahead.editor.screens.settings import SettingsScreen
from typeahead.editor.widgets.find_bar import FindBar
from typeahead.settings import DEFAULTS


def burst(desk: Desk, *keys: str) -> None:
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(desk.app)
        desk.app.post_message(event)


async def asked(desk: Desk, kind: type[Screen[object]]) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, kind) and desk.app.screen.is_active)


def field(desk: Desk) -> str:
    return desk.app.screen.query_one(Input).value


@pytest.mark.parametrize(
    ("opener", "kind"), [("ctrl+t", FileFinder), ("f12", PathPrompt), ("ctrl+o", PathPrompt)]
)
async def test_what_is_typed_behind_a_key_that_asks_is_the_answer(
    studio: Studio, opener: str, kind: type[Screen[object]]
) -> None:
    async with studio.open(studio.file("one")) as desk:
        burst(desk, "end", "ctrl+a", opener, *"abc")
        await asked(desk, kind)
        await desk.until(lambda: field(desk).endswith("abc"))
        assert desk.text == "one"


async def test_letters_before_such_a_key_are_in_the_text(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        burst(desk, *"ab", "ctrl+t", *"cd", "escape", *"ef")
        await desk.until(lambda: desk.text == "abefone")
        desk.give_up()


async def test_a_setting_is_changed_right_behind_the_key_that_shows_them(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        was = desk.app.applying.settings
        burst(desk, "f10", *"xy", "left", "escape", "z")
        await desk.until(lambda: desk.text == "zone")
        assert desk.app.applying.settings != was == DEFAULTS
        desk.give_up()


async def test_a_question_is_answered_and_not_written_into_the_text(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        burst(desk, "x", "ctrl+q", "right", "enter")
        await desk.until(lambda: desk.app._exit)
    assert path.read_text() == "one"
    assert desk.app.return_code == 1


async def test_one_question_leads_to_the_next(studio: Studio) -> None:
    async with studio.open() as desk:
        burst(desk, "x", "ctrl+q", "s", *"story.md", "enter")
        await desk.until(lambda: desk.app._exit)
        named = desk.app.files.document.path
        assert named is not None
        assert named.name == "story.md"
        assert named.read_text() == "x"
        named.unlink()


async def test_a_folder_is_named_right_behind_the_key_that_asks_for_it(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        burst(desk, "f10")
        await asked(desk, SettingsScreen)
        screen = desk.app.screen
        assert isinstance(screen, SettingsScreen)
        names = [getattr(row, "name", "") for row in screen._rows]
        screen._list.highlighted = names.index("private_folders")
        await desk.pilot.pause()
        burst(desk, "right", *"abc")
        await asked(desk, PathPrompt)
        await desk.until(lambda: field(desk) == "abc")


async def test_a_key_that_has_nothing_to_ask_keeps_nothing_back(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        burst(desk, "a", "ctrl+s", *"bc", "ctrl+n", "d")
        await desk.until(lambda: desk.app.files.document.path is None)  # D: discard
        assert (desk.text, path.read_text()) == ("", "aone")
        burst(desk, "ctrl+n", *"xy")
        await desk.until(lambda: desk.text == "xy")
        desk.give_up()


async def test_a_question_that_never_comes_does_not_take_the_keyboard(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_order, "_PATIENCE", 0.1)
    async with studio.open(studio.file("one")) as desk:
        never = asyncio.Event()
        monkeypatch.setattr(desk.app.files, "open", never.wait)
        burst(desk, "ctrl+o", *"abc")
        await desk.until(lambda: desk.text == "abcone")
        never.set()
        desk.give_up()


async def test_tab_leads_from_field_to_field_of_the_bar(studio: Studio) -> None:
    async with studio.open(studio.file("the cat")) as desk:
        burst(
            desk, "ctrl+r", *"the", "tab", *"MADE", "tab", "x"
        )  # which takes the place of what is selected there
        await desk.until(lambda: [bar.sought.value for bar in desk.app.query(FindBar)] == ["x"])
        assert desk.app.query_one(FindBar).template.value == "MADE"
        assert desk.text == "the cat"


async def test_an_answer_held_too_long_is_not_written_into_the_text(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        burst(desk, "x", "ctrl+n", "c", "c", "c", "y")
        await desk.until(lambda: desk.text == "xyone")
        desk.give_up()


async def test_what_is_pasted_behind_such_a_key_goes_there_too(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        burst(desk, "ctrl+t")
        desk.app.post_message(events.Paste("pasted"))
        burst(desk, "s")
        await asked(desk, FileFinder)
        await desk.until(lambda: field(desk) == "pasteds")
        assert desk.text == "one"
