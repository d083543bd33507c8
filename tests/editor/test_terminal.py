"""The real program on a real (pseudo-)terminal: start, type, take the ghost, save, quit."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.editor.terminal import PATIENCE, Terminal
from tests.vault import trained, write_notes
from typeahead.profile.profile import Profile


@pytest.fixture
def home(tmp_path: Path) -> Path:
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    profile.close()
    return tmp_path / "home"


def test_write_take_save_quit(home, tmp_path):
    note = tmp_path / "new.md"
    terminal = Terminal(home, str(note))
    terminal.wait_for("F1 help")
    terminal.press("\x1b")  # closes the welcome
    time.sleep(0.3)  # a lone Esc is told from the beginning of another key by time
    terminal.press("The students ope")
    terminal.wait_for("opened")
    terminal.press("\x1b[1;5C")  # Ctrl+Right: one word of what is on offer
    time.sleep(0.2)
    terminal.press("their books. ")
    terminal.wait_for("%")  # the next word is on offer: the sentence is over
    terminal.press("\x13")  # Ctrl+S
    deadline = time.monotonic() + PATIENCE
    while not note.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    terminal.press("\x11")  # Ctrl+Q
    assert terminal.wait_for_end() == 0
    assert note.read_text().startswith("The students opened their books.")
    with Profile.open("default", home) as stored:
        (piece,) = stored.store.sessions()
        assert piece.body == "The students opened their books ."
        assert piece.origin == str(note)


def test_a_folder_s_note_opened_and_given_up(home, tmp_path):
    folder = tmp_path / "notes"
    (folder / "harbour.md").write_text("one\ntwo\n")
    terminal = Terminal(home, str(folder))
    terminal.wait_for("parts of a path")
    terminal.press("harb")
    terminal.wait_for("1 of")
    terminal.press("\r")
    terminal.wait_for("F1 help")
    terminal.press("new")
    terminal.wait_for("*")
    terminal.press("\x11")  # Ctrl+Q
    terminal.wait_for("has unsaved changes")
    terminal.press("d")
    assert terminal.wait_for_end() == 1
    assert (folder / "harbour.md").read_text() == "one\ntwo\n"
