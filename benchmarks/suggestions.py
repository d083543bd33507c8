"""How long a suggestion takes, through the Python API: python -m benchmarks.suggestions

20,000 contexts of Reuters' held-out text under a 5-gram of its training text (next word), and the same number of
keys of notes typed letter by letter. Wall and CPU time of each `Predictor.suggest`, NumPy path.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.machine import DATA, describe, need
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train
from typeahead.text.sources import read, walk

CONTEXTS = 20_000


def main() -> None:
    """Measure and print."""
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        reuters = need(DATA / "benchmarks" / "reuters")
        _train(home, "reuters", reuters / "train.txt", TrainingOptions(order=5, tokens="whitespace"))
        with Predictor.open("reuters", home, stored=False) as predictor:
            lines = (reuters / "heldout.txt").read_text(encoding="utf-8").split("\n")
            befores = _word_by_word(lines)[:CONTEXTS]
            _report("Reuters, order 5, next word, n=5", _measure(predictor, befores, 5))
            _report(
                "Reuters, order 5, next word, n=10, no phrases",
                _measure(predictor, befores, 10, phrases=False),
            )
        for author in ("mtlynch",):
            notes = need(DATA / "notes" / author)
            _train(home, author, notes / "train", TrainingOptions())
            with Predictor.open(author, home, stored=False) as predictor:
                texts = [
                    text for found in walk([notes / "test"]).found for text in read(found.path).paragraphs
                ]
                keys = _key_by_key(texts)[:CONTEXTS]
                first = [before for before in keys if before and not before[-1].isalnum()]
                inside = [before for before in keys if before and before[-1].isalnum()]
                _report(f"{author}'s notes, after a space, n=5", _measure(predictor, first, 5))
                _report(f"{author}'s notes, inside a word, n=5", _measure(predictor, inside, 5))


def _train(home: Path, name: str, path: Path, options: TrainingOptions) -> None:
    with Profile.open(name, home, create=True) as profile:
        train(profile, [path], options)


def _word_by_word(lines: list[str]) -> list[str]:
    befores = []
    for line in lines:
        words = line.split(" ")
        befores += [" ".join([*words[:at], ""]) for at in range(len(words))]
    return befores


def _key_by_key(texts: list[str]) -> list[str]:
    return [text[:at] for text in texts for at in range(len(text))]


def _measure(
    predictor: Predictor, befores: list[str], n: int, phrases: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    wall, cpu = np.empty(len(befores)), np.empty(len(befores))
    for at, before in enumerate(befores):
        started, started_cpu = time.perf_counter(), time.thread_time()
        predictor.suggest(before, n, phrases=phrases)
        cpu[at] = time.thread_time() - started_cpu
        wall[at] = time.perf_counter() - started
    return wall * 1e6, cpu * 1e6


def _report(what: str, times: tuple[np.ndarray, np.ndarray]) -> None:
    for kind, values in zip(("wall", "CPU"), times, strict=True):
        p50, p99, worst = np.percentile(values, [50, 99, 100])
        print(
            f"{what:50} {kind:4} p50 {p50:6.0f} µs   p99 {p99:6.0f} µs   max {worst:7.0f} µs   ({len(values):,} calls)"
        )


if __name__ == "__main__":
    main()
