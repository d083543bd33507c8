"""Likely typing errors as a list, a copy, a diff; never over the file but in place."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.commands.test_import_hygiene import imported

SLIPS = "I will recieve it.\nThe letter came form the office.\n"
PUT_RIGHT = "I will receive it.\nThe letter came from the office.\n"


@pytest.fixture
def note(tmp_path):
    file = tmp_path / "note.md"
    file.write_text(SLIPS)
    return file


def test_json_of_a_file_and_of_standard_input(ask, note):
    for answer in (ask("correct", note), ask("correct", "-", text=SLIPS), ask("correct", text=SLIPS)):
        first, second = answer["findings"]
        assert (first["line"], first["column"], first["word"], first["suggestion"]) == (
            1,
            8,
            "recieve",
            "receive",
        )
        assert (second["line"], second["column"], second["word"], second["suggestion"]) == (
            2,
            17,
            "form",
            "from",
        )
        assert SLIPS[second["start"] : second["end"]] == "form"
        assert (second["before"], second["after"]) == ("The letter came ", " the office.")
        assert 0.5 < first["confidence"] <= 1
        assert (first["kind"], second["kind"]) == ("unknown", "known")
        assert "English" in answer["model"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tex", "% I will recieve it.\nI will recieve it, see \\cref{recieve} and $recieve$.\n"),
        ("a.adoc", "----\nI will recieve it.\n----\n\nI will recieve it, see <<recieve>> and {recieve}.\n"),
        ("a.org", "#+begin_src sh\nI will recieve it.\n#+end_src\nI will recieve it.\n"),
        ("a.rst", "So::\n\n   I will recieve it.\n\nI will recieve it.\n"),
    ],
)
def test_what_a_format_hides_is_not_doubted(ask, tmp_path, name, text):
    file = tmp_path / name
    file.write_text(text)
    (found,) = ask("correct", file)["findings"]
    assert (found["start"], found["word"]) == (text.rindex("I will recieve") + 7, "recieve")


def test_the_list(run, note):
    shown = run("correct", note).stdout
    row = next(line.split() for line in shown.splitlines() if "recieve" in line)
    assert row[:4] == ["1", "8", "recieve", "receive"]
    assert "2 words. Model:" in shown
    assert "\x1b" not in shown
    assert note.read_text() == SLIPS


def test_nothing_to_correct(run):
    assert run("correct", text=PUT_RIGHT).stdout == "Nothing to correct.\n"
    assert run("correct", text="").stdout == "Nothing to correct.\n"
    assert run("correct", "--fix", text=PUT_RIGHT).stdout == PUT_RIGHT
    assert run("correct", "--diff", text=PUT_RIGHT).stdout == ""


def test_fix_writes_a_copy_and_leaves_the_file(run, note, tmp_path):
    assert run("correct", note, "--fix").stdout == PUT_RIGHT
    copy = tmp_path / "copy.md"
    result = run("correct", note, "--output", copy)
    assert (result.stdout, copy.read_text(), note.read_text()) == ("", PUT_RIGHT, SLIPS)
    assert "2 words corrected" in result.stderr


def test_another_file_is_written_over_only_if_that_is_said(run, note, tmp_path):
    other = tmp_path / "other.md"
    other.write_text("Something else.")
    result = run("correct", note, "--output", other)
    assert (result.exit_code, other.read_text()) == (1, "Something else.")
    assert "--force" in result.stderr
    assert result.stderr.count("\n") == 1
    assert run("correct", note, "--output", other, "--force").exit_code == 0
    assert other.read_text() == PUT_RIGHT


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_diff_that_patch_applies(run, note, tmp_path, end):
    text = "".join(f"Line {number} of the garden.\n" for number in range(9)) + SLIPS.rstrip("\n") + end
    note.write_text(text)
    shown = run("correct", note, "--diff").stdout
    assert f"--- {note}\n+++ {note}\n@@ -7,5 +7,5 @@\n Line 6" in shown
    assert "-I will recieve it.\n+I will receive it.\n" in shown
    assert ("No newline" in shown) == (end == "")
    subprocess.run(["patch", "-p0", str(note)], input=shown, text=True, check=True, capture_output=True)
    assert note.read_text() == text.replace("recieve", "receive").replace("form", "from")


def test_in_place_keeps_encoding_line_ends_and_permissions(run, note):
    raw = b"\xef\xbb\xbfI will recieve it.\r\nMa\xc3\xb1ana, I think.\r\nno end"
    note.write_bytes(raw)
    note.chmod(0o640)
    result = run("correct", note, "--in-place")
    assert result.exit_code == 0
    assert note.read_bytes() == raw.replace(b"recieve", b"receive")
    assert note.stat().st_mode & 0o777 == 0o640
    note.write_bytes("I recieve it. Für Anna.\r".encode("cp1252"))
    run("correct", note, "--in-place")
    assert note.read_bytes() == "I receive it. Für Anna.\r".encode("cp1252")


def test_in_place_is_atomic(run, note, monkeypatch):
    def broken(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", broken)
    result = run("correct", note, "--in-place")
    assert result.exit_code == 1
    assert "Not saved" in result.stderr
    assert note.read_text() == SLIPS
    assert [file.name for file in note.parent.iterdir() if "note" in file.name] == ["note.md"]


def test_in_place_leaves_a_file_without_slips_untouched(run, note):
    note.write_text(PUT_RIGHT)
    os.utime(note, ns=(1, 1))
    assert "nothing to correct" in run("correct", note, "--in-place").stderr
    assert note.stat().st_mtime_ns == 1


def test_standard_input_keeps_its_bytes(run):
    raw = b"I will recieve it.\r\nOK\r\nno end"
    assert run("correct", "--fix", text=raw).stdout_bytes == raw.replace(b"recieve", b"receive")


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"abc\0def", "binary"), (b"\x89PNG\r\n\x1a\n\0\0", "binary")],
)
def test_what_is_no_text_is_refused_in_one_line(run, note, raw, said):
    note.write_bytes(raw)
    for result in (run("correct", note), run("correct", "-", text=raw)):
        assert result.exit_code == 1
        assert said in result.stderr
        assert result.stderr.count("\n") == 1


def test_missing_files_and_folders(run, tmp_path):
    for path, said in ((tmp_path / "nowhere.md", "no such file"), (tmp_path, "is a folder")):
        result = run("correct", path)
        assert (result.exit_code, said in result.stderr) == (1, True)
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["-", "--in-place"],
        ["note.md", "--in-place", "--output", "x.md"],
        ["note.md", "--diff", "--in-place"],
        ["note.md", "--json", "--fix"],
    ],
)
def test_options_that_do_not_go_together(run, note, monkeypatch, arguments):
    monkeypatch.chdir(note.parent)
    assert run("correct", *arguments).exit_code == 2
    assert note.read_text() == SLIPS


def test_output_is_never_the_file_itself(run, note):
    result = run("correct", note, "--output", note)
    assert (result.exit_code, note.read_text()) == (2, SLIPS)


def test_output_takes_the_place_of_no_pipe_and_no_folder(run, note, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    result = run("correct", note, "--output", tmp_path / "pipe", "--force")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "pipe is a device or a pipe, where no file can be put; name a file to write\n" in result.stderr
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "pipe").is_fifo()
    assert "is a folder; name a file" in run("correct", note, "--output", tmp_path, "--force").stderr


def test_an_endless_line(run):
    result = run("correct", text="a" * 100_000 + " recieve")
    assert result.exit_code == 0


def test_what_the_file_taught_does_not_hide_its_slips(run, ask, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    file = folder / "a.md"
    file.write_text("I recieve it. You recieve it. They must recieve it.\n")
    assert run("train", folder).exit_code == 0
    assert [each["word"] for each in ask("correct", file)["findings"]].count("recieve") >= 1
    (tmp_path / "copy.md").write_text(file.read_text())
    assert ask("correct", tmp_path / "copy.md")["findings"] == []


def test_it_loads_neither_numba_nor_textual():
    found = imported("correct", "-", text=SLIPS)
    assert "numpy" in found
    assert not found & {"numba", "llvmlite", "textual", "markdown_it"}
