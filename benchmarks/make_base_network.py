"""Train the network that comes with typeahead: python -m benchmarks.make_base_network [FOLDER] [--epochs N]

A state-space network of two layers of 256 over the 30,000 commonest words of the base texts (their hashes are compared
first), on one thread, in an hour or two; what is left out of the training, a twentieth of all text or less, chooses
the best epoch. Checkpoints are kept in benchmarks/.base, and the next run goes on there. The weights are put into
FOLDER: each row of the embeddings in 8 bits with a scale of its own, all others in 16.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np

from benchmarks.machine import describe
from benchmarks.make_base import sources
from typeahead.locations import base_network_folder
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import compiled
from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.models.neural.training.progress import Progress
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads
from typeahead.models.neural.training.trainer import Trainer
from typeahead.profile.networks.base import write_base_network
from typeahead.profile.networks.caching import fitted_cache
from typeahead.profile.networks.corpus import NetworkText, read
from typeahead.profile.networks.shelf import Shelf
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

KEPT = Path("benchmarks") / ".base"

RECIPE = Recipe(epochs=7, learning_rate=0.003, dropout=0.1, samples=600, threads=1)


def main() -> None:
    """Train, or go on, and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=base_network_folder())
    options.add_argument("--epochs", type=int, default=RECIPE.epochs)
    chosen = options.parse_args()
    print(describe())
    text = _text()
    configuration = Configuration("ssm", len(text.words), embedding=256, width=256, layers=2)
    recipe = Recipe(**{**asdict(RECIPE), "epochs": chosen.epochs})
    shelf = Shelf(KEPT.absolute(), "checkpoint", keep=2)
    network = Network.create(configuration, recipe.seed, operations=compiled())
    trainer = Trainer(
        network,
        recipe,
        text.train,
        text.held_out,
        resume=_left(shelf),
        keep=lambda made: shelf.write(made.arrays, {}, {"training": made.about}),
    )
    outcome = trainer.run(_watch)
    with Threads(1):
        cache = fitted_cache(outcome.network, text.held_out)
    about = {
        "recipe": asdict(recipe),
        "words": len(text.train),
        "held_out_words": len(text.held_out),
        "held_out_perplexity": outcome.held_out_perplexity,
        "history": [asdict(each) for each in outcome.history],
        "cache": cache,
        "corpus": text.digest,
        "tokens": text.tokens,
    }
    counts = np.bincount(text.train, minlength=len(text.words))
    size = write_base_network(chosen.folder, outcome.network, text.words, counts, about)
    print(f"held-out perplexity {outcome.held_out_perplexity:.2f}; {size / 1e6:.2f} MB in {chosen.folder}")


def _text() -> NetworkText:
    """The base texts as networks read them."""
    with tempfile.TemporaryDirectory() as home, Profile.open("base", Path(home), create=True) as profile:
        train(profile, sources(), TrainingOptions(base=False, order=2))
        return read(profile)


def _left(shelf: Shelf) -> Checkpoint | None:
    """Where the last run stopped."""
    found = shelf.open().stored
    if found is None:
        return None
    names = [name.removesuffix(".npy") for name in found.about["files"] if name.endswith(".npy")]
    return Checkpoint({name: np.array(found.array(name)) for name in names}, dict(found.about["training"]))


def _watch(progress: Progress) -> None:
    if progress.notice or int(progress.seconds_left) % 10 == 0:
        print(
            f"epoch {progress.epoch:.3f} of {progress.epochs}: {progress.words_per_second:,.0f} words/s, "
            f"perplexity {progress.train_perplexity:.1f}, held out {progress.held_out_perplexity}",
            json.dumps(progress.notice),
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
