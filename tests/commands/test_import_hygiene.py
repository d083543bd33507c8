"""What commands do not import, proved in fresh processes."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from tests.profile.networks.made import store
from typeahead.profile.profile import Profile

PROBE = """
import sys
sys.argv = ["typeahead", *sys.argv[1:]]
from typeahead.commands.main import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
finally:
    print(*(name for name in sys.modules if "." not in name), file=sys.stderr)
"""

HEAVY = {"numba", "textual", "numpy", "sqlite3", "markdown_it", "regex"}


def imported(*arguments: str, text: str = "") -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, input=text, check=True
    )
    return set(done.stderr.split())


def test_version_and_help_are_light():
    assert not imported("--version") & HEAVY
    assert not imported("--help") & HEAVY
    assert not imported("train", "--help") & HEAVY


@pytest.mark.parametrize(
    "arguments",
    [["suggest", "the students"], ["surprise", "--table"], ["words"], ["generate", "the", "--words", "3"]],
)
def test_answers_load_neither_numba_nor_textual(trained, arguments):
    found = imported(*arguments, text="the students opened")
    assert "numpy" in found
    assert not found & {"numba", "llvmlite", "textual", "markdown_it"}


def test_a_network_answers_without_numba(trained):
    with Profile.open() as profile:
        store(profile, "lstm", words=("the", "students", "opened"))
    found = imported("suggest", "the students", "--model", "lstm")
    assert "numpy" in found
    assert not found & {"numba", "llvmlite", "textual", "markdown_it"}


def test_training_loads_neither_numba_nor_textual(vault):
    assert not imported("train", str(vault)) & {"numba", "llvmlite", "textual"}


def test_start_is_quick():
    def seconds(*arguments: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def best(*arguments: str) -> float:
        return min(seconds(*arguments) for _ in range(6))

    def modules(*arguments: str) -> int:
        command = [sys.executable, "-X", "importtime", "-m", "typeahead", *arguments]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        return done.stderr.count("import time:")

    # Few modules make a quick start, on any machine: 192 and 286, of which Python's own start has 26.
    assert modules("--version") < 230
    assert modules("--help") < 330
    # CPU time, the best of a few: 0.1 and 0.15 s on an idle machine, and room for a busy one. Where Python alone takes
    # more than 0.012 s to start, all may take as much more: the same commit took from 0.27 to 0.47 s on one machine.
    slower = max(1.0, sorted(seconds("-c", "pass") for _ in range(5))[2] / 0.012)
    assert best("-m", "typeahead", "--version") < 0.25 * slower
    assert best("-m", "typeahead", "--help") < 0.35 * slower
