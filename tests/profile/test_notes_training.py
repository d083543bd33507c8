"""Training on notes in another process: what it tells, how it is stopped, and that nothing half-made stays."""

from __future__ import annotations

import queue
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vault import counted, trained, write_notes
from typeahead.errors import StorageFailed
from typeahead.profile import notes_news as its
from typeahead.profile.folders import folders as remembered
from typeahead.profile.notes_news import NotesNews
from typeahead.profile.notes_process import NotesProcess
from typeahead.profile.notes_training import Stopped, learn_notes, main
from typeahead.profile.profile import Profile


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes")


def learn(home: Path, *paths: Path, tell: Callable[[NotesNews], None] = lambda _: None) -> list[NotesNews]:
    told: list[NotesNews] = []

    def both(news: NotesNews) -> None:
        told.append(news)
        tell(news)

    with Profile.open(home=home, create=True) as profile:
        learn_notes(profile, paths, both)
    return told


def state(home: Path) -> tuple[list[str], list[str], int]:
    with Profile.open(home=home) as profile:
        documents = list(profile.store.documents())
        return documents, [each.path for each in remembered(profile.store)], profile.store.revision


def test_it_tells_how_far_it_is_and_what_came_of_it(tmp_path, vault):
    (vault / "program.md").write_bytes(b"\x00\x01\x02" * 100)
    told = learn(tmp_path / "home", vault)
    assert [news.stage for news in told[:2]] == [its.FINDING, its.READING]
    read = [news for news in told if news.stage == its.READING]
    assert (read[-1].done, read[-1].total) == (5, 5)
    assert its.COUNTING in [news.stage for news in told]
    done = told[-1]
    with Profile.open(home=tmp_path / "home") as profile:
        held = profile.generation().summary
    assert (done.what, done.read, done.documents, done.changed) == (its.DONE, 4, 4, True)
    assert (done.words, done.types, list(done.ngrams)) == (held.words, held.types, held.ngrams)
    assert [Path(path).name for path, _ in done.skipped] == ["program.md"]
    assert done.reasons == [(done.skipped[0][1], 1)]
    assert learn(tmp_path / "home")[-1].changed is False


def test_news_are_lines():
    news = NotesNews(its.DONE, words=7, skipped=(("/a.md", "no text"),), ngrams=(3, 2), said="ö", seconds=1.5)
    assert NotesNews.of(news.line()) == news
    assert NotesNews.of(NotesNews(its.PROGRESS, its.READING, 1, 2).line()).total == 2
    for line in ("", "nonsense", "[1]", '{"done": 1}', '"x"'):
        assert NotesNews.of(line) is None
    assert NotesNews.of('{"what": "done", "later": 1}') == NotesNews(its.DONE)


@pytest.mark.parametrize("stage", [its.FINDING, its.READING])
def test_stopped_while_it_reads_nothing_has_changed(tmp_path, vault, stage):
    home = tmp_path / "home"
    trained(home, write_notes(tmp_path / "old", ["trip.md"]))[0].close()
    before = state(home)

    def stop(news: NotesNews) -> None:
        if news.stage == stage:
            raise Stopped

    assert learn(home, vault, tell=stop)[-1].what == its.STOPPED
    assert state(home) == before


def test_stopped_when_all_is_stored_it_ends_with_the_new_model(tmp_path, vault):
    stops = 0

    def stop(news: NotesNews) -> None:
        nonlocal stops
        if news.stage == its.COUNTING and not stops:
            stops += 1
            raise Stopped

    done = learn(tmp_path / "home", vault, tell=stop)[-1]
    assert (done.what, done.documents, stops) == (its.DONE, 4, 1)
    with Profile.open(home=tmp_path / "home") as profile:
        generation = profile.generation()
        assert generation.revision == profile.store.revision
        assert counted(generation, "greenhouse") > 0


