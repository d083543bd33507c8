"""The model in the package is what corpora/notes give, and speaks as they do."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.make_starter import NOTES, make
from typeahead.locations import base_model_folder
from typeahead.prediction.predictor import Predictor


@pytest.mark.skipif(not NOTES.is_dir(), reason="corpora/ is not beside the package")
def test_it_is_made_from_the_vault(tmp_path):
    make(tmp_path / "model")
    made = {path.name: path for path in (tmp_path / "model").iterdir()}
    shipped = {path.name: path for path in base_model_folder().iterdir()}
    assert set(made) == set(shipped)
    # Logarithms differ in their last bit from processor to processor; counts and words do not.
    values = "letters_of_words.npy"
    np.testing.assert_allclose(np.load(made[values]), np.load(shipped[values]), rtol=1e-5)
    for name in set(made) - {values, "manifest.json"}:
        assert made[name].read_bytes() == shipped[name].read_bytes(), name


def test_the_vault_is_large_and_dated():
    notes = sorted(NOTES.glob("*.md"))
    assert len(notes) >= 40
    assert sum(len(path.read_text(encoding="utf-8").split()) for path in notes) >= 15_000
    assert all(path.name[:4].isdigit() and path.name[4] == "-" for path in notes)


def test_a_fresh_install_suggests_everyday_phrases(tmp_path):
    with Predictor.open(home=tmp_path) as predictor:
        assert predictor.suggest("I am looking forward ", 1)[0].text.split()[0] == "to"
        assert predictor.suggest("Please let me know ", 1)[0].text.split()[0] == "if"
        assert any(s.text == "books" for s in predictor.suggest("the students opened their ", 3))
