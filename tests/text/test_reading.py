"""Reading one file."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from typeahead.errors import SourceUnreadable
from typeahead.text.prose import markdown
from typeahead.text.reading import read


def test_a_document_has_its_digest_and_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    raw = b"# Head\r\n\r\nOne\r\ntwo.\r\n"
    path.write_bytes(raw)
    document = read(path)
    assert document.path == path
    assert document.digest == hashlib.sha256(raw).hexdigest()
    assert document.paragraphs == ["Head", "One two."]
    assert document.notices == []


def test_the_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Andr\xe9")
    document = read(path)
    assert document.paragraphs == ["André"]
    assert document.notices == ["not UTF-8: read as Windows-1252"]


def test_an_empty_file_has_no_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    assert read(tmp_path / "a.md").paragraphs == []


def test_what_can_not_be_read_says_which_and_why(tmp_path: Path) -> None:
    (tmp_path / "binary.md").write_bytes(b"a\0b")
    (tmp_path / "bad.ipynb").write_text('{"cells": [')
    (tmp_path / "other.ipynb").write_text(json.dumps([1]))
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    for name, reason in {
        "gone.md": "no such file",
        "binary.md": "binary",
        "bad.ipynb": "damaged",
        "other.ipynb": "not a notebook",
        "pipe.md": "a pipe",
        "folder.md": "a folder",
    }.items():
        with pytest.raises(SourceUnreadable, match=reason) as caught:
            read(tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_reader_that_fails_leaves_plain_text_and_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: str) -> list[str]:
        raise RecursionError

    monkeypatch.setattr(markdown, "paragraphs", fail)
    (tmp_path / "a.md").write_text("Some words.")
    document = read(tmp_path / "a.md")
    assert document.paragraphs == ["Some words."]
    assert "plain text" in document.notices[0]
