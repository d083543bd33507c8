"""What was typed into a file is counted once, also where the file was moved before a training read it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.vault import bytes_in, counted
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

TEXT = "The wombat sleeps. It is late.\n\nNobody knows the numbat, says Anna. It is late.\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


@pytest.fixture
def profile(notes: Path, tmp_path: Path):
    """A profile into which a file was typed that was saved then."""
    with Predictor.open(home=tmp_path / "home") as editor:
        editor.learn(TEXT, origin=str(notes / "a.md"))
    (notes / "a.md").write_text(TEXT)
    with Profile.open("default", tmp_path / "home") as opened:
        yield opened


def typed(profile: Profile) -> list[str]:
    return [piece.body for piece in profile.store.sessions()]


@pytest.mark.parametrize("options", [TrainingOptions(), TrainingOptions(memory=10_000)])
def test_a_file_that_was_renamed_since_counts_once(profile, notes, tmp_path, options):
    (notes / "a.md").rename(notes / "b.md")
    train(profile, [notes], options)
    assert typed(profile) == []
    assert counted(profile.generation(), "wombat") == 1
    profile.forget_document(str(notes / "b.md"))
    assert b"wombat" not in bytes_in(tmp_path / "home")


def test_so_does_one_that_was_moved_and_a_link_left_in_its_place(profile, notes):
    (notes / "old").mkdir()
    (notes / "a.md").rename(notes / "old" / "a.md")
    (notes / "a.md").symlink_to("old/a.md")
    train(profile, [notes])
    assert typed(profile) == []


def test_what_the_renamed_file_does_not_say_stays(profile, notes):
    (notes / "a.md").unlink()
    (notes / "b.md").write_text("The wombat sleeps. Nobody knows the numbat, says Anna. It is late.\n")
    train(profile, [notes])
    assert typed(profile) == ["It is late ."], "it was typed twice and is there once"


def test_a_file_that_says_little_of_it_is_another_one(profile, notes):
    (notes / "a.md").unlink()
    (notes / "b.md").write_text("It is late. We wait.\n")
    train(profile, [notes])
    assert counted(profile.generation(), "wombat") == 1
    assert len(typed(profile)[0].split("\n")) == 4


def test_a_copy_takes_nothing_from_a_file_that_is_still_there(profile, notes, tmp_path):
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "b.md").write_text(TEXT)
    train(profile, [tmp_path / "copy"])
    assert len(typed(profile)) == 1


def test_what_was_typed_after_the_file_was_saved_stays(profile, notes, tmp_path):
    (notes / "a.md").rename(notes / "b.md")
    late = (notes / "b.md").stat().st_mtime + 60
    profile.store.add_session(str(notes / "a.md"), 4, "It is late .", late)
    profile.store.add_session("untitled:1", 4, "It is late .", late - 120)
    train(profile, [notes])
    assert typed(profile) == ["It is late .", "It is late ."]


def test_a_sentence_that_is_read_once_is_dropped_from_one_file_only(profile, notes):
    (notes / "a.md").rename(notes / "b.md")
    profile.store.add_session(str(notes / "gone.md"), 5, "The wombat sleeps .", 1_700_000_000.0)
    train(profile, [notes])
    assert typed(profile) == ["The wombat sleeps ."]


_YEARS = 10 * 365 * 86_400


def test_of_a_file_that_is_dated_ahead_only_what_stands_in_it_is_dropped(profile, notes):
    (notes / "a.md").write_text("Nobody knows the numbat, says Anna.\n")
    os.utime(notes / "a.md", (time.time() + _YEARS,) * 2)
    train(profile, [notes])
    assert typed(profile) == ["The wombat sleeps .\nIt is late .\nIt is late ."]
    assert counted(profile.generation(), "numbat") == counted(profile.generation(), "wombat") == 1


def test_what_is_typed_into_such_a_file_once_it_was_read_is_learned(profile, notes, tmp_path):
    os.utime(notes / "a.md", (time.time() + _YEARS,) * 2)
    train(profile, [notes])
    with Predictor.open(home=tmp_path / "home") as editor:
        editor.learn("A quokka smiles. ", origin=str(notes / "a.md"))
    assert typed(profile) == ["A quokka smiles ."]


def test_what_was_typed_while_the_clock_was_ahead_counts_once(notes, tmp_path, monkeypatch):
    with Predictor.open(home=tmp_path / "home") as editor, monkeypatch.context() as clock:
        now = time.time
        clock.setattr(time, "time", lambda: now() + _YEARS)
        editor.learn(TEXT + "A quokka smiles. ", origin=str(notes / "a.md"))
    (notes / "a.md").write_text(TEXT)
    with Profile.open("default", tmp_path / "home") as opened:
        train(opened, [notes])
        assert typed(opened) == ["A quokka smiles ."]
        assert counted(opened.generation(), "wombat") == 1
