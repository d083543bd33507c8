"""What training costs as the corpus grows: python -m benchmarks.scaling [--largest 30] [--order 5] [--memory 1G]

The corpora are made of what is there, since nothing so large is: the Reuters news and the base texts (some 8 million
words), a sentence a line, from the beginning again when they end. In every copy (the first one too) one word in
ten gives its place to another word of the same texts, drawn at random with a fixed seed, so that new n-grams keep
coming; a real corpus of that size would also bring new words. Each training is a process of its own.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.machine import DATA, describe, need
from benchmarks.process import run

MILLIONS = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
CHANGED = 0.1
"""The share of words that give their place to another."""

IN_MEMORY = 10.0
"""Up to so many million words training is also measured without a limit."""


class Row(NamedTuple):
    """One training: millions of words, and seconds and bytes it took."""

    millions: float
    wall: float
    cpu: float
    memory: float
    model: float
    disk: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--largest", type=float, default=30.0, help="millions of words")
    parser.add_argument("--order", type=int, default=5)
    parser.add_argument("--memory", default="1G", help="the limit of the first table")
    options = parser.parse_args()
    print(describe())
    print(
        f"corpora: Reuters and base texts repeated, {CHANGED:.0%} of the words exchanged at random (seed 0); "
        f"order {options.order}, --tokens whitespace --no-base"
    )
    sizes = [millions for millions in MILLIONS if millions <= options.largest]
    with tempfile.TemporaryDirectory() as folder:
        corpora = {millions: Path(folder) / f"{millions}.txt" for millions in sizes}
        write(corpora)
        _table(
            f"--memory {options.memory}",
            (_train(corpora[size], size, options.order, options.memory) for size in sizes),
        )
        _table(
            "without a limit",
            (_train(corpora[size], size, options.order, None) for size in sizes if size <= IN_MEMORY),
        )


def write(corpora: dict[float, Path]) -> None:
    """Write texts of so many million words, `</s>` not counted; each begins as the larger ones do."""
    lines = [line.split() for path in _sources() for line in path.read_text(encoding="utf-8").split("\n")]
    lengths = np.array([len(line) for line in lines if line])
    words = np.array([word for line in lines for word in line], dtype=object)
    del lines
    random = np.random.default_rng(0)
    ends = np.cumsum(lengths)
    files = {path: size * 1e6 for size, path in corpora.items()}
    for path in files:
        path.write_text("", encoding="utf-8")
    written = 0
    while files:
        copy = words.copy()
        changed = np.flatnonzero(random.random(len(words)) < CHANGED)
        copy[changed] = words[random.integers(0, len(words), len(changed))]
        for path, size in list(files.items()):
            many = int(np.searchsorted(ends, size - written)) + 1
            with path.open("a", encoding="utf-8") as file:
                file.writelines(_lines(copy, ends[:many]))
            if many <= len(ends):
                del files[path]
        written += len(words)


def _lines(words: np.ndarray, ends: np.ndarray) -> Iterator[str]:
    first = 0
    for last in ends.tolist():
        yield " ".join(words[first:last]) + "\n"
        first = last


def _sources() -> list[Path]:
    return [need(DATA / "benchmarks" / "reuters" / "train.txt"), *sorted(need(DATA / "base").glob("*.txt"))]


def _train(corpus: Path, millions: float, order: int, memory: str | None) -> Row:
    with tempfile.TemporaryDirectory() as home:
        options = ["--tokens", "whitespace", "--no-base", "--order", order]
        limit = ["--memory", memory] if memory else []
        cost = run(
            [sys.executable, "-m", "typeahead", "train", corpus, *options, *limit],
            {**os.environ, "TYPEAHEAD_HOME": home},
        )
        files = [path for path in Path(home).rglob("*") if path.is_file()]
        model = sum(path.stat().st_size for path in files if "generations" in path.parts)
        disk = sum(path.stat().st_size for path in files)
    return Row(millions, *cost, model, disk)


def _table(title: str, trainings: Iterable[Row]) -> None:
    print(f"\n{title}")
    print(
        f"{'million words':>14} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'model MB':>9} {'with texts MB':>14}",
        flush=True,
    )
    rows = []
    for row in trainings:
        rows.append(row)
        print(
            f"{row.millions:>14g} {row.wall:>8.2f} {row.cpu:>8.2f} {row.memory / 1e6:>8.0f} "
            f"{row.model / 1e6:>9.1f} {row.disk / 1e6:>14.1f}",
            flush=True,
        )
    large = np.log(np.array([row for row in rows if row.millions >= 1]))
    if len(large) > 1:
        slopes = [np.polyfit(large[:, 0], large[:, column], 1)[0] for column in range(1, large.shape[1])]
        print(
            f"{'exponent':>14} "
            + " ".join(f"{x:>{w}.2f}" for x, w in zip(slopes, (8, 8, 8, 9, 14), strict=True))
        )
        print("(cost ~ words ** exponent, fitted to the sizes from 1 million words up)")


if __name__ == "__main__":
    main()
