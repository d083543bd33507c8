"""A file that another program has changed since it was read: nothing of either is lost without a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editor.conftest import Studio
from tests.editor.recovering import answer, asked, shown
from typeahead.editor.screens.choice_prompt import ChoicePrompt
from typeahead.editor.screens.path_prompt import PathPrompt


async def test_the_difference_is_shown_before_deciding(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        await desk.type("mine ")
        for value, content in (("cancel", "theirs"), ("mine", "mine one")):
            path.write_text("theirs")
            await desk.press("ctrl+s")
            await asked(desk, ChoicePrompt)
            await desk.press("d")
            await asked(desk)
            assert "- theirs" in shown(desk)
            assert "+ mine one" in shown(desk)
            await answer(desk, value)
            await desk.until(lambda content=content: path.read_text() == content)
        await desk.type("x")
        path.write_text("theirs again")
        await desk.press("ctrl+s")
        await asked(desk, ChoicePrompt)
        await desk.press("d")
        await asked(desk)
        await answer(desk, "theirs")
        await desk.until(lambda: desk.text == "theirs again")
        assert not desk.area.modified


async def test_saving_under_its_own_name_asks_too(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        await desk.type("mine ")
        path.write_text("theirs")
        await desk.press("f12")
        await asked(desk, PathPrompt)
        await desk.press("enter")
        await asked(desk, ChoicePrompt)
        assert path.read_text() == "theirs"
        await answer(desk, "mine")
        await desk.until(lambda: path.read_text() == "mine one")


async def test_a_file_named_from_another_folder_is_saved_where_it_lies(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = studio.file("one")
    monkeypatch.chdir(path.parent.parent)
    async with studio.open(Path(path.parent.name, path.name)) as desk:
        await desk.type("mine ")
        await desk.press("f12")
        await asked(desk, PathPrompt)
        await desk.press("enter")
        await desk.until(lambda: path.read_text() == "mine one")


async def test_a_file_that_became_unreadable_meanwhile_is_said(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        await desk.type("mine ")
        path.write_bytes(b"\0binary")
        await desk.press("ctrl+s")
        await asked(desk, ChoicePrompt)
        await desk.press("d")
        await desk.until(lambda: "is a binary file" in desk.status("message"))
        assert desk.text == "mine one"


async def test_where_a_link_took_the_file_s_place_the_question_names_what_would_be_overwritten(
    studio: Studio,
) -> None:
    path, other = studio.file("one"), studio.file("other", "other.md")
    async with studio.open(path, size=(110, 30)) as desk:
        await desk.type("mine ")
        path.unlink()
        path.symlink_to("other.md")
        await desk.press("ctrl+s")
        await asked(desk, ChoicePrompt)
        question = "".join(shown(desk).replace("│", "").split())
        assert "other.md,whereitleads;" in question
        await answer(desk, "cancel")
        assert other.read_text() == "other"


async def test_saving_a_file_that_is_gone_says_so_and_saves_it(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        await desk.type("mine ")
        path.rename(path.with_name("moved.md"))
        await desk.press("ctrl+s")
        await desk.until(path.exists)
        await desk.until(
            lambda: desk.status("message").startswith(f"Saved {path}, which was moved or deleted")
        )
        await desk.type("x")
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.status("message") == f"Saved {path}")
