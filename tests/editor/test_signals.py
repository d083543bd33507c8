"""Told to end, the program ends."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from typeahead.editor.recovery import signals

_PROGRAM = """
import asyncio, os, signal, threading
from types import SimpleNamespace
from typeahead.editor.recovery import signals

signals._PATIENCE = 1
ended = []
app = SimpleNamespace(autosave=SimpleNamespace(rescue=lambda: None), _loop=None, exit=lambda *_: None)
app._loop = SimpleNamespace(call_soon_threadsafe=lambda *given: ended.append(given[1:]))
with signals.heard(app):
    os.kill(os.getpid(), signal.SIGHUP)
print(ended, flush=True)
threading.Thread(target=threading.Event().wait).start()
"""


def test_a_thread_that_outlives_the_application_does_not_keep_the_program() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (129, "[(129, 129)]\n"), done.stderr


def test_what_is_still_drawn_on_a_terminal_that_is_gone_goes_nowhere(tmp_path: Path) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        _draw_until_the_terminal_is_gone(tmp_path / "drawn")
    until_drawing = os.read(terminal, 1)
    os.close(terminal)  # sends SIGHUP, and SIGCONT
    assert until_drawing == b"."
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert (tmp_path / "drawn").read_text() == "drawn"


def test_a_terminal_that_is_gone_is_noticed_though_the_signal_went_to_who_leads_the_session(
    tmp_path: Path,
) -> None:
    pid, terminal = pty.fork()
    if pid == 0:  # as make, which waits for what it has begun
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        if os.fork() == 0:
            signal.alarm(20)
            _draw_until_the_terminal_is_gone(tmp_path / "drawn")
        os._exit(os.waitstatus_to_exitcode(os.wait()[1]))
    assert os.read(terminal, 1) == b"."
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert (tmp_path / "drawn").read_text() == "drawn"


def test_a_terminal_that_was_gone_before_is_noticed_and_a_pipe_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _, number: sent.append(number))
    for begin, others in ((os.openpty, [signal.SIGHUP]), (lambda: os.pipe()[::-1], [])):
        other_side, side = begin()
        os.close(other_side)
        monkeypatch.setattr(sys, "__stdin__", SimpleNamespace(fileno=lambda side=side: side))
        looking = threading.Thread(target=signals._tell_of_a_closed_terminal, daemon=True)
        looking.start()
        looking.join(30)
        os.close(side)
        assert sent == others
        sent.clear()


def _draw_until_the_terminal_is_gone(said: Path) -> None:
    """In a process of its own."""
    told = []
    loop = SimpleNamespace(call_soon_threadsafe=lambda *given: told.append(given))
    app: Any = SimpleNamespace(autosave=SimpleNamespace(rescue=lambda: None), _loop=loop, exit=None)
    resumed: list[int] = []
    signal.signal(signal.SIGCONT, lambda number, _: resumed.append(number))
    try:
        with signals.heard(app):
            os.write(2, b".")
            while not told:
                time.sleep(0.01)
            os.write(2, b"drawn")
            said.write_text("resumed" if resumed else "drawn")
        os._exit(0)
    except BaseException as error:
        said.write_text(repr(error))
        os._exit(1)
