"""How figures are shown; what they are is tested in tests/evaluation."""

from __future__ import annotations

import json

import pytest

KEYS = {
    "tokens", "oov", "perplexity", "perplexity_known", "bits_per_character", "hit_at_1", "hit_at_3",
    "keystroke_savings", "keystroke_savings_repeating", "model",
}  # fmt: skip


@pytest.fixture
def unseen(tmp_path):
    path = tmp_path / "unseen.md"
    path.write_text("The students opened their books.\n\nThe students opened their zzqxes.\n")
    return path


def test_json(ask, trained, unseen):
    answer = ask("evaluate", unseen)
    assert set(answer) >= KEYS
    assert (answer["tokens"], answer["oov"]) == (14, 1)
    assert answer["keystroke_savings"] is None
    assert answer["keystroke_savings_repeating"] is None
    assert 0 < answer["hit_at_1"] <= answer["hit_at_3"] <= 1


def test_keystrokes(ask, trained, unseen):
    answer = ask("evaluate", unseen, "--keystrokes", "--phrases", "--no-learn")
    for key in ("keystroke_savings", "keystroke_savings_repeating"):
        assert set(answer[key]) == {"1", "3", "5"}
        assert 0 < answer[key]["1"] <= answer[key]["5"] < 1


def test_the_table(run, trained, unseen):
    shown = run("evaluate", unseen, "--keystrokes").stdout
    for name in (
        "perplexity",
        "unknown",
        "bits per character",
        "hit@1",
        "hit@3",
        "saved@1",
        "saved@3",
        "saved@5",
    ):
        assert name in shown
    assert "saved@3" not in run("evaluate", unseen).stdout


def test_the_ghost_and_where_misses_come_from(run, ask, trained, unseen):
    answer = ask("evaluate", unseen, "--keystrokes")
    ghost, misses = answer["ghost"], answer["misses"]
    assert 0 < ghost["coverage"] < 1
    assert ghost["precision"] == ghost["right"] / ghost["ghosts"]
    assert ghost["net_seconds"] == pytest.approx(0.26 * ghost["keys_saved"] - 0.45 * ghost["ghosts"])
    assert misses["unknown"] == 1
    assert misses["words"] == round(answer["words"] * (1 - answer["hit_at_3"]))
    assert misses["words"] == sum(number for reason, number in misses.items() if reason != "words")
    assert answer["calibration"] is None
    shown = run("evaluate", unseen, "--keystrokes").stdout
    for name in ("ghost shown", "ghost right", "ghost wrong", "ghost gains", "missed@3", "fourth to tenth"):
        assert name in shown


def test_calibration(run, ask, trained, unseen):
    answer = ask("evaluate", unseen, "--calibration")
    found = answer["calibration"]
    assert answer["keystroke_savings"] is answer["ghost"] is answer["misses"] is None
    assert 10 <= len(found["bins"]) <= 15
    used = [each for each in found["bins"] if each["count"]]
    missed = sum(each["count"] * abs(each["predicted"] - each["right"]) for each in used)
    assert found["ece"] == pytest.approx(missed / found["count"])
    assert found["count"] == found["next_word"]["count"] + found["in_word"]["count"]
    shown = run("evaluate", unseen, "--calibration").stdout
    assert "Expected calibration error" in shown
    assert "foreseen" in shown


def test_scores_have_no_perplexity(run, ask, trained, unseen):
    assert run("train", trained, "--smoothing", "stupid-backoff").exit_code == 0
    answer = ask("evaluate", unseen)
    assert (answer["perplexity"], answer["perplexity_known"], answer["bits_per_character"]) == (
        None,
        None,
        None,
    )
    assert answer["hit_at_1"] > 0
    assert run("evaluate", unseen).stdout.count("none: scores") == 3


def test_what_was_impossible_has_infinite_perplexity(run, ask, trained, unseen):
    assert run("train", trained, "--smoothing", "mle").exit_code == 0
    assert ask("evaluate", unseen)["perplexity"] is None
    assert "infinite" in run("evaluate", unseen).stdout


def test_the_profile_stays_as_it_was(run, ask, trained, unseen):
    before = ask("profile", "show", "--documents")
    first = run("evaluate", unseen, "--keystrokes", "--json").stdout
    assert run("evaluate", unseen, "--keystrokes", "--json").stdout == first
    assert ask("profile", "show", "--documents") == before


