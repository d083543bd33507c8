"""Perplexity beside KenLM's on the same files: python -m benchmarks.parity"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.machine import DATA, describe, need
from typeahead.evaluation.perplexity import measure
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

HELD_OUT = {"sotu": "heldout", "reuters": "heldout", "ptb": "test"}


def main() -> None:
    """Measure and print."""
    print(describe())
    folder = need(DATA / "benchmarks")
    reference = json.loads((folder / "reference.json").read_text())["perplexity_including_unknown"]
    print(f"{'corpus':10} {'order':>5} {'typeahead':>12} {'KenLM':>12} {'difference':>11}")
    with tempfile.TemporaryDirectory() as home:
        for corpus, part in HELD_OUT.items():
            lines = (folder / corpus / f"{part}.txt").read_text(encoding="utf-8").split("\n")[:-1]
            sentences = [[word for word in line.split(" ") if word] for line in lines]
            with Profile.open(corpus, Path(home), create=True) as profile:
                for order, expected in reference[corpus].items():
                    options = TrainingOptions(order=int(order), tokens="whitespace", base=False)
                    train(profile, [folder / corpus / "train.txt"], options)
                    found = measure(profile.generation(), sentences).perplexity or float("inf")
                    print(
                        f"{corpus:10} {order:>5} {found:12.4f} {expected:12.4f} {found / expected - 1:+11.1e}"
                    )


if __name__ == "__main__":
    main()
