"""Opening and saving: what comes of the text on the screen and of its file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.editor.asking import answered, asked, message
from tests.editor.conftest import Studio
from typeahead.commands.place import END
from typeahead.editor.launch import edit
from typeahead.editor.screens.choice_prompt import ChoicePrompt
from typeahead.editor.screens.path_prompt import PathPrompt
from typeahead.errors import SourceUnreadable


async def test_saves_what_is_on_the_screen(studio: Studio) -> None:
    path = studio.file("one\r\n")
    path.write_bytes(b"one\r\n")
    async with studio.open(path) as desk:
        assert desk.status("file") == "a.md"
        await desk.type("zero ")
        assert desk.status("file") == "a.md *"
        assert desk.status("words") == "2 words"
        await desk.press("ctrl+s")
        await desk.until(lambda: message(desk) == f"Saved {path}")
        assert desk.status("file") == "a.md"
        await desk.type("x")
        assert message(desk) == ""
    assert path.read_bytes() == b"zero one\r\n"


async def test_letters_typed_just_before_saving_are_saved(studio: Studio) -> None:
    path = studio.folder / "new.md"
    async with studio.open(path) as desk:
        await desk.press(*"abc", "ctrl+s")
        await desk.until(path.exists)
    assert path.read_text() == "abc"


async def test_undoing_back_to_the_saved_text_is_no_change(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        await desk.type("x")
        assert desk.area.modified
        await desk.press("ctrl+z")
        assert not desk.area.modified
        assert desk.status("file") == "a.md"


async def test_a_line_can_be_opened(studio: Studio) -> None:
    path = studio.file("one\ntwo\nthree\n")
    async with studio.open(path, line=3) as desk:
        assert desk.area.cursor_location == (2, 0)
    async with studio.open(path, line=99) as desk:
        assert desk.area.cursor_location == (3, 0)


async def test_a_column_can_be_opened_and_the_end(studio: Studio) -> None:
    path = studio.file("one\ntwo\nthree")
    for line, column, place in ((2, 3, (1, 2)), (2, 99, (1, 3)), (2, 0, (1, 0)), (END, END, (2, 5))):
        async with studio.open(path, line=line, column=column) as desk:
            assert desk.area.cursor_location == place


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xc3\xa9\r\nx\r\n",
        b"\xef\xbb\xbfno newline at the end",
        b"caf\xe9\n",
        b"a\r\nb\nc\r\n",
        "\ufeffx\n".encode("utf-16-le"),
    ],
)
async def test_a_letter_more_changes_nothing_else_of_a_file(studio: Studio, data: bytes) -> None:
    path = studio.file("")
    path.write_bytes(data)
    async with studio.open(path) as desk:
        await desk.press("z", "ctrl+s")
        await desk.until(lambda: message(desk).startswith("Saved"))
        assert path.read_bytes() != data
        await desk.press("backspace", "ctrl+s")
        await desk.until(lambda: path.read_bytes() == data)


async def test_save_as_asks_for_a_name(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(studio.folder)
    async with studio.open() as desk:
        await desk.type("hello")
        await desk.press("ctrl+s")
        await asked(desk, PathPrompt)
        await desk.press(*"b.md", "enter")
        await answered(desk)
        await desk.until(lambda: desk.status("file") == "b.md")
        assert (studio.folder / "b.md").read_text() == "hello"
        await desk.press("f12")
        await asked(desk, PathPrompt)
        assert desk.app.screen.query_one(Input).value.endswith("b.md")
        await desk.press("escape")
        await answered(desk)
        assert desk.area.has_focus


async def test_save_as_over_another_file_asks_first(studio: Studio) -> None:
    other = studio.file("theirs", "b.md")
    async with studio.open(studio.file("mine")) as desk:
        for answer, content in (("escape", "theirs"), ("r", "mine")):
            await desk.press("f12")
            await asked(desk, PathPrompt)
            desk.app.screen.query_one(Input).value = "b.md"
            await desk.press("enter")
            await asked(desk, ChoicePrompt)
            await desk.press(answer)
            await answered(desk)
            await desk.pilot.pause()
            assert other.read_text() == content


async def test_a_save_that_fails_says_so_and_loses_nothing(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = studio.file("old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    async with studio.open(path) as desk:
        await desk.type("new ")
        monkeypatch.setattr(os, "fsync", full)
        await desk.press("ctrl+s")
        await desk.until(lambda: "No space left on device" in message(desk))
        assert desk.area.modified
        assert desk.text == "new old"
        await desk.press("ctrl+q")
        await asked(desk, ChoicePrompt)
        await desk.press("s")
        await answered(desk)
        assert desk.app.is_running, "leaving waits until the text is safe"
    assert path.read_text() == "old"


async def test_opens_another_file(studio: Studio) -> None:
    studio.file("other text", "other.md")
    async with studio.open(studio.file("one")) as desk:
        await desk.press("ctrl+o")
        await asked(desk, PathPrompt)
        await desk.press(*"oth")
        suggester = desk.app.screen.query_one(Input)
        await desk.until(lambda: suggester._suggestion == "other.md")
        await desk.press("tab", "enter")
        await desk.until(lambda: desk.text == "other text")
        assert desk.status("file") == "other.md"
        assert not desk.area.modified


async def test_what_cannot_be_opened_leaves_the_text_alone(studio: Studio) -> None:
    (studio.folder / "photo.jpg").write_bytes(b"\xff\xd8\0\0")
    async with studio.open(studio.file("one")) as desk:
        await desk.press("ctrl+o")
        await asked(desk, PathPrompt)
        desk.app.screen.query_one(Input).value = "photo.jpg"
        await desk.press("enter")
        await desk.until(lambda: "is a binary file" in message(desk))
        assert desk.text == "one"


async def test_opening_with_unsaved_changes_asks_first(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        await desk.type("x")
        await desk.press("ctrl+o")
        await asked(desk, ChoicePrompt)
        await desk.press("s")
        await asked(desk, PathPrompt)
        assert path.read_text() == "xone"


async def test_a_change_by_another_program_is_asked_about(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        await desk.type("mine ")
        path.write_text("someone else's text")
        await desk.press("ctrl+s")
        await asked(desk, ChoicePrompt)
        await desk.press("escape")
        await answered(desk)
        assert path.read_text() == "someone else's text"
        await desk.press("ctrl+s")
        await asked(desk, ChoicePrompt)
        await desk.press("l")
        await desk.until(lambda: desk.text == "someone else's text")
        assert not desk.area.modified
        await desk.type("mine ")
        path.write_text("and again")
        await desk.press("ctrl+s")
        await asked(desk, ChoicePrompt)
        await desk.press("k")
        await answered(desk)
        await desk.until(lambda: path.read_text() == "mine someone else's text")


async def test_long_lines_are_not_wrapped_and_it_says_so(studio: Studio) -> None:
    async with studio.open(studio.file("word " * 3000)) as desk:
        assert not desk.area.soft_wrap
        assert "A line has 15,000 characters" in message(desk)


def test_what_cannot_be_edited_is_refused_before_anything_is_shown(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\0")
    with pytest.raises(SourceUnreadable):
        edit(tmp_path / "binary")
    with pytest.raises(SourceUnreadable, match="is a folder, which has no lines"):
        edit(tmp_path, line=3)
