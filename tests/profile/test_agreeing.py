"""What settings say of learning, taken over by a profile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from typeahead import Predictor
from typeahead.profile.agreeing import agree, is_private
from typeahead.profile.forgetting import leaving_out
from typeahead.profile.profile import Profile
from typeahead.profile.training import train
from typeahead.settings import DEFAULTS
from typeahead.settings_file import SettingsFile


def saying(**values) -> SettingsFile:
    return SettingsFile(Path("settings.toml"), replace(DEFAULTS, **values), frozenset(values))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    (folder / "diary").mkdir(parents=True)
    (folder / "open.md").write_text("The students opened their books.\n" * 3)
    (folder / "diary" / "secret.md").write_text("Grumbolt sleeps in the cellar.\n" * 3)
    return folder


def test_nothing_said_changes_nothing(home):
    with Profile.open(home=home, create=True) as profile:
        profile.hides_offensive = False
        revision = profile.store.revision
        assert not agree(profile, saying())
        assert not profile.hides_offensive, "what the file leaves open stays as the profile has it"
        assert profile.store.revision == revision


def test_what_is_said_holds_for_the_profile_and_once_is_enough(home):
    with Profile.open(home=home, create=True) as profile:
        assert agree(profile, saying(offensive="allow", learn_after=3))
        assert not profile.hides_offensive
        assert profile.settings.learn_after == 3
        assert not agree(profile, saying(offensive="allow", learn_after=3))


def test_private_folders_are_left_out_of_training_and_what_was_learned_goes(home, notes):
    with Profile.open(home=home, create=True) as profile:
        train(profile, [notes])
        assert "grumbolt" in profile.generation().vocabulary.words
        agree(profile, saying(private_folders=(str(notes / "diary"),)))
        report = train(profile, [])
        assert report.removed == 1
        assert [Path(each.path).name for each in report.skipped] == ["secret.md"]
        assert "grumbolt" not in profile.generation().vocabulary.words
        assert "diary" not in profile.store.setting("private_folders"), "kept as keyed hashes"
        agree(profile, saying())
        assert train(profile, []).read == 1


def test_nothing_typed_under_a_private_folder_is_learned_from_now_on(home, notes):
    with Predictor.open(home=home) as predictor:
        inside = str(notes / "diary" / "new.md")
        assert predictor.learn("Quibbleworth came home again.", origin=inside)
        assert predictor.agree(saying(private_folders=(str(notes / "diary"),)))
        assert predictor.leaves_out(inside)
        assert not predictor.learn("Quibbleworth came home again.", origin=inside)
        assert predictor.learn("Quibbleworth came home again.", origin=str(notes / "open.md"))
        assert predictor.agree(saying())
        assert predictor.learn("Quibbleworth came home again.", origin=inside)


def test_private_folders_stay_private_when_all_is_forgotten(home, notes):
    with Profile.open(home=home, create=True) as profile:
        train(profile, [notes])
        agree(profile, saying(private_folders=(str(notes / "diary"),)))
        profile.forget_all()
        assert leaving_out(profile.store)(notes / "diary" / "new.md"), "an editor may be open, and learning"


def test_a_link_into_a_private_folder_is_private(home, notes, tmp_path):
    (tmp_path / "way").symlink_to(notes / "diary")
    with Profile.open(home=home, create=True) as profile:
        agree(profile, saying(private_folders=(str(tmp_path / "way"),)))
        is_left_out = leaving_out(profile.store)
        assert is_left_out(tmp_path / "way" / "secret.md")
        assert is_left_out(notes / "diary" / "secret.md")
        assert not is_left_out(notes / "open.md")


def test_whether_a_path_is_private(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    folders = ("~/diary",)
    assert is_private(tmp_path / "diary" / "a" / "b.md", folders)
    assert is_private(str(tmp_path / "diary"), folders)
    assert not is_private(tmp_path / "diary2" / "a.md", folders)
    assert not is_private("untitled:1", folders)


@pytest.mark.parametrize(("times", "learn_after"), [(1, 1), (2, 2), (3, 3)])
def test_a_new_word_is_suggested_after_so_many_times(home, times, learn_after):
    with Predictor.open(home=home, settings=saying(learn_after=learn_after)) as predictor:
        for written in range(times):
            offered = [each.text for each in predictor.suggest("He saw the quibblew", 5)]
            assert "quibbleworth" not in offered, written
            predictor.learn("He saw the quibbleworth.")
        assert "quibbleworth" in [each.text for each in predictor.suggest("He saw the quibblew", 5)]


def test_another_number_is_obeyed_by_a_running_predictor(home, notes):
    with Profile.open(home=home, create=True) as profile:
        train(profile, [notes])
    with Predictor.open(home=home) as predictor:
        predictor.learn("He saw the quibbleworth.")
        assert "quibbleworth" not in [each.text for each in predictor.suggest("He saw the quibblew", 5)]
        assert predictor.agree(saying(learn_after=1))
        assert predictor.outdated
        predictor.refresh(predictor.newer())
        assert "quibbleworth" in [each.text for each in predictor.suggest("He saw the quibblew", 5)]


def test_an_untrained_profile_obeys_at_once(home):
    with Predictor.open(home=home) as predictor:
        predictor.learn("He saw the quibbleworth.")
        predictor.agree(saying(learn_after=1))
        assert "quibbleworth" in [each.text for each in predictor.suggest("He saw the quibblew", 5)]
        assert not predictor.outdated
