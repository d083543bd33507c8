from __future__ import annotations

import stat
from pathlib import Path

import pytest

from typeahead import recent_files as recent
from typeahead.recent_files import RecentFiles


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "notes" / f"{number}.md" for number in range(4)]
    paths[0].parent.mkdir()
    for path in paths:
        path.write_text("x")
    return paths


def test_the_last_opened_comes_first_and_once(tmp_path: Path, files: list[Path]) -> None:
    for path in [*files, files[1]]:
        RecentFiles(tmp_path / "home").add(path)
    kept = RecentFiles(tmp_path / "home")
    assert kept.paths() == [files[1], files[3], files[2], files[0]]
    kept.clear()
    assert kept.paths() == []


def test_no_more_than_so_many_and_none_that_is_gone(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent, "MOST", 3)
    kept = RecentFiles(tmp_path / "home")
    for path in files:
        kept.add(path)
    files[2].unlink()
    assert kept.paths() == [files[3], files[1]]


def test_only_the_owner_may_read_it_and_nothing_is_left_beside_it(tmp_path: Path, files: list[Path]) -> None:
    kept = RecentFiles(tmp_path / "home")
    kept.add(files[0])
    kept.add(files[1])
    (file,) = (tmp_path / "home").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", ["", "{", '{"a": 1}', '[1, null, ["a"]]', "\udc80"])
def test_a_damaged_list_is_an_empty_one(tmp_path: Path, files: list[Path], damage: str) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "recent-files.json").write_bytes(damage.encode("utf-8", "surrogateescape"))
    kept = RecentFiles(tmp_path / "home")
    assert kept.paths() == []
    kept.add(files[0])
    assert kept.paths() == [files[0]]


def test_names_that_are_no_text_and_commit_messages(tmp_path: Path) -> None:
    kept = RecentFiles(tmp_path / "home")
    odd = tmp_path / "odd\udcff\n.md"
    odd.write_text("x")
    (tmp_path / ".git").mkdir()
    message = tmp_path / ".git" / "COMMIT_EDITMSG"
    message.write_text("x")
    kept.add(odd)
    kept.add(message)
    assert kept.paths() == [odd]


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path, files: list[Path]) -> None:
    (tmp_path / "home").write_text("a file")
    kept = RecentFiles(tmp_path / "home")
    kept.add(files[0])
    kept.clear()
    assert kept.paths() == []
