"""The real editor where nothing can be stored, or hardly anything: it still writes, and says what it can't do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.editor.terminal import Terminal
from tests.vault import write_notes
from typeahead.editor.memory import Memory
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

_GO_ON = "import os, sys; os.execv(sys.executable, [sys.executable, '-m', 'typeahead', *sys.argv[1:]])"
_READ_ONLY = """import ctypes
for may_read_and_write_all in (1, 2):  # capabilities of root, without which a folder's permissions hold for it too
    ctypes.CDLL(None).prctl(24, may_read_and_write_all, 0, 0, 0)
"""
_FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPEAHEAD_TRAINING", "0")
    monkeypatch.setenv("TYPEAHEAD_KERNELS", "0")
    home = tmp_path / "home"
    Memory(home).set_welcome_seen()
    with Profile.open("default", home, create=True) as profile:
        train(profile, [write_notes(tmp_path / "notes", ["trip.md"])], TrainingOptions(base=False))
    return home


def _write_and_save(terminal: Terminal, note: Path, said: str) -> None:
    terminal.wait_for(said)
    terminal.press("Zebras write")
    terminal.wait_for("write")
    terminal.press("\x13")  # Ctrl+S
    terminal.wait_for("Saved")
    assert note.read_text() == "Zebras write"
    terminal.press("\x11")  # Ctrl+Q
    assert terminal.wait_for_end() == 0
    assert "Traceback" not in terminal.raw


def test_a_data_folder_that_can_only_be_read(home: Path, tmp_path: Path) -> None:
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for path in home.rglob("*"):
        if path.is_file():
            path.chmod(0o400)
    for folder in folders:
        folder.chmod(0o500)
    try:
        note = tmp_path / "new.md"
        command = [sys.executable, "-c", _READ_ONLY + _GO_ON, str(note)]
        _write_and_save(Terminal(home, instead=command), note, "can't store")
    finally:
        for folder in folders:
            folder.chmod(0o700)


def test_a_full_disk(home: Path, tmp_path: Path) -> None:
    note = tmp_path / "new.md"
    command = [sys.executable, "-c", _FULL + _GO_ON, str(note)]
    _write_and_save(Terminal(home, instead=command), note, "can't store")
    with Profile.open("default", home) as profile:  # and nothing is lost by that
        assert len(profile.documents()) == 1
        assert profile.notices == []


@pytest.mark.parametrize(
    "where", ["nowhere", "not said"] if "TYPEAHEAD_FAULTS" in os.environ else ["nowhere"]
)
def test_no_home(home: Path, tmp_path: Path, where: str) -> None:
    """It is not there and can't be made; or the environment does not name it."""
    note = tmp_path / "new.md"
    given = (
        ["HOME=/proc/nowhere"]
        if where == "nowhere"
        else [f"XDG_{name}_HOME={tmp_path / name}" for name in ("DATA", "CONFIG", "CACHE", "STATE")]
    )
    without = ["-u", "HOME", "-u", "TYPEAHEAD_HOME"]
    without += [each for name in ("DATA", "CONFIG", "CACHE", "STATE") for each in ("-u", f"XDG_{name}_HOME")]
    command = ["env", *without, *given, sys.executable, "-m", "typeahead", str(note)]
    terminal = Terminal(home, instead=command)
    if where == "not said":  # the welcome was never seen there
        terminal.wait_for("Welcome")
        terminal.press("\x1b")
    _write_and_save(terminal, note, "can't write the profile" if where == "nowhere" else "F1 help")
