"""A profile's arrays come back by themselves; its database is refused in one line where it can't be read."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from tests.vault import generation_files, trained, write_notes
from typeahead.errors import ProfileDamaged, ProfileMissing, SettingInvalid
from typeahead.profile.profile import Profile, delete_profile, list_profiles
from typeahead.profile.training import train


@pytest.fixture
def profile(tmp_path: Path):
    opened, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with opened:
        yield opened


def _damage(path: Path, how: str) -> None:
    if how == "flipped":
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 0x10
        path.write_bytes(raw)
    elif how == "truncated":
        path.write_bytes(path.read_bytes()[:-1])
    elif how == "emptied":
        path.write_bytes(b"")
    else:
        path.unlink()


@pytest.mark.parametrize("how", ["flipped", "truncated", "emptied", "deleted"])
@pytest.mark.parametrize("name", ["manifest.json", "words_counts.npy", "vocabulary.txt", "letters_words.npy"])
def test_a_damaged_array_is_made_again(profile, how, name):
    expected = generation_files(profile)
    path = profile.generation().folder / name
    if name == "manifest.json" and how == "flipped":
        path.write_bytes(path.read_bytes().replace(b'"crc32": ', b'"crc32": 1', 1))
    else:
        _damage(path, how)
    assert generation_files(profile) == expected
    assert any("made again" in notice for notice in profile.notices)


def test_lost_generations_are_made_again(profile):
    expected = generation_files(profile)
    shutil.rmtree(profile.folder / "generations")
    (profile.folder / "current").write_text("garbage")
    assert generation_files(profile) == expected


def test_only_the_current_generation_is_kept(profile, tmp_path):
    (tmp_path / "notes" / "new.md").write_text("Something new here.\n")
    train(profile, [])
    assert len(list((profile.folder / "generations").iterdir())) == 1


def test_a_database_that_is_none_is_refused_in_one_line(tmp_path):
    folder = tmp_path / "home" / "profiles" / "default"
    folder.mkdir(parents=True)
    (folder / "profile.db").write_bytes(b"this is no database, however long it goes on" * 100)
    with pytest.raises(ProfileDamaged, match=r"can't be read") as raised:
        Profile.open("default", tmp_path / "home")
    assert "\n" not in str(raised.value)


def test_a_newer_format_is_refused_politely(profile, tmp_path):
    import sqlite3

    database = sqlite3.connect(profile.folder / "profile.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ProfileDamaged, match="newer typeahead"):
        Profile.open("default", tmp_path / "home")


def test_a_profile_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ProfileMissing, match="'work'"):
        Profile.open("work", tmp_path)
    with pytest.raises(SettingInvalid, match="name"):
        Profile.open("../evil", tmp_path, create=True)


def test_profiles_are_listed_and_deleted(profile, tmp_path):
    assert list_profiles(tmp_path / "home") == ["default"]
    delete_profile("default", tmp_path / "home")
    assert list_profiles(tmp_path / "home") == []
    with pytest.raises(ProfileMissing):
        delete_profile("default", tmp_path / "home")


def test_two_trainings_at_once_lose_nothing(tmp_path):
    home = tmp_path / "home"
    folders = [tmp_path / str(number) for number in range(4)]
    for number, folder in enumerate(folders):
        folder.mkdir()
        (folder / "note.md").write_text(f"The unique{number} word stands here.\n")
    errors: list[BaseException] = []

    def run(folder: Path) -> None:
        try:
            with Profile.open("default", home, create=True) as own:
                train(own, [folder])
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(folder,)) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    with Profile.open("default", home) as profile:
        assert {f"unique{number}" for number in range(4)} <= set(profile.generation().vocabulary.words)
