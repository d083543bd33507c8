"""What a whole process costs: wall and CPU time, and memory at its peak."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_LAUNCH = Path(__file__).with_name("launch.py")


class Cost(NamedTuple):
    """Of one process with all it started.

    Attributes:
        wall, cpu: seconds; CPU is user and system time.
        memory: bytes resident at the peak of the largest process.
    """

    wall: float
    cpu: float
    memory: float


def run(
    command: Sequence[str | Path | int],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Cost:
    """Run a program to its end, in a folder; what it prints is thrown away, and its complaint shown if it fails."""
    words = [str(word) for word in command]
    # An installed program has its compiled modules, whatever the shell says that starts the benchmark.
    environment = {**(environment or os.environ)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(_LAUNCH), *words],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return Cost(*map(float, done.stdout.split()))


def output(command: Sequence[str | Path], given: Path) -> str:
    """What a program prints that reads a file."""
    with given.open() as file:
        done = subprocess.run([*map(str, command)], stdin=file, check=True, capture_output=True, text=True)
    return done.stdout
