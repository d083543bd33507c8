"""The remembered folders, and one taken off the list with all that it taught."""

from __future__ import annotations

import pytest

from tests.vault import bytes_in, counted, trained, write_notes
from typeahead.errors import NothingToLearn
from typeahead.profile.folders import Folder
from typeahead.profile.folders import folders as remembered
from typeahead.profile.profile import Profile
from typeahead.profile.training import train


@pytest.fixture
def two(tmp_path):
    """A profile that has read a folder, and another one inside it."""
    outer = write_notes(tmp_path / "notes", ["garden.txt", "trip.md"])
    inner = write_notes(outer / "private", ["secret.md"])
    profile, _ = trained(tmp_path / "home", outer)
    train(profile, [inner])
    yield profile, outer, inner
    profile.close()


def test_each_file_counts_for_the_innermost_folder(two):
    profile, outer, inner = two
    held = profile.store.documents()
    assert remembered(profile.store) == [
        Folder(str(outer), 2, held[str(outer / "garden.txt")].words + held[str(outer / "trip.md")].words),
        Folder(str(inner), 1, held[str(inner / "secret.md")].words),
    ]


def test_a_folder_of_a_similar_name_is_another(tmp_path):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes", ["garden.txt"]))
    with profile:
        train(profile, [write_notes(tmp_path / "notes-2", ["trip.md"])])
        assert [each.files for each in remembered(profile.store)] == [1, 1]
        profile.forget_folder(str(tmp_path / "notes"))
        assert [each.path for each in remembered(profile.store)] == [str(tmp_path / "notes-2")]
        assert list(profile.store.documents()) == [str(tmp_path / "notes-2" / "trip.md")]


def test_what_it_taught_is_gone_as_if_it_had_never_been_read(tmp_path):
    garden = write_notes(tmp_path / "garden", ["garden.txt"])
    secret = write_notes(tmp_path / "secret", ["secret.md"])
    profile, _ = trained(tmp_path / "home", garden)
    with profile:
        train(profile, [secret])
        profile.store.add_session(str(secret / "secret.md"), 2, "zanzibar stamps")
        profile.store.add_session(str(garden / "garden.txt"), 2, "the greenhouse")
        forgotten = profile.forget_folder(str(secret))
        assert (forgotten.documents, forgotten.words) == (1, 17 + 2)
        generation = profile.generation()
        assert counted(generation, "zanzibar") == 0
        assert [piece.body for piece in profile.store.sessions()] == ["the greenhouse"]
    other, _ = trained(tmp_path / "other", garden)
    with other:
        other.store.add_session(str(garden / "garden.txt"), 2, "the greenhouse")
        other.store.touch()
        fresh = other.generation()
        assert list(generation.vocabulary.words) == list(fresh.vocabulary.words)
        assert (generation.model.counts.unigrams == fresh.model.counts.unigrams).all()
    assert b"anzibar" not in bytes_in(tmp_path / "home")


def test_what_another_folder_reads_too_stays(two):
    profile, outer, inner = two
    before = profile.store.documents().keys()
    assert profile.forget_folder(str(inner)).documents == 0
    assert profile.store.documents().keys() == before
    profile.forget_folder(str(outer))
    assert not profile.store.documents()
    assert not profile.trained


def test_it_is_read_again_by_who_names_it_again(two):
    profile, outer, inner = two
    profile.forget_folder(str(outer))
    assert list(profile.store.documents()) == [str(inner / "secret.md")]
    train(profile, [])
    assert len(profile.store.documents()) == 1, "by nobody else"
    assert train(profile, [outer]).read == 2


def test_a_folder_that_is_not_on_the_list_is_no_folder_to_forget(two):
    profile, outer, _ = two
    with pytest.raises(NothingToLearn, match="not among the remembered folders"):
        profile.forget_folder(str(outer / "other"))


def test_taken_off_while_a_training_reads_it_is_not_stored(two, monkeypatch):
    profile, outer, inner = two
    (outer / "garden.txt").write_text("The mandolin is in the garden.\n")
    (inner / "secret.md").write_text("The parcel is gone.\n")
    home = profile.folder.parent.parent

    def take_off(stage: str, done: int, total: int) -> None:
        if stage == "reading" and done == total:
            with Profile.open(home=home) as other:
                other.forget_folder(str(outer))

    report = train(profile, [], None, take_off)
    assert list(profile.store.documents()) == [str(inner / "secret.md")]
    assert [each.reason for each in report.skipped] == ["its folder was taken off the list"]
    assert counted(profile.generation(), "mandolin") == 0
