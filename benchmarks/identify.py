"""Whose writing is it: python -m benchmarks.identify [--home FOLDER] [--samples=N]

A profile for each of three authors, trained on their training notes alone. Their test notes, in the order of their
names, are cut into samples of WORDS words and marks, whole sentences in sequence; what is left over is left out.
Each sample is given to all profiles (`typeahead.evaluation.authorship`), and to a character 5-gram of each author's
training notes (`benchmarks.character_model`): the least surprised one is taken for the author. Rows are who wrote it,
columns who was named.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.character_model import CharacterModel
from benchmarks.machine import DATA, describe, need
from benchmarks.note_profiles import AUTHORS
from typeahead.evaluation.authorship import OpenVocabulary
from typeahead.evaluation.bootstrap import Draws
from typeahead.evaluation.texts import read_text
from typeahead.prediction.predictor import Predictor
from typeahead.profile.encoding import PROSE
from typeahead.profile.profile import Profile
from typeahead.profile.training import train
from typeahead.text.joining import join

WORDS = 300


def main() -> None:
    """Measure and print."""
    print(describe())
    most = next((int(each[10:]) for each in sys.argv if each.startswith("--samples=")), 0)
    samples = {author: _samples(author, most) for author in AUTHORS}
    for author, found in samples.items():
        print(f"{author}: {len(found)} samples of about {WORDS} words and marks")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(sys.argv[sys.argv.index("--home") + 1]) if "--home" in sys.argv else Path(folder)
        began = time.process_time()
        bits = {author: _bits_by_profile(home, author, samples) for author in AUTHORS}
        spent = time.process_time() - began
    count = sum(map(len, samples.values()))
    print(
        f"\nprofiles, {spent / count / len(AUTHORS):.2f} s of CPU for each sample and profile (training included):"
    )
    _print_matrix({of: _named([bits[by][of] for by in AUTHORS]) for of in AUTHORS})
    _print_confidence(samples, bits)
    print("\ncharacter 5-gram:")
    models = {author: CharacterModel(_training_text(author)) for author in AUTHORS}
    named = {}
    for of in AUTHORS:
        texts = ["\n".join(join(sentence) for sentence in sample) for sample in samples[of]]
        named[of] = [int(np.argmin([models[by].bits(text) for by in AUTHORS])) for text in texts]
    _print_matrix(named)


def _samples(author: str, most: int) -> list[list[list[str]]]:
    """Samples of whole sentences, as their words."""
    sentences = read_text([need(DATA / "notes" / author / "test")], PROSE).sentences
    found: list[list[list[str]]] = []
    sample: list[list[str]] = []
    words = 0
    for sentence in sentences:
        sample.append(sentence)
        words += len(sentence)
        if words >= WORDS:
            found.append(sample)
            sample, words = [], 0
    return found[:: max(1, len(found) // most)][:most] if most else found


def _training_text(author: str) -> str:
    sentences = read_text([DATA / "notes" / author / "train"], PROSE).sentences
    return "\n".join(join(sentence) for sentence in sentences)


def _bits_by_profile(home: Path, author: str, samples: dict[str, list[list[list[str]]]]) -> dict[str, list]:
    """Bits of each sentence of each sample, by who wrote it, to one author's profile."""
    if not (home / "profiles" / author).exists():
        with Profile.open(author, home, create=True) as profile:
            train(profile, [DATA / "notes" / author / "train"])
    with Predictor.open(author, home, stored=False) as predictor:
        measured = OpenVocabulary(predictor.engine)
        return {of: [measured.bits(sample)[0] for sample in found] for of, found in samples.items()}


def _named(by_each: list[list]) -> list[int]:
    """Of each sample, which profile is the least surprised."""
    return [int(np.argmin([bits.sum() for bits in of_sample])) for of_sample in zip(*by_each, strict=True)]


def _print_matrix(named: dict[str, list[int]]) -> None:
    print(f"  {'':<10}" + "".join(f"{author:>10}" for author in AUTHORS) + f"{'right':>10}")
    right = 0
    for at, author in enumerate(AUTHORS):
        counts = [named[author].count(number) for number in range(len(AUTHORS))]
        right += counts[at]
        shown = "".join(f"{count:>10}" for count in counts)
        print(f"  {author:<10}{shown}{100 * counts[at] / len(named[author]):>9.1f}%")
    total = sum(map(len, named.values()))
    print(f"  all: {right} of {total} right, {100 * right / total:.1f} %")


def _print_confidence(samples: dict, bits: dict) -> None:
    """How often a sample is named right, by the confidence that the bootstrap gives."""
    groups: dict[str, list[bool]] = {
        "below 80 %": [],
        "80 to 95 %": [],
        "95 to 99 %": [],
        "99 % and more": [],
    }
    for at, of in enumerate(AUTHORS):
        for number in range(len(samples[of])):
            of_each = np.stack([bits[by][of][number] for by in AUTHORS], axis=1)
            best = int(of_each.sum(axis=0).argmin())
            sure = float((Draws(len(of_each)).totals(of_each).argmin(axis=1) == best).mean())
            name = next(
                name
                for name, least in zip(list(groups)[::-1], (0.99, 0.95, 0.8, 0.0), strict=True)
                if sure >= least
            )
            groups[name].append(best == at)
    for name, right in groups.items():
        if right:
            print(f"  confidence {name}: {len(right)} samples, {100 * sum(right) / len(right):.1f} % right")


if __name__ == "__main__":
    main()
