"""What is printed of an unexpected error names no word of a text, in the editor, in commands, in threads."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.editor.terminal import Terminal
from typeahead import crashes
from typeahead.editor.memory import Memory

SECRET = "wombat-diary"
PLANTED = f"""
import sys

def fail(*_, **__):
    body = "my {SECRET} of today"
    try:
        {{}}[body]
    except KeyError as error:
        raise ValueError(f"no such text: {{body}}") from error
"""
COMMAND = PLANTED + "import typeahead.profile.profile as p; p.Profile.open = classmethod(fail)\n"
EDITOR = PLANTED + "import typeahead.editor.app as a; a.EditorApp.action_help = fail\n"
ENTRY = "from typeahead.commands.entry import main\nmain()\n"


def run(code: str, home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code + ENTRY, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TYPEAHEAD_HOME": str(home), **more},
    )


def test_in_a_command(tmp_path: Path) -> None:
    found = run(COMMAND, tmp_path, "suggest", f"about the {SECRET} and")
    assert found.returncode == 1
    assert SECRET not in found.stdout + found.stderr
    assert "builtins" not in found.stderr
    assert "ValueError, passed by:" in found.stderr
    assert "which came of KeyError" in found.stderr
    assert "in fail" in found.stderr
    assert "Traceback" not in found.stderr


def test_whole_tracebacks_are_for_who_asks(tmp_path: Path) -> None:
    found = run(COMMAND, tmp_path, "suggest", "the", TYPEAHEAD_TRACEBACKS="1")
    assert SECRET in found.stderr, "the planted error does hold the text"


@pytest.mark.parametrize("full", ["0", "1"])
def test_in_the_editor(tmp_path: Path, full: str) -> None:
    Memory(tmp_path / "home").set_welcome_seen()
    note = tmp_path / "note.md"
    note.write_text(f"The {SECRET} is long.\n")
    terminal = Terminal(
        tmp_path / "home",
        instead=[sys.executable, "-c", EDITOR + ENTRY, str(note)],
        environment={"TYPEAHEAD_TRAINING": "0", "TYPEAHEAD_KERNELS": "0", "TYPEAHEAD_TRACEBACKS": full},
    )
    terminal.wait_for("F1 help")
    shown = len(terminal.raw)  # the screen shows the text, as it should
    terminal.press("\x1bOP")  # F1
    assert terminal.wait_for_end() == 1
    told = terminal.raw[shown:].partition("\x1b[?1049l")[2]  # what stays in the terminal
    assert told
    assert (SECRET in told) is (full == "1")
    assert ("ValueError, passed by:" in told) is (full == "0")


def test_in_a_thread_and_where_nobody_waits(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise LookupError(SECRET)

    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    try:
        crashes.install()
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before
    said = capsys.readouterr().err
    assert "LookupError" in said
    assert SECRET not in said


def test_an_error_of_the_system_tells_its_number_and_not_the_file() -> None:
    try:
        Path(f"/nowhere/{SECRET}").read_bytes()
    except OSError as error:
        told = crashes.told(error)
    assert "FileNotFoundError 2" in told
    assert SECRET not in told


def test_a_chain_that_bites_its_tail_ends() -> None:
    one, other = ValueError("a"), KeyError("b")
    one.__cause__, other.__cause__ = other, one
    assert crashes.told(one).count("passed by") == 2
