"""The real program killed, told to end, or left without a terminal: what was typed is there at the next start."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.editor.recovering import texts_in
from tests.editor.terminal import PATIENCE, Terminal
from typeahead.editor.memory import Memory
from typeahead.editor.recovery import signals
from typeahead.locations import recovery_folder

LEAVE_SCREEN, SHOW_CURSOR = "\x1b[?1049l", "\x1b[?25h"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPEAHEAD_TRAINING", "0")
    monkeypatch.setenv("TYPEAHEAD_KERNELS", "0")
    Memory(tmp_path / "home").set_welcome_seen()
    return tmp_path / "home"


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def kept(home: Path) -> list[str]:
    return texts_in(recovery_folder(home))


def started(home: Path, *arguments: str) -> Terminal:
    terminal = Terminal(home, *arguments)
    terminal.wait_for("F1 help")
    return terminal


@pytest.mark.parametrize("named", [True, False])
def test_killed_and_started_again(home: Path, tmp_path: Path, named: bool) -> None:
    note = tmp_path / "new.md"
    arguments = [str(note)] if named else []
    terminal = started(home, *arguments)
    terminal.press("Zebras, quietly")
    until(lambda: kept(home) == ["Zebras, quietly"])
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.wait_for_end() == -signal.SIGKILL
    assert not note.exists()

    terminal = Terminal(home, *arguments)
    terminal.wait_for("+ Zebras, quietly")
    terminal.press("\r")
    terminal.wait_for("Taken back")
    terminal.press("\x13")  # Ctrl+S
    if not named:
        terminal.wait_for("Save as")
        terminal.press(f"{note}\r")
    until(note.exists)
    terminal.wait_for("Saved")
    terminal.press("\x11")  # Ctrl+Q
    assert terminal.wait_for_end() == 0
    assert note.read_text() == "Zebras, quietly"
    assert list(recovery_folder(home).iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_text_and_leaves_the_terminal_clean(
    home: Path, tmp_path: Path, number: signal.Signals
) -> None:
    terminal = started(home, str(tmp_path / "new.md"))
    assert not terminal.is_cooked
    terminal.press("Zebras")
    terminal.wait_for("Zebras")
    os.kill(terminal.pid, number)
    until(lambda: terminal.is_cooked)
    assert terminal.wait_for_end() == 128 + number
    assert LEAVE_SCREEN in terminal.raw
    assert SHOW_CURSOR in terminal.raw
    assert "Traceback" not in terminal.raw
    assert kept(home) == ["Zebras"]


def test_a_closed_terminal_keeps_the_text_and_ends_the_program(home: Path, tmp_path: Path) -> None:
    terminal = started(home, str(tmp_path / "new.md"))
    terminal.press("Zebras")
    terminal.wait_for("Zebras")
    closed = time.monotonic()
    terminal.close()
    until(lambda: os.waitpid(terminal.pid, os.WNOHANG)[0])
    assert time.monotonic() - closed < signals._PATIENCE  # by itself: nobody had to end it
    assert kept(home) == ["Zebras"]
    again = Terminal(home, str(tmp_path / "new.md"))
    again.wait_for("+ Zebras")
    os.kill(again.pid, signal.SIGKILL)
    again.wait_for_end()
