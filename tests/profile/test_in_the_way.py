"""A database that can't be opened, or is not ours to touch: one clear line, and nothing there is changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vault import trained, write_notes
from typeahead.errors import ProfileDamaged, StorageFailed
from typeahead.profile.database import Database
from typeahead.profile.in_the_way import unopenable
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions

_AS_ANYBODY = """import ctypes, sys
from pathlib import Path
for may_read_and_write_all in (1, 2):  # capabilities of root, without which a file's permissions hold for it too
    ctypes.CDLL(None).prctl(24, may_read_and_write_all, 0, 0, 0)
import os; os.execv(sys.executable, [sys.executable, "-m", "typeahead", "suggest", "the"])
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    notes = write_notes(tmp_path / "notes", ["trip.md"])
    profile, _ = trained(tmp_path / "home", notes, options=TrainingOptions(base=False))
    profile.close()
    return tmp_path / "home"


@pytest.fixture
def database(home: Path) -> Path:
    return home / "profiles" / "default" / "profile.db"


def _lies_there(profile: Path) -> list[tuple[str, int, int]]:
    """What the profile's folder and its backups hold, and with which permissions."""
    folders = [profile, profile / "backups"]
    return sorted(
        (str(path), path.stat().st_mode, path.stat().st_size)
        for folder in folders
        for path in folder.iterdir()
        if path.name not in ("lock", "backups")
    )


def _suggest(home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _AS_ANYBODY],
        env={**os.environ, "TYPEAHEAD_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_named_and_stays_as_it_is(
    home: Path, database: Path, make: Callable[[Path], None]
) -> None:
    database.unlink()
    make(database)
    database.chmod(0o755)
    before = _lies_there(database.parent)
    with pytest.raises(StorageFailed, match=rf"{database} can't be opened: it is a .*; move that elsewhere"):
        Profile.open("default", home)
    assert _lies_there(database.parent) == before


def test_a_folder_without_a_size_is_no_lost_database(
    home: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems say 0 for an empty folder, which looked like a database that was emptied."""
    database.unlink()
    database.mkdir()
    stat = Path.stat

    def sizeless(self: Path, **how: bool) -> os.stat_result:
        found = stat(self, **how)
        return os.stat_result([*found[:6], 0, *found[7:]]) if self == database else found

    monkeypatch.setattr(Path, "stat", sizeless)
    with pytest.raises(StorageFailed, match="it is a folder"):
        Profile.open("default", home)
    assert database.is_dir()


def test_a_folder_beside_the_database_is_named(home: Path, database: Path) -> None:
    database.with_name("profile.db-wal").mkdir()
    with pytest.raises(StorageFailed, match=r"profile\.db-wal can't be opened: it is a folder"):
        Profile.open("default", home)
    assert database.with_name("profile.db-wal").is_dir()


@pytest.mark.parametrize("content", [b"", b"no database" * 1000], ids=["empty", "damaged"])
def test_another_person_s_file_is_not_put_aside_for_a_backup(
    home: Path, database: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    database.write_bytes(content)
    before = _lies_there(database.parent)
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    with pytest.raises(StorageFailed, match=r"belongs to another user \(\w+\); run typeahead as that user"):
        Profile.open("default", home)
    assert _lies_there(database.parent) == before
    assert database.read_bytes() == content
    monkeypatch.undo()
    with Profile.open("default", home) as profile:
        assert "its backup of" in profile.notices[0]


def test_an_owner_without_a_name_has_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    def nobody(_: int) -> None:
        raise KeyError

    (tmp_path / "profile.db").touch()
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert f"another user (number {me})" in str(unopenable(tmp_path / "profile.db", "no"))


def test_a_file_that_may_not_be_read_is_one_line(home: Path, database: Path) -> None:
    database.chmod(0)
    done = _suggest(home)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"typeahead: {database} can't be opened: permission denied; 'chmod 600 {database}' gives it back to you\n"
    )
    assert database.stat().st_mode & 0o777 == 0


@pytest.mark.parametrize("where", ["backups", "."])
def test_a_folder_that_may_not_be_entered_asks_for_its_permissions(
    home: Path, database: Path, where: str
) -> None:
    folder = database.parent / where
    folder.chmod(0)
    try:
        done = _suggest(home)
    finally:
        folder.chmod(0o700)
    assert done.returncode == 1
    assert "permission denied; check its permissions and its folder's and try again\n" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_link_into_a_folder_that_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "profile.db"

    def closed(self: Path, **how: bool) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", closed)
    said = str(unopenable(file, "no"))
    assert said == f"{file} can't be opened: permission denied; check the permissions of its folder"


def test_sqlite_s_own_words_where_nothing_better_is_known(tmp_path: Path) -> None:
    (tmp_path / "profile.db").touch()
    said = str(unopenable(tmp_path / "profile.db", "unable to open database file"))
    assert said.endswith(
        "can't be opened: unable to open database file; check its permissions and its folder's"
    )


def test_a_database_that_became_a_folder_is_named_when_something_is_stored(tmp_path: Path) -> None:
    with Profile.open("default", tmp_path, create=True) as profile:
        profile.store.note("one", "1")
        file = profile.store.file
        file.rename(tmp_path / "elsewhere")
        file.mkdir()
        with pytest.raises(StorageFailed, match="it is a folder"):
            profile.store.note("two", "2")
        file.rmdir()
        shutil.move(tmp_path / "elsewhere", file)
        profile.store.note("two", "2")


def test_a_damaged_database_of_one_s_own_is_damaged_as_before(tmp_path: Path) -> None:
    (tmp_path / "profile.db").write_bytes(b"no database" * 1000)
    with pytest.raises(ProfileDamaged):
        Database(tmp_path / "profile.db")
