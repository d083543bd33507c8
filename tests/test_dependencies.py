"""What is installed with typeahead is known, has its reason, and is the same on every machine that tests it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from benchmarks.dependencies import closure, normal

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)
UNPACKED_BYTES = 40_000_000
"""Measured: 35.2 MB, and 15.4 MB as a wheel; nearly all of it the English model and network."""


def _rows(heading: str) -> set[str]:
    """The names in the first column of the table under a heading of the decision."""
    text = (ROOT / "docs" / "decisions" / "002-dependencies.md").read_text()
    part = text.partition(heading)[2].split("\n## ")[0]
    return {
        normal(name) for row in re.findall(r"^\| ([^|]+) \|", part, re.MULTILINE) for name in row.split(", ")
    }


def _project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_every_runtime_dependency_has_its_reason():
    wanted = {normal(re.split(r"[<>=!~ ;\[]", each)[0]) for each in _project()["dependencies"]}
    assert wanted == _rows("and why") - {"package"}


def test_nothing_comes_along_unnoticed():
    """A new one, of ours or of a dependency's: `python -m benchmarks.dependencies` writes the table anew."""
    assert set(closure()) == _rows("## All that comes with them") - {"package"}


def test_the_lock_has_one_version_of_all_that_is_tested_with():
    locked = dict(PINNED.findall((ROOT / "requirements" / "test.txt").read_text()))
    hashed = dict(PINNED.findall((ROOT / "requirements" / "test.hashes.txt").read_text()))
    assert locked == hashed
    extras = _project()["optional-dependencies"]
    named = {normal(re.split(r"[<>=!~ ;\[]", each)[0]) for each in extras["test"] + extras["check"]}
    assert named | set(closure()) <= set(locked)
    for each in extras["test"] + extras["check"]:
        name, exact, version = each.partition("==")
        assert not exact or locked[normal(name)] == version


@pytest.mark.parametrize("name", ["test.txt", "test.hashes.txt"])
def test_the_lock_names_no_place(name):
    text = (ROOT / "requirements" / name).read_text()
    assert not re.search(r"://|--index|--find-links|@ |^-", text, re.MULTILINE)


def test_every_locked_version_has_hashes():
    entries = re.split(r"\n(?=[a-z])", (ROOT / "requirements" / "test.hashes.txt").read_text())[1:]
    assert len(entries) > 30
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", each) for each in entries)


def test_the_wheel_is_the_package_alone():
    """What hatch puts in it is the folder `typeahead`, whole."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["typeahead"]}
    files = [
        each for each in (ROOT / "typeahead").rglob("*") if each.is_file() and "__pycache__" not in each.parts
    ]
    known = {".py", ".tcss", ".npy", ".txt", ".json", ".md", ".html", ".js", ".typed", ""}
    assert {each.suffix for each in files} <= known
    assert not [
        each for each in files if each.name.startswith(("test_", "conftest")) or "fixtures" in each.parts
    ]
    assert sum(each.stat().st_size for each in files) < UNPACKED_BYTES