def test_what_goes_wrong_is_one_line_and_changes_nothing(tmp_path, vault, monkeypatch):
    home = tmp_path / "home"
    trained(home, vault)[0].close()
    before = state(home)
    (failed,) = [news for news in learn(home, tmp_path / "gone") if news.what != its.PROGRESS]
    assert (failed.what, failed.said.count("\n")) == (its.FAILED, 0)
    assert str(tmp_path / "gone") in failed.said

    (vault / "garden.txt").write_text("Another garden.\n")

    def is_full(*_: object) -> None:
        raise StorageFailed("the disk is full; make room, then try again")

    monkeypatch.setattr("typeahead.profile.store.Store.put_document", is_full)
    assert learn(home)[-1] == NotesNews(its.FAILED, said="the disk is full; make room, then try again")
    monkeypatch.setattr("typeahead.profile.store.Store.put_document", lambda *_: 1 // 0)
    assert learn(home)[-1].said == "training failed: integer division or modulo by zero"
    assert state(home) == before


def test_a_disk_that_is_full_when_the_model_is_written_leaves_the_old_one(tmp_path, vault, monkeypatch):
    home = tmp_path / "home"
    trained(home, vault)[0].close()
    with Profile.open(home=home) as profile:
        old = profile.generations.current
    (vault / "garden.txt").write_text("Another garden.\n")

    def is_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("typeahead.profile.profile.build", is_full)
    failed = learn(home)[-1]
    assert failed.what == its.FAILED
    assert "No space left on device; make room" in failed.said
    with Profile.open(home=home) as profile:
        assert profile.generations.current == old
        assert old.is_dir()


def test_a_folder_without_text_is_said(tmp_path):
    (tmp_path / "empty").mkdir()
    failed = learn(tmp_path / "home", tmp_path / "empty")[-1]
    assert failed.said.startswith(f"found no text to learn from in {tmp_path / 'empty'}; name a folder with")


def test_a_profile_that_another_program_writes_for_too_long_is_said(tmp_path, vault, monkeypatch):
    monkeypatch.setattr("typeahead.profile.database.BUSY_SECONDS", 0.05)
    home = tmp_path / "home"
    trained(home, vault)[0].close()
    (vault / "garden.txt").write_text("Another garden.\n")
    other = sqlite3.connect(home / "profiles" / "default" / "profile.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    failed = learn(home)[-1]
    other.execute("ROLLBACK")
    other.close()
    assert failed.what == its.FAILED
    assert "another program" in failed.said


def test_nobody_listens_any_more(tmp_path, vault, monkeypatch):
    """Whoever started it was killed: it is as good as stopped."""

    def gone(_: str) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("sys.stdout.write", gone)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert main(["--home", str(tmp_path / "home"), "--", "default", str(vault)]) == 1
    finally:
        signal.signal(signal.SIGTERM, before)
    assert state(tmp_path / "home")[:2] == ([], [])


# --- real ones


class Listener:
    def __init__(self) -> None:
        self.news: queue.Queue[NotesNews] = queue.Queue()
        self.heard: list[NotesNews] = []

    def until(self, condition: Callable[[NotesNews], bool]) -> NotesNews:
        deadline = time.monotonic() + 200  # behind all others in line for the processor
        while True:
            news = self.news.get(timeout=max(deadline - time.monotonic(), 0.01))
            self.heard.append(news)
            if condition(news):
                return news


def test_a_process_trains_and_ends(tmp_path, vault):
    listener = Listener()
    process = NotesProcess("default", tmp_path / "home", [vault], listener.news.put)
    over = listener.until(lambda news: news.what == its.OVER)
    assert process.wait(10)
    assert over.code == 0
    assert listener.heard[-2].what == its.DONE
    with Profile.open(home=tmp_path / "home") as profile:
        assert profile.is_current(profile.generation())
    process.stop()  # nothing is left to stop


def test_a_process_is_stopped_and_killed_without_a_trace(tmp_path, vault):
    home = tmp_path / "home"
    trained(home, vault)[0].close()
    before = state(home)
    for number in range(400):
        shutil.copy(vault / "school.md", vault / f"{number}.md")
    for end in (NotesProcess.stop, lambda process: process._process.kill()):
        listener = Listener()
        process = NotesProcess("default", home, [], listener.news.put)
        listener.until(lambda news: news.what == its.PROGRESS)
        end(process)
        over = listener.until(lambda news: news.what == its.OVER)
        assert process.wait(10)
        assert its.DONE not in [news.what for news in listener.heard]
        assert over.code != 0
        assert state(home) == before
    assert [path.name for path in (home / "profiles" / "default" / "generations").iterdir()] == ["000001"]


def test_a_process_that_is_stopped_too_late_is_done_all_the_same(tmp_path, vault):
    listener = Listener()
    process = NotesProcess("default", tmp_path / "home", [vault], listener.news.put)
    listener.until(lambda news: news.stage == its.COUNTING)
    process.stop()
    over = listener.until(lambda news: news.what == its.OVER)
    assert process.wait(10)
    assert (listener.heard[-2].what, over.code) == (its.DONE, 0)
