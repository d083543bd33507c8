"""As $EDITOR: git's own way of calling it, on a real terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import typeahead
from tests.editor.terminal import Terminal
from typeahead.editor.memory import Memory

SAVE, QUIT = "\x13", "\x11"
GIT = shutil.which("git")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in {
        "TYPEAHEAD_TRAINING": "0",
        "TYPEAHEAD_KERNELS": "0",
        "PYTHONPATH": str(Path(typeahead.__file__).parent.parent),
        "GIT_EDITOR": f"'{sys.executable}' -m typeahead",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    Memory(tmp_path / "home").set_welcome_seen()
    return tmp_path / "home"


@pytest.fixture
def repository(home: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    git(tmp_path, "init", "--quiet", str(folder))
    (folder / "a.md").write_text("one\n")
    git(folder, "add", "a.md")
    return folder


def git(folder: Path, *arguments: str) -> str:
    assert GIT
    return subprocess.run(
        [GIT, "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.skipif(GIT is None, reason="needs git")
def test_git_commit_takes_the_message_that_was_saved(home: Path, repository: Path) -> None:
    terminal = Terminal(home, instead=[GIT or "", "-C", str(repository), "commit"])
    terminal.wait_for("F1 help")
    terminal.press("Notes on the harbour")
    terminal.wait_for("harbour")
    terminal.press(SAVE)
    terminal.wait_for("Saved")
    terminal.press(QUIT)
    assert terminal.wait_for_end() == 0
    assert git(repository, "log", "--format=%B").strip() == "Notes on the harbour"


@pytest.mark.skipif(GIT is None, reason="needs git")
def test_git_commit_goes_no_further_when_changes_were_given_up(home: Path, repository: Path) -> None:
    terminal = Terminal(home, instead=[GIT or "", "-C", str(repository), "commit"])
    terminal.wait_for("F1 help")
    terminal.press("Never mind")
    terminal.wait_for("mind")
    terminal.press(QUIT)
    terminal.wait_for("has unsaved changes")
    terminal.press("d")
    assert terminal.wait_for_end() == 1
    assert "problem with the editor" in terminal.raw
    assert git(repository, "rev-list", "--all", "--count").strip() == "0"


@pytest.mark.parametrize(
    ("place", "text"), [("+2", "one\nXtwo\n"), ("+2:3", "one\ntwXo\n"), ("+", "one\ntwo\nX")]
)
def test_opens_at_a_line_and_ends_with_0_once_saved(
    home: Path, tmp_path: Path, place: str, text: str
) -> None:
    note = tmp_path / "a.md"
    note.write_text("one\ntwo\n")
    terminal = Terminal(home, place, str(note))
    terminal.wait_for("F1 help")
    terminal.press("X")
    terminal.wait_for("*")
    terminal.press(SAVE)
    terminal.wait_for("Saved")
    terminal.press(QUIT)
    assert terminal.wait_for_end() == 0
    assert note.read_text() == text
