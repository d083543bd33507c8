"""Make the English model that comes with typeahead: python -m benchmarks.make_base [FOLDER]

From the base texts beside the checkout (see typeahead/profile/english/CREDITS.md), whose hashes are compared first; the
result is a function of them alone, and is committed with the package. Only n-grams met often enough are kept, so that
no sentence of the sources can be read back: pairs met twice, longer ones met three times.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.machine import DATA, describe, need
from typeahead.locations import base_model_folder
from typeahead.profile.artifacts import Artifacts, sealed
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

ORDER = 4
WORDS = 60_000
PRUNE = (0, 1, 2, 2)


def main() -> None:
    """Make it and say what came of it."""
    print(describe())
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else base_model_folder()
    print(make(sources(), folder))


def sources() -> list[Path]:
    """The base texts, each as its hash says."""
    folder = need(DATA / "base")
    found = []
    for line in (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split()
        path = folder.parent / name.lstrip("*")
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            sys.exit(f"{path} is not the text that the base model was made from; get it again")
        found.append(path)
    return found


def make(texts: list[Path], folder: Path) -> str:
    """Count the texts and put the arrays into a folder; what was made, in words."""
    options = TrainingOptions(base=False, order=ORDER, vocab_limit=WORDS, prune=PRUNE)
    with tempfile.TemporaryDirectory() as home, Profile.open("base", Path(home), create=True) as profile:
        report = train(profile, texts, options)
        generation = profile.generation()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(generation.folder, folder)
    about = {**Artifacts(folder).about, "revision": 0}
    (folder / "manifest.json").write_bytes(sealed(about))
    ngrams = ", ".join(f"{number:,}" for number in report.summary.ngrams)
    size = sum(path.stat().st_size for path in folder.iterdir())
    return f"{report.summary.words:,} words; n-grams {ngrams}; {size / 1e6:.1f} MB in {folder}"


if __name__ == "__main__":
    main()
