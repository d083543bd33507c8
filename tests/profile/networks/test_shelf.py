"""Numbered folders: the newest whole one counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from typeahead.profile.networks.shelf import Shelf


def write(shelf: Shelf, number: int) -> None:
    shelf.write({"numbers": np.arange(number)}, {"text": "x"}, {"number": number})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def damage(folder: Path) -> None:
    path = folder / "numbers.npy"
    path.write_bytes(path.read_bytes()[:-1])


def test_the_newest_counts_and_older_ones_go(tmp_path):
    shelf = Shelf(tmp_path, "checkpoint", keep=2)
    assert shelf.is_empty
    assert shelf.open() == (None, None)
    assert shelf.about() is None
    for number in (1, 2, 3):
        write(shelf, number)
    assert names(tmp_path) == ["checkpoint-000002", "checkpoint-000003"]
    assert shelf.about()["number"] == 3
    assert shelf.open().stored.about["number"] == 3
    assert shelf.bytes == sum(f.stat().st_size for f in tmp_path.rglob("*") if f.is_file())


def test_where_the_newest_is_damaged_the_one_before_is_used_and_it_is_said(tmp_path):
    shelf = Shelf(tmp_path, "checkpoint", keep=2)
    write(shelf, 1)
    write(shelf, 2)
    damage(tmp_path / "checkpoint-000002")
    found = shelf.open()
    assert found.stored.about["number"] == 1
    assert "checkpoint-000002" in found.damage
    damage(tmp_path / "checkpoint-000001")
    assert shelf.open().stored is None
    assert shelf.open().damage
    assert not shelf.is_empty


def test_what_a_killed_program_left_half_written_is_no_thing_and_goes(tmp_path):
    shelf = Shelf(tmp_path, "weights")
    (tmp_path / ".weights-000001.4711").mkdir(parents=True)
    (tmp_path / "weights-notes").mkdir()
    assert shelf.is_empty
    write(shelf, 1)
    assert names(tmp_path) == ["weights-000001", "weights-notes"]
    shelf.drop()
    assert names(tmp_path) == ["weights-notes"]


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path, monkeypatch):
    shelf = Shelf(tmp_path, "weights")
    write(shelf, 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("typeahead.profile.artifacts.sealed", full)
    with pytest.raises(OSError, match="No space"):
        write(shelf, 2)
    assert names(tmp_path) == ["weights-000001"]
    assert shelf.open().stored.about["number"] == 1
