"""Reading many files on several cores: plain processes and pipes, nothing that opens a socket."""

import multiprocessing
import multiprocessing.connection
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from typeahead.text.files import Document, Found, Skipped
from typeahead.text.reading import read_or_skip

T = TypeVar("T")
Progress = Callable[[int, int], None]

# Below this many bytes starting processes costs more than it saves.
_WORTH_PROCESSES = 500_000
# Files a worker has at hand: the one it reads and the next, so that it never waits for an answer.
_AT_HAND = 2


def read_many(
    found: Sequence[Found],
    then: Callable[[Document], T],
    *,
    processes: int = 2,
    progress: Progress | None = None,
) -> Iterator[tuple[Found, T] | Skipped]:
    """Read the files and apply `then` to each document where it was read; results come in the order given.

    Several processes are used if there is enough to read and it is safe: from the main thread, with no other
    thread running (a fork copies their locks but not them). The results of `then` are pickled in that case.
    `progress` is called with (files done, files in all) in the calling process.

    Raises:
        Exception: whatever `then` raises; a file that can't be read is no error but a `Skipped`.
    """
    if processes > 1 and _is_worth_it(found) and _may_fork():
        return _read_apart(found, then, min(processes, len(found)), progress)
    return _read_here(found, then, progress)


def _is_worth_it(found: Sequence[Found]) -> bool:
    return len(found) > 1 and sum(file.size for file in found) >= _WORTH_PROCESSES


def _may_fork() -> bool:
    return threading.current_thread() is threading.main_thread() and threading.active_count() == 1


def _read_here(
    found: Sequence[Found], then: Callable[[Document], T], progress: Progress | None
) -> Iterator[tuple[Found, T] | Skipped]:
    for done, file in enumerate(found, start=1):
        document = read_or_skip(file.path)
        result = document if isinstance(document, Skipped) else (file, then(document))
        if progress is not None:
            progress(done, len(found))
        yield result


def _read_apart(
    found: Sequence[Found], then: Callable[[Document], T], processes: int, progress: Progress | None
) -> Iterator[tuple[Found, T] | Skipped]:
    pool = _Pool(found, then)
    try:
        if not pool.start(processes):
            yield from _read_here(found, then, progress)
            return
        for number, file in enumerate(found):
            while number not in pool.results:
                pool.wait()
                if progress is not None:
                    progress(pool.done, len(found))
            kind, value = pool.results.pop(number)
            if kind == "failed":
                raise value
            yield value if kind == "skipped" else (file, value)
    finally:
        pool.stop()


class _Worker:
    """One process, the pipes to and from it, and the files it was given and has not answered for."""

    def __init__(self, process: BaseProcess, tasks: Connection, answers: Connection) -> None:
        self.process = process
        self.tasks = tasks
        self.answers = answers
        self.at_hand: deque[int] = deque()


