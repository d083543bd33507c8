"""A profile with text enough for a network, made once and copied for each test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.profile.networks.made import write_text
from tests.vault import trained
from typeahead.profile.profile import Profile


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`home` with the profile, `notes` with what it was trained on."""
    folder = tmp_path_factory.mktemp("networks")
    write_text(folder / "notes")
    trained(folder / "home", folder / "notes")[0].close()
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "home", tmp_path / "home"))


@pytest.fixture
def profile(home: Path) -> Iterator[Profile]:
    with Profile.open(home=home) as opened:
        yield opened
