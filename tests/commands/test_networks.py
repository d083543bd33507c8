"""Networks from the command line: trained, listed, dropped, asked for where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.profile.networks.made import network_of, store, write_text
from typeahead.commands.networks import dropped
from typeahead.models.neural.training.progress import EpochEnd
from typeahead.models.protocols import RESERVED
from typeahead.profile.networks import training as networks_training
from typeahead.profile.networks.corpus import notes_digest
from typeahead.profile.networks.training import Trained
from typeahead.profile.profile import Profile

WORDS = [*RESERVED, "the", "students", "books"]


@pytest.fixture
def with_lstm(trained: Path) -> Path:
    """The vault, learned, and an lstm of random weights."""
    with Profile.open() as profile:
        store(profile, "lstm")
    return trained


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Trainings come out at once; what each was told."""
    asked: list[dict[str, Any]] = []

    def train_network(profile: Profile, kind: str, wishes: Any, *, resume: bool, watch: Any) -> Trained:
        asked.append({"kind": kind, "wishes": wishes and wishes.as_dict(), "resume": resume})
        history = [
            EpochEnd(1, 300.0, 280.0, 20.0),
            EpochEnd(2, 180.0, 190.0, 41.0),
            EpochEnd(3, 150.0, 195.0, 62.0),
        ]
        watch.say("starting anew")
        about = {
            "forgettings": profile.store.forgettings,
            "tokens": "prose",
            "notes": notes_digest(profile),
            "wishes": wishes.as_dict() if wishes else {},
            "recipe": {"epochs": 3},
            "words": 5000,
            "held_out_words": 300,
            "held_out_perplexity": 190.0,
            "seconds": 62.0,
            "started": "anew",
            "history": [],
        }
        return Trained(
            kind, network_of(WORDS, kind), WORDS, 190.0, history, notices=["step 7: a leap"], about=about
        )

    monkeypatch.setattr(networks_training, "train_network", train_network)
    return asked


def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = networks_training.train_network

    def train_network(*arguments: Any, **named: Any) -> Trained:
        found = inner(*arguments, **named)
        found.finished, found.epoch = False, 1.4
        return found

    monkeypatch.setattr(networks_training, "train_network", train_network)


def test_training_is_told_with_a_curve_and_figures(run, vault, made):
    result = run("train", vault, "--model", "lstm", "--minutes", "5")
    assert result.exit_code == 0
    assert "┤" in result.stdout
    assert "The lstm: 1 layer of width 6" in result.stdout
    assert "Trained on 5,000 words for 3 epochs in 1 min 2 s." in result.stdout
    assert "Held-out perplexity 190.0, after epoch 2 (300 words); 150.0 in training." in result.stdout
    assert "typeahead edit FILE --model lstm" in result.stdout
    assert "note: starting anew\nnote: lstm: step 7: a leap\n" in result.stderr
    assert "━" not in result.stderr, "a bar is for terminals"
    assert all(
        len(line) <= 80 for line in result.stdout.splitlines() if "lstm" in line or "perplexity" in line
    )
    assert made == [{"kind": "lstm", "wishes": {"minutes": 5.0}, "resume": True}]


def test_as_json(run, vault, made):
    import json

    result = run("train", vault, "--model", "lstm", "--json", "--no-resume")
    report = json.loads(result.stdout)
    (network,) = report["networks"]
    assert (network["model"], network["finished"], network["held_out_perplexity"]) == ("lstm", True, 190.0)
    assert [each["held_out_perplexity"] for each in network["history"]] == [280.0, 190.0, 195.0]
    assert (network["width"], network["vocabulary"], network["words"]) == (6, 6, 5000)
    assert report["older_networks"] == []
    assert made[0] == {"kind": "lstm", "wishes": None, "resume": False}


def test_several_share_the_minutes(run, vault, made):
    assert (
        run("train", vault, "--model", "gru", "--model", "rnn", "--model", "gru", "--minutes", "3").exit_code
        == 0
    )
    assert [(each["kind"], each["wishes"]) for each in made] == [
        ("gru", {"minutes": 1.5}),
        ("rnn", {"minutes": 1.5}),
    ]


def test_stopped_it_says_how_to_go_on_and_trains_no_more(run, vault, made, monkeypatch):
    stopped(monkeypatch)
    result = run("train", vault, "--model", "lstm", "--model", "gru")
    assert result.exit_code == 130
    assert "Stopped the lstm at epoch 1.4 of 3; what it has learned so far is kept.\n" in result.stdout
    assert "To go on from there: typeahead train --model lstm\n" in result.stdout
    assert [each["kind"] for each in made] == ["lstm"]


