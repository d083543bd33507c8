"""How made texts and their distributions are shown; what they are is tested in tests/prediction."""

from __future__ import annotations

import json

import pytest

LINES = ["a b c", "a b d", "a b d", "b c a", "c a b d", "a"]


@pytest.fixture
def bench(run, tmp_path, monkeypatch):
    (tmp_path / "corpus.txt").write_text("\n".join(LINES) + "\n")
    arguments = ["--tokens", "whitespace", "--order", "3", "--smoothing", "mle", "--profile", "bench"]
    result = run("train", tmp_path / "corpus.txt", *arguments)
    assert result.exit_code == 0, result.stderr
    monkeypatch.setenv("TYPEAHEAD_PROFILE", "bench")


def test_json(ask, bench):
    answer = ask("generate", "a b", "--words", "3", "--seed", "5", "--show")
    assert answer["prompt"] == "a b"
    assert answer["seed"] == 5
    assert answer["text"].startswith("a b")
    first = answer["steps"][0]
    assert (first["after"], first["context"], first["total"]) == (["a", "b"], ["a", "b"], 4)
    best = first["words"][0]
    assert (best["word"], best["probability"], best["count"]) == ("d", 0.75, 3)
    assert best["chance"] == pytest.approx(0.75)
    assert first["others"] == []
    assert first["word"] in {each["word"] for each in first["words"]}
    assert ask("generate", "a b", "--words", "3", "--seed", "5")["steps"] == []


def test_without_a_seed_the_one_that_was_taken_is_told(ask, run, bench):
    answer = ask("generate", "--words", "30")
    again = run("generate", "--words", "30", "--seed", str(answer["seed"])).stdout
    assert again == answer["text"] + "\n"
    assert ask("generate", "--words", "30")["seed"] != answer["seed"]


def test_the_text_alone(run, bench):
    result = run("generate", "a", "--words", "1", "--temperature", "0")
    assert (result.stdout, result.stderr) == ("a b\n", "")


def test_steps_are_shown_with_probabilities_and_counts(run, bench):
    shown = run("generate", "a b", "--words", "1", "--temperature", "0", "--show", "--seed", "7").stdout
    assert "1. … a b" in shown
    assert "after “a b”, 4 counted:" in shown
    drawn = next(line for line in shown.splitlines() if "▸" in line)
    assert drawn.split()[:5] == ["▸", "d", "0.750", "3", "of"]
    assert "→ 1.000" in drawn
    assert "a b d\n" in shown
    assert "Seed 7. Model: 3-gram, mle." in shown


def test_two_smoothings_beside_each_other_fit_80_columns(run, bench, monkeypatch):
    names = "mle,modified-kneser-ney"
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("generate", "a b", "--words", "4", "--show", "--smoothing", names, "--seed", "3").stdout
    heading = next(line for line in shown.splitlines() if line.startswith("mle"))
    assert heading.split() == ["mle", "modified-kneser-ney"]
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= 80
    assert "after “a b”, 4 counted:" in shown


def test_maximum_likelihood_stops_and_says_why(run, ask, bench):
    result = run("generate", "d c", "--smoothing", "mle,witten-bell", "--show", "--seed", "1")
    assert result.exit_code == 0
    assert "after “d c”: never seen" in result.stdout
    assert "witten-bell" in result.stdout
    assert "nothing was ever seen after “d c”" in result.stderr
    answer = json.loads(run("generate", "d c", "--json", "--show").stdout)
    assert (answer["words"], answer["stuck_after"], answer["text"]) == (0, ["d", "c"], "d c ")
    assert answer["steps"][0]["word"] is None


def test_scores_are_called_so(run, bench):
    shown = run("generate", "a b", "--words", "1", "--show", "--smoothing", "stupid-backoff").stdout
    assert "score" in shown
    assert "probability" not in shown
    assert "→" in shown


def test_smoothings_may_be_given_one_by_one_or_all(ask, bench):
    both = ask("generate", "a", "--words", "1", "--show", "--smoothing", "katz", "--smoothing", "mle,katz")
    assert [both["steps"][0]["smoothing"], *(each["smoothing"] for each in both["steps"][0]["others"])] == [
        "katz", "mle"
    ]  # fmt: skip
    every = ask("generate", "a", "--words", "1", "--show", "--smoothing", "all")
    assert len(every["steps"][0]["others"]) == 8


def test_before_training_the_starter_speaks(run):
    result = run("generate", "I wanted to", "--words", "5", "--seed", "1")
    assert result.exit_code == 0
    assert result.stdout.startswith("I wanted to ")
    for arguments in (["--smoothing", "mle"], ["--model", "base", "--order", "2"], ["--model", "ngram"]):
        result = run("generate", "I", *arguments)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1


def test_an_imported_model_speaks_without_counts(run, ask, bench, tmp_path):
    assert run("model", "export", tmp_path / "own.arpa").exit_code == 0
    assert run("model", "import", tmp_path / "own.arpa", "--profile", "taken").exit_code == 0
    answer = ask("generate", "a b", "--words", "1", "--show", "--profile", "taken")
    first = answer["steps"][0]
    assert (first["context"], first["total"], first["words"][0]["count"]) == (["a", "b"], None, None)
    assert first["words"][0]["probability"] == pytest.approx(0.75, rel=1e-5)
    shown = run("generate", "a b", "--words", "1", "--show", "--profile", "taken").stdout
    assert "counted" not in shown
    result = run("generate", "a b", "--smoothing", "katz", "--profile", "taken")
    assert result.exit_code == 1
    assert "was imported and has no counts" in result.stderr


def test_control_characters_never_reach_the_terminal(run, bench):
    assert "\x1b" not in run("generate", "\x1b[31m a", "--words", "1", "--show").output


@pytest.mark.parametrize(
    "arguments",
    [
        ["--words", "0"],
        ["--temperature", "-1"],
        ["--temperature", "nan"],
        ["--temperature", "inf"],
        ["--top-k", "0"],
        ["--top-p", "0"],
        ["--top-p", "1.1"],
        ["--seed", "-1"],
        ["--smoothing", "laplace"],
        ["--order", "9"],
        ["one", "two"],
    ],
)
def test_wrong_usage(run, arguments):
    assert run("generate", *arguments).exit_code == 2
