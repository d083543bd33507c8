"""How long training takes, as whole processes: python -m benchmarks.training

The first training on an author's notes, again on unchanged notes, and after one file changed; then Reuters from
text file to ready model at orders 3 and 5. Within one process: a note of two sentences learned, and the models opened
before and after a word was forgotten (CPU, median of 7).
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import process
from benchmarks.machine import DATA, describe, need
from typeahead.prediction.predictor import Predictor
from typeahead.profile.generation import Generation
from typeahead.profile.generations import Generations
from typeahead.profile.profile import Profile
from typeahead.profile.training import train

_TIMES = 7


def main() -> None:
    """Measure and print."""
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        notes = home / "notes"
        shutil.copytree(need(DATA / "notes" / "mtlynch" / "train"), notes)
        for path in notes.iterdir():
            path.chmod(0o600)
        _run("mtlynch's notes, first time", home, ["train", str(notes)])
        _run("mtlynch's notes, unchanged", home, ["train", str(notes)])
        changed = sorted(notes.iterdir())[100]
        changed.write_text(
            changed.read_text(encoding="utf-8") + "\nOne more sentence stands here.\n", encoding="utf-8"
        )
        _run("mtlynch's notes, one file changed", home, ["train", str(notes)])
        _size("mtlynch", home / "data" / "profiles" / "default")
        _small(home)
        print(f"{'mtlynch, all models opened':40} CPU {_opened(home / 'data'):.0f} ms")
        with Predictor.open(home=home / "data") as predictor:
            predictor.forget("wonderful")
        print(f"{'the same with a word forgotten':40} CPU {_opened(home / 'data'):.0f} ms")
        reuters = need(DATA / "benchmarks" / "reuters" / "train.txt")
        for order in (3, 5):
            name = f"reuters{order}"
            options = ["--tokens", "whitespace", "--no-base", "--order", str(order), "--profile", name]
            _run(f"Reuters, 1.59 M words, order {order}", home, ["train", str(reuters), *options])
            _size(name, home / "data" / "profiles" / name)


def _run(what: str, home: Path, arguments: list[str]) -> None:
    environment = {**os.environ, "TYPEAHEAD_HOME": str(home / "data")}
    cost = process.run([sys.executable, "-m", "typeahead", *arguments], environment)
    print(
        f"{what:40} wall {cost.wall:6.2f} s   CPU {cost.cpu:6.2f} s   peak memory {cost.memory / 1e6:6.0f} MB"
    )


def _small(home: Path) -> None:
    note = home / "note.md"
    note.write_text("A note of two sentences. The second one is the last.\n", encoding="utf-8")
    times = []
    for number in range(_TIMES + 1):
        began = time.process_time()
        with Profile.open("small", home / f"small{number}", create=True) as profile:
            train(profile, [note])
        times.append(time.process_time() - began)
    print(f"{'a note of two sentences':40} CPU {statistics.median(times[1:]) * 1000:.0f} ms")


def _opened(home: Path) -> float:
    """Milliseconds of CPU."""
    times = []
    for _ in range(_TIMES + 1):
        began = time.process_time()
        Predictor.open(home=home, stored=False).close()
        times.append(time.process_time() - began)
    return statistics.median(times[1:]) * 1000


def _size(name: str, profile: Path) -> None:
    files = [path for path in profile.rglob("*") if path.is_file()]
    arrays = sum(path.stat().st_size for path in files if "generations" in path.parts)
    total = sum(path.stat().st_size for path in files)
    current = Generations(profile).current
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        Generation.open(current)
        times.append(time.perf_counter() - began)
    print(
        f"{name + ' opened':40} {statistics.median(times) * 1000:.0f} ms, checksums compared (median of {_TIMES})"
    )
    print(
        f"{name + ' on disk':40} arrays {arrays / 1e6:.1f} MB, with the stored documents {total / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