def test_without_a_name_those_there_are_are_meant(run, with_lstm, made):
    assert run("train", "--minutes", "2").exit_code == 0
    assert [each["kind"] for each in made] == ["lstm"]
    made.clear()
    assert run("train").exit_code == 0
    assert made == []


def test_networks_older_than_the_notes_are_named(run, ask, with_lstm):
    (with_lstm / "new.md").write_text("The students wrote a letter about the garden.")
    assert (
        "note: the lstm is older than the notes; typeahead train --model lstm brings" in run("train").stderr
    )
    with Profile.open() as profile:
        store(profile, "lstm", notes="other")
    assert "lstm: older than the notes" in run("profile", "show").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--model", "transformer"],
        ["--minutes", "0", "--model", "lstm"],
        ["--minutes", "-1", "--model", "lstm"],
        ["--minutes", "soon", "--model", "lstm"],
        ["--bptt", "1", "--model", "lstm"],
        ["--learning-rate", "0", "--model", "lstm"],
        ["--minutes", "5"],
        ["--minutes", "5", "--model", "ngram"],
    ],
)
def test_wrong_usage(run, vault, arguments, made):
    result = run("train", vault, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert made == []


def test_too_little_text_is_one_line_and_the_ngrams_are_made(run, ask, vault):
    result = run("train", vault, "--model", "lstm")
    assert result.exit_code == 1
    last = result.stderr.splitlines()[-1]
    assert last.startswith("typeahead: ")
    assert "words are too few to train a network on: it needs 5,000" in last
    assert ask("profile", "show")["networks"] == []
    assert ask("suggest", "the students")["suggestions"]


def test_profile_show_lists_networks(run, ask, with_lstm):
    result = run("profile", "show")
    (row,) = [line for line in result.stdout.splitlines() if line.startswith("lstm ")]
    assert "1 × 6" in row
    assert "123.4" in row
    assert "5,000 words" in row
    (network,) = ask("profile", "show")["networks"]
    assert (network["kind"], network["width"], network["held_out_perplexity"]) == ("lstm", 6, 123.4)


def test_forgetting_drops_networks_and_says_so(run, ask, with_lstm):
    result = run("forget", "--word", "zanzibar")
    assert (
        "The lstm, which had learned it, is gone; the editor trains it anew, and so does: typeahead train"
        in result.stdout
    )
    assert "lstm: waits to be trained anew" in run("profile", "show").stdout
    (network,) = ask("profile", "show")["networks"]
    assert network["queued"]
    with Profile.open() as profile:
        store(profile, "gru")
    assert ask("forget", "--document", with_lstm / "letter.txt")["networks"] == ["gru"]


def test_how_it_is_said():
    assert dropped(["lstm"], anew=False) == "The lstm, which had learned it, is gone."
    assert dropped(["rnn", "gru", "lstm"], anew=True) == (
        "The rnn, gru and lstm, which had learned it, are gone; the editor trains them anew, and so does: "
        "typeahead train --model rnn --model gru --model lstm"
    )


COMMANDS = (
    ["suggest", "the"],
    ["surprise", "FILE"],
    ["evaluate", "FILE"],
    ["compare", "FILE"],
    ["generate", "the"],
    ["explain", "the", "students"],
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda each: each[0])
def test_a_network_that_is_missing_or_damaged_is_one_line(run, trained, arguments):
    given = [str(trained / "letter.txt") if each == "FILE" else each for each in arguments]
    result = run(*given, "--model", "lstm")
    assert result.exit_code == 1
    assert result.stderr == (
        "typeahead: profile 'default' has no lstm yet; 'typeahead train FOLDER --model lstm' makes one\n"
    )
    with Profile.open() as profile:
        store(profile, "lstm")
        (path,) = (profile.folder / "networks" / "lstm").glob("*/bias.npy")
    path.write_bytes(b"")
    result = run(*given, "--model", "lstm")
    assert result.exit_code == 1
    assert result.stderr.startswith("typeahead: the lstm of profile 'default' can't be used (")
    assert result.stderr.endswith("'typeahead train --model lstm' makes it anew\n")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output


def test_a_real_one_from_beginning_to_end(run, ask, tmp_path):
    write_text(tmp_path / "long")
    result = run("train", tmp_path / "long", "--model", "rnn", "--minutes", "0.05")
    assert result.exit_code == 0, result.stderr
    assert "The rnn: 1 layer" in result.stdout
    assert len(ask("suggest", "the", "--model", "rnn")["suggestions"]) == 5
    assert "knows all of these notes already" in run("train", "--model", "rnn").stdout
