"""How the package's network is best moved toward notes: what is left out (dropout), and how often they are read.

    python -m benchmarks.finetuning [AUTHOR …] [--words N] [--recipe DROPOUT,EPOCHS …]

For each author the last tenth of the training documents is put aside, and the network fine-tuned on the others, or on
their last N words, by each recipe: without `--recipe` by the one that `typeahead train --model ssm` takes, and by that
of networks which begin at random, three times as long. After every epoch: perplexity of what is held out of the
documents read, which chooses the epoch in use, and of the documents put aside, which is what counts: the next one that
a person writes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.machine import DATA, describe, need
from benchmarks.note_profiles import AUTHORS, words_of
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import compiled
from typeahead.models.neural.training import planning
from typeahead.models.neural.training.held_out import perplexity
from typeahead.models.neural.training.progress import Progress
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads
from typeahead.models.neural.training.trainer import Trainer
from typeahead.models.neural.training.transplanting import transplanted
from typeahead.models.protocols import FIRST_WORD, RESERVED, UNK, Ids
from typeahead.profile import corpus
from typeahead.profile.networks.base import open_base_network
from typeahead.profile.networks.corpus import NetworkText, read
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

ANEW = (0.35, 15)
"""As networks that begin at random are trained, three times as long."""


def main() -> None:
    """Measure and print."""
    arguments = sys.argv[1:]
    recipes: list[tuple[float, int] | None] = [None, ANEW]
    while "--recipe" in arguments:
        at = arguments.index("--recipe")
        dropout, epochs = arguments[at + 1].split(",")
        recipes = [*(each for each in recipes if each not in (None, ANEW)), (float(dropout), int(epochs))]
        arguments = arguments[:at] + arguments[at + 2 :]
    words = None
    if "--words" in arguments:
        at = arguments.index("--words")
        words = int(arguments[at + 1])
        arguments = arguments[:at] + arguments[at + 2 :]
    print(describe())
    print(
        f"{'author':9} {'words':>7} {'dropout':>7} {'epoch':>9} {'held out':>9} {'put aside':>9} {'seconds':>8}"
    )
    for author in words_of(arguments) or AUTHORS:
        text, aside = _texts(author)
        text = replace(text, train=text.train[-words:] if words else text.train)
        for recipe in recipes:
            _measure(author, text, aside, recipe)


def _texts(author: str) -> tuple[NetworkText, Ids]:
    """What is read, and the last tenth of the documents in the ids of the same words."""
    files = sorted(path for path in (need(DATA / "notes" / author) / "train").rglob("*") if path.is_file())
    cut = len(files) * 9 // 10
    with tempfile.TemporaryDirectory() as home, Profile.open("read", Path(home), create=True) as profile:
        train(profile, files[:cut], TrainingOptions(base=False, order=2))
        text = read(profile, open_base_network().words[FIRST_WORD:])
    with tempfile.TemporaryDirectory() as home, Profile.open("aside", Path(home), create=True) as profile:
        train(profile, files[cut:], TrainingOptions(base=False, order=2))
        found = corpus.read(profile.store.texts(), [], profile.settings)
    numbers = {word: number for number, word in enumerate(text.words)}
    spelled = [numbers.get(word, UNK) for word in found.vocabulary.words]
    spelled[: len(RESERVED)] = range(len(RESERVED))
    return text, np.array(spelled, dtype=np.int32)[found.words]


def _measure(author: str, text: NetworkText, aside: Ids, recipe: tuple[float, int] | None) -> None:
    base = open_base_network()
    network = transplanted(base.network.unpacked(), base.words, text.words, 1, compiled())
    planned = planning.plan(
        len(text.train), len(text.words), "ssm", recipe=Recipe(), given=network.configuration, unread=True
    ).recipe
    if recipe is not None:
        planned = replace(planned, dropout=recipe[0], epochs=recipe[1])
    began, seen = time.perf_counter(), set[float]()

    def tell(epoch: float, held_out: float | None) -> None:
        if epoch == int(epoch) and epoch not in seen and held_out is not None:
            seen.add(epoch)
            print(
                f"{author:9} {len(text.train):7,} {planned.dropout:7.2f} {epoch:3.0f} of {planned.epochs:2} "
                f"{held_out:9.1f} {_perplexity(network, aside):9.1f} {time.perf_counter() - began:8.0f}",
                flush=True,
            )

    def report(progress: Progress) -> None:
        if not progress.notice:
            tell(progress.epoch, progress.held_out_perplexity)

    tell(0, _perplexity(network, text.held_out))
    Trainer(network, planned, text.train, text.held_out).run(report)


def _perplexity(network: Network, words: Ids) -> float:
    with Threads(1) as threads:
        return perplexity(network, words, threads)


if __name__ == "__main__":
    main()
