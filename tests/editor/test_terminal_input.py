"""What only a real terminal sends: pastes, clicks, sizes, Ctrl+Z, and function keys in each terminal's way."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.editor.terminal import PATIENCE, Terminal
from tests.vault import trained, write_notes
from typeahead.editor.memory import Memory

SAVE, QUIT, UNDO = "\x13", "\x11", "\x1a"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPEAHEAD_TRAINING", "0")
    monkeypatch.setenv("TYPEAHEAD_KERNELS", "0")
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes", ["school.md"]))
    profile.close()
    Memory(tmp_path / "home").set_welcome_seen()
    return tmp_path / "home"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "new.md"


@pytest.fixture
def terminal(home: Path, note: Path) -> Terminal:
    terminal = Terminal(home, str(note))
    terminal.wait_for("F1 help")
    return terminal


def saved(terminal: Terminal, note: Path) -> str:
    """Save, leave, and read what was written."""
    terminal.press(SAVE)
    terminal.wait_for("Saved")
    terminal.press(QUIT)
    assert terminal.wait_for_end() == 0
    return note.read_text()


def test_a_paste_is_one_edit_that_no_suggestion_gets_into(terminal: Terminal, note: Path) -> None:
    terminal.press("\x1b[200~The students\topened\r\ntheir \x13books.\x1b[201~")
    terminal.wait_for("books.")
    terminal.press(" x")
    terminal.wait_for("x")
    assert saved(terminal, note) == "The students\topened\ntheir \x13books. x"


def test_a_pasted_text_is_undone_at_once_and_ctrl_z_does_not_stop_the_program(
    terminal: Terminal, note: Path
) -> None:
    terminal.press("\x1b[200~one\ntwo\x1b[201~")
    terminal.wait_for("2 words")
    terminal.press(UNDO)
    terminal.wait_for("0 words")
    assert not terminal.drawn.rpartition("new.md")[2].startswith(" *"), "the star is gone"
    assert terminal.is_running
    terminal.press("three")
    terminal.wait_for("three")
    assert saved(terminal, note) == "three"


def test_a_click_takes_a_suggestion(terminal: Terminal, note: Path) -> None:
    terminal.press("The students ope")
    terminal.wait_for("opened")
    terminal.wait_for("%")
    terminal.click(8, 23)  # the line of suggestions is the last but one
    terminal.wait_for("words")
    assert saved(terminal, note).startswith("The students opened ")


def test_alt_and_a_digit_take_a_suggestion_by_its_number(terminal: Terminal, note: Path) -> None:
    terminal.press("The teacher opened the students' ")
    terminal.wait_for("%")
    terminal.press("\x1b2")
    terminal.wait_for("words")
    text = saved(terminal, note)
    assert text.startswith("The teacher opened the students' ")
    assert text.endswith(" ")
    assert text[len("The teacher opened the students' ") :].strip(), "a word was put in, and no digit"
    assert "2" not in text


def test_another_size_of_the_window_is_used_at_once(terminal: Terminal, note: Path) -> None:
    terminal.press("word " * 12)
    terminal.wait_for("12 words")
    terminal.resize(120, 30)
    terminal.wait_for("take")  # there is room for one more key in the status line
    terminal.wait_for("perplexity")  # and for the panel
    terminal.resize(40, 10)
    terminal.wait_for("help")
    terminal.press("x")
    terminal.wait_for("x")
    assert saved(terminal, note).split() == ["word"] * 12 + ["x"]


@pytest.mark.parametrize(
    ("f1", "f5", "shift_f6", "f12"),
    [
        pytest.param("\x1bOP", "\x1b[15~", "\x1b[17;2~", "\x1b[24~", id="xterm and tmux"),
        pytest.param("\x1b[[A", "\x1b[[E", "\x1b[32~", "\x1b[24~", id="Linux console"),
        pytest.param("\x1b[11~", "\x1b[15~", "\x1b[32~", "\x1b[24~", id="VT220"),
    ],
)
def test_function_keys_as_terminals_send_them(
    terminal: Terminal, note: Path, f1: str, f5: str, shift_f6: str, f12: str
) -> None:
    terminal.press(f1)
    terminal.wait_for("take the grey text")
    terminal.press("q")
    terminal.wait_for("help")
    terminal.press(f5)
    terminal.wait_for("Words learned lately")
    terminal.press("q")
    terminal.wait_for("help")
    terminal.press(shift_f6)
    terminal.wait_for("no word under the cursor")
    terminal.press(f12)
    terminal.wait_for("Save as")
    terminal.press("\r")
    terminal.wait_for("Saved")
    terminal.press(QUIT)
    assert terminal.wait_for_end() == 0
    assert note.read_text() == ""


def test_keys_typed_before_the_program_is_there_are_not_lost(home: Path, note: Path) -> None:
    terminal = Terminal(home, str(note))
    deadline = time.monotonic() + PATIENCE
    while terminal.is_cooked and time.monotonic() < deadline:
        time.sleep(0.005)
    terminal.press("quick")
    terminal.wait_for("quick")
    assert saved(terminal, note) == "quick"
