"""First paint and first suggestion after start, over a real terminal: python -m benchmarks.startup

Starts the installed program in a pseudo-terminal on a file whose last words have a sure successor, and reads what
it draws. CPU is that of the process and its threads up to then. Median of several starts, the first not counted.
Memory also some seconds later, when the compiled code is loaded.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.machine import DATA, describe, need
from benchmarks.terminal import mark_seen, started
from typeahead.profile.profile import Profile
from typeahead.profile.training import train

STARTS = 8
KERNELS_WITHIN = 60
"""Seconds that loading compiled code may take, compiling it included."""
TEXT = "I published a new blog "
FIRST_PAINT, FIRST_SUGGESTION = b"note.md", b"%"
"""The status line names the file; percentages stand in the suggestion line only."""


def main() -> None:
    """Measure and print."""
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        note = home / "note.md"
        note.write_text(TEXT, encoding="utf-8")
        mark_seen(home)
        _measure("untrained", home, note)
        with Profile.open("default", home, create=True) as profile:
            train(profile, [need(DATA / "notes" / "mtlynch" / "train")])
        _measure("trained on mtlynch's notes", home, note)


def _measure(what: str, home: Path, note: Path) -> None:
    found = [_start(home, note) for _ in range(STARTS + 1)][1:]
    memory = statistics.median(run[1][2] for run in found)
    for name, at in (("first paint", 0), ("first suggestion", 1)):
        wall = statistics.median(run[at][0] for run in found)
        cpu = statistics.median(run[at][1] for run in found)
        print(
            f"{what:28} {name:18} wall {wall * 1000:5.0f} ms   CPU {cpu * 1000:5.0f} ms   (median of {STARTS})"
        )
    print(f"{what:28} memory then      {memory / 1e6:.0f} MB for the whole program")
    later = _start(home, note, kernels=True)[-1][2]
    print(f"{what:28} memory then      {later / 1e6:.0f} MB once the compiled code is loaded")


def _start(home: Path, note: Path, kernels: bool = False) -> list[tuple[float, float, float]]:
    """Wall and CPU seconds, and bytes in memory, at the first paint, the first suggestion, and with compiled code."""
    began = time.perf_counter()
    found = []
    with started(home, note) as editor:
        for wanted in (FIRST_PAINT, FIRST_SUGGESTION):
            editor.draws(wanted)
            found.append((time.perf_counter() - began, _cpu(editor.pid), _memory(editor.pid)))
            if len(found) == 1:
                editor.press(b"\x1b[F")  # End: the cursor goes behind the text
        if kernels:
            _wait_for_kernels(editor.pid)
            found.append((time.perf_counter() - began, _cpu(editor.pid), _memory(editor.pid)))
    return found


def _wait_for_kernels(pid: int) -> None:
    """Until Numba's libraries are mapped, and memory stays as it is for a second."""
    ends = time.monotonic() + KERNELS_WITHIN
    before = 0.0
    while time.monotonic() < ends:
        time.sleep(1.0)
        now = _memory(pid)
        if "llvmlite" in Path(f"/proc/{pid}/maps").read_text() and now == before:
            return
        before = now
    raise SystemExit(f"no compiled code within {KERNELS_WITHIN} s")


def _cpu(pid: int) -> float:
    """CPU seconds of a process so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Bytes of a process in memory (Linux)."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
