"""Training on one's notes from inside the editor: the screen, the line in the status, and the new model taken over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.timer import Timer
from textual.widgets import Static

from tests.editor.fakes import FakePredictor
from tests.editor.training_room import FakeProcess, Opening, Room, room_in
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory
from typeahead.editor.screens.training import TrainingScreen
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


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    return room_in(tmp_path, monkeypatch)


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
