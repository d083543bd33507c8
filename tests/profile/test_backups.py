"""Copies of the database: made daily and before a change of its tables, put back, and never of what was forgotten."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

import pytest

from tests.profile.damage import flip
from tests.vault import bytes_in, trained
from typeahead.errors import ProfileDamaged
from typeahead.prediction.predictor import Predictor
from typeahead.profile import backups
from typeahead.profile.checking import check
from typeahead.profile.profile import Profile, delete_profile, list_profiles
from typeahead.profile.training import TrainingOptions, train


def test_one_a_day_private_and_few(home, notes, monkeypatch):
    with Profile.open("default", home) as profile:
        (first,) = profile.backups.all()
        assert first.path.stat().st_mode & 0o777 == 0o600
        assert profile.backups.folder.stat().st_mode & 0o777 == 0o700
        train(profile, [])
        assert profile.backups.all() == [first]
        for day in range(10, 10 + 2 * backups.KEEP):
            monkeypatch.setattr(backups, "day_of", lambda day=day: f"2031-01-{day}")
            monkeypatch.setattr(backups.time, "strftime", lambda _, day=day: f"2031-01-{day}T080000")
            train(profile, [])
        assert len(profile.backups.all()) == backups.KEEP
        assert profile.backups.all()[0].said == "2031-01-15 08:00"


_strftime = time.strftime


def _set_clock(monkeypatch, day):
    monkeypatch.setattr(backups, "day_of", lambda: day)
    monkeypatch.setattr(
        backups.time, "strftime", lambda form, *at: _strftime(form, *at) if at else f"{day}T080000"
    )


def test_copies_of_a_clock_that_was_ahead_neither_hinder_new_ones_nor_come_back_before_them(
    home, monkeypatch
):
    with Profile.open("default", home) as profile:
        for day in ("2035-11-29", "2035-11-30", "2035-12-01"):
            _set_clock(monkeypatch, day)
            train(profile, [])
        for day in ("2031-03-01", "2031-03-02", "2031-03-03"):
            _set_clock(monkeypatch, day)
            train(profile, [])
            assert profile.backups.all()[0].said == f"{day} 08:00"
            assert not profile.backups.is_due
        assert [each.said[:10] for each in profile.backups.all()] == [
            "2031-03-03",
            "2031-03-02",
            "2031-03-01",
        ]


def test_what_was_typed_since_the_clock_was_ahead_is_in_the_copy_that_is_put_back(home, monkeypatch):
    with Profile.open("default", home) as profile:
        for day in ("2035-11-29", "2035-11-30", "2035-12-01"):
            _set_clock(monkeypatch, day)
            train(profile, [])
    with Predictor.open(home=home) as predictor:
        predictor.learn("The wombat sleeps. ")
    with Profile.open("default", home) as profile:
        _set_clock(monkeypatch, "2031-03-01")
        train(profile, [])
        folder, stored = profile.folder, [piece.body for piece in profile.store.sessions()]
    for path in folder.glob("profile.db*"):
        path.unlink()
    with Profile.open("default", home) as profile:
        assert stored
        assert [piece.body for piece in profile.store.sessions()] == stored


@pytest.mark.parametrize("day", ["2031-03-01", "2031-03-02"])
def test_a_copy_of_tomorrow_is_the_newest_still_for_who_travels(home, monkeypatch, day):
    with Profile.open("default", home) as profile:
        for made in ("2031-03-01", "2031-03-02"):
            _set_clock(monkeypatch, made)
            train(profile, [])
        _set_clock(monkeypatch, day)
        assert profile.backups.all()[0].said == "2031-03-02 08:00"


def test_a_flipped_bit_in_a_note_is_found_and_the_note_is_back(home):
    with Profile.open("default", home) as profile:
        bodies = profile.store.bodies()
    flip(home, b"island was quiet")
    with Profile.open("default", home) as profile:
        found = check(profile)
        assert profile.store.bodies() == bodies
        assert profile.notices == found.notices
        (notice,) = found.notices
        assert "backup of 20" in notice
        assert found.aside[0] in notice
        assert b"hsland was quiet" in (Path(found.aside[0]) / "profile.db").read_bytes()


def test_what_was_stored_since_the_backup_is_saved_out_of_the_damaged_file(home, notes):
    with Predictor.open(home=home) as predictor:
        predictor.learn("The wombat sleeps. ")
    (notes / "new.md").write_text("A quokka smiles.\n")
    with Profile.open("default", home) as profile:
        train(profile, [])
        profile.never_suggest("library")
        profile.store.block_word("teacher")
    flip(home, b"island was quiet")
    with Profile.open("default", home) as profile:
        profile.check()
        assert "2 texts that could still be read" in profile.notices[0]
        assert [piece.body for piece in profile.store.sessions()] == ["The wombat sleeps ."]
        assert "A quokka smiles ." in profile.store.bodies()
        assert len(profile.store.never_suggested()[0]) == len(profile.store.blocked_words()) == 1


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_a_database_that_is_gone_is_put_back(home, how):
    file = home / "profiles" / "default" / "profile.db"
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(b"")
    assert list_profiles(home) == ["default"]
    with Profile.open("default", home, create=True) as profile:
        assert len(profile.documents()) == 4
        assert len(profile.notices) == 1


def test_without_a_good_backup_it_is_said_and_nothing_is_touched(home):
    with Profile.open("default", home) as profile:
        profile.backups.clear()
    file = home / "profiles" / "default" / "profile.db"
    file.write_bytes(file.read_bytes()[:5_000])
    for _ in range(2):
        with pytest.raises(ProfileDamaged, match="no good backup") as raised:
            Profile.open("default", home)
        assert "\n" not in str(raised.value)
        assert file.stat().st_size == 5_000
    delete_profile("default", home)
    assert list_profiles(home) == []


def test_an_older_database_is_noticed_by_its_number(home, notes):
    file = home / "profiles" / "default" / "profile.db"
    older = file.read_bytes()
    (notes / "new.md").write_text("A quokka smiles.\n")
    with Profile.open("default", home) as profile:
        train(profile, [])
    file.write_bytes(older)
    with Profile.open("default", home) as profile:
        assert profile.generation().vocabulary.id_of("quokka", -1) == -1
        assert "is older (number" in profile.notices[0]


def test_an_older_database_that_came_to_the_same_number_is_not_taken_for_the_newer(home, notes):
    file = home / "profiles" / "default" / "profile.db"
    older = file.read_bytes()
    (notes / "new.md").write_text("A quokka smiles.\n")
    with Profile.open("default", home) as profile:
        train(profile, [])
        revision = profile.store.revision
    file.write_bytes(older)
    with Profile.open("default", home) as profile:
        while profile.store.revision < revision:
            profile.store.touch()
        assert profile.generation().vocabulary.id_of("quokka", -1) == -1


def test_nothing_forgotten_is_in_a_copy_or_a_damaged_file(home):
    flip(home, b"island was quiet")
    with Profile.open("default", home) as profile:
        profile.check()
        assert profile.backups.aside()
        assert b"zanzibar" in bytes_in(profile.backups.folder).lower()
        profile.forget_word("zanzibar")
        assert b"zanzibar" not in bytes_in(profile.folder).lower()
        assert len(profile.backups.all()) == 1
        assert profile.backups.aside() == []
        profile.forget_document(str(next(iter(profile.store.documents()))))
        assert b"greenhouse" not in bytes_in(profile.folder).lower()
        profile.forget_all()
        assert b"students" not in bytes_in(profile.folder).lower()
        assert profile.backups.all() == []


def test_what_was_typed_and_taken_back_is_in_no_copy(home):
    with Predictor.open(home=home) as predictor:
        predictor.learn("The wombat sleeps. ")
        predictor.store()
        with Profile.open("default", home) as profile:
            profile.backups.make(profile.store.file, profile.store.forgettings)
            assert b"wombat" in bytes_in(profile.backups.folder)
        predictor.take_back()
    assert b"wombat" not in bytes_in(home / "profiles")


def test_copies_that_a_killed_forgetting_left_are_swept(home):
    with Profile.open("default", home) as profile:
        profile.store.note_forgetting()
        assert profile.backups.all()
    with Profile.open("default", home) as profile:
        assert profile.backups.all() == []


def test_tables_are_changed_only_once_a_copy_is_kept(home):
    file = home / "profiles" / "default" / "profile.db"
    with Profile.open("default", home) as profile:
        profile.backups.clear()
    old = sqlite3.connect(file)
    for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        old.execute(f"DROP TRIGGER {name}")
    old.executescript("DROP TABLE sums; DROP TABLE unsealed")
    old.close()
    with Profile.open("default", home) as profile:
        assert len(profile.backups.all()) == 1
        profile.store.check()


def test_what_an_older_typeahead_writes_is_no_damage(home):
    old = sqlite3.connect(home / "profiles" / "default" / "profile.db")
    old.execute("UPDATE documents SET body = 'Something else .' WHERE path LIKE '%trip.md'")
    old.execute("INSERT OR REPLACE INTO meta VALUES ('revision', '99')")
    old.commit()
    old.close()
    with Profile.open("default", home) as profile:
        profile.check()
        assert profile.notices == []
        assert "Something else ." in profile.store.bodies()


def test_a_copy_that_is_not_what_was_stored_does_not_count_and_the_next_start_puts_it_right(home):
    flip(home, b"island was quiet")
    with Profile.open("default", home) as profile:
        (good,) = profile.backups.all()
        with pytest.raises(ProfileDamaged):
            profile.backups.make(profile.store.file, profile.store.forgettings)
        assert profile.backups.all() == [good]
    with Profile.open("default", home) as profile:
        assert len(profile.notices) == 1
        assert not profile.backups.suspect.exists()


def test_a_damaged_database_of_before_brings_nothing_back_that_was_forgotten(home, notes):
    """Its number tells that it is older than the forgetting, so nothing is saved out of it, nor is it kept."""
    file = home / "profiles" / "default" / "profile.db"
    older = file.read_bytes()
    with Profile.open("default", home) as profile:
        profile.forget_document(str(notes / "trip.md"))
        profile.forget_all()
        train(profile, [notes / "school.md"])
    file.write_bytes(older.replace(b"greenhouse is warm", b"hreenhouse is warm"))
    with Profile.open("default", home) as profile:
        profile.check()
        assert "put in its place" in profile.notices[0]
        assert [Path(path).name for path in profile.store.documents()] == ["school.md"]
        assert profile.backups.aside() == []
        assert b"greenhouse" not in bytes_in(profile.folder)


def test_what_a_list_leaves_out_is_not_saved_out_of_a_damaged_file(home, notes):
    """Where not even the number can be read, the backup's lists still tell what was forgotten."""
    file = home / "profiles" / "default" / "profile.db"
    older = file.read_bytes()
    with Profile.open("default", home) as profile:
        profile.forget_document(str(notes / "trip.md"))
        profile.forget_word("zanzibar")
        left = profile.store.bodies()
    file.write_bytes(older)
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("DROP TABLE meta")
    with Profile.open("default", home) as profile:
        assert "put in its place" in profile.notices[0]
        assert profile.store.bodies() == left


