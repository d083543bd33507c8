"""ARPA files out and in from the command line."""

from __future__ import annotations

import gzip
import json
import os

import pytest

from tests.models.ngram.arpa.test_reader import SMALL
from typeahead.models.ngram.arpa.reader import read
from typeahead.profile.profile import list_profiles


@pytest.fixture
def arpa(tmp_path):
    path = tmp_path / "small.arpa"
    path.write_text(SMALL)
    return path


def test_export(run, ask, trained, tmp_path):
    found = ask("profile", "show")
    answer = ask("model", "export", tmp_path / "notes.arpa.gz")
    assert (answer["profile"], answer["order"], answer["smoothing"]) == ("default", 5, "modified-kneser-ney")
    assert answer["file"] == str(tmp_path / "notes.arpa.gz")
    assert answer["bytes"] == (tmp_path / "notes.arpa.gz").stat().st_size
    assert answer["renamed"] == {}
    assert answer["ngrams"][1:] == [each["ngrams"] for each in found["orders"]][1:]
    assert answer["ngrams"] == read(tmp_path / "notes.arpa.gz").listed
    result = run("model", "export", tmp_path / "notes.arpa")
    assert result.exit_code == 0
    assert "Wrote the 5-gram of profile default (modified-kneser-ney)" in result.stdout
    assert "note: all words that are not listed share what <unk> has" in result.stderr
    plain = gzip.decompress((tmp_path / "notes.arpa.gz").read_bytes())
    assert (tmp_path / "notes.arpa").read_bytes() == plain


def test_export_writes_over_nothing_unasked(run, trained, tmp_path):
    (tmp_path / "there").write_text("mine")
    result = run("model", "export", tmp_path / "there")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "--force" in result.stderr
    assert (tmp_path / "there").read_text() == "mine"
    assert run("model", "export", tmp_path / "there", "--force").exit_code == 0
    assert (tmp_path / "there").read_text().startswith("\\data\\")


def test_export_puts_no_file_where_a_pipe_is(run, trained, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    result = run("model", "export", tmp_path / "pipe", "--force")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "pipe").is_fifo()


def test_a_literal_unk_is_said(run, tmp_path):
    (tmp_path / "ptb.txt").write_text("the <unk> sat\nthe <unk> ran\n")
    assert run("train", tmp_path / "ptb.txt", "--tokens", "whitespace", "--order", 2).exit_code == 0
    result = run("model", "export", tmp_path / "ptb.arpa")
    assert "note: the word '<unk>' means something else in ARPA files and is written '[unk]'" in result.stderr
    assert "\tthe [unk]\n" in (tmp_path / "ptb.arpa").read_text()


def test_scores_are_said(run, tmp_path):
    (tmp_path / "text.txt").write_text("the cat sat\nthe dog ran\n")
    options = ("--tokens", "whitespace", "--order", 2, "--smoothing", "stupid-backoff")
    assert run("train", tmp_path / "text.txt", *options).exit_code == 0
    result = run("model", "export", tmp_path / "text.arpa")
    assert "note: the figures of stupid-backoff are scores, not probabilities" in result.stderr
    result = run("model", "import", tmp_path / "text.arpa", "--profile", "scores")
    assert "note: its figures sum to more than 1" in result.stderr


def test_import(run, ask, arpa):
    answer = ask("model", "import", arpa, "--profile", "news")
    assert answer["profile"] == "news"
    assert (answer["order"], answer["ngrams"], answer["words"]) == (3, [5, 4, 2], 2)
    found = ask("suggest", "the", "--profile", "news")["suggestions"]
    assert (found[0]["text"], found[0]["from"]) == ("cat", "imported")
    assert ask("profile", "show", "news")["model"] == "imported"
    assert "imported" in run("profile", "show", "news").stdout
    assert run("profile", "list").exit_code == 0
    result = run("model", "import", arpa, "--profile", "other")
    assert "Profile other: the 3-gram of" in result.stdout
    assert "N-grams of order 1 to 3: 5 · 4 · 2." in result.stdout


def test_every_command_works_on_it_or_says_why_not(run, ask, arpa, tmp_path):
    run("model", "import", arpa, "--profile", "news")
    (tmp_path / "text.txt").write_text("the cat\nthe cat\n")
    for arguments in (
        ("surprise", tmp_path / "text.txt"),
        ("explain", "the", "cat"),
        ("evaluate", tmp_path / "text.txt", "--keystrokes"),
        ("generate", "the", "--seed", "1"),
        ("words",),
        ("model", "export", tmp_path / "again.arpa"),
        ("profile", "show", "--documents"),
    ):
        result = run(*arguments, "--profile", "news")
        assert result.exit_code == 0, (arguments, result.stderr)
        assert json.loads(run(*arguments, "--profile", "news", "--json", *_again(arguments)).stdout)
    for arguments in (
        ("train", tmp_path),
        ("train",),
        ("forget", "--word", "cat"),
        ("forget", "--document", "text.txt"),
        ("compare", tmp_path / "text.txt", "--smoothing", "all"),
        ("model", "import", arpa),
    ):
        result = run(*arguments, "--profile", "news")
        assert result.exit_code == 1, arguments
        assert "imported" in result.stderr
        assert result.stderr.count("\n") == 1
    assert run("forget", "--all", "--yes", "--profile", "news").exit_code == 0
    assert ask("profile", "show", "news")["model"] == "starter"


def _again(arguments: tuple[object, ...]) -> tuple[str, ...]:
    return ("--force",) if "export" in arguments else ()


def test_a_malformed_file_is_one_line(run, arpa):
    arpa.write_text(SMALL.replace("-0.3\tthe cat", "0.3\tthe cat"))
    result = run("model", "import", arpa, "--profile", "news")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"typeahead: {arpa}, line 15: 0.3 is no log probability: it is above 0\n"
    assert list_profiles() == []
    assert run("model", "import", arpa.with_name("none"), "--profile", "news").exit_code == 1
    assert run("model", "import").exit_code == 2
    assert run("model").exit_code in (0, 2)
