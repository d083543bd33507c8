from __future__ import annotations

import os
from pathlib import Path

import pytest

from typeahead.editor import folder
from typeahead.editor.folder import Line, search, text_files
from typeahead.errors import SourceUnreadable


def write(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def lines(path: Path, wanted: str) -> list[Line]:
    (found,) = search([path], wanted)
    assert found.path == path
    return list(found.lines)


def test_all_text_files_the_last_changed_first(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    old, new = write(notes / "sub/old.md"), write(notes / "paper.tex")
    os.utime(old, (1, 1))
    write(notes / ".hidden.md")
    write(notes / ".git/config")
    write(notes / "photo.md.png", "\0")
    outside = write(tmp_path / "outside.md")
    (notes / "link.md").symlink_to(outside)
    (notes / "folder").symlink_to(tmp_path)
    assert text_files(notes, lambda _: False) == [new, old]


def test_reading_a_folder_ends_where_it_is_told_to(tmp_path: Path) -> None:
    for number in range(10):
        write(tmp_path / f"{number}.md")
    assert len(text_files(tmp_path, lambda count: count >= 3)) == 3
    with pytest.raises(SourceUnreadable):
        text_files(tmp_path / "gone", lambda _: False)


def test_each_line_that_has_it_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "one\r\ntwo harbours, a Harbour\r\n\r\nHARBOUR")
    assert lines(path, "harbour") == [
        Line(2, 5, "two harbours, a Harbour", 4, 11),
        Line(4, 1, "HARBOUR", 0, 7),
    ]
    assert [line.column for line in lines(path, "Harbour")] == [17], "a capital means itself"
    assert lines(path, "h.rbour") == [], "it is text, no pattern"


def test_a_long_line_is_cut_around_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "x" * 5000 + " harbour " + "y" * 5000)
    (line,) = lines(path, "harbour")
    assert line.column == 5002
    assert len(line.text) < 500
    assert line.text[line.start : line.end] == "harbour"


def test_one_file_can_not_hide_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_LINES", 3)
    (found,) = search([write(tmp_path / "a.md", "harbour\n" * 4)], "harbour")
    assert (len(found.lines), found.more) == (3, True)
    (found,) = search([write(tmp_path / "a.md", "harbour\n" * 3)], "harbour")
    assert (len(found.lines), found.more) == (3, False)


def test_other_encodings_are_read_and_what_cannot_be_read_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffÉtudes\n".encode("utf-16-le"))
    assert lines(path, "étu") == [Line(1, 1, "Études", 0, 3)]
    assert lines(write(tmp_path / "b", "\0harbour"), "harbour") == []
    assert lines(tmp_path / "gone", "harbour") == []
