"""Documents that are not met where they were: the same file under another name, one that is gone, one out of sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault import counted, trained, write_notes
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, retrain, train


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", ["garden.txt", "trip.md"])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def known(profile: Profile, folder: Path) -> list[str]:
    return [str(Path(path).relative_to(folder)) for path in profile.store.documents()]


def move_and_link(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    path.rename(to)
    path.symlink_to(to)


def test_a_file_that_was_moved_and_a_link_left_in_its_place_counts_once(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        islands = counted(profile.generation(), "island")
        move_and_link(notes / "trip.md", notes / "archive" / "trip.md")
        report = retrain(profile)
        assert (report.read, report.removed) == (1, 1)
        assert known(profile, notes) == ["archive/trip.md", "garden.txt"]
        assert counted(profile.generation(), "island") == islands
        assert retrain(profile).changed is False


def test_so_do_the_files_of_a_folder_that_was(notes, home):
    write_notes(notes / "old", ["secret.md"])
    profile, _ = trained(home, notes)
    with profile:
        move_and_link(notes / "old", notes / "archive" / "old")
        retrain(profile)
        assert known(profile, notes) == ["archive/old/secret.md", "garden.txt", "trip.md"]


@pytest.mark.parametrize("link", ["alink", "zlink"])
def test_a_folder_that_is_named_by_a_link_too_keeps_its_name(notes, home, tmp_path, link):
    profile, _ = trained(home, notes)
    with profile:
        (tmp_path / link).symlink_to(notes)
        assert train(profile, [tmp_path / link]).changed is False
        assert known(profile, tmp_path) == ["notes/garden.txt", "notes/trip.md"]
        (tmp_path / link).unlink()
        assert retrain(profile).changed is False


def test_a_folder_that_was_named_by_a_link_first_counts_once(notes, home, tmp_path):
    (tmp_path / "alink").symlink_to(notes)
    profile, _ = trained(home, tmp_path / "alink")
    with profile:
        assert train(profile, [notes]).removed == 2
        assert known(profile, tmp_path) == ["notes/garden.txt", "notes/trip.md"]


def test_a_target_that_is_read_again_counts_once_beside_its_link(notes, home):
    (notes / ".typeaheadignore").write_text("trip.md\n")
    (notes / "link.md").symlink_to("trip.md")
    profile, _ = trained(home, notes)
    with profile:
        assert known(profile, notes) == ["garden.txt"]  # a link is no way round the list
        (notes / ".typeaheadignore").unlink()
        retrain(profile)
        assert known(profile, notes) == ["garden.txt", "trip.md"]


def test_a_copy_under_another_name_that_an_older_typeahead_left_goes(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        profile.store._db.execute(
            "UPDATE documents SET path = ? WHERE path LIKE '%trip.md'", (f"{notes}/a.md",)
        )
        (notes / "a.md").symlink_to("trip.md")
        train(profile, [])
        assert known(profile, notes) == ["garden.txt", "trip.md"]


def test_a_link_stays_as_long_as_what_it_leads_to_is_not_learned_itself(notes, home, tmp_path):
    profile, _ = trained(home, notes)
    with profile:
        move_and_link(notes / "trip.md", tmp_path / "elsewhere" / "trip.md")
        assert retrain(profile).removed == 0, "it leads out of the folder"
        (tmp_path / "elsewhere" / "trip.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
        train(profile, [tmp_path / "elsewhere", notes])
        assert known(profile, notes) == ["garden.txt", "trip.md"], "and what it leads to can't be read"


def test_a_file_whose_place_a_folder_has_taken_is_gone(notes, home):
    (notes / "todo").write_text("The wombat sleeps.\n")
    profile, _ = trained(home, notes)
    with profile:
        (notes / "todo").unlink()
        write_notes(notes / "todo", ["secret.md"])
        assert retrain(profile).removed == 1
        assert known(profile, notes) == ["garden.txt", "todo/secret.md", "trip.md"]
        assert counted(profile.generation(), "wombat") == 0


def test_and_so_are_those_of_a_folder_whose_place_a_file_has_taken(notes, home):
    write_notes(notes / "todo", ["secret.md"])
    profile, _ = trained(home, notes)
    with profile:
        (notes / "todo" / "secret.md").unlink()
        (notes / "todo").rmdir()
        (notes / "todo").write_text("The wombat sleeps.\n")
        assert retrain(profile).removed == 1
        assert known(profile, notes) == ["garden.txt", "todo", "trip.md"]


def test_a_file_that_was_named_itself_and_renamed_counts_once(notes, home):
    with Profile.open("default", home, create=True) as profile:
        train(profile, sorted(notes.iterdir()))
        (notes / "trip.md").rename(notes / "island.md")
        report = train(profile, sorted(notes.iterdir()), TrainingOptions(keep_missing=True))
        assert report.removed == 0
        assert any("trip.md is not there now" in notice for notice in report.notices)
        report = train(profile, sorted(notes.iterdir()))
        assert (report.removed, report.notices) == (1, [])
        assert known(profile, notes) == ["garden.txt", "island.md"]
        assert retrain(profile).notices == []


def test_a_file_that_was_named_itself_and_deleted_is_read_again_once_it_is_back(notes, home):
    with Profile.open("default", home, create=True) as profile:
        train(profile, sorted(notes.iterdir()))
        text = (notes / "trip.md").read_text()
        (notes / "trip.md").unlink()
        assert retrain(profile).removed == 1
        assert counted(profile.generation(), "island") == 0
        (notes / "trip.md").write_text(text)
        assert retrain(profile).read == 1


def test_files_that_were_named_stay_where_their_whole_folder_is_missing(notes, home, tmp_path):
    with Profile.open("default", home, create=True) as profile:
        train(profile, sorted(notes.iterdir()))
        notes.rename(tmp_path / "unplugged")
        report = retrain(profile)
        assert (report.removed, len(report.notices)) == (0, 2)
        assert known(profile, notes) == ["garden.txt", "trip.md"]


def test_a_file_that_was_named_in_a_folder_that_is_read_too_goes_with_it(notes, home):
    write_notes(notes / "old", ["secret.md"])
    with Profile.open("default", home, create=True) as profile:
        train(profile, [notes, notes / "old" / "secret.md"])
        (notes / "old" / "secret.md").unlink()
        (notes / "old").rmdir()
        report = retrain(profile)
        assert (report.removed, report.notices) == (1, [])
