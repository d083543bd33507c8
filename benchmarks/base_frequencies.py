"""How often the English base's texts have its words and phrases: python -m benchmarks.base_frequencies [FOLDER]

The base model holds Kneser-Ney's counts, which say before how many different words an n-gram stood. To tell what is
typical of a person beside English takes how often; this counts the same texts anew for the same n-grams, no others.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.machine import describe
from benchmarks.make_base import PRUNE, WORDS, sources
from typeahead.locations import base_frequencies_folder
from typeahead.profile.base import open_base
from typeahead.profile.frequencies import LONGEST, save
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train


def main() -> None:
    """Count, and say what came of it."""
    print(describe())
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else base_frequencies_folder()
    base = open_base()
    options = TrainingOptions(
        base=False, order=LONGEST, smoothing="absolute", vocab_limit=WORDS, prune=PRUNE[:LONGEST]
    )
    with tempfile.TemporaryDirectory() as home, Profile.open("raw", Path(home), create=True) as profile:
        train(profile, sources(), options)
        raw = profile.generation()
        save(folder, base.identity, counted(base, raw))
    print(f"{sum(path.stat().st_size for path in folder.iterdir()) / 1e6:.2f} MB in {folder}")


def counted(base: Generation, raw: Generation) -> list[np.ndarray]:
    """For each n-gram of the base, orders 1 to 3 in the order of its arrays, how often the texts have it."""
    if base.vocabulary.words != raw.vocabulary.words:
        sys.exit("the base was made of other texts: make it anew first (python -m benchmarks.make_base)")
    found = []
    for ours, theirs in zip(base.model.counts.depths[:LONGEST], raw.model.counts.depths, strict=True):
        if not (np.array_equal(ours.words, theirs.words) and np.array_equal(ours.offsets, theirs.offsets)):
            sys.exit(f"the base has other n-grams of order {ours.depth} than its texts give")
        found.append(np.array(theirs.counts[: ours.size], dtype=np.int64))
    return found


if __name__ == "__main__":
    main()
