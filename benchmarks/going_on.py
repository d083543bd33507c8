"""What looking at the open document saves of typing: python -m benchmarks.going_on [AUTHOR …] [--home DIR]

For each author, untrained and trained on their training notes: documents of 700 words or more of their test notes (12
at most, spread over all) are opened, each in a session of its own, and typed on from a place with 250 words to go, or
1,500 words in, for four paragraphs, learning each. Keys saved with three suggestions shown, those ignored not
repeated, and words among the first three before any letter; without looking at what stands in the document, and with.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from benchmarks.machine import DATA, describe, need
from benchmarks.note_profiles import AUTHORS, BASE, BOTH, home_of, prepare, words_of
from typeahead.evaluation.keystrokes import simulate
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.requests import OpenDocument
from typeahead.text.sources import read, walk

LEAST, LEFT, MOST, DOCUMENTS, PARAGRAPHS = 700, 250, 1_500, 12, 4
BEFORE = 12_000
"""Characters, as in the editor."""


class Half(NamedTuple):
    """A document: what stands in it, and what is typed then."""

    path: Path
    before: str
    typed: list[str]


def main() -> None:
    """Measure and print."""
    print(describe())
    print(
        f"{'author':9} {'':18} {'documents':>9} {'words':>6}   {'KS@3':>6} {'hit@3':>6}   milliseconds to look"
    )
    for author in words_of(sys.argv[1:]) or AUTHORS:
        halves = list(_halves(need(DATA / "notes" / author) / "test"))
        with home_of(author) as home:
            for profile, name in ((BASE, "untrained"), (BOTH, "trained")):
                prepare(profile, home, author)
                for looks in (False, True):
                    _measure(
                        f"{author:9} {name + (', looks' if looks else ''):18}", profile, home, halves, looks
                    )


def _measure(title: str, profile: str, home: Path, halves: list[Half], looks: bool) -> None:
    characters, words, hits, longest, keys = 0, 0, 0.0, 0.0, 0.0
    for half in halves:
        with Predictor.open(profile, home, stored=False) as predictor:
            predictor.accelerate()
            began = time.process_time()
            if looks:
                predictor.read(OpenDocument(str(half.path), half.before))
            longest = max(longest, time.process_time() - began)
            report = simulate(predictor, half.typed, shown=(3,))
        characters += report.characters
        keys += report.characters * (1 - report.savings[3])
        words += report.words
        hits += report.hit_at(3) * report.words
    saved, hit = 100 * (1 - keys / characters), 100 * hits / words
    print(f"{title} {len(halves):9} {words:6}   {saved:6.1f} {hit:6.1f}   {1000 * longest:6.0f}", flush=True)


def _halves(folder: Path) -> Iterator[Half]:
    found = []
    for file in walk([folder]).found:
        paragraphs = read(file.path).paragraphs
        until = list(accumulate(len(text.split()) for text in paragraphs))
        if until and until[-1] >= LEAST:
            cut = next(at for at, words in enumerate(until) if words >= min(until[-1] - LEFT, MOST))
            before = "\n\n".join(paragraphs[:cut])[-BEFORE:] + "\n\n"
            found.append(Half(file.path, before, paragraphs[cut : cut + PARAGRAPHS]))
    yield from found[:: max(1, len(found) // DOCUMENTS)][:DOCUMENTS]


if __name__ == "__main__":
    main()
