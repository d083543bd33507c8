"""A folder of notes, and a home in which a profile was trained on it, without the base."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault import trained, write_notes
from typeahead.profile.training import TrainingOptions


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes")


@pytest.fixture
def home(notes: Path, tmp_path: Path) -> Path:
    profile, _ = trained(tmp_path / "home", notes, options=TrainingOptions(base=False))
    profile.close()
    return tmp_path / "home"
