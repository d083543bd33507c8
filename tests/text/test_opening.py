"""Opening a file that may be anything."""

from __future__ import annotations

import io

import pytest

from typeahead.errors import SourceUnreadable
from typeahead.text.opening import bounded, read_bytes


class Asked(io.BytesIO):
    """A stream that notes how many bytes it was asked for at once: Python takes room for them all."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.most = 0

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        self.most = max(self.most, size)
        return super().read(size)


def test_no_more_room_is_taken_than_there_are_bytes():
    stream = Asked(b"a note")
    assert bounded(stream, 4_000_000_000, 6) == b"a note"
    assert stream.most < 100
    stream = Asked(b"a note")
    assert bounded(stream, 4_000_000_000) == b"a note"
    assert stream.most < 10_000_000


def test_what_says_that_it_is_smaller_is_read_whole():
    data = bytes(range(256)) * 12_000
    assert bounded(Asked(data), len(data), 0) == bounded(Asked(data), len(data), 1_000_000) == data
    assert bounded(Asked(b""), 0, 0) == b""


@pytest.mark.parametrize("expected", [0, 99, 100, 1_000])
def test_too_much_is_refused(expected):
    assert bounded(Asked(bytes(100)), 100, expected) == bytes(100)
    with pytest.raises(SourceUnreadable, match="larger than"):
        bounded(Asked(bytes(101)), 100, expected)


def test_a_file_may_have_so_many_bytes(tmp_path):
    (tmp_path / "a.md").write_bytes(b"a note")
    assert read_bytes(tmp_path / "a.md", 6) == b"a note"
    with pytest.raises(SourceUnreadable, match="larger than"):
        read_bytes(tmp_path / "a.md", 5)
