"""Kills the victim at seeded steps and tells what it had promised before."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults import victim

ROOT = Path(__file__).parents[2]
SEED = int(os.environ.get("TYPEAHEAD_FAULTS_SEED", "1"))
DELAYS = (0, 0, 100, 400, 1_500, 4_000)
"""Microseconds after a step; most of what lies between two steps is done in a few hundred."""


@dataclass(frozen=True, slots=True)
class Case:
    """One death: at which step, and how long after it."""

    what: str
    last: int
    delay: int

    def __str__(self) -> str:
        return f"{self.what} killed {self.delay} µs after step {self.last} (seed {SEED})"


class Victim:
    """The process that forks for each order."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def suffer(self, case: Case, home: Path) -> tuple[int, list[str]]:
        """Its exit code, and what it told before."""
        order = {"what": case.what, "last": case.last, "delay": case.delay, "home": str(home)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["code"], answer["told"]

    def steps(self, what: str, home: Path) -> int:
        """How many there are, nobody being killed."""
        code, told = self.suffer(Case(what, 0, 0), home)
        assert code == 0, told
        return int(told[-1].removeprefix("steps "))


@contextmanager
def started() -> Iterator[Victim]:
    """One for many tests."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "TYPEAHEAD_KERNELS": "0"}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), environment.get("PYTHONPATH", "")]).rstrip(
        os.pathsep
    )
    process = subprocess.Popen(
        [sys.executable, "-m", victim.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    )
    try:
        yield Victim(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()


def cases(what: str, steps: int, number: int) -> list[Case]:
    """So many deaths, spread over all steps."""
    choose = random.Random(f"{SEED} {what}")
    parts = [(steps * each // number, steps * (each + 1) // number) for each in range(number)]
    return [
        Case(what, choose.randint(low + 1, max(low + 1, high)), choose.choice(DELAYS)) for low, high in parts
    ]


class Homes:
    """Data folders to begin with, kept aside, and the one place where they are used: paths are part of a profile.

    Args:
        folder: for all of them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.place = folder / "home"

    def keep(self, name: str) -> None:
        """What is at the place now is to be had again by this name."""
        shutil.copytree(self.place, self._folder / name)

    def kept(self, name: str) -> Path:
        """What was kept by this name, to be read only."""
        return self._folder / name

    def fresh(self, name: str) -> Path:
        """Put it there as it was."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self._folder / name, self.place)
        return self.place
