"""A copy put in place of a damaged database: nothing that was stored since is lost, whatever comes between."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.profile.damage import flip
from tests.vault import bytes_in
from typeahead.errors import StorageFailed
from typeahead.prediction.predictor import Predictor
from typeahead.profile import restoring
from typeahead.profile.profile import Profile
from typeahead.profile.store import Store
from typeahead.profile.training import TrainingOptions, train


class KilledError(BaseException):
    """Comes where the program is killed."""


@pytest.fixture
def newer(home, notes):
    """A damaged database with what its backup does not have: a typed piece, a document and a name on a list."""
    with Predictor.open(home=home) as predictor:
        predictor.learn("The wombat sleeps. ")
    (notes / "new.md").write_text("A quokka smiles.\n")
    with Profile.open("default", home) as profile:
        train(profile, [])
        profile.never_suggest("library")
    flip(home, b"island was quiet")
    return home


@pytest.mark.parametrize(
    ("owner", "name", "before"),
    [
        (restoring, "_set_aside", False),
        (restoring, "_set_aside", True),
        (restoring, "_saved", False),
        (restoring, "_saved", True),
        (Store, "put_session", False),
        (restoring, "_told", True),
    ],
)
def test_killed_while_a_backup_is_put_in_place_nothing_that_was_stored_since_is_lost(
    newer, owner, name, before
):
    done = getattr(owner, name)

    def killed(*arguments: object) -> None:
        if not before:
            done(*arguments)
        raise KilledError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, killed)
        with pytest.raises(KilledError), Profile.open("default", newer) as profile:
            profile.check()
    with Profile.open("default", newer) as profile:
        profile.check()
        assert [piece.body for piece in profile.store.sessions()] == ["The wombat sleeps ."]
        assert "A quokka smiles ." in profile.store.bodies()
        assert len(profile.store.never_suggested()[0]) == 1
        if name != "_told":
            assert "2 texts that could still be read" in profile.notices[0]
            assert len(profile.backups.aside()) == 1
        assert not list(profile.backups.folder.glob(".*"))


def test_the_log_of_a_database_that_was_moved_is_not_taken_for_that_of_its_backup(newer):
    """Killed between the two: the log is moved after the database."""

    def killed(folder: Path, *_: object) -> None:
        aside = folder / "backups" / "damaged-2031-01-01T080000.0"
        aside.mkdir()
        (folder / "profile.db-wal").write_bytes(b"of the damaged one")
        (folder / "profile.db").replace(aside / "profile.db")
        raise KilledError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "_set_aside", killed)
        with pytest.raises(KilledError), Profile.open("default", newer) as profile:
            profile.check()
    with Profile.open("default", newer) as profile:
        profile.check()
        assert len(profile.store.sessions()) == 1
        (aside,) = profile.backups.aside()
        assert (aside.path / "profile.db-wal").read_bytes() == b"of the damaged one"


def test_what_another_program_stores_until_the_damaged_file_is_moved_is_saved_too(newer, monkeypatch):
    aside = restoring._set_aside

    def late(folder: Path, *arguments: object) -> object:
        store = Store(folder / "profile.db")
        store.add_session("", 4, "The numbat digs .")
        store.close()
        return aside(folder, *arguments)

    monkeypatch.setattr(restoring, "_set_aside", late)
    with Profile.open("default", newer) as profile:
        profile.check()
        assert [piece.body for piece in profile.store.sessions()] == [
            "The wombat sleeps .",
            "The numbat digs .",
        ]
        assert "3 texts that could still be read" in profile.notices[0]


def test_where_all_was_saved_nothing_is_said_to_be_missing(newer, notes):
    """Also where the same was stored in more steps, so that its number was higher."""
    with Profile.open("default", newer) as profile:
        for word in ("numbat", "quokka"):
            (notes / "new.md").write_text(f"A {word} smiles here.\n")
            train(profile, [], TrainingOptions(base=False))
    flip(newer, b"island was quiet")
    with Profile.open("default", newer) as profile:
        profile.check()
        assert profile.generation().vocabulary.id_of("quokka", -1) != -1
        assert len(profile.notices) == 1


def test_where_not_all_could_be_saved_it_is_said(newer):
    flip(newer, b"quokka smiles")
    with Profile.open("default", newer) as profile:
        profile.check()
        profile.generation()
        assert "is older (number" in profile.notices[1]


def test_without_room_for_what_was_stored_since_nothing_is_put_in_place(newer, monkeypatch):
    def full(*_: object) -> None:
        raise StorageFailed("the disk is full")

    monkeypatch.setattr(Store, "put_session", full)
    with Profile.open("default", newer) as profile:
        with pytest.raises(StorageFailed):
            profile.check()
        assert len(profile.store.sessions()) == 1
        assert profile.backups.aside() == []
        assert not list(profile.backups.folder.glob(".*"))


def test_a_damaged_database_of_before_stays_out_also_where_the_program_is_killed(home, notes):
    file = home / "profiles" / "default" / "profile.db"
    older = file.read_bytes()
    with Profile.open("default", home) as profile:
        profile.forget_document(str(notes / "garden.txt"))
    file.write_bytes(older.replace(b"island was quiet", b"hsland was quiet"))
    aside = restoring._set_aside

    def killed(*arguments: object) -> None:
        aside(*arguments)
        raise KilledError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "_set_aside", killed)
        with pytest.raises(KilledError), Profile.open("default", home) as profile:
            profile.check()
    with Profile.open("default", home) as profile:
        assert [Path(path).name for path in profile.store.documents()] == [
            "school.md",
            "secret.md",
            "trip.md",
        ]
        assert b"greenhouse" not in bytes_in(profile.folder)
