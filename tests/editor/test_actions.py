"""What keys and the palette do, for what no other file looks at; and that every entry of the palette can be chosen."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.editor.asking import answered, asked
from tests.editor.conftest import Desk, Studio
from typeahead.editor.screens.command_palette import Palette
from typeahead.editor.screens.dashboard import Dashboard
from typeahead.editor.screens.file_finder import FileFinder
from typeahead.editor.screens.file_picker import FilePicker
from typeahead.editor.widgets.surprise_panel import SurprisePanel

ENDS = ("Quit", "Quit and abort")  # see test_app.py


async def choose(desk: Desk, title: str) -> None:
    """Run a command of the palette."""
    (command,) = (c for c in desk.app.get_system_commands(desk.app.screen) if c.title.startswith(title))
    result = command.callback()
    if inspect.isawaitable(result):
        await result
    await desk.pilot.pause()


# --- keys


@pytest.mark.parametrize(
    ("key", "start", "end"), [("ctrl+shift+home", (0, 0), (1, 1)), ("ctrl+shift+end", (1, 1), (2, 5))]
)
async def test_shift_selects_to_the_start_and_the_end(
    studio: Studio, key: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    async with studio.open(studio.file("one\ntwo\nthree"), line=2, column=2) as desk:
        await desk.press(key)
        assert sorted(desk.area.selection) == [start, end]


@pytest.mark.parametrize(("key", "word"), [("alt+3", "door"), ("alt+4", "studio")])
async def test_each_number_takes_its_suggestion(studio: Studio, key: str, word: str) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.until(lambda: f"{key[-1]} {word}" in desk.line)
        await desk.press(key)
        assert desk.text == f"the {word} "


async def test_the_palette_opens_by_its_key_once(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+p")
        await asked(desk, Palette)
        await desk.press("ctrl+p")
        assert len(desk.app.screen_stack) == 2


async def test_save_as_by_its_other_key(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        await desk.press("ctrl+shift+s")
        await desk.until(lambda: len(desk.app.screen_stack) == 2)
        await desk.press("escape")
        await answered(desk)


# --- entries of the palette


@pytest.mark.parametrize(
    ("title", "screen"),
    [("Browse folders", FilePicker), ("Find a file", FileFinder), ("Dashboard", Dashboard)],
)
async def test_an_entry_opens_its_screen(studio: Studio, title: str, screen: type) -> None:
    async with studio.open(studio.file("one")) as desk:
        await choose(desk, title)
        await asked(desk, screen)
        await desk.press("escape")
        await answered(desk)
        assert desk.area.has_focus


async def test_a_new_document_from_the_palette(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        await choose(desk, "New document")
        await desk.until(lambda: desk.status("file") == "untitled")


async def test_the_word_under_the_cursor_is_forgotten_from_the_palette(studio: Studio) -> None:
    async with studio.open(studio.file("Zanzibar")) as desk:
        await choose(desk, "Forget the word “Zanzibar”")
        await desk.until(lambda: len(desk.app.screen_stack) == 2)
        await desk.press("f")
        await desk.until(lambda: desk.fake.forgotten == ["Zanzibar"])


async def test_the_first_suggestion_is_taken_from_the_palette(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        await choose(desk, "Take suggestion")
        assert desk.text == "the students "


async def test_the_panel_is_visited_sorted_and_measured_anew_from_the_palette(studio: Studio) -> None:
    async with studio.open(studio.file("The students opened. We left."), size=(120, 30)) as desk:
        await desk.until(lambda: "in the text's order" in desk.panel)
        await choose(desk, "Go to the surprise panel")
        assert desk.app.query_one(SurprisePanel).has_focus
        await choose(desk, "Surprise: most surprising first")
        await desk.until(lambda: "in the text's order" not in desk.panel)
        await desk.until(lambda: not desk.app.surprise.measuring.due)
        measured = len(desk.fake.measured)
        await choose(desk, "Surprise: measure again")
        await desk.until(lambda: len(desk.fake.measured) > measured)


async def test_heat_from_the_palette(studio: Studio) -> None:
    async with studio.open(studio.file("The students opened.")) as desk:
        await choose(desk, "Heat")
        assert desk.app.heat.on


async def test_a_picture_of_the_screen_from_the_palette(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved = []
    async with studio.open(studio.file("one")) as desk:
        monkeypatch.setattr(desk.app, "deliver_screenshot", lambda *a, **k: saved.append(a))
        await choose(desk, "Screenshot")
        await desk.until(lambda: saved)


async def test_every_entry_of_the_palette_can_be_chosen(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is in it, now or later: none ends the program, and Esc leads back to the text from each."""
    async with studio.open(studio.file("one")) as desk:
        monkeypatch.setattr(desk.app, "deliver_screenshot", lambda *a, **k: None)
        tried: set[str] = set()

        def left() -> list[tuple[str, Callable[[], object]]]:
            commands = desk.app.get_system_commands(desk.app.screen)
            return [(c.title, c.callback) for c in commands if c.title not in (*ENDS, *tried)]

        while waiting := left():
            title, callback = waiting[0]
            tried.add(title)
            result = callback()
            if inspect.isawaitable(result):
                await result
            await desk.pilot.pause()
            for _ in range(5):
                if len(desk.app.screen_stack) == 1 and desk.area.has_focus:
                    break
                await desk.press("escape")
            assert desk.app.is_running, title
            assert len(desk.app.screen_stack) == 1, title
        assert {"Save", "New document", "Browse folders", "Inspector", "Welcome"} <= tried
        desk.give_up()