class _Pool:
    """Hands out files, takes in answers, and outlives workers that die."""

    def __init__(self, found: Sequence[Found], then: Callable[[Document], Any]) -> None:
        self.results: dict[int, tuple[str, Any]] = {}
        self.done = 0
        self._found = found
        self._then = then
        self._workers: list[_Worker] = []
        # Files that alone are a good part of the work come first, lest one core idles at the end.
        heavy = sum(file.size for file in found) // 8
        self._waiting = deque(sorted(range(len(found)), key=lambda number: found[number].size < heavy))

    def start(self, processes: int) -> bool:
        """Start the workers; False if the system has no room for any."""
        is_fork = sys.platform == "linux"
        if sys.platform == "linux":
            context = multiprocessing.get_context("fork")
        else:
            context = multiprocessing.get_context("spawn")
        for _ in range(processes):
            inner: list[Connection] = []
            outer: list[Connection] = []
            try:
                for receives_inside in (True, False):
                    receiver, sender = context.Pipe(duplex=False)
                    inner.append(receiver if receives_inside else sender)
                    outer.append(sender if receives_inside else receiver)
                # A fork inherits our ends of every pipe: left open, no side would ever see the other one go.
                ours = [end for worker in self._workers for end in (worker.tasks, worker.answers)] + outer
                process = context.Process(
                    target=_work,
                    args=(*inner, self._then, ours if is_fork else []),
                    daemon=True,
                    name="reader",
                )
                process.start()
            except (OSError, pickle.PicklingError, AttributeError, TypeError):
                for end in inner + outer:
                    end.close()
                break
            for end in inner:
                end.close()
            self._workers.append(_Worker(process, *outer))
        for worker in self._workers:
            self._give(worker)
        return bool(self._workers)

    def wait(self) -> None:
        """Wait until something is answered, or read a file here if no worker is left."""
        if not self._workers:
            self._read_one_here()
            return
        ends: list[Any] = [worker.answers for worker in self._workers]
        ready = set(
            multiprocessing.connection.wait([*ends, *(worker.process.sentinel for worker in self._workers)])
        )
        for worker in list(self._workers):
            if worker.answers in ready or worker.process.sentinel in ready:
                self._take(worker)

    def stop(self) -> None:
        """End the workers, whatever they are doing."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            self._bury(worker)
        self._workers = []

    def _give(self, worker: _Worker) -> None:
        while self._waiting and len(worker.at_hand) < _AT_HAND:
            number = self._waiting.popleft()
            worker.at_hand.append(number)
            try:
                worker.tasks.send((number, self._found[number].path))
            except OSError:
                # It is dead; its sentinel says so to the next wait, which gives its files away.
                return

    def _take(self, worker: _Worker) -> None:
        """Take an answer; a worker that left none has died, of the file it was reading if any."""
        try:
            if worker.answers.poll():
                number, kind, value = worker.answers.recv()
            else:
                raise EOFError
        except (EOFError, OSError, pickle.UnpicklingError):
            self._workers.remove(worker)
            worker.process.terminate()
            self._bury(worker)
            if worker.at_hand:
                fatal = worker.at_hand.popleft()
                self._answer(
                    fatal, "skipped", Skipped(self._found[fatal].path, "its reader stopped unexpectedly")
                )
            self._waiting.extendleft(reversed(worker.at_hand))
            # Those left may have nothing at hand: without work they would never answer, and we would wait forever.
            for other in self._workers:
                self._give(other)
            return
        worker.at_hand.remove(number)
        self._answer(number, kind, value)
        self._give(worker)

    def _answer(self, number: int, kind: str, value: Any) -> None:
        self.results[number] = (kind, value)
        self.done += 1

    def _read_one_here(self) -> None:
        number = self._waiting.popleft()
        self._answer(number, *_outcome(self._found[number].path, self._then))

    @staticmethod
    def _bury(worker: _Worker) -> None:
        worker.tasks.close()
        worker.answers.close()
        worker.process.join(timeout=5)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.process.close()


def _outcome(path: Any, then: Callable[[Document], Any]) -> tuple[str, Any]:
    """What became of a file: ("read", result), ("skipped", Skipped) or ("failed", exception)."""
    document = read_or_skip(path)
    if isinstance(document, Skipped):
        return "skipped", document
    try:
        return "read", then(document)
    except Exception as error:
        return "failed", error


def _work(
    tasks: Connection, answers: Connection, then: Callable[[Document], Any], ours: list[Connection]
) -> None:
    """A worker's life: read what it is told until the other end of the pipe is gone."""
    # Ctrl+C reaches the whole group of processes: the one that started us decides, and closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in ours:
        end.close()
    while True:
        try:
            number, path = tasks.recv()
            kind, value = _outcome(path, then)
            try:
                answers.send((number, kind, value))
            except (pickle.PicklingError, AttributeError, TypeError) as error:
                answers.send(
                    (number, "failed", RuntimeError(f"what became of {path} can't be passed on: {error}"))
                )
        except (EOFError, OSError):
            os._exit(0)
