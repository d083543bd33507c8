"""Forgetting takes from what lies beside the profiles too: the recent files, and texts that a crash has left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault import bytes_in, trained, write_notes
from typeahead.locations import recovery_folder
from typeahead.profile.leftovers import without_word
from typeahead.profile.profile import Profile
from typeahead.recent_files import RecentFiles
from typeahead.recovery_copies import Copy
from typeahead.recovery_slots import Slot, claim, key


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes")


@pytest.fixture
def home(notes: Path, tmp_path: Path) -> Path:
    profile, _ = trained(tmp_path / "home", notes)
    profile.close()
    return tmp_path / "home"


def leave(home: Path, path: Path | None, text: str, *, held: bool = False) -> Slot:
    """A copy as a killed editor leaves it, or one of an editor that runs."""
    slot, _ = claim(recovery_folder(home), key(path))
    slot.write(Copy(str(path or ""), text))
    if not held:
        slot.release()
    return slot


def test_a_word_is_blacked_out_of_what_a_crash_has_left(home: Path, notes: Path) -> None:
    slot = leave(home, notes / "trip.md", "A ZANZIBAR parcel; zanzibar’s stamps.\nNo zanzibarian. ")
    damaged = leave(home, notes / "garden.txt", "the Zanzibar ship").set_aside()
    torn = recovery_folder(home) / f"{key(None)}-1.tmp"
    torn.write_text("zanzibar, half writ")
    with Profile.open("default", home) as profile:
        assert profile.forget_word("zanzibar").copies == 2
    assert slot.read().text == "A ████████ parcel; ██████████ stamps.\nNo zanzibarian. "
    assert not damaged.exists()
    assert not torn.exists()
    left = bytes_in(home).lower().replace(b"zanzibarian", b"")
    assert b"zanzibar" not in left


def test_a_document_goes_with_its_copies_and_from_the_list(home: Path, notes: Path) -> None:
    path, other = notes / "secret.md", notes / "trip.md"
    for each in (path, other):
        RecentFiles(home).add(each)
        leave(home, each, f"unsaved in {each.stem}")
    leave(home, path, "unsaved too").set_aside()
    (home / ".recent-files.json.cafe0000.tmp").write_text(f'["{path}"]')
    with Profile.open("default", home) as profile:
        assert profile.forget_document(str(path)).copies == 2
    left = bytes_in(home)
    for gone in (b"unsaved in secret", b"unsaved too", str(path).encode(), key(path).encode()):
        assert gone not in left
    assert b"unsaved in trip" in left
    assert RecentFiles(home).paths() == [other]


def test_a_folder_goes_with_those_under_it_under_another_name_too(home: Path, notes: Path) -> None:
    link = notes.parent / "link"
    link.symlink_to(notes)
    RecentFiles(home).add(link / "secret.md")
    leave(home, notes / "never learned.md", "unsaved")
    with Profile.open("default", home) as profile:
        assert profile.forget_document(str(notes)).copies == 1
    assert b"secret.md" not in bytes_in(home)
    assert b"never learned" not in bytes_in(home)


def test_all_goes(home: Path, notes: Path) -> None:
    RecentFiles(home).add(notes / "trip.md")
    leave(home, None, "unsaved")
    leave(home, notes / "trip.md", "unsaved").set_aside()
    with Profile.open("default", home) as profile:
        assert profile.forget_all().copies == 2
    assert list(recovery_folder(home).iterdir()) == []
    assert RecentFiles(home).paths() == []


def test_the_copy_of_a_text_on_a_screen_stays(home: Path, notes: Path) -> None:
    slot = leave(home, notes / "trip.md", "the zanzibar ship", held=True)
    with Profile.open("default", home) as profile:
        assert profile.forget_word("zanzibar").copies == 0
        assert slot.read().text == "the zanzibar ship"
        profile.forget_all()
    assert slot.file.exists()
    slot.discard()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("can't, can, Can.", "can't, ███, ████"),
        ("pre-can and can.org", "███████ and ███████"),
        ("cannot", None),
        ("", None),
    ],
)
def test_what_counts_as_the_word(text: str, left: str | None) -> None:
    assert without_word(text, "can") == left
