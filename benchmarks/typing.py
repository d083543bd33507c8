"""What each part saves of typing.

    python -m benchmarks.typing [AUTHOR …] [--rows ROW,ROW…] [--quick | --all] [--home DIR]

For each author: trained on their training notes, six blocks of 500 words spread over the test notes (--all: all of
them; --quick: one block), typed through the predictor as the editor uses it, once with nothing learned on the way and
once learning each paragraph after it. Keys saved with three suggestions shown, those ignored not repeated; words that
were the first, and among the first three, before any letter. Below, by the same rules: plain models and other programs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.machine import DATA, describe, need
from benchmarks.note_profiles import AUTHORS, BASE, BOTH, NOTES, NOTHING, OWN, home_of, prepare, words_of
from benchmarks.rivals import Onboard, Presage, RecentWords, Trigram, installed
from typeahead.evaluation.keystrokes import simulate
from typeahead.models.mixture import PARTS, RECENCY
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.predictor import Predictor
from typeahead.text.sources import read, walk

BLOCKS, WORDS, SHOWN = 6, 500, 3
PUBLISHED = {"presage": "simonw: 40.0, learning (PEERS)", "Onboard": "simonw: 48.2, learning (PEERS)"}
"""Where another program is not installed: what was measured of it elsewhere, by these rules."""

_NEVER = -60.0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: which profile, and which parts of the mixture answer."""

    profile: str
    recency: bool = True
    network: bool = False
    phrases: bool = False


ROWS = {
    "nothing": Row(NOTHING),
    "base": Row(BASE, network=True),
    "notes without base": Row(NOTES),
    "base + notes": Row(BOTH, recency=False),
    "+ recency": Row(BOTH),
    "+ network": Row(BOTH, network=True),
    "+ own network": Row(OWN, network=True),
    "+ phrases": Row(OWN, network=True, phrases=True),
}
RIVALS = ("words by recency", "trigram", "presage", "Onboard")

Answers = Callable[[], Any]


def main() -> None:
    """Measure and print."""
    authors, rows = _wanted(sys.argv[1:])
    print(describe())
    print(f"{'':9} {'':18}   {'learning off':22}   {'learning on':22}")
    print(f"{'author':9} {'':18}  " + 2 * f"{'KS@3':>6} {'hit@1':>6} {'hit@3':>6}     " + "seconds")
    for author in authors:
        notes = need(DATA / "notes" / author)
        texts = some(paragraphs(notes / "test"))
        with home_of(author) as home:
            for name in rows:
                if name in RIVALS:
                    _measure(author, name, texts, False, _rival(name, notes / "train"))
                    continue
                row = ROWS[name]
                prepare(row.profile, home, author)
                _measure(author, name, texts, row.phrases, lambda row=row: _predictor(row, home))


def _wanted(arguments: list[str]) -> tuple[list[str], list[str]]:
    rows = [*ROWS, *RIVALS]
    if "--rows" in arguments:
        at = arguments.index("--rows")
        rows = [each.strip() for each in arguments[at + 1].split(",")]
        arguments = arguments[:at] + arguments[at + 2 :]
        if unknown := [each for each in rows if each not in ROWS and each not in RIVALS]:
            sys.exit(f"no such row: {', '.join(unknown)}; there are {', '.join([*ROWS, *RIVALS])}")
    return words_of(arguments) or list(AUTHORS), rows


@contextmanager
def _predictor(row: Row, home: Path) -> Iterator[Predictor | None]:
    with Predictor.open(row.profile, home, stored=False) as predictor:
        engine = predictor.engine
        assert isinstance(engine, MixtureEngine)
        predictor.accelerate()
        missing = row.network and engine.network is None and not row.phrases
        if not row.network:
            engine.network = None
        if not row.recency:
            at = PARTS.index(RECENCY)
            engine.gate.weights[at] = 0.0
            engine.gate.weights[at, 0] = _NEVER
        yield None if missing else predictor


def _rival(name: str, notes: Path) -> Answers:
    @contextmanager
    def opened() -> Iterator[Any | None]:
        if name == "words by recency":
            yield RecentWords()
        elif name == "trigram":
            yield Trigram(paragraphs(notes))
        elif name == "presage":
            module = installed("presage")
            yield Presage(module) if module else None
        else:
            module = installed("Onboard.pypredict")
            yield Onboard(module, paragraphs(notes)) if module else None

    return opened


def _measure(author: str, name: str, texts: list[str], phrases: bool, opened: Answers) -> None:
    cells, began = [], time.perf_counter()
    for learn in (False, True):
        with opened() as predictor:
            if predictor is None:
                why = f"not installed here; {PUBLISHED[name]}" if name in PUBLISHED else "no network here"
                print(f"{author:9} {name:18}   {why}")
                return
            found = simulate(predictor, texts, learn=learn, phrases=phrases, shown=(SHOWN,))
        figures = found.savings[SHOWN], found.hit_at(1), found.hit_at(3)
        cells.append(" ".join(f"{100 * figure:6.1f}" for figure in figures))
    print(
        f"{author:9} {name:18}  {cells[0]}     {cells[1]}     {time.perf_counter() - began:7.1f}", flush=True
    )


def paragraphs(folder: Path) -> list[str]:
    """All of a folder's prose."""
    return [text for found in walk([folder]).found for text in read(found.path).paragraphs]


def some(texts: list[str]) -> list[str]:
    """As much of a text as the command line asks for."""
    if "--all" in sys.argv:
        return texts
    return _blocks(texts, 1 if "--quick" in sys.argv else BLOCKS)


def _blocks(texts: list[str], blocks: int = BLOCKS) -> list[str]:
    """Stretches of about 500 words, beginning at even distances by words, not by paragraphs."""
    sizes = [len(text.split()) for text in texts]
    step, taken, position, found = sum(sizes) / blocks, 0, 0.0, []
    wanted = [block * step for block in range(blocks)]
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
