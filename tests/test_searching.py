"""The search finds what it is to find, or its finding nothing would say nothing."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sqlite3
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest

from tests.searching import ENCODINGS, found

WORD = "Zanzibar"


def planted(folder: Path) -> dict[str, bytes]:
    note = f"the {WORD.upper()} parcel".encode()
    database = folder / "profile.db"
    opened = sqlite3.connect(database, isolation_level=None)
    opened.execute("PRAGMA secure_delete = OFF")  # so that a free page tells what was on it
    opened.execute("CREATE TABLE gone (body)")
    opened.execute("INSERT INTO gone VALUES (?)", (note.decode(),))
    opened.execute("DELETE FROM gone")
    opened.close()
    np.save(folder / "words.npy", np.array([WORD, "other"]))
    with zipfile.ZipFile(folder / "profile.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.gz", gzip.compress(note))
    packed = {"a.gz": gzip.compress(note), "a.bz2": bz2.compress(note), "a.xz": lzma.compress(note)}
    return {
        "plain": b"\0\1" + note,
        **{encoding: note.decode().encode(encoding) for encoding in ENCODINGS},
        **packed,
        "zlib": zlib.compress(note),
        "twice": gzip.compress(packed["a.xz"]),
    }


def test_it_is_found_wherever_it_is(tmp_path: Path) -> None:
    files = planted(tmp_path)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "of zanzibar").mkdir()
    expected = {*files, "profile.db", "words.npy", "profile.zip", "of zanzibar"}
    assert set(found(tmp_path, [WORD])[WORD]) == expected


@pytest.mark.parametrize("data", [b"", b"\x78", b"\x1f\x8bno", b"BZh9", b"\xfd7zXZ\0"])
def test_what_only_looks_packed_is_searched_as_it_is(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data + WORD.encode())
    assert found(tmp_path, [WORD, "elsewhere"]) == {WORD: ["a"]}