def test_forgetting_leaves_nothing_of_a_profile_whose_deletion_was_killed(home):
    left = home / "profiles" / ".deleted.other.1"
    left.mkdir()
    (left / "profile.db").write_bytes(b"zanzibar")
    with Profile.open("default", home) as profile:
        profile.forget_word("zanzibar")
    assert b"zanzibar" not in bytes_in(home)


def test_forgetting_leaves_nothing_of_networks_that_just_came(home):
    with Profile.open("default", home) as profile:
        left = profile.folder / "incoming" / "9" / "gru" / "weights-000001"
        left.mkdir(parents=True)
        (left / "vocabulary.txt").write_bytes(b"zanzibar")
        profile.forget_word("zanzibar")
        assert b"zanzibar" not in bytes_in(profile.folder)


def test_what_is_typed_after_another_program_put_a_backup_in_place_is_not_lost(home):
    predictor = Predictor.open(home=home)
    predictor.learn("The wombat sleeps. ")
    flip(home, b"island was quiet")
    with Profile.open("default", home) as profile:
        profile.check()
        assert "put in its place" in profile.notices[0]
        profile.store.add_session(
            "", 4, "The numbat digs ."
        )  # in the log, which who closes the old file leaves alone
        predictor.learn("The quokka smiles. ")
        predictor.close()
        typed = [piece.body for piece in profile.store.sessions()]
    assert typed == ["The numbat digs .", "The wombat sleeps .\nThe quokka smiles ."]
    with Profile.open("default", home) as profile:
        profile.check()
        assert typed == [piece.body for piece in profile.store.sessions()]


def test_another_profile_by_the_same_name_takes_nothing_of_one_that_was_deleted(home, notes):
    with Predictor.open(home=home) as predictor:
        delete_profile("default", home)
        trained(home, notes, options=TrainingOptions(base=False))[0].close()
        predictor.learn("The quokka smiles. ")
    with Profile.open("default", home) as profile:
        assert profile.store.sessions() == []
