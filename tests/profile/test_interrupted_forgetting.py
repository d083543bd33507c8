"""A forgetting that is killed half-way: the next one leaves nothing of what it was to take back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.profile.networks.made import store
from tests.profile.test_leftovers import leave
from tests.vault import bytes_in, trained, write_notes
from typeahead.errors import NothingToLearn
from typeahead.profile.generations import Generations
from typeahead.profile.networks.place import Place
from typeahead.profile.profile import Profile
from typeahead.profile.store import Store
from typeahead.recent_files import RecentFiles


class KilledError(BaseException):
    """Comes where the program is killed; nothing is done after it."""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes")


@pytest.fixture
def home(notes: Path, tmp_path: Path) -> Path:
    """With a network that has learned the word, and an unsaved text."""
    trained(tmp_path / "home", write_notes(tmp_path / "more", ["trip.md"]))[0].close()
    profile, _ = trained(tmp_path / "home", notes)
    with profile:
        store(profile, "gru", ("the", "zanzibar"))
    leave(tmp_path / "home", notes / "secret.md", "unsaved, of zanzibar")
    RecentFiles(tmp_path / "home").add(notes / "secret.md")
    return tmp_path / "home"


def killed_at(owner: type, name: str, home: Path, forget: Callable[[Profile], object]) -> None:
    """Forget, and be killed where a method is called."""

    def killed(*_: object, **__: object) -> None:
        raise KilledError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, killed)
        if name != "try_to_back_up":
            patch.setattr(Profile, "rebuild", killed)  # who is killed does not clean up
        with Profile.open("default", home) as profile, pytest.raises(KilledError):
            forget(profile)


STEPS = [
    (Generations, "drop"),
    (Place, "clear"),
    (Store, "scrub"),
    (Profile, "rebuild"),
    (Profile, "try_to_back_up"),
]


@pytest.mark.parametrize(("owner", "step"), STEPS)
@pytest.mark.parametrize("what", ["secret.md", "."])
def test_a_document_or_all_under_a_folder(home, notes, owner, step, what):
    path = str(notes / what)
    killed_at(owner, step, home, lambda profile: profile.forget_document(path))
    assert b"unsaved" not in bytes_in(home / "recovery")
    with Profile.open("default", home) as profile:
        again = profile.forget_document(path)
    assert (again.again, again.words, again.documents) == (True, 0, 0)
    left = bytes_in(home).lower()
    assert b"zanzibar" not in left
    assert b"secret.md" not in left


def test_a_network_that_is_half_removed_goes_whole(home, notes):
    def cut(place: Place) -> None:
        (place.folder / "gru" / "weights-000001" / "manifest.json").unlink()
        raise KilledError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Place, "clear", cut)
        with Profile.open("default", home) as profile, pytest.raises(KilledError):
            profile.forget_document(str(notes / "secret.md"))
    assert b"zanzibar" in bytes_in(home / "profiles")
    with Profile.open("default", home) as profile:
        assert profile.forget_document(str(notes / "secret.md")).networks == ("gru",)
    assert b"zanzibar" not in bytes_in(home)


def test_a_copy_that_is_written_between_the_two_goes_too(home, notes):
    path = notes / "secret.md"
    killed_at(Generations, "drop", home, lambda profile: profile.forget_document(str(path)))
    leave(home, path, "unsaved again")
    with Profile.open("default", home) as profile:
        assert profile.forget_document(str(path)).copies == 1
    assert b"unsaved" not in bytes_in(home)


def test_forgotten_twice_a_network_that_was_made_since_stays(home, notes):
    with Profile.open("default", home) as profile:
        path = str(notes / "secret.md")
        assert profile.forget_document(path).networks == ("gru",)
        store(profile, "gru", ("the", "island"))
        assert profile.forget_document(path).networks == ()
        assert Place(profile).kinds() == ["gru"]


def test_killed_before_the_change_all_is_forgotten_the_next_time(home, notes):
    path = str(notes / "secret.md")
    killed_at(Store, "note_forgetting", home, lambda profile: profile.forget_document(path))
    with Profile.open("default", home) as profile:
        assert profile.forget_document(path).documents == 1
    assert b"zanzibar" not in bytes_in(home).lower()


@pytest.mark.parametrize(("owner", "step"), STEPS)
def test_a_remembered_folder_or_a_day(tmp_path, owner, step):
    """Nothing tells of either afterwards, so it is as unknown as before; yet nothing of it is left."""
    home, secret = tmp_path / "home", write_notes(tmp_path / "secret", ["secret.md"])
    trained(home, write_notes(tmp_path / "notes", ["garden.txt"]))[0].close()
    trained(home, secret)[0].close()
    with Profile.open("default", home) as profile:
        day = profile.store.session(profile.store.add_session("", 2, "a zanzibar wombat")).day
        store(profile, "gru", ("the", "zanzibar", "wombat"))
    leave(home, secret / "secret.md", "unsaved, of zanzibar")
    for forget in (
        lambda profile: profile.forget_folder(str(secret)),
        lambda profile: profile.forget_document(day),
    ):
        killed_at(owner, step, home, forget)
        with Profile.open("default", home) as profile, pytest.raises(NothingToLearn):
            forget(profile)
    left = bytes_in(home).lower()
    for word in (b"zanzibar", b"wombat", b"secret.md"):
        assert word not in left


def test_what_was_never_learned_takes_nothing_with_it(home):
    with Profile.open("default", home) as profile:
        profile.forget_word("island")
        store(profile, "gru", ("the", "garden"))
        current, copies = profile.generations.current, profile.backups.all()
        with pytest.raises(NothingToLearn):
            profile.forget_document("/no/such/note.md")
        assert (profile.generations.current, profile.backups.all()) == (current, copies)
        assert Place(profile).kinds() == ["gru"]
