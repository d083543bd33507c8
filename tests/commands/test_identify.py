"""Whose writing it is, as a table and as JSON."""

from __future__ import annotations

import json

import pytest

from tests.commands.test_import_hygiene import imported

ANNA = "I water the garden in the morning. The greenhouse is warm. My roses need rain, and so do I.\n\n"
BEN = (
    "The server was down again. We restarted the database and rolled back the release. Logs said nothing.\n\n"
)


@pytest.fixture
def both(run, tmp_path):
    for name, text in (("anna", ANNA), ("ben", BEN)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "notes.md").write_text(text * 3)
        assert run("train", folder, "--profile", name).exit_code == 0
    return tmp_path


def identify(run, *arguments, text=None):
    result = run("identify", *arguments, "--json", text=text)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_profile_that_foresees_it_is_named(run, both):
    text = "We restarted the server. The database was down. The release was rolled back. Logs said so.\n"
    answer = identify(run, "-", "--profile", "anna", "--profile", "ben", text=text)
    assert (answer["author"], answer["name"], answer["files"]) == ("ben", "standard input", [])
    assert [each["profile"] for each in answer["profiles"]] == ["ben", "anna"]
    ben, anna = answer["profiles"]
    assert ben["perplexity"] < anna["perplexity"]
    assert ben["confidence"] == answer["confidence"] > 0.9
    assert ben["confidence"] + anna["confidence"] == pytest.approx(1)
    assert answer["margin_bits"] * answer["tokens"] == pytest.approx(anna["bits"] - ben["bits"])
    low, high = answer["margin_interval"]
    assert low <= answer["margin_bits"] <= high
    assert identify(run, "-", text=text) == answer, "all trained ones, and the same each time"


def test_several_files_are_judged_together_and_each_alone(run, both):
    one, other = both / "one.md", both / "other.md"
    one.write_text("The roses in the garden need rain. I water them in the morning.\n")
    other.write_text("The server was down. We restarted the database.\n")
    answer = identify(run, one, other)
    assert [(each["name"], each["author"]) for each in answer["files"]] == [
        ("one.md", "anna"),
        ("other.md", "ben"),
    ]
    assert answer["tokens"] == sum(each["tokens"] for each in answer["files"])
    shown = run("identify", one, other).stdout
    assert "Most like " in shown
    assert any(line.split()[:2] == ["one.md", "anna"] for line in shown.splitlines())


def test_profiles_of_the_same_texts_are_not_told_apart(run, both, tmp_path):
    run("profile", "export", tmp_path / "anna.tar", "--profile", "anna")
    run("profile", "import", tmp_path / "anna.tar", "--profile", "again")
    arguments = ("-", "--profile", "anna", "--profile", "again")
    answer = identify(run, *arguments, text=ANNA)
    assert [each["confidence"] for each in answer["profiles"]] == [0.5, 0.5]
    assert answer["margin_bits"] == 0.0
    assert "As like anna as again" in run("identify", *arguments, text=ANNA).stdout


def test_of_one_sentence_nothing_is_sure(run, both):
    answer = identify(run, "-", text="The garden.\n")
    assert answer["confidence"] is None
    assert "guess" in run("identify", "-", text="The garden.\n").stdout


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (["-", "--profile", "anna"], ANNA, "two profiles"),
        (["-", "--profile", "anna", "--profile", "anna"], ANNA, "two profiles"),
        (["-", "--profile", "anna", "--profile", "nobody"], ANNA, "nobody"),
        (["-"], "", "found no text"),
        (["-"], "a\0b", "not text"),
        (["nowhere.md"], None, "nowhere.md"),
    ],
)
def test_errors_are_one_line(run, both, arguments, text, said):
    result = run("identify", *arguments, text=text)
    assert (result.exit_code, said in result.stderr) == (1, True)
    assert result.stderr.count("\n") == 1


def test_whitespace_profiles_can_not_be_compared(run, both):
    assert (
        run("train", both / "anna", "--tokens", "whitespace", "--profile", "raw", "--no-base").exit_code == 0
    )
    assert run("identify", "-", "--profile", "raw", "--profile", "ben", text=BEN).exit_code == 1
    assert identify(run, "-", text=BEN)["author"] == "ben"  # it is left out of all


def test_it_loads_neither_numba_nor_textual(both):
    assert not imported("identify", "-", text=BEN) & {"numba", "llvmlite", "textual"}
