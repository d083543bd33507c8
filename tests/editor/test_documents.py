from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.editor import documents
from typeahead.editor.documents import Document, changed_on_disk, load, problem_of, save
from typeahead.errors import SourceUnreadable, StorageFailed


@pytest.mark.parametrize(
    ("data", "encoding", "newline"),
    [
        (b"one\ntwo\n", "utf-8", "\n"),
        (b"one\r\ntwo", "utf-8", "\r\n"),
        (b"one\rtwo\r", "utf-8", "\r"),
        ("\ufeffcafé\n".encode(), "utf-8-sig", "\n"),
        ("\ufeffcafé\r\n".encode("utf-16-le"), "utf-16-le", "\r\n"),
        ("\ufeffcafé".encode("utf-16-be"), "utf-16-be", "\n"),
        ("\ufeffcafé\n".encode("utf-32-le"), "utf-32-le", "\n"),
        ("\ufeffcafé".encode("utf-32-be"), "utf-32-be", "\n"),
        (b"one\r\ntwo\nthree\r\n\rfour", "utf-8", "\r\n"),
        ("café\n".encode("cp1252"), "cp1252", "\n"),
        (b"\x81\x8d\n", "latin-1", "\n"),
        (b"a\x0cb\x0bc\x1cd\xe2\x80\xa8e\xc2\x85f\n", "utf-8", "\n"),
        (b"", "utf-8", "\n"),
    ],
)
def test_what_was_read_is_written_back_byte_for_byte(
    tmp_path: Path, data: bytes, encoding: str, newline: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    document = load(path)
    assert (document.encoding, document.newline) == (encoding, newline)
    assert "\r" not in document.text
    save(document, document.text)
    assert path.read_bytes() == data


@pytest.mark.parametrize("final", ["", "\n", "\n\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("codec", "mark", "encoding"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "utf-32-be"),
        ("cp1252", b"", "cp1252"),
    ],
)
def test_a_changed_word_changes_neither_encoding_nor_line_ends_nor_the_last_one(
    tmp_path: Path, codec: str, mark: bytes, encoding: str, newline: str, final: str
) -> None:
    def data(text: str) -> bytes:
        return mark + text.replace("\n", newline).encode(codec)

    path = tmp_path / "a.txt"
    path.write_bytes(data("Café one\nsecond" + final))
    document = load(path)
    assert (document.encoding, document.text) == (encoding, "Café one\nsecond" + final)
    save(document, "Café two\nsecond" + final)
    assert path.read_bytes() == data("Café two\nsecond" + final)


@given(
    text=st.text(st.characters(codec="utf-8", exclude_characters="\r\0")),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]),
)
def test_any_text_survives_saving(
    tmp_path_factory: pytest.TempPathFactory, text: str, newline: str, encoding: str
) -> None:
    path = tmp_path_factory.mktemp("d") / "a.txt"
    saved = save(Document(path, encoding=encoding, newline=newline), text)
    again = load(path)
    if not text.startswith("\ufeff"):
        assert again.text == text == saved.text
    assert not changed_on_disk(saved)


def test_a_file_that_does_not_exist_is_a_new_document(tmp_path: Path) -> None:
    document = load(tmp_path / "new.md")
    assert (document.text, document.stamp, document.name) == ("", None, "new.md")
    assert not changed_on_disk(document)
    saved = save(document, "hello")
    assert (tmp_path / "new.md").read_bytes() == b"hello"
    assert saved.stamp is not None


