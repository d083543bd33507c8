"""A long training that is interrupted leaves what it has read to the next one, and nothing else leaves anything."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from tests.vault import NOTES, bytes_in, generation_files, trained, write_notes
from typeahead.errors import ProfileBusy
from typeahead.profile import spool, training
from typeahead.profile.notes_training import Stopped
from typeahead.profile.profile import Profile
from typeahead.profile.spool import waits
from typeahead.profile.training import TrainingOptions, train
from typeahead.text import parallel

PLAIN = TrainingOptions(base=False)


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Notes that are much to read, as far as these tests go."""
    monkeypatch.setattr(training, "_MUCH", 1)
    return write_notes(tmp_path / "notes")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that are read."""
    names: list[str] = []
    read = parallel.read_or_skip
    monkeypatch.setattr(parallel, "read_or_skip", lambda path: names.append(path.name) or read(path))
    return names


def interrupted(profile: Profile, notes: Path, after: int = 2, by: type[BaseException] = KeyboardInterrupt):
    heard = []

    def hear(result: object) -> None:
        heard.append(result)
        if len(heard) == after:
            raise by

    with pytest.raises(by):
        train(profile, [notes], PLAIN, heard=hear)


def left(profile: Profile) -> list[str]:
    return sorted(path.name for path in profile.folder.glob("reading*"))


def test_what_was_read_is_not_read_again(notes, opened, tmp_path):
    with trained(tmp_path / "whole", notes, options=PLAIN)[0] as whole:
        expected = generation_files(whole)
        assert left(whole) == []
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        opened.clear()
        interrupted(profile, notes)
        assert waits(profile.folder)
        assert [path.stat().st_mode & 0o777 for path in profile.folder.glob("reading*")] == [0o600, 0o600]
        assert not profile.trained
        first = len(opened)
        report = train(profile, [notes], PLAIN)
        assert len(opened) == len(set(opened)) == len(NOTES) > first
        assert report.read == len(NOTES)
        assert generation_files(profile) == expected
        assert left(profile) == []


def test_what_was_cut_by_other_rules_is_read_again(notes, opened, tmp_path, monkeypatch):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        with monkeypatch.context() as older:
            older.setattr(spool, "CUTTING", "1")
            interrupted(profile, notes)
        assert waits(profile.folder)
        first = list(opened)
        train(profile, [notes], PLAIN)
        assert set(first) < set(opened)
        assert len(opened) == len(first) + len(NOTES)


def test_a_file_that_changed_meanwhile_is_read_again(notes, opened, tmp_path):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        interrupted(profile, notes)
        (notes / opened[0]).write_text("Something quite different about a wombat.\n")
        train(profile, [notes], PLAIN)
        assert opened.count(opened[0]) == 2
        assert any("wombat" in body for body in profile.store.bodies())


@pytest.mark.parametrize("harm", ["bodies", "index"])
def test_what_was_damaged_is_read_again(notes, opened, tmp_path, harm):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        interrupted(profile, notes)
        file = profile.folder / {"bodies": "reading", "index": "reading.index"}[harm]
        raw = file.read_bytes()
        file.write_bytes(raw[: len(raw) // 2] + b"\xff" + raw[len(raw) // 2 + 1 :])
        train(profile, [notes], PLAIN)
        with trained(tmp_path / "whole", notes, options=PLAIN)[0] as whole:
            assert sorted(profile.store.bodies()) == sorted(whole.store.bodies())


@pytest.mark.parametrize("error", [Stopped, ProfileBusy])
def test_only_an_interruption_leaves_it(notes, tmp_path, error):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        interrupted(profile, notes, by=error)
        assert left(profile) == []


def test_forgetting_leaves_nothing_of_it(notes, tmp_path):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        interrupted(profile, notes)
        profile.forget_word("students")
        assert left(profile) == []


def test_a_short_training_sweeps_what_was_left(notes, tmp_path, monkeypatch):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        interrupted(profile, notes)
        monkeypatch.setattr(training, "_MUCH", 1 << 30)
        train(profile, [notes], PLAIN)
        assert left(profile) == []


def test_who_comes_second_does_without(notes, tmp_path):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        held = (profile.folder / "reading").open("w")
        with held:
            fcntl.flock(held, fcntl.LOCK_EX)
            train(profile, [notes], PLAIN)
            assert left(profile) == ["reading"]  # the other one's


def test_two_trainings_keep_what_each_was_told(notes, tmp_path):
    """One that was told of an order ends while another, told of a smoothing, still reads."""
    with trained(tmp_path / "home", notes, options=PLAIN)[0] as profile:
        (notes / "new.md").write_text("A wombat sleeps.\n")

        def other(_: object) -> None:
            with Profile.open("default", tmp_path / "home") as again:
                train(again, [], TrainingOptions(order=3))

        train(profile, [], TrainingOptions(smoothing="witten-bell"), heard=other)
        assert (profile.settings.order, profile.settings.smoothing) == (3, "witten-bell")


def test_texts_are_not_read_in_two_ways(notes, tmp_path):
    with trained(tmp_path / "home", notes, options=PLAIN)[0] as profile:
        (notes / "new.md").write_text("A wombat sleeps.\n")

        def other(_: object) -> None:
            with Profile.open("default", tmp_path / "home") as again:
                train(again, [], TrainingOptions(tokens="whitespace"))

        with pytest.raises(ProfileBusy):
            train(profile, [], heard=other)


def test_a_word_that_was_forgotten_before_is_not_in_it(notes, tmp_path):
    with trained(tmp_path / "home", notes, options=PLAIN)[0] as profile:
        profile.forget_word("zanzibar")
        heard = []

        def hear(result: object) -> None:
            heard.append(result)
            if len(heard) == len(NOTES):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            train(profile, [], TrainingOptions(again=True), heard=hear)
        assert waits(profile.folder)
        assert b"greenhouse" in (profile.folder / "reading").read_bytes()
        assert b"zanzibar" not in bytes_in(profile.folder).lower()
        profile.allow_word("zanzibar")
        train(profile, [], PLAIN)
        assert "zanzibar" in str(profile.store.bodies())


def test_a_word_allowed_while_it_was_cut_is_not_lost(notes, tmp_path):
    with trained(tmp_path / "home", notes, options=PLAIN)[0] as profile:
        profile.forget_word("zanzibar")

        def allow(_: object) -> None:
            with Profile.open("default", tmp_path / "home") as again:
                again.allow_word("zanzibar")

        with pytest.raises(ProfileBusy, match="allowed again"):
            train(profile, [], TrainingOptions(again=True), heard=allow)
        train(profile, [], PLAIN)
        assert "zanzibar" in str(profile.store.bodies())
