"""No trace is left of what was forgotten, whoever else is at work and whatever was interrupted."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.vault import bytes_in, counted, generation_files, trained, write_notes
from typeahead.errors import ProfileBusy, StorageFailed
from typeahead.prediction.predictor import Predictor
from typeahead.private_files import held
from typeahead.profile import database
from typeahead.profile.generations import Generations
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, retrain, train


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes")


@pytest.fixture
def home(notes, tmp_path: Path) -> Path:
    profile, _ = trained(tmp_path / "home", notes)
    profile.close()
    return tmp_path / "home"


def test_an_open_editor_does_not_write_a_forgotten_word_back(home):
    with Predictor.open(home=home) as editor:
        editor.learn("The zanzibar ship came. The zanzibar ship left. ")
        with Profile.open("default", home) as other:
            other.forget_word("zanzibar")
        editor.store()
        assert not editor.suggest("the zanz", 3)  # it has taken over what the other program did
    assert b"zanzibar" not in bytes_in(home).lower()


def test_an_open_editor_writes_nothing_of_before_everything_was_forgotten(home):
    with Predictor.open(home=home) as editor:
        editor.learn("The wombat sleeps. ")
        with Profile.open("default", home) as other:
            other.forget_all()
        editor.store()
        editor.learn("The kettle sings. ")
    left = bytes_in(home).lower()
    assert b"wombat" not in left
    assert b"kettle" in left


def test_what_is_typed_into_a_forgotten_document_goes_with_it(home, notes, tmp_path):
    diary = notes / "diary.md"
    with Predictor.open(home=home) as editor:
        editor.learn("The wombat sleeps. ", origin=str(diary))
        editor.store()
        editor.learn("The wombat wakes. ", origin=str(diary))  # waits to be stored
        with Profile.open("default", home) as other:
            assert other.forget_document(str(notes)).words > 50
    assert b"wombat" not in bytes_in(home).lower()


def test_a_relative_origin_is_the_file_that_training_reads(home, notes, monkeypatch):
    monkeypatch.chdir(notes)
    with Predictor.open(home=home) as editor:
        editor.learn("The numbat sleeps. ", origin="new.md")
    (notes / "new.md").write_text("The numbat sleeps.\n")
    with Profile.open("default", home) as profile:
        retrain(profile)
        assert profile.store.sessions() == []


def test_a_text_that_was_given_a_name_is_not_counted_twice(home, notes):
    with Predictor.open(home=home) as editor:
        editor.learn("The numbat sleeps. ", origin="untitled:1")
        editor.store()
        editor.learn("The numbat wakes. ", origin="untitled:1")
        editor.name("untitled:1", str(notes / "new.md"))
    (notes / "new.md").write_text("The numbat sleeps. The numbat wakes.\n")
    with Profile.open("default", home) as profile:
        retrain(profile)
        assert profile.store.sessions() == []


def test_no_generation_outlives_the_last_document(home, notes):
    for path in notes.iterdir():
        path.unlink()
    (notes / "readme.md").write_text("")
    with Profile.open("default", home) as profile:
        train(profile, [])
        profile.generation()
    assert b"greenhouse" not in bytes_in(home)


@pytest.mark.parametrize("name", ["000009", ".000003.4242"])
def test_what_a_killed_build_left_is_swept(home, name):
    profile_folder = home / "profiles" / "default"
    (current,) = (profile_folder / "generations").iterdir()
    shutil.copytree(current, profile_folder / "generations" / name)
    with Profile.open("default", home) as profile:
        profile.generation()
        assert [path.name for path in (profile_folder / "generations").iterdir()] == [current.name]
        shutil.copytree(current, profile_folder / "generations" / name)
        profile.forget_all()
    assert b"greenhouse" not in bytes_in(home)


def test_a_full_disk_while_rebuilding_leaves_nothing_of_the_old(home, monkeypatch):
    with Profile.open("default", home) as profile:

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("typeahead.profile.profile.build", full)
        with pytest.raises(StorageFailed, match="No space"):
            profile.forget_word("greenhouse")
        assert b"greenhouse" not in bytes_in(home)
        monkeypatch.undo()
        assert counted(profile.generation(), "garden") > 0


def test_forgetting_while_a_training_reads_is_not_undone(home, notes, monkeypatch):
    (notes / "secret.md").write_text("The zanzibar parcel came again, said the postman.\n")
    from typeahead.profile import training

    read = training.read_files

    def slow(*arguments):
        found = read(*arguments)
        with Profile.open("default", home) as other:
            other.forget_document(str(notes / "secret.md"))
        return found

    monkeypatch.setattr(training, "read_files", slow)
    with Profile.open("default", home) as profile:
        train(profile, [])
        assert counted(profile.generation(), "postman") == 0
    assert b"postman" not in bytes_in(home)

    def empty(*arguments):
        found = read(*arguments)
        with Profile.open("default", home) as other:
            other.forget_all()
        return found

    monkeypatch.setattr(training, "read_files", empty)
    with Profile.open("default", home) as profile, pytest.raises(ProfileBusy, match="run it again"):
        train(profile, [notes], TrainingOptions(again=True))


def test_a_reader_that_holds_the_old_state_is_reported(home, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    reader = sqlite3.connect(home / "profiles" / "default" / "profile.db")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM documents").fetchone()
    with Profile.open("default", home) as profile:
        with pytest.raises(ProfileBusy):
            profile.forget_word("greenhouse")
        reader.close()
        profile.forget_word("greenhouse")
    assert b"greenhouse" not in bytes_in(home)


def test_unreadable_is_not_gone(home, notes):
    (notes / "trip.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    with Profile.open("default", home) as profile:
        report = train(profile, [])
        assert report.removed == 0
        assert counted(profile.generation(), "island") > 0
        (notes / ".typeaheadignore").write_text("trip.md\n")
        assert train(profile, []).removed == 1


def test_one_file_of_a_forgotten_folder_can_be_read_again(home, notes):
    with Profile.open("default", home) as profile:
        profile.forget_document(str(notes))
        train(profile, [notes / "trip.md"], TrainingOptions(again=True))
        assert {Path(row.path).name for row in profile.documents()} == {"trip.md"}


def test_a_file_named_like_a_day_stays_forgotten(home, notes):
    (notes / "2026-05-17").write_text("The wombat sleeps here today.\n")
    with Profile.open("default", home) as profile:
        train(profile, [])
        profile.forget_document(str(notes / "2026-05-17"))
        train(profile, [])
        assert counted(profile.generation(), "wombat") == 0


def test_phrases_and_alternatives_show_nothing_hidden(tmp_path):
    with Predictor.open(home=tmp_path / "home") as predictor:
        predictor.forget("forward")
        for before in ("I am looking ", "I am look", "We are looking "):
            assert not any("forward" in s.text.split() for s in predictor.suggest(before, 8))
        for word in predictor.surprise("I am looking for it."):
            assert not any(s.text == "forward" for s in word.alternatives)


def test_a_damaged_manifest_is_rebuilt(home):
    with Profile.open("default", home) as profile:
        expected = generation_files(profile)
        manifest = profile.generations.current / "manifest.json"
        for old, new in (('"withheld"', '"withdrawn"'), ('"first_suggested": ', '"first_suggested": 9')):
            manifest.write_text(manifest.read_text().replace(old, new))
            assert generation_files(profile) == expected
            manifest = profile.generations.current / "manifest.json"


def test_a_lock_is_not_waited_for_by_a_sweep(home):
    generations = Generations(home / "profiles" / "default")
    (home / "profiles" / "default" / "generations" / ".000007.1").mkdir()
    with held(home / "profiles" / "default" / "building"):
        generations.sweep()
        assert (home / "profiles" / "default" / "generations" / ".000007.1").exists()
    generations.sweep()
    assert not (home / "profiles" / "default" / "generations" / ".000007.1").exists()


def test_its_settings_are_checked(home):
    from typeahead.errors import ProfileDamaged, SettingInvalid

    with Profile.open("default", home) as profile:
        for wrong in (TrainingOptions(order=0), TrainingOptions(order=12), TrainingOptions(smoothing="foo")):
            with pytest.raises(SettingInvalid):
                train(profile, [], wrong)
        profile.store.set_setting("model", "{bad")
        with pytest.raises(ProfileDamaged, match="settings"):
            profile.generation()
        profile.store.set_setting("model", '{"order": 3, "from_the_future": 1}')
        assert profile.settings.order == 3


def test_a_database_of_another_program_is_left_alone(tmp_path):
    from typeahead.errors import ProfileDamaged

    folder = tmp_path / "home" / "profiles" / "default"
    folder.mkdir(parents=True)
    other = sqlite3.connect(folder / "profile.db")
    other.execute("CREATE TABLE meta (x)")
    other.commit()
    other.close()
    with pytest.raises(ProfileDamaged, match="another program"):
        Profile.open("default", tmp_path / "home")


def test_no_note_is_copied_into_the_systems_temporary_folder(home, monkeypatch, tmp_path):
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "nowhere"))
    with Profile.open("default", home) as profile:
        assert profile.store._all("PRAGMA temp_store") == [(2,)]
        profile.forget_word("island")
    assert not (tmp_path / "nowhere").exists()
