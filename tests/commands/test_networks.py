"""Networks where models can be named: beside n-grams and each other, with their cache and adapting."""

from __future__ import annotations

import pytest

from tests.prediction.networks import CACHE, store_network
from typeahead.models.neural.configuration import KINDS
from typeahead.profile.profile import Profile


@pytest.fixture
def networks(trained):
    """The vault, with a small network of each kind."""
    with Profile.open() as profile:
        for seed, kind in enumerate(KINDS):
            store_network(profile, kind, seed, cache=CACHE if kind == "lstm" else {})
    return trained


@pytest.fixture
def unseen(tmp_path):
    path = tmp_path / "unseen.md"
    path.write_text("The students opened their umbrellas.\n\nThe rain opened the windows.\n\n" * 6)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_every_network_generates(ask, networks, kind):
    answer = ask("generate", "The students", "--model", kind, "--words", "8", "--seed", "1")
    assert answer["text"].startswith("The students ")
    assert answer["words"] == 8
    assert ask("generate", "The students", "--model", kind, "--words", "8", "--seed", "1") == answer


def test_n_grams_and_networks_go_on_from_the_same_prompt(run, ask, networks):
    names = ["ngram", *KINDS]
    models = [each for name in names for each in ("--model", name)]
    answer = ask("generate", "The students", *models, "--words", "6", "--seed", "3")
    assert [each["model"] for each in answer["texts"]] == names
    assert len({each["text"] for each in answer["texts"]}) > 3
    for each in answer["texts"][1:]:
        alone = ask("generate", "The students", "--model", each["model"], "--words", "6", "--seed", "3")
        assert alone["text"] == each["text"]
    shown = run("generate", "The students", *models, "--words", "2", "--show", "--seed", "3").stdout
    assert all(kind in shown for kind in KINDS)


def test_models_are_compared_side_by_side(run, ask, networks, unseen):
    arguments = ["compare", unseen, "--model", "lstm", "--model", "gru", "--model", "ngram"]
    rows = ask(*arguments)["models"]
    assert [row["name"] for row in rows] == ["lstm", "gru", "ngram"]
    assert all(row["perplexity"] > 1 for row in rows)
    assert rows[0]["parameters"] > 0
    assert rows[2]["parameters"] is None
    assert run(*arguments).stdout.count("lstm") == 1
    assert ask(*arguments, "--no-cache")["models"] == rows  # nothing was typed yet


def test_evaluating_a_network_that_adapts(run, ask, networks, unseen):
    answer = ask("evaluate", unseen, "--model", "lstm", "--adapt")
    assert answer["perplexity_adapting"] < answer["perplexity"]
    assert answer["perplexity_cache"] < answer["perplexity"]
    assert answer["perplexity_adapting_cache"] < answer["perplexity_cache"]
    assert answer["adapting"]["rate"] == answer["adapting"]["rate_at_end"] == 0.1
    assert answer["adapting"]["rollbacks"] == 0
    assert ask("evaluate", unseen, "--model", "lstm", "--adapt") == answer
    shown = run("evaluate", unseen, "--model", "lstm", "--adapt").stdout
    assert all(name in shown for name in ("… with its cache", "… adapting", "… with both"))
    without = ask("evaluate", unseen, "--model", "lstm", "--adapt-rate", "0.05", "--no-cache")
    assert without["adapting"]["rate"] == 0.05
    assert (without["perplexity_cache"], without["perplexity_adapting_cache"]) == (None, None)
    plain = ask("evaluate", unseen, "--model", "lstm")
    assert (plain["adapting"], plain["perplexity_adapting"], plain["perplexity"]) == (
        None,
        None,
        answer["perplexity"],
    )


@pytest.mark.parametrize("rate", ["0.5", "0", "nan"])
def test_a_bad_learning_rate_is_refused(run, networks, unseen, rate):
    result = run("evaluate", unseen, "--model", "lstm", "--adapt-rate", rate)
    assert result.exit_code == 1
    assert "at most 0.2" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--adapt"], ["--adapt", "--model", "ngram"], ["--adapt-rate", "0.1"]])
def test_only_networks_adapt(run, networks, unseen, arguments):
    result = run("evaluate", unseen, *arguments)
    assert result.exit_code == 2
    assert "--model lstm" in result.stderr


def test_profile_show_tells_what_the_cache_gains(run, ask, networks):
    rows = {row["kind"]: row for row in ask("profile", "show")["networks"]}
    assert rows["lstm"]["cache"] == CACHE
    assert rows["gru"]["cache"] is None
    shown = run("profile", "show").stdout
    assert "brings held-out perplexity from 100.0 to 90.0" in shown
    assert "gru: its cache" not in shown
