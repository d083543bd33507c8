"""Arrays on disk: what was written is read back, and nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from typeahead.profile import artifacts
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable, write

ARRAYS = {
    "one": np.arange(1000, dtype=np.int32),
    "two": np.asfortranarray(np.arange(12.0).reshape(3, 4)),
    "strided": np.arange(20, dtype=np.int64)[::3],
    "none": np.zeros(0, dtype=np.int32),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(artifacts, "_PIECE", 100)
    write(tmp_path / "made", ARRAYS, {"text": "a\nb\r\u2028"}, {"revision": 3})
    return tmp_path / "made"


def test_arrays_come_back_as_they_were(folder):
    stored = Artifacts(folder)
    assert stored.about["revision"] == 3
    assert stored.text("text") == "a\nb\r\u2028"
    for name, array in ARRAYS.items():
        found = stored.array(name)
        assert found.dtype == array.dtype
        np.testing.assert_array_equal(found, array)


def test_a_mapped_array_is_written_too(folder, tmp_path):
    mapped = np.load(folder / "one.npy", mmap_mode="r")
    write(tmp_path / "again", {"one": mapped}, {}, {})
    np.testing.assert_array_equal(Artifacts(tmp_path / "again").array("one"), ARRAYS["one"])


def test_a_changed_byte_is_found_when_it_is_looked_for(folder):
    path = folder / "one.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    stored = Artifacts(folder, verify=False)
    with pytest.raises(ArtifactsUnusable, match=r"one\.npy is not what was written"):
        stored.verify()
    with pytest.raises(ArtifactsUnusable):
        Artifacts(folder)


def test_writing_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(artifacts, "sealed", full)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "made", ARRAYS, {}, {})
    assert list(tmp_path.iterdir()) == []
