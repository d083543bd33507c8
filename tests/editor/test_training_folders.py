"""The folders that are read, on the training screen: told, added, taken off the list."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.editor.fakes import FakePredictor
from tests.editor.training_room import Opening, Room, room_in
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory
from typeahead.editor.screens.dashboard import Dashboard
from typeahead.editor.screens.folder_prompts import FolderPrompt, TakeOutPrompt
from typeahead.editor.screens.training import TrainingScreen
from typeahead.errors import ProfileDamaged
from typeahead.profile.folders import Folder
from typeahead.profile.notes_news import NotesNews


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    return room_in(tmp_path, monkeypatch)


async def test_at_the_first_start_it_says_what_to_do(room) -> None:
    async with room() as it:
        await it.open()
        assert "No folder yet. A adds the one that your notes are in" in it.shown
        await it.press("r")
        assert "There is no folder yet; A adds one." in it.shown
        await it.press("delete")
        assert it.processes == []
        await it.press("escape")
        assert not isinstance(it.app.screen, Dashboard | TrainingScreen)


async def test_while_the_folders_are_not_known_it_does_not_say_there_are_none(room) -> None:
    async with room([Folder("/a/one", 2, 30)]) as it:
        it.fake.may_tell_folders.clear()
        await it.open(known=False)
        assert "Looking up your folders…" in it.shown
        assert "No folder yet" not in it.shown
        await it.press("r")
        assert "R again when your folders are there." in it.shown
        assert "There is no folder yet" not in it.shown
        it.fake.may_tell_folders.set()
        await it.until(lambda: "/a/one" in it.shown)
        assert "Looking up" not in it.shown
        assert "No folder yet" not in it.shown
        await it.press("escape")
        it.fake.may_tell_folders.clear()
        await it.open()
        assert "/a/one" in it.shown, "what was told the last time stands there until there is news"
        it.fake.may_tell_folders.set()


async def test_no_folder_yet_is_said_once_that_is_known(room) -> None:
    async with room() as it:
        it.fake.may_tell_folders.clear()
        await it.open(known=False)
        assert "Looking up your folders…" in it.shown
        it.fake.may_tell_folders.set()
        await it.until(lambda: "No folder yet. A adds the one" in it.shown)
        assert "Looking up" not in it.shown


async def test_where_no_profile_could_be_opened_it_says_so_instead_of_looking_on(tmp_path) -> None:
    may_fail = threading.Event()

    def fail() -> FakePredictor:
        may_fail.wait(10)
        raise ProfileDamaged("the profile is damaged")

    Memory(tmp_path).set_welcome_seen()
    app = build_app(home=tmp_path, open_predictor=fail)
    async with app.run_test(size=(80, 24)) as pilot:
        it = Room(app, pilot, FakePredictor())
        app.notes.show()
        await it.until(lambda: isinstance(app.screen, TrainingScreen))
        assert "Looking up your folders…" in it.shown
        may_fail.set()
        await it.until(lambda: "Your folders can't be shown: " in it.shown)
        assert "the profile is damaged" in it.shown
        assert "Looking up" not in it.shown
        await it.press("r")
        assert "There is no folder yet" not in it.shown
        app.leave(1)


async def test_folders_stand_there_with_what_they_gave(room, tmp_path) -> None:
    here = tmp_path / "notes"
    here.mkdir()
    async with room([Folder(str(here), 132, 214_000), Folder("/gone/notes", 1, 9)]) as it:
        it.run("Train on my notes")
        await it.until(lambda: "not there now; its 9 words stay" in it.shown)
        assert "132 files, 214,000 words" in it.shown
        assert "No folder yet" not in it.shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nowhere", "does not exist."),
        ("a-file.md", "is no folder; name the one it lies in."),
        ("known", "is on the list already."),
        ("known/inside", "is read already: it lies in"),
        ("locked", "can't be read (permission denied)."),
        ("~no-such-person/x", "~no-such-person/x does not exist."),
        ("x" * 5000, "This can't be a folder's path."),
    ],
)
async def test_what_is_no_folder_is_said_in_one_line(room, tmp_path, monkeypatch, typed, said) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "known" / "inside").mkdir(parents=True)
    (tmp_path / "locked").mkdir()
    (tmp_path / "a-file.md").write_text("One.")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "locked" not in str(path) and may(path, mode))
    async with room([Folder(str(tmp_path / "known"), 1, 9)]) as it:
        await it.open()
        await it.until(lambda: it.app.notes.folders)
        await it.press("a")
        it.app.screen.query_one(Input).value = typed
        await it.press("enter")
        assert isinstance(it.app.screen, FolderPrompt)
        assert said in it.shown
        await it.press("escape")
        assert it.app.notes.added == []


async def test_a_folder_is_added_by_its_path_with_completion_and_taken_off(
    room, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letters").mkdir()
    async with room() as it:
        await it.open()
        await it.press("a", "l", "e")
        await it.until(lambda: it.app.screen.query_one(Input)._suggestion == "letters/")
        await it.press("tab", "enter")
        await it.until(lambda: "not read yet; R reads it" in it.shown)
        assert it.app.notes.added == [tmp_path / "letters"]
        await it.press("r")
        assert [process.given for process in it.processes] == [(tmp_path / "letters",)]
        assert "being read" in it.shown
        await it.press("delete")
        assert "A training reads it now; S stops that." in it.shown
        await it.tell(NotesNews("stopped"), NotesNews("over"))
        await it.press("delete")
        await it.until(lambda: "it was not read yet" in it.shown)
        assert it.app.notes.added == []


async def test_a_folder_is_taken_off_the_list_after_a_question(room, tmp_path) -> None:
    async with room([Folder("/a/one", 2, 30), Folder("/b/two", 3, 1)]) as it:
        await it.open()
        await it.until(lambda: "/b/two" in it.shown)
        await it.press("down", "delete")
        assert isinstance(it.app.screen, TakeOutPrompt)
        assert "1 word from 3 of its files are forgotten" in it.shown
        await it.press("enter")  # keeps it
        assert len(it.fake.reading) == 2
        await it.press("delete", "t")
        await it.until(lambda: "/b/two is off the list: 3 files, 1 word forgotten." in it.shown)
        await it.until(lambda: it.app.screen.query_one("#folders", OptionList).option_count == 1)
        assert [each.path for each in it.fake.reading] == ["/a/one"]
        assert it.said.startswith("/b/two is off the list")


async def test_a_folder_that_can_not_be_forgotten_now_stays(room, monkeypatch) -> None:
    from typeahead.errors import ProfileBusy

    def busy(_: str) -> None:
        raise ProfileBusy("another program writes to the profile")

    async with room([Folder("/a/one", 2, 30)]) as it:
        monkeypatch.setattr(it.fake, "forget_folder", busy)
        await it.open()
        await it.until(lambda: "/a/one" in it.shown)
        await it.press("delete", "t")
        await it.until(lambda: "another program writes to the profile" in it.shown)
        assert it.app.screen.query_one("#folders", OptionList).option_count == 1
