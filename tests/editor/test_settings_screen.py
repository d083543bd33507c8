"""The screen of settings: by keyboard and by mouse, written as they are changed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from textwrap import wrap

import pytest

from tests.editor.conftest import Desk, Studio
from typeahead.editor.keyboard.actions import actions
from typeahead.editor.screens.path_prompt import PathPrompt
from typeahead.editor.screens.settings import SettingsList, SettingsScreen
from typeahead.editor.setting_rows import VALUE_AT, SettingRow
from typeahead.settings import NAMES, about


class Screen:
    """What a person sees of it."""

    def __init__(self, desk: Desk) -> None:
        assert isinstance(desk.app.screen, SettingsScreen)
        self.desk, self.screen = desk, desk.app.screen
        self.listed = self.screen.query_one(SettingsList)

    @property
    def lines(self) -> list[str]:
        return [str(self.listed.get_option_at_index(at).prompt) for at in range(self.listed.option_count)]

    @property
    def about(self) -> str:
        return str(self.screen.query_one("#settings-about").render())  # type: ignore[attr-defined]

    def row(self, title: str) -> int:
        return next(at for at, line in enumerate(self.lines) if line.strip().startswith(title + "  "))

    def line(self, title: str) -> str:
        return " ".join(self.lines[self.row(title)].split())

    async def mark(self, title: str) -> None:
        self.listed.highlighted = self.row(title)
        await self.desk.pilot.pause()


async def opened(desk: Desk) -> Screen:
    await desk.press("f10")
    return Screen(desk)


def stated(studio: Studio) -> dict[str, object]:
    path = studio.home / "settings.toml"
    return tomllib.loads(path.read_text()) if path.exists() else {}


async def test_everything_is_there_with_what_it_does(studio: Studio) -> None:
    async with studio.open() as desk:
        screen = await opened(desk)
        assert (
            sum(
                line.strip() in ("Suggestions", "Writing", "Learning", "Screen", "Keys")
                for line in screen.lines
            )
            == 5
        )
        for name in NAMES:
            await screen.mark(about(name).title)
            assert about(name).text in screen.about
            assert len([part for line in screen.about.splitlines() for part in wrap(line, 74)]) <= 3, name
            assert f"In the file: {name}." in screen.about or "Enter adds one" in screen.about
        assert len(screen.lines) >= len(NAMES) + len(actions())
        assert "settings.toml" in str(screen.screen.query_one("#settings-file").render())  # type: ignore[attr-defined]
        await desk.press("escape")
        assert not isinstance(desk.app.screen, SettingsScreen)
    assert stated(studio) == {}


async def test_by_keyboard(studio: Studio) -> None:
    async with studio.open() as desk:
        screen = await opened(desk)
        await desk.press("left")
        assert screen.line("How many") == "How many ‹ 4 › changed"
        await desk.press("down", "space")
        assert screen.line("Grey text") == "Grey text ‹ off › changed"
        assert not desk.area.ghost
        await desk.press("down", "right", "right")
        assert stated(studio) == {"suggestions": 4, "ghost": False, "ghost_next": 0.68, "keys": {}}
        await desk.press("delete")
        assert stated(studio) == {"suggestions": 4, "ghost": False, "keys": {}}
        assert screen.line("Grey text: next word") == "Grey text: next word ‹ 0.64 ›"
        await screen.mark("How many")
        await desk.press("right", "right", "right")
        assert screen.line("How many") == "How many ‹ 5 ›", "numbers end at their ends"
        await screen.mark("Offensive words")
        await desk.press("enter")
        assert stated(studio)["offensive"] == "allow"
        await screen.mark("Surprise panel")
        await desk.press("left")
        assert stated(studio)["panel"] is False


async def test_themes_are_all_there_and_seen_at_once(studio: Studio) -> None:
    async with studio.open() as desk:
        screen = await opened(desk)
        await screen.mark("Theme")
        marked = screen.screen._marked
        assert isinstance(marked, SettingRow)
        assert set(marked.choices) == set(desk.app.available_themes)
        assert set(marked.choices) >= {"typeahead-dark", "typeahead-light", "typeahead-contrast", "nord"}
        await desk.press("right")
        assert desk.app.theme == stated(studio)["theme"] == "textual-light"


async def test_by_mouse(studio: Studio) -> None:
    async with studio.open() as desk:
        screen = await opened(desk)
        at = screen.row("How many")
        await desk.pilot.click(SettingsList, offset=(VALUE_AT, at))
        await desk.pilot.pause()
        assert screen.line("How many") == "How many ‹ 4 › changed", "on the arrow to the left"
        await desk.pilot.click(SettingsList, offset=(VALUE_AT + 4, at))
        await desk.pilot.pause()
        assert screen.line("How many") == "How many ‹ 5 ›"
        await desk.pilot.click(SettingsList, offset=(4, screen.row("Phrases")))
        await desk.pilot.pause()
        assert "several words" in screen.about
        assert screen.line("Phrases") == "Phrases ‹ on ›", "a click on its name explains it"
        await desk.pilot.click("#settings-keys Clickable:last-child")
        await desk.until(lambda: not isinstance(desk.app.screen, SettingsScreen))


async def test_a_key_is_set_by_pressing_it(studio: Studio) -> None:
    async with studio.open() as desk:
        screen = await opened(desk)
        await screen.mark("Save")
        await desk.press("enter")
        assert "press the key" in screen.about
        await desk.press("ctrl+b")
        assert screen.line("Save") == "Save Ctrl+B changed"
        assert stated(studio)["keys"] == {"save": ["ctrl+b"]}
        await desk.press("enter", "x")
        assert "take a key with Ctrl or Alt" in screen.about
        await desk.press("enter", "escape")
        assert isinstance(desk.app.screen, SettingsScreen), "Esc leaves the key as it is"
        await desk.press("enter", "f2")
        problem = str(screen.screen.query_one("#settings-problem").render())  # type: ignore[attr-defined]
        assert problem == "! keys: F2 was the key of panel, which has no key now"
        assert any(line.split() == ["Surprise", "panel", "no", "key", "changed"] for line in screen.lines)
        await desk.press("delete")
        assert stated(studio)["keys"] == {}
        assert screen.line("Save") == "Save Ctrl+S"


async def test_a_key_that_is_another_now_is_taken_as_it_is_pressed(studio: Studio) -> None:
    (studio.home / "settings.toml").write_text('[keys]\nsave = "f14"\n')
    async with studio.open() as desk:
        screen = await opened(desk)
        await screen.mark("Open")
        await desk.press("enter", "ctrl+s")
        assert stated(studio)["keys"] == {"save": "f14", "open": ["ctrl+s"]}


async def test_private_folders(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(studio.home))
    async with studio.open() as desk:
        screen = await opened(desk)
        await screen.mark("Private folders")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, PathPrompt))
        await desk.press(*"notes", "enter")
        await desk.until(lambda: "private_folders" in stated(studio))
        assert screen.line("Private folders") == "Private folders ~/notes changed"
        assert desk.app.applying.is_private(studio.folder / "a.md")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, PathPrompt))
        await desk.press(*"nowhere", "enter")
        await desk.until(lambda: "is no folder" in screen.about)
        await desk.press("delete")
        assert "private_folders" not in stated(studio)


async def test_the_file_opens_in_the_editor(studio: Studio) -> None:
    async with studio.open() as desk:
        await opened(desk)
        await desk.press("o")
        await desk.until(lambda: desk.text.startswith("# The settings of typeahead."))
        assert not isinstance(desk.app.screen, SettingsScreen)
        assert desk.app.files.document.path == Path(studio.home / "settings.toml")


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_any_terminal_shows_the_marked_row(studio: Studio, size: tuple[int, int]) -> None:
    async with studio.open(size=size) as desk:
        screen = await opened(desk)
        await desk.press("end")
        assert screen.listed.highlighted == screen.listed.option_count - 1
        assert screen.listed.scroll_offset.y + screen.listed.size.height >= screen.listed.option_count
        keys = screen.screen.query_one("#settings-keys")
        assert keys.region.bottom <= size[1]


async def test_what_is_wrong_in_the_file_is_told_or_counted(studio: Studio) -> None:
    wrong = ["suggestons = 1", "suggestions = 99", "ghost = 3", "theme = 'textual-lite'"]
    for number, more in ((3, ""), (4, "! 2 more, shown as those are put right")):
        (studio.home / "settings.toml").write_text("\n".join(wrong[:number]) + "\n")
        async with studio.open() as desk:
            await opened(desk)
            told = str(desk.app.screen.query_one("#settings-problem").render()).splitlines()  # type: ignore[attr-defined]
            assert len(told) == 3
            assert told[-1] == more or not more
            assert "suggestons" in told[0]


async def test_what_could_not_be_written_is_said_and_holds(studio: Studio) -> None:
    studio.home.mkdir(parents=True, exist_ok=True)
    (studio.home / "settings.toml").write_text(
        "ghost = true\nghost = \n"
    )  # damaged: nothing is changed in it
    async with studio.open() as desk:
        screen = await opened(desk)
        await screen.mark("Line numbers")
        await desk.press("right")
        await desk.settle()
        assert "Not written" in screen.about
        await screen.mark("Markdown")
        assert "Not written" not in screen.about
        await desk.press("escape")
        screen = await opened(desk)
        assert "on" in screen.line("Line numbers")
        assert desk.area.show_line_numbers
        desk.give_up()


async def test_only_models_that_are_there_can_be_chosen(studio: Studio) -> None:
    async with studio.open() as desk:
        screen = await opened(desk)
        await screen.mark("Model")
        for _ in range(12):
            assert desk.app.models
            await desk.press("right")
            await desk.settle()
            assert stated(studio).get("model", "mixture") in {"mixture", *desk.app.models}
        desk.give_up()
