"""Reading many files: the same results however many processes there are."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from typeahead.text import parallel
from typeahead.text.sources import Document, Found, Skipped, read_many, walk


@pytest.fixture
def notes(tmp_path: Path) -> list[Found]:
    for number in range(40):
        (tmp_path / f"{number:03}.md").write_text(
            f"Note {number}.\n\n" + "Some words here. " * 20 * (number % 7)
        )
    (tmp_path / "005.md").write_bytes(b"a\0b")
    return walk([tmp_path]).found


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes for however little there is to read."""
    monkeypatch.setattr(parallel, "_WORTH_PROCESSES", 0)


def where_and_what(document: Document) -> tuple[int, str]:
    return os.getpid(), document.paragraphs[0]


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def summary(results: list[tuple[Found, tuple[int, str]] | Skipped]) -> list[str]:
    return [result.reason if isinstance(result, Skipped) else result[1][1] for result in results]


@pytest.mark.usefixtures("eager")
def test_processes_give_the_same_results_in_the_same_order(notes: list[Found]) -> None:
    progress: list[tuple[int, int]] = []
    apart = list(read_many(notes, where_and_what, processes=2, progress=lambda *now: progress.append(now)))
    here = list(read_many(notes, where_and_what, processes=1))
    assert summary(apart) == summary(here)
    assert summary(here)[4:7] == ["Note 4.", "not text (binary)", "Note 6."]
    workers = {result[1][0] for result in apart if not isinstance(result, Skipped)}
    assert os.getpid() not in workers
    assert progress[-1] == (40, 40)
    assert progress == sorted(progress)
    assert children() == []


def test_little_is_read_without_processes(notes: list[Found]) -> None:
    progress: list[tuple[int, int]] = []
    results = list(read_many(notes, where_and_what, progress=lambda *now: progress.append(now)))
    assert {result[1][0] for result in results if not isinstance(result, Skipped)} == {os.getpid()}
    assert progress == [(done, 40) for done in range(1, 41)]


@pytest.mark.usefixtures("eager")
def test_with_other_threads_there_are_no_processes(notes: list[Found]) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        results = list(read_many(notes, where_and_what))
    finally:
        stop.set()
        thread.join()
    assert {result[1][0] for result in results if not isinstance(result, Skipped)} == {os.getpid()}


@pytest.mark.usefixtures("eager")
def test_from_another_thread_there_are_no_processes(notes: list[Found]) -> None:
    results: list[tuple[Found, tuple[int, str]] | Skipped] = []
    thread = threading.Thread(target=lambda: results.extend(read_many(notes, where_and_what)))
    thread.start()
    thread.join()
    assert {result[1][0] for result in results if not isinstance(result, Skipped)} == {os.getpid()}


@pytest.mark.usefixtures("eager")
def test_a_worker_that_dies_costs_one_file(notes: list[Found]) -> None:
    parent = os.getpid()

    def die_at_nine(document: Document) -> str:
        if document.path.name == "009.md" and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return document.paragraphs[0]

    results = list(read_many(notes, die_at_nine, processes=2))
    skipped = {result.path.name: result.reason for result in results if isinstance(result, Skipped)}
    assert skipped == {"005.md": "not text (binary)", "009.md": "its reader stopped unexpectedly"}
    assert len(results) == 40


@pytest.mark.usefixtures("eager")
def test_what_a_dead_worker_had_at_hand_goes_to_one_that_is_idle(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(f"Note {number}.")
    parent = os.getpid()

    def die_late(document: Document) -> str:
        # The first worker has files 0 and 1 at hand; the second has long read file 2 when the first one dies.
        if document.path.name == "0.md" and os.getpid() != parent:
            time.sleep(0.5)
            os.kill(os.getpid(), signal.SIGKILL)
        return document.paragraphs[0]

    results = list(read_many(walk([tmp_path]).found, die_late, processes=2))
    assert [isinstance(result, Skipped) for result in results] == [True, False, False]


@pytest.mark.usefixtures("eager")
def test_when_every_worker_dies_the_rest_is_read_here(notes: list[Found]) -> None:
    parent = os.getpid()

    def die(document: Document) -> str:
        if os.getpid() != parent:
            os._exit(3)
        return document.paragraphs[0]

    results = list(read_many(notes, die, processes=2))
    unexpected = [r for r in results if isinstance(r, Skipped) and "unexpectedly" in r.reason]
    assert len(unexpected) == 2
    assert len(results) == 40


@pytest.mark.usefixtures("eager")
def test_no_processes_to_be_had_is_no_error(notes: list[Found], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fail)
    assert len(list(read_many(notes, where_and_what))) == 40


@pytest.mark.usefixtures("eager")
def test_an_error_in_then_reaches_the_caller(notes: list[Found]) -> None:
    def fail(document: Document) -> str:
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"):
        list(read_many(notes, fail))
    assert children() == []


@pytest.mark.usefixtures("eager")
def test_what_can_not_be_pickled_is_an_error_and_no_hang(notes: list[Found]) -> None:
    with pytest.raises(RuntimeError, match="can't be passed on"):
        list(read_many(notes, lambda document: threading.Lock()))


@pytest.mark.usefixtures("eager")
def test_leaving_early_ends_the_workers(notes: list[Found]) -> None:
    results = read_many(notes, where_and_what)
    next(results)
    assert children()
    results.close()  # type: ignore[attr-defined]
    assert children() == []


@pytest.mark.usefixtures("eager")
def test_no_socket_is_made(notes: list[Found], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was made")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "socketpair", refuse)
    assert len(list(read_many(notes, where_and_what))) == 40


def test_an_interrupt_leaves_no_orphans(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.md").write_text("Some words here. " * 12_000)
    program = textwrap.dedent(
        f"""
        import os, sys, time
        from pathlib import Path
        from typeahead.text.sources import read_many, walk
        def slow(document):
            os.write(1, b"%d\\n" % os.getpid())
            time.sleep(30)
        list(read_many(walk([Path({str(tmp_path)!r})]).found, slow, processes=2))
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        workers = [int(process.stdout.readline()) for _ in range(2)]
        assert process.pid not in workers
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=10)
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_nothing_gives_nothing() -> None:
    assert list(read_many([], where_and_what)) == []
