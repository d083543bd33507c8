"""Trainings beside an open predictor: nothing learned meanwhile is lost, and a folder can be taken back."""

from __future__ import annotations

import os
import time

import pytest

from tests.vault import write_notes
from typeahead.errors import NothingToLearn, SettingInvalid
from typeahead.prediction.predictor import Predictor
from typeahead.profile.notes_training import learn_notes
from typeahead.profile.profile import Profile


def train_beside(home, *paths) -> None:
    """As the process does."""
    with Profile.open(home=home, create=True) as profile:
        assert learn_notes(profile, paths, lambda _: None)


def take_over(predictor: Predictor) -> None:
    """As the service does."""
    predictor.refresh(predictor.newer())


def words(predictor: Predictor, before: str) -> list[str]:
    return [each.text for each in predictor.suggest(before, 5)]


def test_what_is_learned_while_it_trains_is_not_lost(tmp_path):
    home, notes = tmp_path / "home", write_notes(tmp_path / "notes")
    with Predictor.open(home=home, create=True) as predictor:
        for _ in range(3):
            predictor.learn("The mandolin sounds wobbly today.\n\n")
        predictor.store()
        predictor.learn("My mandolin sounds wobbly tomorrow.\n\n")  # waits to be stored
        train_beside(home, notes)
        predictor.learn("The mandolin sounds wobbly today.\n\n")
        newer = predictor.newer()
        predictor.learn("Our mandolin sounds wobbly tonight.\n\n")
        predictor.refresh(newer)
        assert predictor.generation is newer
        assert "wobbly" in words(predictor, "The mandolin sounds ")
        assert words(predictor, "Margaret likes the green")[0] == "greenhouse", "and the notes are there"
        assert predictor.learned_in_session == 6 * 6
    with Profile.open(home=home) as profile:
        assert sum(piece.words for piece in profile.store.sessions()) == 6 * 6


def test_what_was_typed_into_a_file_but_not_saved_outlives_a_training_that_reads_the_file(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("typeahead.profile.written._LAG", 0.0)
    home, notes = tmp_path / "home", write_notes(tmp_path / "notes")
    garden = notes / "garden.txt"
    with Predictor.open(home=home, create=True) as predictor:
        predictor.learn("The mandolin is saved.\n\n", origin=str(garden))
        garden.write_text("The mandolin is saved.\n\n")
        now = time.time()
        os.utime(garden, (now, now))
        predictor.learn("The mandolin is unsaved.\n\n", origin=str(garden))
        train_beside(home, notes)  # nothing is stored yet
        predictor.learn("The mandolin is newest.\n\n", origin=str(garden))
        take_over(predictor)
        pieces = ["The mandolin is unsaved .\nThe mandolin is newest ."]
        assert [piece.body for piece in predictor._profile.store.sessions()] == pieces
        (notes / "trip.md").write_text("Another trip.\n")
        train_beside(home)
        assert [piece.body for piece in predictor._profile.store.sessions()] == pieces
        garden.write_text("The mandolin is saved, unsaved and newest.\n\n")
        train_beside(home)
        assert predictor._profile.store.sessions() == []


def test_a_folder_is_taken_back(tmp_path):
    home = tmp_path / "home"
    garden = write_notes(tmp_path / "garden", ["garden.txt"])
    secret = write_notes(tmp_path / "secret", ["secret.md"])
    train_beside(home, garden, secret)
    with Predictor.open(home=home, model="ngram") as predictor:
        assert [(each.path, each.files) for each in predictor.folders()] == [
            (str(garden), 1),
            (str(secret), 1),
        ]
        assert "zanzibar" in words(predictor, "The zan")
        predictor.learn("The zanzibar parcel is typed.\n\n", origin=str(secret / "secret.md"))
        predictor.learn("The greenhouse is typed.\n\n", origin=str(garden / "garden.txt"))
        forgotten = predictor.forget_folder(str(secret))
        assert (forgotten.documents, forgotten.words) == (1, 17 + 6)
        assert [each.path for each in predictor.folders()] == [str(garden)]
        assert "zanzibar" not in words(predictor, "The zan")
        assert predictor.model == "ngram"
        assert "typed" in words(predictor, "The greenhouse is ")
        with pytest.raises(NothingToLearn):
            predictor.forget_folder(str(secret))
        predictor.forget_folder(str(garden))
        assert predictor.folders() == []
        assert predictor.model == "mixture", "there are no n-grams of one's own any more"


def test_a_copy_forgets_nothing(learner):
    with learner.copy() as copy, pytest.raises(SettingInvalid):
        copy.forget_folder(copy.folders()[0].path)
