"""Recovery files and who holds them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead import recovery_slots as slots
from typeahead.errors import RecoveryDamaged
from typeahead.recovery_copies import Copy, pack, unpack


@given(
    text=st.text(),
    cursor=st.tuples(st.integers(0, 99), st.integers(0, 99)),
    path=st.text(st.characters(codec="utf-8")),
)
def test_any_text_comes_back_as_it_was(text: str, cursor: tuple[int, int], path: str) -> None:
    copy = Copy(path, text, cursor, "ab12", "utf-16-le", "\r\n", 1.5)
    assert unpack(pack(copy)) == copy


def test_a_path_in_no_encoding_and_half_a_sign_come_back_too() -> None:
    copy = Copy(os.fsdecode(b"caf\xe9"), "\ud83d")
    assert unpack(pack(copy)) == copy


whole = pack(Copy("/a.md", "one\ntwo\n"))


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100, b"[]\n", b"{}\nx", whole[:-1], whole + b"x", whole.replace(b"two", b"tow"), whole[5:]],
)
def test_damage_is_noticed(data: bytes) -> None:
    with pytest.raises(RecoveryDamaged):
        unpack(data)


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        slot, others = slots.claim(tmp_path / "home" / "recovery", "k")
        slot.write(Copy("/a.md", "secret"))
    finally:
        os.umask(old)
    assert not others
    assert stat.S_IMODE(slot.file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(slot.file.stat().st_mode) == 0o600
    assert slot.read().text == "secret"
    slot.discard()
    assert list(slot.file.parent.iterdir()) == []


def test_a_copy_that_cannot_be_written_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot, _ = slots.claim(tmp_path, "k")
    slot.write(Copy("", "one"))
    (tmp_path / "k-1.tmp").write_text("what a crash has left")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        slot.write(Copy("", "two"))
    assert slot.read().text == "one"
    assert {each.name for each in tmp_path.iterdir()} == {"k-1.lock", "k-1.recovery"}


def test_what_was_left_is_written_over_by_none_and_found_by_one(tmp_path: Path) -> None:
    first, others = slots.claim(tmp_path, "k")
    assert not others
    first.write(Copy("", "first"))
    second, others = slots.claim(tmp_path, "k")
    assert others
    second.write(Copy("", "second"))
    assert slots.left(tmp_path, "k") == [], "both editors run"
    first.release()
    os.utime(second.file, (1e9, 1e9))
    second.release()
    third, others = slots.claim(tmp_path, "k")
    assert not others
    assert third.file not in (first.file, second.file)
    found = slots.left(tmp_path, "k")
    assert [each.read().text for each in found] == ["first", "second"], "the newest first"
    assert slots.left(tmp_path, "k") == [], "offered by one editor at a time"
    assert slots.left(tmp_path, "other") == []


def test_a_lock_removed_by_its_owner_meanwhile_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = slots.claim(tmp_path, "k")
    opened = os.open
    calls = []

    def late(path: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = opened(path, flags, mode)
        calls.append(path)
        if len(calls) == 1:
            monkeypatch.setattr(os, "open", opened)
            first.release()
        return descriptor

    monkeypatch.setattr(os, "open", late)
    second, others = slots.claim(tmp_path, "k")
    assert not others
    monkeypatch.setattr(os, "open", opened)
    assert slots.claim(tmp_path, "k")[1], "the second holds a lock that the third sees"
    assert second.file.name == "k-1.recovery"


def test_names_follow_links_and_tell_files_apart(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    assert slots.key(tmp_path / "link.md") == slots.key(tmp_path / "a.md") != slots.key(tmp_path / "b.md")
    assert slots.key(None) == "untitled"


def test_a_damaged_file_is_kept_aside_under_a_name_of_its_own(tmp_path: Path) -> None:
    names = []
    for text in ("one", "two"):
        slot = slots.Slot(tmp_path, "k-1")
        assert slot.hold()
        slot.file.write_text(text)
        names.append(slot.set_aside())
        slot.release()
    assert [name.read_text() for name in names] == ["one", "two"]
    assert slots.left(tmp_path, "k") == []
