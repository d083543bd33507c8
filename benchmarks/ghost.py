"""The ghost, and honest probabilities: python -m benchmarks.ghost [AUTHOR …] [--words] [--quick | --all] [--home DIR]

For each author: trained on their training notes, with a network of their own, learning while the blocks of
`benchmarks.typing` are typed, phrases among the suggestions as in the editor (--words: without them). Prints what the
ghost does at the editor's thresholds, at those that gain most for this author, and at those that gain most for all of
them while half of the ghosts are right for each: these belong into typeahead/prediction/ghost.py. Then the expected
calibration errors, and where misses come from.
"""

from __future__ import annotations

import sys

from benchmarks.machine import DATA, describe, need
from benchmarks.note_profiles import AUTHORS, OWN, home_of, prepare, words_of
from benchmarks.typing import paragraphs, some
from typeahead.evaluation.calibration import Calibration
from typeahead.evaluation.ghost import GhostReport, Ghosts, best_thresholds
from typeahead.evaluation.keystrokes import simulate
from typeahead.evaluation.misses import Misses
from typeahead.prediction.predictor import Predictor

Watched = tuple[Ghosts, Calibration, Misses]


def main() -> None:
    """Measure and print."""
    authors = words_of(sys.argv[1:]) or list(AUTHORS)
    print(describe())
    watched = {author: _watched(author) for author in authors}
    print(
        f"{'author':9} {'thresholds':22} {'next':>5} {'in':>5}  coverage  precision (of places)"
        "  wrong/100 w   gain in s/100 w"
    )
    both = best_thresholds([ghosts for ghosts, _, _ in watched.values()])
    for author, (ghosts, _, _) in watched.items():
        _print(author, "the editor's", ghosts.report())
        if own := best_thresholds([ghosts]):
            _print(author, "its own best", ghosts.report(*own))
        if both:
            _print(author, "the best of all", ghosts.report(*both))
    if both:
        print(f"best of all: GHOST_IN_WORD = {both[0]:.2f}, GHOST_NEXT_WORD = {both[1]:.2f}")
    else:
        print("no thresholds are right half of the time for each author")
    print(f"\n{'author':9} calibration error: first three   first   next word   inside words")
    for author, (_, calibration, _) in watched.items():
        found = calibration.report()
        parts = (found.shown, found.first, found.next_word, found.in_word)
        print(f"{author:9} {'':19}" + "".join(f"{part.error or 0.0:11.4f}" for part in parts))
    print(f"\n{'author':9}  words  missed@3   4 to 10   beyond   unknown   waiting   unasked (% of words)")
    for author, (ghosts, _, misses) in watched.items():
        miss = misses.report
        parts = (miss.all, miss.near, miss.beyond, miss.unknown, miss.waiting, miss.unasked)
        print(
            f"{author:9} {ghosts.words:6,}" + "".join(f"{100 * part / ghosts.words:9.1f}" for part in parts)
        )


def _watched(author: str) -> Watched:
    notes = need(DATA / "notes" / author)
    with home_of(author) as home:
        prepare(OWN, home, author)
        with Predictor.open(OWN, home, stored=False) as predictor:
            predictor.accelerate()
            watchers = Ghosts(), Calibration(), Misses.of(predictor)
            texts = some(paragraphs(notes / "test"))
            simulate(predictor, texts, phrases="--words" not in sys.argv, keystrokes=False, watchers=watchers)
    return watchers


def _print(author: str, name: str, found: GhostReport) -> None:
    precision, places = found.precision or 0.0, found.precision_of_places or 0.0
    print(
        f"{author:9} {name:22} {found.next_word:5.2f} {found.in_word:5.2f}  {100 * found.coverage:6.1f} %"
        f"  {100 * precision:7.1f} % ({100 * places:4.1f} %) {found.wrong_per_100_words:12.1f}"
        f" {found.net_per_100_words:17.1f}"
    )


if __name__ == "__main__":
    main()
