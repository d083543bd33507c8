"""Notes of many years at once: python -m benchmarks.bulk [--files 10000] [--megabytes 500] [--stop 60]

Synthetic notes (`benchmarks.synthetic`) are trained on by the installed program, which is stopped by Ctrl+C after some
seconds and started again with the same command. How much was kept of the first run, the time and the largest resident
memory of each, and what lies in the profile's folder in the end.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import describe
from benchmarks.synthetic import write_notes


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Training on many notes.")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--stop", type=float, default=60.0, help="seconds until the first run is stopped")
    given = parser.parse_args()
    print(describe())
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # else a program begun in the background never hears it
    with tempfile.TemporaryDirectory() as folder:
        home, notes = Path(folder) / "home", Path(folder) / "notes"
        write_notes(notes, given.files, given.megabytes * 1_000_000)
        size = sum(path.stat().st_size for path in notes.rglob("*") if path.is_file())
        print(f"{given.files:,} files, {size / 1e6:,.0f} MB")
        _train("stopped", home, notes, given.stop)
        _train("to its end", home, notes, None)
        left = sorted(path.name for path in (home / "profiles" / "default").iterdir())
        print(f"in the profile's folder then: {', '.join(left)}")
        _train("unchanged", home, notes, None)


def _train(what: str, home: Path, notes: Path, stop: float | None) -> None:
    command = [sys.executable, "-m", "typeahead", "train", str(notes)]
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            command, env={**os.environ, "TYPEAHEAD_HOME": str(home)}, stdout=said, stderr=subprocess.STDOUT
        )
        if stop is not None:
            time.sleep(stop)
            process.send_signal(signal.SIGINT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - began
        said.seek(0)
        lines = [
            line.strip() for line in said.read().replace(str(notes), "NOTES").splitlines() if line.strip()
        ]
    print(
        f"{what}: exit code {process.returncode}, {took:,.1f} s wall, {used.ru_utime + used.ru_stime:,.1f} s of CPU, "
        f"largest process {used.ru_maxrss / 1024:,.0f} MiB"
    )
    print("".join(f"    {line}\n" for line in lines[-3:]), end="")


if __name__ == "__main__":
    main()
