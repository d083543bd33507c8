"""How long a suggestion takes: python -m benchmarks.suggestions [--model lstm]

20,000 contexts of Reuters' held-out text under a 5-gram of its training text (next word), and notes typed key by key
with n-grams alone, with the whole mixture, and with one whose network is the person's own and adapts, each paragraph
learned when it is done. The next word is wanted where another word is begun than at the key before, or none yet; all
other keys are inside a word. Wall and CPU time of each `Predictor.suggest`, as it answers before the compiled kernels
are loaded and after; and the compiled search for the ten likeliest words alone: the same call ten times inside compiled
code, divided by ten.

With --model a network of 30,000 words answers instead, its weights random: the time does not depend on them. Notes are
typed letter by letter; each finished paragraph is learned and adapted to, so that its cache is full.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import numpy as np
from numba import njit

from benchmarks.machine import DATA, describe, need
from benchmarks.networks import WIDTH, put_base_network, put_network
from typeahead.models.compiling import warm
from typeahead.models.neural.configuration import KINDS
from typeahead.models.ngram.kernels import top
from typeahead.prediction import context
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train
from typeahead.text.sources import read, walk

CONTEXTS = 20_000
KEYS = 6_000
"""Of notes, typed one by one."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long a suggestion takes.")
    parser.add_argument("--model", choices=KINDS, action="append", default=[], help="a network instead")
    parser.add_argument("--width", type=int, default=WIDTH, help="of the network, two layers")
    chosen = parser.parse_args()
    print(describe())
    if chosen.model:
        _networks(chosen.model, chosen.width)
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        reuters = need(DATA / "benchmarks" / "reuters")
        _train(home, "reuters", reuters / "train.txt", TrainingOptions(order=5, tokens="whitespace"))
        with Predictor.open("reuters", home, stored=False) as predictor:
            print(f"Reuters, order 5, {predictor.generation.summary.types:,} words in the vocabulary")
            lines = (reuters / "heldout.txt").read_text(encoding="utf-8").split("\n")
            befores = _word_by_word(lines)[:CONTEXTS]
            for how in _ways(predictor):
                _report(f"next word, n=5, {how}", _measure(predictor, befores, 5))
                _report(
                    f"next word, n=10, no phrases, {how}", _measure(predictor, befores, 10, phrases=False)
                )
            _report("the compiled search alone, ten words", _inside(predictor, befores))
        for author in ("mtlynch",):
            notes = need(DATA / "notes" / author)
            _train(home, author, notes / "train", TrainingOptions())
            with Predictor.open(author, home, stored=False) as predictor:
                texts = [
                    text for found in walk([notes / "test"]).found for text in read(found.path).paragraphs
                ]
                words = predictor.generation.summary.types
            print(f"{author}'s notes, {words:,} words in the vocabulary")
            for model, compiled in product(("ngram", "mixture"), (False, True)):
                # Each way learns what is typed, so that each begins anew.
                with Predictor.open(author, home, model=model, stored=False) as predictor:
                    if compiled:
                        predictor.accelerate()
                        warm()
                    _typed(predictor, texts, f"{model}, {'compiled' if compiled else 'NumPy'}")
            with Profile.open(author, home) as profile:
                put_base_network(profile)
            with Predictor.open(author, home, stored=False) as predictor:
                predictor.accelerate()
                warm()
                _typed(predictor, texts, "mixture, own network")


def _typed(predictor: Predictor, texts: list[str], what: str) -> None:
    """Type texts key by key as the editor asks, learning and adapting to each when it is done: `KEYS` keys, no more."""
    first, inside, before = [], [], None
    for text in texts:
        for at in range(len(text)):
            place = context.read(text[:at], "prose")
            is_inside = bool(place.prefix) and place.words == before
            before = place.words
            took = _timed(lambda at=at, text=text: predictor.suggest(text[:at], 5))
            (inside if is_inside else first).append(took)
        predictor.learn(text + "\n\n")
        while predictor.adapt():
            pass
        if len(first) + len(inside) >= KEYS:
            break
    for name, found in (("the next word", first), ("inside a word", inside)):
        wall, cpu = np.array(found).T
        _report(f"{name}, n=5, {what}", (wall * 1e6, cpu * 1e6))


