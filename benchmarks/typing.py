"""Keystroke savings on the authors' test notes: python -m benchmarks.typing [AUTHOR …]

For each author: trained on their training notes, learning while typing, six blocks of 500 words spread over the
test notes (or all of them with --all), N = 1, 3, 5, with and without repeating ignored suggestions.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import DATA, describe, need
from typeahead.evaluation.keystrokes import simulate
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import train
from typeahead.text.sources import read, walk

BLOCKS, WORDS = 6, 500


def main() -> None:
    """Measure and print."""
    everything = "--all" in sys.argv
    authors = [each for each in sys.argv[1:] if not each.startswith("-")] or ["mtlynch", "brandur", "simonw"]
    print(describe())
    print(f"{'author':9} {'words':>6}   savings at 1 / 3 / 5    repeating them        hit@1  hit@3   seconds")
    with tempfile.TemporaryDirectory() as home:
        for author in authors:
            notes = need(DATA / "notes" / author)
            with Profile.open(author, Path(home), create=True) as profile:
                train(profile, [notes / "train"])
            texts = [text for found in walk([notes / "test"]).found for text in read(found.path).paragraphs]
            with Predictor.open(author, Path(home), stored=False) as predictor:
                began = time.perf_counter()
                found = simulate(predictor, texts if everything else _blocks(texts))
            once = " / ".join(f"{100 * found.savings[n]:4.1f}" for n in (1, 3, 5))
            again = " / ".join(f"{100 * found.savings_repeating[n]:4.1f}" for n in (1, 3, 5))
            hits = f"{100 * found.hit_at(1):5.1f}  {100 * found.hit_at(3):5.1f}"
            print(
                f"{author:9} {found.words:6,}   {once}   {again}   {hits}   {time.perf_counter() - began:7.1f}"
            )


def _blocks(texts: list[str]) -> list[str]:
    """Six stretches of about 500 words, beginning at even distances by words, not by paragraphs."""
    sizes = [len(text.split()) for text in texts]
    step, taken, position, found = sum(sizes) / BLOCKS, 0, 0.0, []
    wanted = [block * step for block in range(BLOCKS)]
    for text, size in zip(texts, sizes, strict=True):
        if wanted and position >= wanted[0]:
            wanted.pop(0)
            taken = WORDS
        if taken > 0:
            found.append(text)
            taken -= size
        position += size
    return found


if __name__ == "__main__":
    main()
