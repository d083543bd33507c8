"""Values that are refused before anything is done."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "arguments",
    [
        ("train", ""),
        ("train", "notes", ""),
        ("forget", "--document", ""),
        ("compare", ""),
        ("evaluate", ""),
        ("evaluate", "notes", "--html", ""),
        ("surprise", ""),
        ("correct", ""),
        ("identify", ""),
        ("gradients", ""),
        ("profile", "show", "--on", ""),
        ("profile", "export", ""),
        ("profile", "import", ""),
        ("model", "export", ""),
        ("model", "import", ""),
        ("edit", ""),
    ],
)
def test_an_empty_path_is_not_the_current_folder(run, ask, trained, monkeypatch, arguments):
    monkeypatch.chdir(trained)
    before = ask("profile", "show")
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "empty" in result.stderr or "Name a file" in result.stderr
    assert ask("profile", "show") == before
