"""A tiny vault, and a way to run commands in this process as a shell would."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from typeahead.commands.main import cli

Run = Callable[..., Result]


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


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Two notes with text, and things that are left out."""
    folder = tmp_path / "notes"
    (folder / ".hidden").mkdir(parents=True)
    garden = "# The garden\n\nThe students opened their books. The students opened their windows.\n\n"
    (folder / "garden.md").write_text(garden * 3 + "I like the smell of rain in Zanzibar.\n")
    (folder / "letter.txt").write_text("Dear Anna,\n\nthe students opened their books again. It rained.\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x00\x00")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x00\x00")
    (folder / ".hidden" / "secret.md").write_text("Nobody reads this.")
    return folder


@pytest.fixture
def trained(run: Run, vault: Path) -> Path:
    """The vault, after the default profile learned from it."""
    result = run("train", vault)
    assert result.exit_code == 0, result.stderr
    return vault
