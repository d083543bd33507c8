"""What a person sees who trains."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from typeahead.profile.profile import profile_folder


def test_says_what_was_read_and_skipped_and_why(run, vault):
    result = run("train", vault)
    assert result.exit_code == 0
    assert "Read 2 files" in result.stdout
    assert "not a format that is read (.png)" in result.stdout
    assert "Profile default: 2 documents" in result.stdout
    assert str(vault / "picture.png") not in result.stdout
    assert "\x1b" not in result.output


def test_verbose_names_each_skipped_file(run, vault):
    result = run("train", vault, "--verbose")
    assert str(vault / "picture.png") in result.stdout


def test_too_little_text_for_discounts_is_said(run, vault):
    assert "too little text to estimate discounts for order" in run("train", vault).stderr


def test_json_holds_the_whole_report(ask, vault):
    report = ask("train", vault, "--order", "3")
    assert (report["read"], report["unchanged"], report["removed"], report["documents"]) == (2, 0, 0, 2)
    assert report["skipped_by_reason"]["not a format that is read (.png)"] == 2
    assert {"path": str(vault / "photo.png"), "reason": "not a format that is read (.png)"} in report[
        "skipped"
    ]
    assert len(report["ngrams"]) == 3
    assert report["words"] > report["types"] > 0
    assert report["sentences"] > 0
    assert report["changed"] is True
    assert report["profile"] == "default"
    assert report["seconds"] > 0
    assert isinstance(report["notices"], list)


def test_again_without_a_path_reads_the_remembered_folder(ask, trained):
    assert ask("train")["unchanged"] == 2
    (trained / "letter.txt").write_text("Dear Anna, something new.")
    (trained / "garden.md").unlink()
    report = ask("train")
    assert (report["read"], report["removed"]) == (1, 1)


def test_keep_missing(ask, trained):
    (trained / "garden.md").unlink()
    report = ask("train", "--keep-missing")
    assert (report["removed"], report["documents"]) == (0, 2)


def test_without_a_path_and_nothing_remembered(run):
    result = run("train")
    assert result.exit_code == 1
    assert (
        result.stderr
        == "typeahead: profile 'default' remembers no folder yet; name one: typeahead train ~/notes\n"
    )
    assert result.stdout == ""


def test_a_profile_that_learned_nothing_does_not_stay(run, ask, tmp_path):
    assert run("train", "--profile", "work", tmp_path / "nowhere").exit_code == 1
    assert run("train", "--profile", "work").exit_code == 1
    assert ask("profile", "list") == {"profiles": []}


def test_a_path_that_is_not_there(run, tmp_path):
    result = run("train", tmp_path / "nowhere", "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"typeahead: {tmp_path / 'nowhere'} does not exist")
    assert result.stderr.count("\n") == 1


def test_an_empty_folder_and_a_binary_file(run, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "tool").write_bytes(b"\x7fELF\x00\x00")
    for path in (tmp_path / "empty", tmp_path / "tool"):
        result = run("train", path)
        assert result.exit_code == 1
        assert "found no text to learn from" in result.stderr
    assert "binary" in result.stderr


@pytest.mark.parametrize("text", ["", "\n\n", "```\ncode only\n```\n"])
def test_a_file_without_a_word_makes_no_profile(run, tmp_path, text):
    (tmp_path / "empty.md").write_text(text)
    result = run("train", tmp_path / "empty.md", "--profile", "new")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "found no text to learn from" in result.stderr
    assert "no words in it" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not profile_folder("new").exists()


def test_each_path_that_gave_nothing_is_named(run, ask, trained, tmp_path):
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "odd.txt").write_bytes(b"%PDF-1.7 x")
    (tmp_path / "nothing").mkdir()
    (tmp_path / "pictures").mkdir()
    for number in range(2):
        (tmp_path / "pictures" / f"{number}.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "more.md").write_text("Some words are here.")
    reasons = {
        "empty.md": ": no words in it",
        "odd.txt": ": not text (binary)",
        "nothing": "",
        "pictures": ": 2 skipped, the first because: not a format that is read (.png)",
    }
    for name, reason in reasons.items():
        result = run("train", tmp_path / name)
        assert result.exit_code == 1
        assert f"note: {tmp_path / name}: no text to learn from is there{reason}\n" in result.stderr
        assert "Profile default: " in result.stdout, "the others are up to date all the same"
    result = run("train", *(tmp_path / name for name in reasons), "--json")
    assert result.exit_code == 1
    assert {Path(each["path"]).name for each in json.loads(result.stdout)["nothing_in"]} == set(reasons)
    result = run("train", tmp_path / "empty.md", tmp_path / "more.md")
    assert result.exit_code == 0
    assert result.stderr.count("no text to learn from is there") == 1
    for again in ((tmp_path / "more.md",), (trained,), ()):
        assert "no text to learn from" not in run("train", *again).stderr
        assert run("train", *again).exit_code == 0


def test_what_is_known_by_another_name_gave_something(run, trained, tmp_path):
    (tmp_path / "link").symlink_to(trained)
    result = run("train", tmp_path / "link")
    assert (result.exit_code, "no text to learn from" in result.stderr) == (0, False)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_an_unreadable_file(run, tmp_path):
    (tmp_path / "locked.md").write_text("Not for you.")
    (tmp_path / "locked.md").chmod(0)
    result = run("train", tmp_path / "locked.md")
    assert result.exit_code == 1
    assert "permission denied" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--order", "9"],
        ["--order", "0"],
        ["--order", "x"],
        ["--tokens", "letters"],
        ["--smoothing", "x"],
        ["--memory", "much"],
        ["--memory", "1M"],
        ["--prune"],
        ["--prune", "0 -1"],
        ["--min-count", "0"],
        ["--vocab-limit", "0"],
        ["--delta", "-1"],
        ["--no"],
    ],
)
def test_wrong_usage(run, vault, arguments):
    result = run("train", vault, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_notices_are_cut_after_ten(run, tmp_path):
    for number in range(12):
        (tmp_path / f"{number}.txt").write_bytes(b"It was a caf\xe9 like any other.")
    result = run("train", tmp_path)
    assert result.stderr.count("Windows-1252") == 10
    assert "more (--verbose shows them)" in result.stderr
    assert run("train", tmp_path, "--again", "-v").stderr.count("Windows-1252") == 12


def test_names_with_escape_sequences_do_not_reach_the_terminal(run, tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "a\x1b[31mred.md").write_text("Some words here.")
    (folder / "[bold]b.xyz").write_text("x")
    (folder / os.fsdecode(b"\xff.png")).write_text("x")
    result = run("train", folder, "-v")
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert "[bold]b.xyz" in result.stdout
    assert run("train", folder, "--json").exit_code == 0


def test_whitespace_tokens_are_kept_for_later(ask, tmp_path):
    corpus = tmp_path / "corpus.txt"
    corpus.write_text("the cat sat <unk>\nthe cat ran <unk>\n")
    ask("train", Path(corpus), "--tokens", "whitespace", "--profile", "bench", "--no-base")
    assert ask("profile", "show", "bench")["tokens"] == "whitespace"


def test_what_comes_with_typeahead_is_left_out_and_mixed_in_again(ask, vault):
    def has_base():
        return "base" in {part["model"] for part in ask("explain", "the", "cat")["parts"]}

    ask("train", vault, "--no-base")
    assert not has_base()
    assert ask("train")["changed"] is False
    assert ask("train", "--base")["changed"] is True
    assert has_base()
    ask("train", "--no-base")
    assert not has_base()


@pytest.mark.parametrize("prune", [["0", "0", "1"], ["0 0 1"], ["0,0,1"], ["0", "0,1"]])
@pytest.mark.parametrize("first", [True, False])
def test_thresholds_may_stand_before_and_behind_paths(ask, vault, prune, first):
    arguments = ["--prune", *prune]
    report = ask("train", *([*arguments, vault] if first else [vault, *arguments]), "--order", "3")
    assert report["documents"] == 2
    pruned = report["ngrams"][2]
    assert ask("train")["changed"] is False
    assert ask("train", "--prune", "0")["ngrams"][2] > pruned
    assert ask("train", *arguments)["ngrams"][2] == pruned


def test_a_file_that_is_named_like_a_number(run, ask, tmp_path, monkeypatch):
    (tmp_path / "7").write_text("Seven words stand here in this file.")
    monkeypatch.chdir(tmp_path)
    assert ask("train", "--tokens", "whitespace", "--prune=0", "7")["documents"] == 1
    assert run("train", "--prune", "0", "--", "7").exit_code == 0


def test_sizes_of_memory(ask, vault):
    for size in ("1G", "500M", "2GB", "1.5g", "268435456", "300 MiB"):
        ask("train", vault, "--memory", size)


def test_settings_hold_until_others_are_named(ask, run, vault):
    few = ask("train", vault, "--vocab-limit", "5", "--smoothing", "katz", "--order", "2")
    assert few["types"] == 5
    assert few["unknown"] > 0
    assert "are read as <unk>" in run("train").stdout
    again = ask("train", "--vocab-limit", "5", "--smoothing", "katz", "--order", "2")
    assert (again["changed"], again["types"]) == (False, 5)
    assert ask("profile", "show")["smoothing"] == "katz"
    assert ask("train", "--vocab-limit", "none")["unknown"] == 0


def test_a_setting_that_does_not_fit_is_one_line_and_stores_nothing(run, ask, vault):
    result = run("train", vault, "--order", "2", "--prune", "0 0 1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "too many for order 2" in result.stderr
    assert result.stderr.count("\n") == 1
    assert ask("profile", "list") == {"profiles": []}
