"""How gradients are shown; what they are is tested in tests/evaluation/gradients."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.evaluation.gradients.reports import small_report
from typeahead.commands import gradients
from typeahead.evaluation.gradients import report as report_module


@pytest.fixture
def measured(monkeypatch):
    """The report in place of a minute's measuring; what was asked for."""
    asked = []

    def measure(parts, profile, paths, seed, progress):
        asked.append((tuple(parts), profile, tuple(map(str, paths)), seed))
        return small_report()

    monkeypatch.setattr(report_module, "measure", measure)
    return asked


def test_names_of_parts_agree():
    assert gradients.PARTS == report_module.PARTS


def test_the_text_fits_80_columns_and_has_all_parts(run, measured, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    result = run("gradients")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert result.stdout.count("Seen: ") == result.stdout.count("Known: ") == 5
    assert "r rnn   g gru   l lstm   s ssm   R rnn, 2 W_h" in result.stdout
    assert not any(line != line.rstrip() for line in result.stdout.splitlines() if "Seen" in line)
    assert "a ρ = 0.90   b ρ = 1.10" in result.stdout
    assert measured == [(gradients.PARTS, "default", (), 1)]


def test_the_page_is_written(run, measured, tmp_path):
    result = run("gradients", "--html", tmp_path / "out.html", "--seed", "3", "notes")
    assert result.stdout == f"Written to {tmp_path / 'out.html'}.\n"
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert measured == [(gradients.PARTS, "default", ("notes",), 3)]


def test_a_page_that_cant_be_written_is_said_before_measuring(run, measured, tmp_path):
    result = run("gradients", "--html", tmp_path / "no" / "out.html")
    assert result.exit_code == 1
    assert "can't be written" in result.stderr
    assert not measured


def test_what_could_not_be_used_is_noted(run, monkeypatch):
    noted = replace(small_report(), notes=["the files have 2 words"])
    monkeypatch.setattr(report_module, "measure", lambda *_: noted)
    result = run("gradients", "--json")
    assert "note: the files have 2 words" in result.stderr
    assert json.loads(result.stdout)["notes"] == ["the files have 2 words"]


def test_one_part_as_json(ask):
    answer = ask("gradients", "--part", "parameters")
    assert set(answer) == {"seed", "parameters", "notes", "seen"}
    assert answer["parameters"]["rows"][0]["context"] == 1


@pytest.mark.parametrize("arguments", [["--part", "everything"], ["--seed", "-1"]])
def test_wrong_usage(run, arguments):
    assert run("gradients", *arguments).exit_code == 2
