"""Make the model that a fresh install answers with, from the notes in corpora/: python -m benchmarks.make_starter

The result is committed with the package. It is a function of corpora/notes alone, and a test compares the two.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from typeahead.locations import base_model_folder
from typeahead.profile.artifacts import Artifacts, sealed
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

NOTES = Path(__file__).parent.parent / "corpora" / "notes"


def make(folder: Path) -> str:
    """Train on corpora/notes and put the arrays into a folder; what was made, in words."""
    with tempfile.TemporaryDirectory() as home, Profile.open("starter", Path(home), create=True) as profile:
        report = train(profile, [NOTES], TrainingOptions(base=False))
        generation = profile.generation()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(generation.folder, folder)
        # Which revision of which profile it was is nobody's business, and would change with every make.
        about = {**Artifacts(folder).about, "revision": 0}
        (folder / "manifest.json").write_bytes(sealed(about))
        summary = report.summary
    size = sum(path.stat().st_size for path in folder.iterdir())
    return f"{summary.words:,} words, {summary.types:,} types, {size / 1e6:.1f} MB in {folder}"


if __name__ == "__main__":
    print(make(Path(sys.argv[1]) if len(sys.argv) > 1 else base_model_folder()))
