"""Models of other smoothings and orders from the same documents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.vault import trained, write_notes
from typeahead.errors import ModelMissing, SettingInvalid
from typeahead.models.ngram.smoothing import SMOOTHINGS
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train
from typeahead.profile.variants import variant


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes")


@pytest.mark.parametrize("smoothing", SMOOTHINGS)
def test_it_is_what_training_with_these_settings_makes(home, notes, smoothing):
    profile, _ = trained(home, notes, options=TrainingOptions(order=3))
    with profile:
        found = variant(profile, smoothing=smoothing, order=2)
        before = profile.generation().folder
        assert found.vocabulary is not profile.generation().vocabulary
        train(profile, [], TrainingOptions(smoothing=smoothing, order=2))
        made = profile.generation()
        assert made.folder != before
    assert found.vocabulary.words == made.vocabulary.words
    assert found.settings == made.settings
    sentence = found.encoder.stream([["The", "students", "opened", "the", "library"], ["Nobody", "knows"]])
    np.testing.assert_array_equal(found.model.score(sentence), made.model.score(sentence))
    assert found.encoder.ids(["The", "library"]) == made.encoder.ids(["The", "library"])


def test_the_same_settings_give_the_generation_itself(home, notes):
    profile, report = trained(home, notes)
    with profile:
        found = variant(profile, order=5)
        assert found.folder == profile.generations.current
        assert found.summary == report.summary


def test_nothing_is_written(home, notes):
    profile, _ = trained(home, notes)
    with profile:
        before = sorted((path, path.stat().st_mtime_ns) for path in home.rglob("*") if "wal" not in path.name)
        variant(profile, smoothing="witten-bell")
        assert before == sorted(
            (path, path.stat().st_mtime_ns) for path in home.rglob("*") if "wal" not in path.name
        )


def test_without_documents_there_is_nothing_to_count(home):
    with Profile.open("default", home, create=True) as profile:
        with pytest.raises(ModelMissing, match="train it first"):
            variant(profile, smoothing="mle")
        assert variant(profile, order=5).folder == profile.generation().folder


def test_what_can_not_be_made_is_said(home, notes):
    profile, _ = trained(home, notes)
    with profile:
        with pytest.raises(SettingInvalid, match="there is no smoothing"):
            variant(profile, smoothing="sandpaper")
        with pytest.raises(SettingInvalid, match="1 to 8"):
            variant(profile, order=9)
