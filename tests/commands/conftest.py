"""A tiny vault, and a way to run commands in this process as a shell would."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from typeahead.commands.main import cli

Run = Callable[..., Result]

WRITTEN = 1_700_000_000
"""When the notes were written last."""


@pytest.fixture
def run() -> Run:
    """Run `typeahead ARGUMENTS` in this process; `text` is what comes on standard input."""

    def call(*arguments: str | Path, text: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(each) for each in arguments], input=text, prog_name="typeahead")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def ask(run: Run) -> Callable[..., Any]:
    """Run a command with `--json` and give what it answers; it has to succeed and say nothing else."""

    def call(*arguments: str | Path, text: str | None = None) -> Any:
        result = run(*arguments, "--json", text=text)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return call


@pytest.fixture(scope="session")
def vault_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test finds its notes, written anew: a profile knows them by their path."""
    return tmp_path_factory.mktemp("vault") / "notes"


@pytest.fixture
def vault(vault_path: Path) -> Path:
    """Two notes with text, and things that are left out."""
    folder = vault_path
    shutil.rmtree(folder, ignore_errors=True)
    (folder / ".hidden").mkdir(parents=True)
    garden = "# The garden\n\nThe students opened their books. The students opened their windows.\n\n"
    (folder / "garden.md").write_text(garden * 3 + "I like the smell of rain in Zanzibar.\n")
    (folder / "letter.txt").write_text("Dear Anna,\n\nthe students opened their books again. It rained.\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x00\x00")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x00\x00")
    (folder / ".hidden" / "secret.md").write_text("Nobody reads this.")
    for after, name in enumerate(("garden.md", "letter.txt")):
        os.utime(folder / name, (WRITTEN + after, WRITTEN + after))
    return folder


@pytest.fixture(scope="session")
def trained_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test that trains leaves what it trained, for those after it."""
    return tmp_path_factory.mktemp("trained") / "home"


@pytest.fixture
def trained(run: Run, vault: Path, trained_home: Path) -> Path:
    """The vault, after the default profile learned from it."""
    home = Path(os.environ["TYPEAHEAD_HOME"])
    if trained_home.exists():
        shutil.copytree(trained_home, home, dirs_exist_ok=True)
    else:
        result = run("train", vault)
        assert result.exit_code == 0, result.stderr
        shutil.copytree(home, trained_home)
    return vault
