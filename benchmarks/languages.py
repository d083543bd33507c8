"""English beside another language: python -m benchmarks.languages

Somebody who writes Spanish (everyday sentences in no order) and has trained on nothing, or on 20,000 words: keys saved
on the next words, three suggestions shown, ignored ones not repeated, learning paragraph by paragraph, after the first
300 words were learned; with English in the mixture and without it. Beside it, paragraphs in which Spanish and English
sentences take turns.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from benchmarks.machine import DATA, describe, need
from typeahead.evaluation.keystrokes import simulate
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

FIRST, NEXT, NOTES = 300, 5_000, 20_000
TOGETHER = 6
"""Sentences of a paragraph."""


def main() -> None:
    """Measure and print."""
    print(describe())
    spanish = sentences_of(need(DATA / "languages" / "spanish-tatoeba.txt"))
    english = sentences_of(need(DATA / "base" / "tatoeba-en.txt"))
    own, rest = taken(spanish, NOTES)
    first, rest = taken(rest, FIRST)
    after, rest = taken(rest, NEXT)
    mixed = [line for pair in zip(rest, english, strict=False) for line in pair]
    turns, _ = taken(mixed, NEXT)
    print(f"{'trained on':16} {'English':8} {'Spanish':>8} {'in turns':>9}")
    for trained in (False, True):
        for base in (True, False):
            with tempfile.TemporaryDirectory() as folder:
                home = Path(folder)
                notes = home / "notes.txt"
                notes.write_text("\n\n".join(in_paragraphs(own)) if trained else "a\n", encoding="utf-8")
                if trained or not base:
                    with Profile.open("es", home, create=True) as profile:
                        train(profile, [notes], TrainingOptions(base=base))
                name = "es" if trained or not base else "default"
                found = [_saved(name, home, first, text) for text in (after, turns)]
            what = f"{NOTES:,} words" if trained else "nothing"
            print(f"{what:16} {'with' if base else 'without':8} {found[0]:8.1f} {found[1]:9.1f}")


def _saved(name: str, home: Path, first: list[str], text: list[str]) -> float:
    with Predictor.open(name, home, stored=False) as predictor:
        predictor.accelerate()
        for paragraph in in_paragraphs(first):
            predictor.learn(paragraph + "\n\n")
        return 100 * simulate(predictor, in_paragraphs(text), shown=(3,)).savings[3]


def sentences_of(path: Path) -> list[str]:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    random.Random(5).shuffle(lines)
    return lines


def taken(lines: list[str], words: int) -> tuple[list[str], list[str]]:
    """As many sentences as have so many words, and the others."""
    for at, line in enumerate(lines):
        words -= len(line.split())
        if words <= 0:
            return lines[: at + 1], lines[at + 1 :]
    return lines, []


def in_paragraphs(lines: list[str]) -> list[str]:
    return [" ".join(lines[at : at + TOGETHER]) for at in range(0, len(lines), TOGETHER)]


if __name__ == "__main__":
    main()
