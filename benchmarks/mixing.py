"""Ways to mix the models, side by side, and the weights every gate starts from: python -m benchmarks.mixing [--write]

On the training notes of three authors alone, the last tenth of each author's files being held out: nothing of the test
notes is looked at. Every author counts three times, with all earlier notes learned, with 30,000 words of them, and
with none; each paragraph is measured, then learned. And each of these twice: all of it written in one session, so that
much was written lately, and in sessions of one to eight paragraphs, of which each begins with nothing. Compared, in
perplexity over all tokens: fixed weights, weights by EM on the text itself (what fixed ones could be at best), online
multiplicative weights per context (Vovk's aggregating with a fixed share), and the gate, begun at nothing, and from
weights fitted on the two other authors; the gate alone weighs the notes' contexts apart as well. `--write` fits the
gate on all three and puts it where the package finds it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.machine import DATA, describe, need
from typeahead.models.mixture import CONTEXTS, PARTS, RATE, Gate, Place
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.predictor import Predictor
from typeahead.profile.english import GATE
from typeahead.profile.profile import Profile
from typeahead.profile.training import train
from typeahead.text.sources import read, walk

AUTHORS = ("mtlynch", "brandur", "simonw")
TOKENS = 12_000
"""Of each text."""

AMOUNTS = {"all notes": None, "30,000 words": 30_000, "no notes": 0}
PASSES = 6
STRETCH = 50
"""Words after which it is looked how well each model did lately."""

SESSIONS = (1, 1, 2, 1, 4, 1, 2, 8)
"""Paragraphs of each short session, over and over."""

Doubles = NDArray[np.float64]


class _Watched(Gate):
    """A gate that keeps what it learns from."""

    def __init__(self, weights: Doubles, lately: Doubles) -> None:
        super().__init__(weights, lately)
        self.seen: list[tuple[Place, Doubles]] = []

    def learn(self, place: Place, p: Doubles, present: Sequence[bool], rate: float = RATE) -> Doubles:
        """As any gate."""
        self.seen.append((place, p))
        return super().learn(place, p, present, rate)


class Text(NamedTuple):
    """What the models said of one text: what is known of each place, p by each model, and who is there."""

    place: Place
    p: Doubles
    present: list[bool]

    @property
    def models(self) -> Doubles:
        """p by each model that is one of its own and is there, (T, M)."""
        own = np.array([name != CONTEXTS for name in PARTS])
        return self.p[:, own & np.array(self.present)]


def main() -> None:
    """Measure and print."""
    print(describe())
    wanted = [(author, amount) for author in AUTHORS for amount in AMOUNTS]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(_texts, *zip(*wanted, strict=True))
        texts = {
            (author, name): each
            for (author, _), some in zip(wanted, found, strict=True)
            for name, each in some
        }
    names = ("notes", "base", "fixed", "EM", "online", "gate", "gate*")
    print(f"{'author':9} {'learned before':20} " + " ".join(f"{name:>7}" for name in names))
    of_others = {
        author: _fitted([each for (other, _), each in texts.items() if other != author]) for author in AUTHORS
    }
    for (author, amount), text in texts.items():
        p = text.models
        figures = [
            _perplexity(text.p[:, 0]),
            _perplexity(text.p[:, 1]),
            _perplexity(p.mean(axis=1)),
            _perplexity(p @ _em(p)),
            _perplexity(_online(text)),
            _perplexity(Gate.of().learn(text.place, text.p, text.present)),
            _perplexity(of_others[author].copy().learn(text.place, text.p, text.present)),
        ]
        print(f"{author:9} {amount:20} " + " ".join(f"{figure:7.1f}" for figure in figures))
    print("gate*: begun from weights fitted on the two other authors")
    if "--write" in sys.argv:
        gate = _fitted(list(texts.values()))
        GATE.write_text(json.dumps(gate.as_dict()) + "\n", encoding="ascii")
        print(f"written to {GATE}")


def _texts(author: str, amount: str) -> list[tuple[str, Text]]:
    """An author's held-out text after so much of the notes, in one session and in short ones."""
    files = sorted(each.path for each in walk([need(DATA / "notes" / author) / "train"]).found)
    cut = len(files) * 9 // 10
    paragraphs = [text for path in files[cut:] for text in read(path).paragraphs]
    words = AMOUNTS[amount]
    with tempfile.TemporaryDirectory() as home:
        with Profile.open(author, Path(home), create=True) as profile:
            if words != 0:
                train(profile, _some(files[:cut], words))
        whole = _measured(author, Path(home), paragraphs, [len(paragraphs)], stored=False)
        short = _measured(author, Path(home), paragraphs, cycle(SESSIONS), stored=True)
    return [(amount, whole), (f"{amount}, short", short)]


