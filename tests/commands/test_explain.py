"""Where a probability comes from, shown."""

from __future__ import annotations

import pytest


def test_json(ask, trained):
    answer = ask("explain", "The students opened their", "books")
    assert [part["model"] for part in answer["parts"]] == ["notes", "base", "recency", "network"]
    mixed = sum(part["share"] * part["probability"] for part in answer["parts"])
    assert answer["probability"] == pytest.approx(mixed)
    answer = ask("explain", "The students opened their", "books", "--model", "ngram")
    assert set(answer) == {
        "before", "word", "known", "probability", "bits", "spelling", "smoothing", "normalised", "share", "steps",
    }  # fmt: skip
    assert answer["known"] is True
    assert answer["smoothing"] == "modified-kneser-ney"
    assert answer["normalised"] is True
    last = answer["steps"][-1]
    assert last["probability"] == pytest.approx(answer["probability"])
    assert last["probability"] == pytest.approx(
        (last["count"] - last["discount"]) / last["total"] + last["backoff_weight"] * last["lower"]
    )
    assert answer["probability"] == pytest.approx(2 ** -answer["bits"])


def test_the_chain_from_the_longest_context_to_the_letters(run, trained):
    shown = run("explain", "The students opened their", "books").stdout
    assert shown.index("… opened their") < shown.index("… their") < shown.index("(any word)")
    assert shown.index("(any word)") < shown.index("by its letters")


def test_backing_off(run, vault):
    run("train", vault, "--smoothing", "stupid-backoff")
    shown = run("explain", "The students opened their", "books").stdout
    assert "a score of" in shown
    assert "else weight × the line below" in shown
    assert "%" not in shown


def test_no_smoothing(run, ask, vault):
    run("train", vault, "--smoothing", "mle")
    seen = ask("explain", "The students opened their", "books")
    assert [step["order"] for step in seen["steps"]] == [5]
    assert ask("explain", "opened zzqx", "books")["steps"] == []
    shown = run("explain", "opened zzqx", "books").stdout
    assert "never seen" in shown
    assert "1 in ∞" in shown


def test_an_unknown_word(run, ask, trained):
    answer = ask("explain", "opened their", "zzqx")
    assert answer["known"] is False
    assert 0 < answer["probability"] < 1
    assert "new to this model" in run("explain", "opened their", "zzqx").stdout


def test_a_word_too_unlikely_for_a_float(run, ask, trained):
    answer = ask("explain", "opened their", "б" * 60)
    assert answer["probability"] == 0
    assert 1000 < answer["bits"] < 10_000
    assert "1 in 10^" in run("explain", "opened their", "б" * 60).stdout


def test_escape_sequences(run, trained):
    result = run("explain", "a", "\x1b[31mred")
    assert result.exit_code == 0
    assert "\x1b" not in result.output


@pytest.mark.parametrize("arguments", [["a"], ["a", ""], ["a", "two words"]])
def test_wrong_usage(run, arguments):
    assert run("explain", *arguments).exit_code == 2
