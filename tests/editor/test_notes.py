"""Training on one's notes from inside the editor: the screen, the line in the status, and the new model taken over."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from tests.editor.conftest import Desk
from tests.editor.fakes import FakePredictor
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory
from typeahead.editor.screens.dashboard import Dashboard
from typeahead.editor.screens.folder_prompts import FolderPrompt, TakeOutPrompt
from typeahead.editor.screens.training import TrainingScreen
from typeahead.errors import ProfileDamaged
from typeahead.profile.folders import Folder
from typeahead.profile.networks.news import News
from typeahead.profile.notes_news import NotesNews

DONE = NotesNews(
    "done",
    words=214_000,
    documents=132,
    read=130,
    unchanged=2,
    sentences=9_000,
    types=12_000,
    ngrams=(12_001, 70_000, 120_000),
    left_out=3,
    skipped=(("/n/a.zip", "no text format"), ("/n/b.zip", "no text format"), ("/n/c.md", "it holds no text")),
    changed=True,
    seconds=12.2,
)


class FakeProcess:
    """Tells what a test says; whoever stops it is told nothing but its end."""

    def __init__(self, given: object, tell: Callable[..., None]) -> None:
        self.given = given
        self.tell = tell
        self.stopped = 0
        self.waited = 0.0

    def stop(self) -> None:
        self.stopped += 1

    def wait(self, seconds: float) -> bool:
        self.waited = seconds
        return True


class Room(Desk):
    """A desk with processes that a test speaks for."""

    processes: list[FakeProcess]
    networks: list[FakeProcess]

    @property
    def shown(self) -> str:
        """All that the screen in front shows."""
        lines = [str(each.visual) for each in self.app.screen.query(Static) if each.display]
        for rows in self.app.screen.query(OptionList):
            lines += [str(option.prompt) for option in rows.options]
        return "\n".join(lines)

    @property
    def said(self) -> str:
        return str(self.app.screen_stack[0].query_one("#message", Static).content)

    def piece(self, name: str) -> str:
        return str(self.app.screen_stack[0].query_one(f"#{name}", Static).content)

    async def open(self, *, known: bool = True) -> None:
        await self.press("f5", "t")
        await self.until(lambda: isinstance(self.app.screen, TrainingScreen))
        await self.until(lambda: self.app.notes.known or not known)

    async def begin(self) -> None:
        if not isinstance(self.app.screen, TrainingScreen):
            await self.open()
        await self.until(lambda: self.app.notes.folders)
        await self.press("r")
        await self.until(lambda: self.processes)

    async def tell(self, *news: NotesNews | News) -> None:
        process = self.processes if isinstance(news[0], NotesNews) else self.networks
        for each in news:
            process[-1].tell(each)
        await self.pilot.pause()

    def run(self, title: str) -> None:
        (command,) = (c for c in self.app.get_system_commands(self.app.screen) if c.title == title)
        command.callback()


@pytest.fixture
def room(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("TYPEAHEAD_TRAINING", "0")

    @asynccontextmanager
    async def make(
        folders: Sequence[Folder] = (), size: tuple[int, int] = (80, 24), begin: object = None
    ) -> AsyncIterator[Room]:
        Memory(tmp_path).set_welcome_seen()
        fake, processes, networks = FakePredictor(), list[FakeProcess](), list[FakeProcess]()
        fake.reading = list(folders)

        def begin_notes(paths: Sequence[Path], tell: Callable[[NotesNews], None]) -> FakeProcess:
            processes.append(FakeProcess(tuple(paths), tell))
            return processes[-1]

        def begin_training(kind: str | None, tell: Callable[[News], None]) -> FakeProcess:
            networks.append(FakeProcess(kind, tell))
            return networks[-1]

        app = build_app(
            home=tmp_path,
            open_predictor=lambda: fake,
            begin_training=begin_training,
            begin_notes=begin or begin_notes,  # type: ignore[arg-type]
        )
        async with app.run_test(size=size) as pilot:
            found = Room(app, pilot, fake)
            found.processes, found.networks = processes, networks
            await found.until(lambda: found.status("model") == "ngram" and fake.refreshed)
            yield found
            app.leave(1)

    return make


# --- folders


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


# --- training


async def test_it_shows_how_far_it_is_and_what_came_of_it(room) -> None:
    async with room([Folder("/a/one", 2, 30)], size=(120, 40)) as it:
        await it.begin()
        assert "Looking for files…" in it.shown
        await it.tell(NotesNews("progress", "reading", 45, 132, 70_000, 2))
        assert "Reading: 45 of 132 files, 70,000 words, 2 skipped." in it.shown
        assert "━━━━" in it.shown
        await it.tell(NotesNews("progress", "counting", 0, 1, 213_000, 2))
        assert "Counting; 213,000 words were read." in it.shown
        before = it.fake.refreshed
        await it.tell(DONE, NotesNews("over"))
        for line in (
            "132 files (130 read, 2 as before) in 12 s.",
            "214,000 words and marks, 9,000 sentences, 12,000 distinct words.",
            "N-grams of 1 to 3 words: 12,001 · 70,000 · 120,000.",
            "3 files skipped; V names them:\n  2: no text format\n  1: it holds no text",
        ):
            assert line in it.shown
        await it.press("v")
        assert "/n/c.md: it holds no text" in it.shown
        await it.until(lambda: it.fake.refreshed > before)
        said = "Trained on 132 files, 214,000 words, in 12 s; suggestions come from it now."
        await it.until(lambda: it.said == said)
        assert len(said) <= 78
        assert it.networks == [], "no network was chosen"


async def test_one_goes_on_writing_and_finds_it_all_again(room, monkeypatch) -> None:
    monkeypatch.setattr("typeahead.editor.notes.TRAINED_SECONDS", 600.0)
    async with room([Folder("/a/one", 2, 30)]) as it:
        later: list[Callable[[], object]] = []
        wait = it.app.later

        def note(seconds: float, then: Callable[[], object]) -> Timer:
            if seconds == 600.0:
                later.append(then)
            return wait(seconds, then)

        it.app.later = note  # type: ignore[method-assign]
        await it.begin()
        await it.tell(NotesNews("progress", "reading", 45, 132, 70_000))
        await it.press("escape")
        await it.type("The students ")
        await it.until(lambda: it.ghost)
        await it.press("tab")
        assert it.text.startswith("The students opened")
        assert it.piece("notes") == "reading 45/132"
        await it.tell(NotesNews("progress", "counting", 0, 1, 213_000))
        assert it.piece("notes") == "counting"
        await it.pilot.click("#notes")
        await it.until(lambda: isinstance(it.app.screen, TrainingScreen))
        assert "Counting; 213,000 words were read." in it.shown
        await it.press("r")
        assert "A training runs already." in it.shown
        await it.tell(DONE)
        await it.press("escape")
        await it.until(lambda: it.piece("notes") == "trained")
        await it.type(" a")
        assert not it.said
        assert it.piece("notes") == "trained"
        later.pop()()
        await it.until(lambda: it.piece("notes") == "")
        await it.open()
        assert "132 files (130 read, 2 as before)" in it.shown


async def test_a_network_is_trained_after_it_and_its_curve_is_drawn(room) -> None:
    async with room([Folder("/a/one", 2, 30)], size=(120, 50)) as it:
        await it.open()
        await it.press("n", "n", "n")
        assert it.app.notes.network == "gru"
        await it.begin()
        await it.tell(DONE, NotesNews("over"))
        await it.until(lambda: it.networks)
        assert it.networks[0].given == "gru"
        await it.tell(News("began", "gru"), News("progress", "gru", 1, 8))
        assert "Training the gru: epoch 1 of 8." in it.shown
        await it.tell(
            *(News("progress", "gru", n, 8, p) for n, p in ((2, 310.0), (2, 310.0), (3, 250.5), (4, 182.4)))
        )
        assert it.app.training.log.curve == [310.0, 250.5, 182.4]
        assert "Training the gru: epoch 4 of 8, held-out perplexity 182.4." in it.shown
        assert "Held-out perplexity 310.0 after an epoch, 182.4 after 3; lowest 182.4" in it.shown
        assert "█" in it.shown
        await it.press("s")
        assert it.networks[0].stopped
        await it.tell(News("stopped", "gru"), News("over"))
        await it.until(lambda: "Stopped training the gru; it goes on from there the next time." in it.shown)
        assert "182.4 after 3" in it.shown
        await it.press("s")
        assert "Nothing is trained now." in it.shown


async def test_a_network_is_chosen_by_a_click(room) -> None:
    async with room() as it:
        await it.open()
        line = str(it.app.screen.query_one("#network-choice", Static).visual)
        await it.pilot.click("#network-choice", offset=(line.index("lstm") + 1, 1))
        await it.until(lambda: it.app.notes.network == "lstm")
        await it.press("n", "n")
        assert it.app.notes.network == "", "after the last there is none again"


async def test_it_is_stopped_and_nothing_has_changed(room) -> None:
    async with room([Folder("/a/one", 2, 30)]) as it:
        await it.begin()
        before = it.fake.refreshed
        await it.press("s")
        assert it.processes[0].stopped == 1
        await it.tell(NotesNews("progress", "reading", 50, 132, 1))
        assert "Stopping…" in it.shown
        await it.tell(NotesNews("over", code=-15))
        stopped = "Stopped: nothing has changed, the model goes on as it was."
        assert it.said == stopped
        assert stopped in it.shown
        assert it.fake.refreshed == before
        await it.press("r")
        await it.until(lambda: len(it.processes) == 2)
        assert stopped not in it.shown
        it.processes[0].tell(NotesNews("failed", said="of the one before"))
        await it.pilot.pause()
        assert it.app.notes.log.running


@pytest.mark.parametrize(
    ("news", "said"),
    [
        (NotesNews("failed", said="found no text to learn from in /n"), "found no text to learn from in /n"),
        (NotesNews("failed", said="another program trains it now"), "another program trains it now"),
        (
            NotesNews("over", code=-9),
            "The training ended before it was done (killed by signal 9); nothing is lost, R starts it again.",
        ),
        (
            NotesNews("over", code=1),
            "The training ended before it was done (exit code 1); nothing is lost, R starts it again.",
        ),
    ],
)
async def test_what_goes_wrong_is_one_line(room, news, said) -> None:
    async with room([Folder("/a/one", 2, 30)], size=(120, 30)) as it:
        await it.begin()
        await it.tell(news, NotesNews("over"))
        assert it.said == said
        assert said in it.shown
        assert it.app.screen_stack[0].query_one("#status").has_class("-error")
        assert it.piece("notes") == ""


async def test_a_process_that_can_not_be_had_is_told_of(room) -> None:
    def begin(*_: object) -> FakeProcess:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    async with room([Folder("/a/one", 2, 30)], begin=begin) as it:
        await it.open()
        await it.until(lambda: it.app.notes.folders)
        await it.press("r")
        assert it.said == "No training can be started now: Resource temporarily unavailable."
        assert not it.app.notes.log.running


async def test_what_there_is_to_say_where_nothing_changed_or_another_model_suggests(room) -> None:
    async with room([Folder("/a/one", 2, 30)]) as it:
        await it.begin()
        await it.tell(NotesNews("done", documents=1, words=9))
        await it.until(lambda: it.said == "Nothing has changed in your notes: 1 file, 9 words.")
        it.app.service.switch("base")
        await it.until(lambda: it.app.model == "base")
        await it.press("r")
        await it.tell(DONE)
        await it.until(lambda: it.said.endswith("in 12 s; Ctrl+P, “Suggest from: mixture” uses it."))


async def test_leaving_asks_nothing_and_ends_the_process(room) -> None:
    async with room([Folder("/a/one", 2, 30)]) as it:
        await it.begin()
        await it.press("escape", "ctrl+q")
        await it.until(lambda: it.app._exit)
        assert it.app.return_code == 0
    assert it.processes[0].stopped == 1
    assert it.processes[0].waited > 0


async def test_a_real_one_is_taken_over_while_one_writes(tmp_path, monkeypatch) -> None:
    """The whole road: a first start, a folder, another process, the service, a suggestion from one's own notes."""
    from tests.vault import write_notes

    monkeypatch.setenv("TYPEAHEAD_TRAINING", "0")
    monkeypatch.setenv("TYPEAHEAD_KERNELS", "0")
    notes = write_notes(tmp_path / "notes")
    home = tmp_path / "home"
    Memory(home).set_welcome_seen()
    app = build_app(home=home)
    async with app.run_test(size=(120, 30)) as pilot:
        it = Room(app, pilot, FakePredictor())
        await it.until(lambda: it.status("model"), 60)
        await it.type("The mandolin sounds wobbly. ")
        await it.until(lambda: it.status("learned") == "+5", 60)
        app.notes.add(notes)
        app.notes.train()
        await it.type("Our mandolin sounds wobbly too. ")
        await it.until(lambda: it.said.startswith("Trained on 4 files, "), 200)
        assert it.said.endswith("suggestions come from it now.")
        assert "ngram" in app.models
        await it.type("Your mandolin sounds wob")
        await it.until(lambda: it.ghost.startswith("bly"), 60)
        assert [each.files for each in app.notes.folders] in ([], [4])
        app.leave(1)
    assert app.notes._process.wait(60)  # type: ignore[union-attr]
