"""Choosing a file, or a folder to save in, by going through the folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.editor.asking import answered, asked
from tests.editor.conftest import Desk, Studio
from tests.editor.test_prompts import burst
from typeahead.editor.screens.choice_prompt import ChoicePrompt
from typeahead.editor.screens.file_picker import FilePicker
from typeahead.editor.screens.path_prompt import PathPrompt
from typeahead.editor.widgets.folder_tree import FolderTree


@pytest.fixture
def notes(studio: Studio) -> Path:
    for name in ("journal/may.md", "journal/june.md", "harbour.md", ".hidden.md", "odd\x1b[31m\n.md"):
        path = studio.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"text of {path.stem}")
    return studio.folder


def rows(desk: Desk) -> list[str]:
    """What the tree shows under the folder at its top."""
    tree = desk.app.screen.query_one(FolderTree)
    shown, waiting = [], list(reversed(tree.root.children))
    while waiting:
        node = waiting.pop()
        shown.append(str(node.label))
        if node.is_expanded:
            waiting += reversed(node.children)
    return shown


async def browsing(desk: Desk, names: list[str]) -> None:
    await asked(desk, FilePicker)
    await desk.until(lambda: rows(desk) == names)


ALL = ["journal", "harbour.md", "odd␛[31m␊.md"]


async def test_open_leads_into_the_folders_and_to_a_file(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        await desk.press("ctrl+o")
        await asked(desk, PathPrompt)
        await desk.press("down")
        await browsing(desk, ALL)
        await desk.press("down", "right")
        await browsing(desk, ["journal", "june.md", "may.md", *ALL[1:]])
        await desk.press("left")
        await browsing(desk, ALL)
        await desk.press("enter", "down", "down", "left")  # from a file to its folder
        tree = desk.app.screen.query_one(FolderTree)
        assert tree.chosen.name == "journal"
        await desk.press("down", "down", "enter")
        await desk.until(lambda: desk.text == "text of may")
        await answered(desk)
        assert desk.area.has_focus


async def test_a_click_opens_a_file_and_each_key_can_be_clicked(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        desk.app.action_browse()
        await browsing(desk, ALL)
        hidden = next(
            each for each in desk.app.screen.query("#picker Clickable") if "hidden" in str(each.content)
        )
        await desk.pilot.click(hidden)
        await browsing(desk, ["journal", ".hidden.md", *ALL[1:]])
        await desk.press("full_stop")
        await browsing(desk, ALL)
        await desk.pilot.click(FolderTree, offset=(6, 1))
        await browsing(desk, ["journal", "june.md", "may.md", *ALL[1:]])
        await desk.pilot.click(FolderTree, offset=(8, 2))
        await desk.until(lambda: desk.text == "text of june")


async def test_backspace_goes_to_the_folder_above(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "journal" / "may.md") as desk:
        desk.app.action_browse()
        await browsing(desk, ["june.md", "may.md"])
        await desk.press("backspace")
        await browsing(desk, ALL)
        assert str(desk.app.screen.query_one("#where", Static).content).endswith("/notes")
        await desk.press("escape")
        await answered(desk)
        assert desk.text == "text of may"


async def test_save_as_takes_a_folder_and_keeps_the_name(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        await desk.press("f12")
        await asked(desk, PathPrompt)
        await desk.pilot.click("#browse")
        await browsing(desk, ["journal"])
        await desk.press("down", "enter")
        await asked(desk, PathPrompt)
        assert desk.app.screen.query_one(Input).value == str(notes / "journal" / "harbour.md")
        await desk.press("enter")
        await desk.until((notes / "journal" / "harbour.md").exists)
        await answered(desk)


async def test_browsing_with_unsaved_changes_asks_first(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        await desk.type("x")
        desk.app.action_browse()
        await asked(desk, ChoicePrompt)
        await desk.press("escape")
        await answered(desk)
        assert desk.text.startswith("x")
        desk.app.action_browse()
        await asked(desk, ChoicePrompt)
        await desk.press("d")
        await browsing(desk, ALL)
        await desk.press("escape")
        await answered(desk)
        assert desk.text.startswith("x"), "nothing was chosen, so nothing is lost"


async def test_a_held_key_chooses_once(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        desk.app.action_browse()
        await browsing(desk, ALL)
        await desk.press("down", "down")
        burst(desk, "enter", "enter", "enter", "escape")
        await answered(desk)
        assert desk.app.is_running
        assert desk.text == "text of harbour"


async def test_a_folder_that_cannot_be_read_is_no_way_up(
    studio: Studio, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        may = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: path != notes and may(path, mode))
        desk.app.push_screen(FilePicker(notes / "nowhere"))
        await asked(desk, FilePicker)
        assert str(desk.app.screen.query_one("#where", Static).content).endswith("/home")
        monkeypatch.setattr(os, "access", lambda path, mode: False)
        await desk.press("backspace")
        assert str(desk.app.screen.query_one("#where", Static).content).endswith("/home")