def _networks(kinds: list[str], width: int) -> None:
    """Networks, while their person writes."""
    notes = need(DATA / "notes" / "mtlynch")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _train(home, "mtlynch", notes / "train", TrainingOptions())
        texts = [text for found in walk([notes / "test"]).found for text in read(found.path).paragraphs]
        for kind in kinds:
            with Profile.open("mtlynch", home) as profile:
                size = put_network(profile, kind, width)
            with Predictor.open("mtlynch", home, model=kind, stored=False) as predictor:
                print(f"{kind}, 2 × {width}, {size:,} words, a cache of {predictor.engine.cache.size:,}")
                _while_writing(predictor, texts)


def _while_writing(predictor: Predictor, texts: list[str]) -> None:
    """Type texts, learning and adapting to each one when it is done: `KEYS` keys, no more."""
    first, inside, learning, steps = [], [], [], []
    for text in texts:
        for before in _key_by_key([text]):
            is_inside = bool(before) and before[-1].isalnum()
            (inside if is_inside else first).append(_timed(lambda at=before: predictor.suggest(at, 5)))
        learning.append(_timed(lambda done=text: predictor.learn(done + "\n\n")))
        for _ in range(len(text)):
            more: list[bool] = []
            steps.append(_timed(lambda more=more: more.append(predictor.adapt())))
            if not more[0]:
                break
        if len(first) + len(inside) >= KEYS:
            break
    for what, found in (
        ("after a space, n=5", first),
        ("inside a word, n=5", inside),
        ("a paragraph learned", learning),
        ("a step of adapting", steps),
    ):
        wall, cpu = np.array(found).T
        _report(what, (wall * 1e6, cpu * 1e6))


def _timed(call: Callable[[], object]) -> tuple[float, float]:
    started, started_cpu = time.perf_counter(), time.thread_time()
    call()
    cpu = time.thread_time() - started_cpu
    return time.perf_counter() - started, cpu


def _ways(predictor: Predictor) -> Iterator[str]:
    """The two ways of answering, one after the other."""
    yield "NumPy"
    began = time.perf_counter()
    predictor.accelerate()
    warm()
    print(f"{'kernels loaded':44} in {time.perf_counter() - began:.2f} s")
    yield "compiled"


def _inside(predictor: Predictor, befores: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The compiled search itself, without the way into it from Python."""
    model, encoder = predictor.generation.model, predictor.generation.encoder
    chains = [model.links(model.state_after(encoder.ids(before.split()))) for before in befores]
    wall, cpu = np.empty(len(chains)), np.empty(len(chains))
    room = np.zeros(0, dtype=np.int32), np.empty(10, dtype=np.int32), np.empty(10)
    _repeat(*model.kernel.searched(chains[0]), len(model.counts.unigrams), *room, 1)
    for at, links in enumerate(chains):
        searched = model.kernel.searched(links)
        started, started_cpu = time.perf_counter(), time.thread_time()
        _repeat(*searched, len(model.counts.unigrams), *room, 10)
        cpu[at] = (time.thread_time() - started_cpu) / 10
        wall[at] = (time.perf_counter() - started) / 10
    return wall * 1e6, cpu * 1e6


@njit
def _repeat(live, chain, under, scratch, size, skip, words, values, times):
    for _ in range(times):
        top(live, chain, under, scratch, 0, size, skip, len(words), words, values)


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
            f"{what:44} {kind:4} p50 {p50:6.1f} µs   p99 {p99:6.1f} µs   max {worst:7.0f} µs   ({len(values):,} calls)"
        )


if __name__ == "__main__":
    main()
