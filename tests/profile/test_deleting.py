"""Deleting a profile, and what a killed program has left of one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.vault import bytes_in, trained, write_notes
from typeahead.errors import ProfileMissing, StorageFailed
from typeahead.profile import deleting
from typeahead.profile.profile import delete_profile, list_profiles


class KilledError(BaseException):
    """Comes where the program is killed."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    trained(tmp_path / "home", write_notes(tmp_path / "notes", ["secret.md"]))[0].close()
    return tmp_path / "home"


def kill(home: Path) -> None:
    """Delete it, and be killed before the first file is gone."""

    def killed(*_: object, **__: object) -> None:
        raise KilledError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deleting.shutil, "rmtree", killed)
        with pytest.raises(KilledError):
            delete_profile("default", home)


def test_deleted_again_after_a_kill_nothing_is_left(home):
    kill(home)
    assert list_profiles(home) == []
    assert b"anzibar" in bytes_in(home / "profiles")
    assert not delete_profile("default", home)
    assert list((home / "profiles").iterdir()) == []
    with pytest.raises(ProfileMissing):
        delete_profile("default", home)


def test_a_new_one_by_that_name_goes_with_the_rest_of_the_old_one(home, tmp_path):
    kill(home)
    left = home / "profiles" / next((home / "profiles").iterdir()).name
    left.rename(left.with_name(".deleted.default.1"))
    trained(home, write_notes(tmp_path / "more", ["trip.md"]))[0].close()
    assert delete_profile("default", home)
    assert list((home / "profiles").iterdir()) == []


def test_the_rest_of_one_by_another_name_is_not_its(home):
    kill(home)
    left = next((home / "profiles").iterdir())
    left.rename(left.with_name(".deleted.default.5.1"))
    with pytest.raises(ProfileMissing):
        delete_profile("default", home)
    assert not delete_profile("default.5", home)


def test_a_rest_that_cannot_be_removed_is_said(home, monkeypatch):
    kill(home)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(StorageFailed, match="remove that folder"):
        delete_profile("default", home)
