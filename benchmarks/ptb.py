"""Perplexity on the Penn Treebank: python -m benchmarks.ptb [NAME...] [--seeds S...] [--keep FOLDER]

Rows: uniform; a 5-gram with modified Kneser-Ney smoothing; each network with the recipe below, all trained from
nothing here and now; `best`, the best single network in 40 minutes; `mixture`, the 5-gram, the best network and its
continuous cache, weighed on the validation text. Each row names its seconds (from the first import of kernels to the
last epoch, validation included) and threads. Weights are kept in FOLDER, so that rows can be made one at a time.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.machine import DATA, describe, need
from typeahead.models.neural import cache
from typeahead.models.neural.adaptation import Adaptation, AdaptationSettings
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import compiled
from typeahead.models.neural.training.progress import Progress
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads
from typeahead.models.neural.training.trainer import Trainer
from typeahead.models.ngram.base import UniformBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.smoothing import make
from typeahead.models.protocols import EOS, FIRST_WORD

SIZE = 10_002
"""The words of the training text with `</s>`, and the two reserved ids that the text has not: `<unk>` is a word."""

SAMPLES = 600
"""Words drawn for the softmax: with more, each step is truer and there are fewer of them in the time."""

RECIPES = {
    "window": (
        Configuration("window", SIZE, embedding=200, width=400, window=5, direct=True),
        Recipe(epochs=4, learning_rate=0.006, dropout=0.25, input_dropout=0.1, samples=SAMPLES),
    ),
    "rnn": (
        Configuration("rnn", SIZE, embedding=256, width=256),
        Recipe(epochs=8, learning_rate=0.004, dropout=0.25, samples=SAMPLES),
    ),
    "gru": (
        Configuration("gru", SIZE, layers=2),
        Recipe(epochs=5, learning_rate=0.005, dropout=0.2, samples=SAMPLES),
    ),
    "lstm": (
        Configuration("lstm", SIZE, embedding=160, width=160, layers=2),
        Recipe(epochs=6, learning_rate=0.014, dropout=0.15, samples=SAMPLES),
    ),
    "ssm": (
        Configuration("ssm", SIZE, embedding=256, width=256, layers=2),
        Recipe(epochs=6, learning_rate=0.014, dropout=0.3, samples=SAMPLES),
    ),
    "best": (
        Configuration("ssm", SIZE, embedding=400, width=400, layers=3),
        Recipe(epochs=13, learning_rate=0.008, dropout=0.35, word_dropout=0.05, patience=0, samples=SAMPLES),
    ),
}

PUBLISHED = "published: KN5 141.2, Elman 124.7, LSTM 114.5 / 82.7 / 78.4; with AWD-LSTM on a GPU 57.3"

Floats = NDArray[np.float32]


class Texts(NamedTuple):
    """The Penn Treebank in ids, one stream each, `</s>` between sentences."""

    train: NDArray[np.int32]
    valid: NDArray[np.int32]
    test: NDArray[np.int32]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", nargs="*", default=["ngram", "window", "rnn", "gru", "lstm", "ssm"])
    options.add_argument("--seeds", type=int, nargs="+", default=[1])
    options.add_argument("--keep", type=Path, default=Path("benchmarks") / ".ptb")
    chosen = options.parse_args()
    print(describe())
    texts = _texts()
    chosen.keep.mkdir(parents=True, exist_ok=True)
    for row in chosen.rows:
        if row == "ngram":
            _say("uniform", math.log(SIZE - 2) * np.ones(1), "")
            began = time.perf_counter()
            model = _ngram(texts)
            _say(
                "5-gram, modified Kneser-Ney",
                -model.score(texts.test),
                f"{time.perf_counter() - began:.1f} s",
            )
        elif row == "mixture":
            _mixture(texts, chosen.keep)
        else:
            for seed in chosen.seeds:
                _network(row, texts, seed, chosen.keep)
    print(PUBLISHED)


def _texts() -> Texts:
    folder = need(DATA / "benchmarks" / "ptb")
    words = {
        name: (folder / f"{name}.txt").read_text(encoding="utf-8").replace("\n", " </s> ").split()
        for name in Texts._fields
    }
    known = sorted(set(words["train"]) - {"</s>"})
    ids = {word: number for number, word in enumerate(known, FIRST_WORD)} | {"</s>": EOS}
    return Texts(**{name: np.array([ids[word] for word in some], np.int32) for name, some in words.items()})


def _ngram(texts: Texts) -> NgramModel:
    counts = Counts(count(texts.train, SIZE, 5))
    return NgramModel(counts, UniformBase(counts), make("modified-kneser-ney", {"as_lmplz": True}))


def _network(name: str, texts: Texts, seed: int, keep: Path) -> None:
    configuration, recipe = RECIPES[name]
    recipe = Recipe(**{field: getattr(recipe, field) for field in recipe.__slots__} | {"seed": seed})
    began = time.perf_counter()
    network = Network.create(configuration, seed, operations=compiled())
    used = time.process_time()
    outcome = Trainer(network, recipe, texts.train, texts.valid).run(_watch)
    seconds, used = time.perf_counter() - began, time.process_time() - used
    np.savez(keep / f"{name}.{seed}.npz", **outcome.network.parameters)
    about = f"{configuration.layers} x {configuration.width}, {network.parameter_count() / 1e6:.1f} M weights"
    with Threads(1):
        scores = NeuralModel(Network(configuration, outcome.network.parameters)).score(texts.test)
    _say(
        f"{name}: {configuration.kind} {about}, seed {seed}",
        -scores,
        f"valid {outcome.held_out_perplexity:.1f}, {seconds:.0f} s ({used:.0f} s of CPU), {recipe.threads} threads, "
        f"{len(outcome.history)} epochs",
    )


def _watch(progress: Progress) -> None:
    """Epochs on stderr as they end, for who waits."""
    if progress.notice or (
        progress.held_out_perplexity and progress.step % (progress.steps // progress.epochs) == 0
    ):
        print(
            f"  epoch {progress.epoch:.1f}: train {progress.train_perplexity:.1f}, "
            f"valid {progress.held_out_perplexity or math.nan:.1f} {progress.notice or ''}",
            file=sys.stderr,
            flush=True,
        )


def _mixture(texts: Texts, keep: Path) -> None:
    """The 5-gram, the best network and its cache; all weights by EM on the validation text."""
    configuration, _ = RECIPES["best"]
    model = NeuralModel(Network(configuration, dict(np.load(keep / "best.1.npz"))))
    counted = _ngram(texts)
    with Threads(2):
        settings = None
        columns: list[list[NDArray[np.float64]]] = []
        for words in (texts.valid, texts.test):
            hidden = np.concatenate([some for _, some in model.hidden(words)])
            scores = model.score(words)
            if settings is None:
                settings = cache.fit(hidden, words, scores, (500, 2000, 4000))
            cached = cache.probabilities(hidden, words, settings.size, [settings.theta])[0]
            columns.append([np.exp(scores.astype(float)), np.exp(counted.score(words).astype(float)), cached])
    assert settings is not None
    valid, test = (np.array(each) for each in columns)
    for name, members in (
        ("best network", [0]),
        ("best network and its cache", [0, 2]),
        ("best network and 5-gram", [0, 1]),
        ("mixture: 5-gram, best network, its cache", [0, 1, 2]),
    ):
        weights = _weights(valid[members])
        _say(name, -np.log(weights @ test[members]), ", ".join(f"{weight:.2f}" for weight in weights))
    print(f"cache of {settings.size} words, theta {settings.theta:.3f}, share {settings.share:.3f}")
    adaptation = Adaptation(model.network, AdaptationSettings())
    began = time.perf_counter()
    steps = [adaptation.take(texts.test[at : at + 20]) for at in range(0, len(texts.test), 20)]
    each = (time.perf_counter() - began) / len(steps)
    adapted = np.concatenate([found for found, _ in steps])
    _say("best network, adapting (dynamic evaluation)", -adapted, f"{each * 1e3:.1f} ms a step of 20 words")


def _weights(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mixture weights by EM over the probabilities (models, T)."""
    weights = np.full(len(p), 1 / len(p))
    for _ in range(200):
        shares = weights[:, None] * p
        weights = (shares / np.maximum(shares.sum(axis=0), 1e-300)).mean(axis=1)
    return weights


def _say(name: str, nats: NDArray[np.floating], about: str) -> None:
    print(f"{name:52} test {math.exp(float(np.mean(nats, dtype=np.float64))):7.2f}  {about}", flush=True)


if __name__ == "__main__":
    main()
