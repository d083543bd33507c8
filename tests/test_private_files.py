"""Files and folders for their owner alone, whatever the umask."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from typeahead.errors import SettingInvalid
from typeahead.private_files import (
    check_free,
    make_compiled_private,
    make_folder,
    make_private,
    open_private,
    put_in_place,
)

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


@pytest.fixture(params=[0, 0o022, 0o077, 0o277, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_whatever_the_umask(umask: int, tmp_path: Path) -> None:
    make_private(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "c")
    os.close(open_private(tmp_path / "a" / "file", NEW))
    put_in_place(tmp_path / "a" / "put", b"x", tmp_path / "a" / "beside", private=True)
    assert {mode(path) for path in tmp_path.rglob("*") if path.is_dir()} == {0o700}
    assert [mode(path) for path in sorted((tmp_path / "a").iterdir()) if path.is_file()] == [0o600, 0o600]
    assert (tmp_path / "a" / "put").read_bytes() == b"x"


def test_a_document_is_what_the_umask_says_and_stays_as_it_was(umask: int, tmp_path: Path) -> None:
    new, old = tmp_path / "new.md", tmp_path / "old.md"
    put_in_place(new, b"x", tmp_path / "beside")
    assert mode(new) == 0o666 & ~umask
    old.write_bytes(b"x")
    old.chmod(0o640)
    put_in_place(old, b"y", tmp_path / "beside", like=old.stat())
    assert mode(old) == 0o640


def test_a_file_that_others_could_read_is_put_right(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch(mode=0o644)
    os.close(open_private(file, os.O_RDWR | os.O_CREAT))
    assert mode(file) == 0o600


def test_nothing_is_left_where_it_fails(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    with pytest.raises(OSError, match="irectory"):
        put_in_place(tmp_path / "target", b"x", tmp_path / "beside", private=True)
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


def test_what_numba_keeps(umask: int, tmp_path: Path) -> None:
    for name in ("cache", "__pycache__"):
        folder = tmp_path / name
        folder.mkdir(mode=0o777)
        for file in ("a.nbi", "a.nbc", "other.py"):
            (folder / file).touch(mode=0o666)
        make_compiled_private(folder)
        assert mode(folder / "a.nbi") == mode(folder / "a.nbc") == 0o600
        assert mode(folder / "other.py") == 0o666 & ~umask
    assert mode(tmp_path / "cache") == 0o700
    assert mode(tmp_path / "__pycache__") == 0o777 & ~umask


def test_a_pipe_is_never_replaced_by_a_file(umask: int, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for target in (pipe, link):
        with pytest.raises(OSError, match="it is a device or a pipe, where no file can be put"):
            put_in_place(target, b"x", tmp_path / "beside")
    assert pipe.is_fifo()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe"]


def test_where_a_file_can_be_put(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "there").touch()
    check_free(tmp_path / "new", "a.md", force=False)
    check_free(tmp_path / "there", "a.md", force=True)
    for name, force, said in (
        ("pipe", True, r"pipe is a device or a pipe, where no file can be put; name a file to write$"),
        ("there", False, "there already; name another file, or write over it with --force"),
        ("", True, r"is a folder; name a file to write, such as .*/a\.md$"),
    ):
        with pytest.raises(SettingInvalid, match=said):
            check_free(tmp_path / name, "a.md", force=force)
