"""Profiles of the three authors as the benchmarks type with them, made where they are not there yet.

A network is fine-tuned for minutes: who runs several benchmarks, or one twice, names a folder to keep profiles in
with --home FOLDER.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.machine import DATA, need
from typeahead.profile.networks import has_network
from typeahead.profile.networks.base import KIND
from typeahead.profile.networks.training import save_trained, train_network
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

AUTHORS = ("mtlynch", "brandur", "simonw")

NOTHING, NOTES, BASE, BOTH, OWN = "nothing", "notes", "base", "both", "own"
"""As they are before any training, without the base; trained without it; untrained; trained with it; and with the
package's network fine-tuned too, which the editor's background process does by itself."""


@contextmanager
def home_of(author: str) -> Iterator[Path]:
    """A data folder for one author's profiles: inside the folder named on the command line, else for this run alone."""
    if "--home" in sys.argv:
        kept = Path(sys.argv[sys.argv.index("--home") + 1]) / author
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def words_of(arguments: list[str]) -> list[str]:
    """A command line without options, and without what belongs to --home."""
    if "--home" in arguments:
        at = arguments.index("--home")
        arguments = arguments[:at] + arguments[at + 2 :]
    return [each for each in arguments if not each.startswith("-")]


def prepare(name: str, home: Path, author: str) -> None:
    """Make one of the profiles, if it is not there."""
    if (home / "profiles" / name).exists():
        if name == OWN:  # a run may have been stopped before its network was made
            with Profile.open(name, home) as profile:
                if not has_network(profile, KIND):
                    save_trained(profile, train_network(profile, KIND))
        return
    notes = need(DATA / "notes" / author) / "train"
    with Profile.open(name, home, create=True) as profile:
        if name == NOTHING:
            (home / "empty.txt").write_text("A.\n")  # less can't be trained on
            train(profile, [home / "empty.txt"], TrainingOptions(base=False))
        elif name != BASE:
            train(profile, [notes], TrainingOptions(base=name != NOTES))
        if name == OWN:
            save_trained(profile, train_network(profile, KIND))
