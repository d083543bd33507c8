"""The machine a figure was measured on, and where the benchmarks' texts lie."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
import time
from pathlib import Path

DATA = Path(os.environ.get("TYPEAHEAD_BENCHMARK_DATA", Path(__file__).parents[2] / "shared" / "data"))
"""Corpora and notes by other people, which are not part of the project."""


def describe() -> str:
    """Processor, cores, Python, the versions of what does the work, and how quick the machine is just now."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.split(":", 1)[1]
            for line in cpuinfo.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = names[0].strip() if names else model
    packages = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("typeahead", "numpy", "textual")
    )
    return (
        f"machine: {model}, {os.cpu_count()} cores, {platform.system()}; "
        f"Python {platform.python_version()}; {packages}\n"
        f"speed now: a million turns of a loop take {_speed() * 1e3:.0f} ms of CPU\n"
        f"command: python -m {Path(sys.argv[0]).parent.name}.{Path(sys.argv[0]).stem} {' '.join(sys.argv[1:])}".rstrip()
    )


def _speed() -> float:
    """Seconds of CPU that a loop of Python takes: shared machines are at times several times as slow as at others."""
    found = []
    for _ in range(5):
        began, total = time.process_time(), 0
        for number in range(1_000_000):
            total += number
        found.append(time.process_time() - began)
    return min(found)


def need(path: Path) -> Path:
    """A benchmark text, or a clear end."""
    if not path.exists():
        sys.exit(f"{path} is not there; set TYPEAHEAD_BENCHMARK_DATA to the folder that holds it")
    return path