def _some(files: list[Path], words: int | None) -> list[Path]:
    """The latest files, of so many words together."""
    if words is None:
        return files
    found: list[Path] = []
    for path in reversed(files):
        found.append(path)
        words -= sum(len(text.split()) for text in read(path).paragraphs)
        if words <= 0:
            break
    return found


def _measured(
    author: str, home: Path, paragraphs: list[str], sessions: Iterable[int], *, stored: bool
) -> Text:
    """What the models say of a text written in sessions, each of so many paragraphs."""
    seen: list[tuple[Place, Doubles]] = []
    present: list[bool] = []
    left = iter(paragraphs)
    for many in sessions:
        with Predictor.open(author, home, stored=stored) as predictor:
            engine = predictor.engine
            assert isinstance(engine, MixtureEngine)
            engine.accelerate()
            engine.gate = gate = _Watched(engine.gate.weights, engine.gate.lately)
            for paragraph in islice(left, many):
                predictor.learn(paragraph)
                if sum(len(p) for _, p in seen + gate.seen) >= TOKENS:
                    break
            seen, present = seen + gate.seen, engine.present
        if not gate.seen or sum(len(p) for _, p in seen) >= TOKENS:
            break
    place = Place(*(np.concatenate(column) for column in zip(*(each for each, _ in seen), strict=True)))
    return Text(place, np.concatenate([p for _, p in seen]), present)


def _fitted(texts: Sequence[Text]) -> Gate:
    """The gate after several passes over some texts, each slower than the one before; of the last one its average.

    An average over the way is closer to what suits all texts than where the last words of the last text have left the
    weights (Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging"). How well each model
    did lately begins with how well it did on average: where nothing is learned, and in the first words of all, that is
    what the weights were fitted with.
    """
    gate, usual = Gate.of(), np.zeros(len(PARTS))
    for number in range(PASSES):
        seen: list[Doubles] = []
        weights = np.zeros_like(gate.weights)
        for text in texts:
            gate.lately[:] = usual
            for at in range(0, len(text.p), STRETCH):
                some = slice(at, at + STRETCH)
                place = Place(*(column[some] for column in text.place))
                gate.learn(place, text.p[some], text.present, rate=0.02 / (1 + number))
                seen.append(gate.lately.copy())
                weights += gate.weights
        usual = np.mean(seen, axis=0)
    return Gate(weights / len(seen), usual)


def _em(p: Doubles) -> Doubles:
    weights = np.full(p.shape[1], 1 / p.shape[1])
    for _ in range(100):
        shares = weights * p
        weights = (shares / shares.sum(axis=1, keepdims=True)).mean(axis=0)
    return weights


def _online(text: Text, rate: float = 0.03) -> Doubles:
    """Weights for each order that answered and whether the word before was met lately, moved toward what was right."""
    weights: dict[tuple[int, bool], Doubles] = {}
    found = np.empty(len(text.p))
    for at, p in enumerate(text.models):
        key = int(text.place.depth[at]), bool(text.place.pairs[at] > 0)
        now = weights.setdefault(key, np.full(len(p), 1 / len(p)))
        found[at] = now @ p
        now += rate * (now * p / found[at] - now)
    return found


def _perplexity(p: Doubles) -> float:
    return float(np.exp(-np.mean(np.log(np.maximum(p, 1e-300)))))


if __name__ == "__main__":
    main()