def test_a_new_file_gets_the_permissions_any_program_would_give_it(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        save(Document(tmp_path / "new.md"), "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640


def test_saving_keeps_permissions_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.sh"
    path.write_text("x")
    path.chmod(0o750)
    save(load(path), "y")
    assert stat.S_IMODE(path.stat().st_mode) == 0o750
    assert [p.name for p in tmp_path.iterdir()] == ["a.sh"]


def test_saving_follows_links_to_what_they_point_to(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    target, link = tmp_path / "sub" / "target.md", tmp_path / "link.md"
    target.write_text("x")
    link.symlink_to(target)
    save(load(link), "y")
    assert link.is_symlink()
    assert target.read_text() == "y"


def test_a_save_that_fails_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    document = load(path)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed, match=r"Not saved: .*a\.md \(No space left on device\)"):
        save(document, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_what_was_replaced_is_saved_though_it_can_t_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that goes away right after it took the file, say: the text is there, and no one else's change."""
    path = tmp_path / "a.md"
    path.write_text("old")
    document = load(path)
    looking = Path.stat

    def gone(self: Path, **how: bool) -> os.stat_result:
        if self == path and path.read_text() == "new":
            raise OSError(5, "Input/output error")
        return looking(self, **how)

    monkeypatch.setattr(Path, "stat", gone)
    saved = save(document, "new")
    monkeypatch.undo()
    assert path.read_text() == saved.text == "new"
    assert not changed_on_disk(saved)
    path.write_text("other")
    assert changed_on_disk(saved)
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_a_pipe_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    document = load(path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(
        StorageFailed, match=r"Not saved: .*pipe \(it is a device or a pipe, where no file can be put\)"
    ):
        save(document, "new", tmp_path / "pipe")
    path.unlink()
    os.mkfifo(path)  # in the document's place, since it was opened
    with pytest.raises(StorageFailed, match="Your text is still here"):
        save(document, "new")
    assert (tmp_path / "pipe").is_fifo()
    assert path.is_fifo()


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    document = load(path)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # root may write anything
    with pytest.raises(StorageFailed, match="read-only"):
        save(document, "new")
    assert path.read_text() == "old"


def test_signs_that_an_old_encoding_lacks_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("café\r\n".encode("cp1252"))
    document = load(path)
    assert document.notices == ("a.txt is not UTF-8: read and saved as cp1252.",)
    with pytest.raises(StorageFailed, match="cp1252, which has no “→”"):
        save(document, "café → bar\n")
    copy = save(document, "café → bar\n", tmp_path / "b.txt")
    assert copy.encoding == "utf-8"
    assert (tmp_path / "b.txt").read_bytes() == "café → bar\r\n".encode()


def test_mixed_line_ends_are_kept_and_announced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\r\nb\nc\r\n")
    document = load(path)
    assert document.newline == "\r\n"
    assert "mixes line ends" in document.notices[0]
    saved = save(document, "a\nnew\nb\nc\n")
    assert path.read_bytes() == b"a\r\nnew\r\nb\nc\r\n"
    save(saved, "a\nb\nc!")
    assert path.read_bytes() == b"a\r\nb\nc!"


def test_notices_a_change_by_another_program(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one")
    document = load(path)
    assert not changed_on_disk(document)
    path.write_text("two!")
    assert changed_on_disk(document)
    path.unlink()
    assert not changed_on_disk(document)
    new = load(path)
    path.write_text("someone else's")
    assert changed_on_disk(new)
    assert not changed_on_disk(Document())


def test_a_file_written_again_with_the_same_content_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one")
    document = load(path)
    os.utime(path, (1e9, 1e9))
    assert not changed_on_disk(document)
    saved = save(document, "two")
    os.utime(path, (1e9, 1e9))
    assert not changed_on_disk(saved)
    path.write_text("six")  # as long
    assert changed_on_disk(saved)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b"\x7fELF\0\0"), "is a binary file"),
        (lambda path: os.mkfifo(path), "not a regular file"),
        (lambda path: path.write_bytes(b"\xff\xfea\xd8\0\0\xd8"), "damaged"),
        (lambda path: path.symlink_to(path), "can't be opened"),
    ],
)
def test_what_cannot_be_edited_is_said_in_one_line(tmp_path: Path, make: object, message: str) -> None:
    path = tmp_path / "thing"
    make(path)  # type: ignore[operator]
    with pytest.raises(SourceUnreadable, match=message) as caught:
        load(path)
    assert "\n" not in str(caught.value)


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST_FILE", 10)
    (tmp_path / "a.md").write_text("a" * 11)
    with pytest.raises(SourceUnreadable, match="too large"):
        load(tmp_path / "a.md")


def test_a_new_document_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="there is no folder"):
        load(tmp_path / "nowhere" / "a.md")


def test_a_text_whose_folder_is_gone_is_not_saved_and_it_is_said_in_the_words_of_opening(
    tmp_path: Path,
) -> None:
    path = tmp_path / "nowhere" / "a.md"
    with pytest.raises(SourceUnreadable) as opening:
        load(path)
    with pytest.raises(StorageFailed) as saving:
        save(Document(), "one", path)
    assert str(saving.value) == f"Not saved: {opening.value} Your text is still here."
    assert not path.parent.exists()


@pytest.mark.parametrize("name", ["docs2/", "docs2/.", "docs2/..", "docs2//", "a.md/", "a.md/."])
def test_a_name_with_a_slash_at_its_end_is_a_folder_s(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text("one")
    written = f"{tmp_path}/{name}"
    said = problem_of(written, Path(written))
    assert said == f"{written}: there is no folder of that name. Create it first, or check the name."


def test_what_has_its_folder_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("docs", "docs/", "docs/.", "docs/..", "a.md", "docs/new.md", "a.", "..a"):
        assert problem_of(f"{tmp_path}/{name}", tmp_path / name) == ""
    assert problem_of("a.md", Path("a.md")) == ""
    assert problem_of("~", Path("~")) == ""
