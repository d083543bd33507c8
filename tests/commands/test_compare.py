"""How models are shown side by side; their figures are tested in tests/evaluation."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from typeahead.commands import options
from typeahead.commands.compare import _show
from typeahead.evaluation.bootstrap import Interval
from typeahead.evaluation.compare import compare

LINES = ["a b c", "a b d", "a b d", "b c a", "c a b d", "a"]


@pytest.fixture
def bench(run, tmp_path, monkeypatch):
    (tmp_path / "corpus.txt").write_text("\n".join(LINES) + "\n")
    result = run(
        "train", tmp_path / "corpus.txt", "--tokens", "whitespace", "--order", "3", "--profile", "bench"
    )
    assert result.exit_code == 0, result.stderr
    monkeypatch.setenv("TYPEAHEAD_PROFILE", "bench")
    (tmp_path / "unseen.txt").write_text("a b c a\nz b d\n")
    return tmp_path / "unseen.txt"


def test_all_smoothings_at_the_profile_s_order_if_nothing_is_said(ask, run, bench):
    answer = ask("compare", bench)
    assert [row["name"] for row in answer["models"]] == list(options.SMOOTHINGS)
    assert {row["order"] for row in answer["models"]} == {3}
    assert (
        run("compare", bench, "--smoothing", "all", "--json").stdout == run("compare", bench, "--json").stdout
    )


def test_figures_that_are_none_are_null(ask, bench):
    likelihood, scores = ask("compare", bench, "--smoothing", "mle,stupid-backoff")["models"]
    assert (likelihood["perplexity"], likelihood["normalised"]) == (None, True)
    assert likelihood["impossible"] > 0
    assert likelihood["perplexity_possible"] > 1
    assert (scores["perplexity"], scores["bits_per_character"], scores["normalised"]) == (None, None, False)
    assert 0 < scores["hit_at_1"] <= scores["hit_at_3"] <= 1


def test_the_table(run, bench, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("compare", bench).stdout
    lines = {line.strip("▸ ").split()[0]: line for line in shown.splitlines() if line.strip("▸ ")}
    assert "∞" in lines["mle"]
    assert lines["stupid-backoff"].count("scores") == 3
    marked = [line for line in shown.splitlines() if line.startswith("▸") and "%" in line]
    assert len(marked) == 1
    assert "tokens (" in shown
    assert "gives no probabilities" in shown
    assert "All know the same 4 words" in shown
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= 80


def test_orders_are_named(run, bench, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("compare", bench, "--order", "1", "--order", "2").stdout
    assert "modified-kneser-ney, 1" in shown
    assert "modified-kneser-ney, 2" in shown
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= 80


def test_models(ask, run, trained, tmp_path):
    (tmp_path / "unseen.md").write_text("The students opened their umbrellas.\n")
    answer = ask("compare", tmp_path / "unseen.md", "--model", "ngram", "--model", "base")
    assert [row["name"] for row in answer["models"]] == ["ngram", "base"]
    assert not answer["same_vocabulary"]


def test_what_is_skipped_is_said(run, trained):
    result = run("compare", trained, "--smoothing", "katz")
    assert "note: " in result.stderr
    assert "was skipped: " in result.stderr
    assert f"{trained} was learned from" in result.stderr
    assert json.loads(run("compare", trained, "--smoothing", "katz", "--json").stdout)["skipped"]


def test_nothing_to_count(run, trained):
    result = run("compare", trained / "garden.md", "--profile", "nobody")
    assert (result.exit_code, result.stdout) == (1, "")
    run("forget", "--all", "--yes")
    result = run("compare", trained / "garden.md")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no documents to count" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["x", "--smoothing", "laplace"],
        ["x", "--order", "0"],
        ["x", "--model", "magic"],
        ["x", "--tokens", "y"],
    ],
)
def test_wrong_usage(run, arguments):
    assert run("compare", *arguments).exit_code == 2


def test_the_details_fit_80_columns(run, bench, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("compare", bench, "--keystrokes", "--calibration").stdout
    for said in (
        "95 % interval",
        "bits/word",
        "hit@5",
        "MRR",
        "saved@3",
        "off by",
        "▸ wins",
        "letter by letter",
    ):
        assert said in shown, said
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= 80


def test_a_page(run, ask, bench, tmp_path):
    out = tmp_path / "out.html"
    assert run("compare", bench, "--smoothing", "katz", "--html", out).stdout == f"Written to {out}.\n"
    assert "Models side by side" in out.read_text(encoding="utf-8")
    answer = ask("compare", bench, "--smoothing", "katz", "--html", out, "--keystrokes", "--calibration")
    (row,) = answer["models"]
    assert set(row["keystroke_savings"]) == {"1", "3", "5"}
    assert row["calibration"]["ece"] >= 0
    assert row["intervals"]["method"].startswith("bootstrap")
    result = run("compare", bench, "--html", tmp_path / "nowhere" / "x.html")
    assert (result.exit_code, result.stdout) == (1, "")


def test_very_large_figures_are_short(trained, tmp_path, capsys):
    (tmp_path / "unseen.md").write_text("The students opened their books. It rained.\n\nThe books again.\n")
    found = compare("default", [tmp_path / "unseen.md"], models=("ngram",))
    (row,) = found.rows
    assert row.intervals is not None
    wide = replace(row.intervals, perplexity=Interval(9.01e9, 1.93e36))
    _show(replace(found, rows=[replace(row, perplexity=4.2e20, intervals=wide)]))
    shown = capsys.readouterr().out
    assert "9.0e9–1.9e36" in shown
    assert "4.2e20" in shown
    assert max(map(len, shown.splitlines())) <= 80
