"""Forgetting from inside the editor leaves no trace either: under the cursor, on the dashboard, the last sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.editor.terminal import Terminal
from tests.profile.networks.made import store
from tests.searching import found
from tests.vault import trained, write_notes
from typeahead.editor.memory import Memory
from typeahead.profile.networks import identity, kinds_of, queued, save_adapted
from typeahead.profile.profile import Profile

SHIFT_F6, F5 = "\x1b[17;2~", "\x1b[15~"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with profile:
        store(profile, words=("the", "greenhouse"))
        save_adapted(profile, "lstm", {"bias": np.ones(5, "f4")}, {"network": identity(profile, "lstm")})
    Memory(tmp_path / "home").set_welcome_seen()
    return tmp_path / "home"


def test_no_trace_is_left(home: Path, tmp_path: Path) -> None:
    note = tmp_path / "new.md"
    terminal = Terminal(home, str(note), environment={"TYPEAHEAD_TRAINING": "0", "TYPEAHEAD_KERNELS": "0"})
    terminal.wait_for("F1 help")
    terminal.press("The kumquatta came. The kumquatta left. The zorblax is here, said the zorblax. A zorblax")
    terminal.wait_for("zorblax")
    terminal.press(SHIFT_F6)
    terminal.wait_for("Forget “zorblax”?")
    terminal.press("f")
    terminal.wait_for("Trained anew: lstm")
    terminal.press(" sleeps. The umbrella melts. ")
    terminal.wait_for("melts")
    terminal.press(F5)
    terminal.wait_for("kumquatta")
    terminal.press("\x1b[3~")  # Del
    terminal.wait_for("Forget “kumquatta”?")
    terminal.press("f")
    terminal.wait_for("“kumquatta” is forgotten")
    terminal.press("z")
    terminal.wait_for("Taken back")
    terminal.press("\x1b")
    terminal.wait_for("The kumquatta came")
    terminal.press("\x13")
    terminal.wait_for("Saved")
    terminal.press("\x11")
    assert terminal.wait_for_end() == 0
    assert "umbrella" in note.read_text(), "the text stays as it is"
    assert found(home, ["kumquatta", "zorblax", "umbrella"]) == {}
    assert found(home, ["greenhouse"])
    with Profile.open("default", home) as profile:
        assert (kinds_of(profile), queued(profile)) == ((), ["lstm"])
