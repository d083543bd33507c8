"""How gradients are shown; what they are is tested in tests/evaluation/gradients."""

from __future__ import annotations

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
    assert "r rnn   g gru   l lstm   s ssm" in result.stdout
    assert "a ρ = 0.90   b ρ = 1.10" in result.stdout
    assert measured == [(gradients.PARTS, "default", (), 1)]


def test_the_page_is_written(run, measured, tmp_path):
    result = run("gradients", "--html", tmp_path / "out.html", "--seed", "3", "notes")
    assert result.stdout == f"Written to {tmp_path / 'out.html'}.\n"
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert measured == [(gradients.PARTS, "default", ("notes",), 3)]
    assert run("gradients", "--html", tmp_path / "no" / "out.html").exit_code == 1


def test_one_part_as_json(ask):
    answer = ask("gradients", "--part", "parameters")
    assert set(answer) == {"seed", "parameters", "seen"}
    assert answer["parameters"]["rows"][0]["context"] == 1


@pytest.mark.parametrize("arguments", [["--part", "everything"], ["--seed", "-1"]])
def test_wrong_usage(run, arguments):
    assert run("gradients", *arguments).exit_code == 2