def test_what_is_skipped_is_said(run, trained):
    (trained / "unseen.md").write_text("It rained.")
    result = run("evaluate", trained)
    assert "note: " in result.stderr
    assert "was skipped: " in result.stderr
    assert json.loads(run("evaluate", trained, "--json").stdout)["skipped"]


def test_what_was_learned_is_said_to_be_foreseen_better(run, trained, unseen, tmp_path):
    assert "learned from" not in run("evaluate", unseen).stderr
    said = "garden.md was learned from, and so foreseen better than new text would be\n"
    assert run("evaluate", trained / "garden.md").stderr.endswith(said)
    assert f"note: {trained} was learned from" in run("evaluate", trained).stderr
    link = tmp_path / "link.md"
    link.symlink_to(trained / "letter.txt")
    several = run("evaluate", trained / "garden.md", link, unseen)
    assert "garden.md and 1 more were learned from, and so foreseen" in several.stderr, "links are followed"


@pytest.mark.parametrize("content", [b"\x7fELF\x00", b""])
def test_no_text(run, trained, tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    result = run("evaluate", tmp_path / "file", "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "found no text" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["x", "--tokens", "letters"]])
def test_wrong_usage(run, arguments):
    assert run("evaluate", *arguments).exit_code == 2


@pytest.mark.parametrize("given", [["--adapt"], ["--adapt-rate", "0.1"]])
def test_adapting_is_refused_by_the_name_it_was_asked_by(run, trained, unseen, given):
    result = run("evaluate", unseen, "--model", "ngram", *given)
    assert result.exit_code == 2
    assert f" {given[0]} is for networks" in result.stderr


def test_intervals_and_further_figures(run, ask, trained, unseen):
    answer = ask("evaluate", unseen, "--keystrokes")
    ranges = answer["intervals"]
    assert ranges["perplexity"]["low"] <= answer["perplexity"] <= ranges["perplexity"]["high"]
    assert set(ranges["keystroke_savings"]) == {"1", "3", "5"}
    assert (ranges["paragraphs"], ranges["resamples"], ranges["seed"], ranges["level"]) == (2, 1000, 1, 0.95)
    assert "Koehn 2004" in ranges["method"]
    assert answer["hit_at_3"] <= answer["hit_at_5"]
    assert answer["hit_at_1"] <= answer["mean_reciprocal_rank"] <= 1
    assert 2 ** answer["bits_per_word"] == pytest.approx(answer["perplexity"])
    shown = run("evaluate", unseen).stdout
    for said in (
        "95 % interval",
        "hit@5",
        "reciprocal rank",
        "bits per word",
        "bootstrap of 2 paragraphs",
        "too narrow",
    ):
        assert said in shown, said


def test_one_paragraph_has_no_intervals(run, ask, trained, tmp_path):
    (tmp_path / "one.md").write_text("The students opened their books.\n")
    assert ask("evaluate", tmp_path / "one.md")["intervals"] is None
    assert "there are no intervals" in run("evaluate", tmp_path / "one.md").stdout


def test_a_page(run, ask, trained, unseen, tmp_path):
    out = tmp_path / "out.html"
    assert run("evaluate", unseen, "--html", out).stdout == f"Written to {out}.\n"
    assert "How well a text is foreseen" in out.read_text(encoding="utf-8")
    assert ask("evaluate", unseen, "--html", out)["perplexity"]
    result = run("evaluate", unseen, "--html", tmp_path / "nowhere" / "x.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "can't be written" in result.stderr


@pytest.mark.parametrize("arguments", [["evaluate"], ["compare", "--model", "ngram"], ["surprise"]])
def test_an_odd_encoding_is_said_as_training_says_it(run, trained, tmp_path, arguments):
    (tmp_path / "latin.md").write_bytes(b"The caf\xe9 was open.\n")
    said = run(*arguments, tmp_path / "latin.md").stderr
    assert said.count("latin.md: not UTF-8: read as Windows-1252\n") == 1
    if arguments != ["surprise"]:
        (tmp_path / "many").mkdir()
        for number in range(12):
            (tmp_path / "many" / f"{number}.md").write_bytes(b"The caf\xe9 was open.\n")
        said = run(*arguments, tmp_path / "many").stderr
        assert said.count("read as Windows-1252") == 10
        assert "note: and 2 more such notes\n" in said
