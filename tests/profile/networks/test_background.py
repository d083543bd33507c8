"""Training in the background: what is due, in use only where it is better, and never against a person."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.profile.networks.made import network_of, same, store
from typeahead.errors import NothingToLearn, ProfileBusy
from typeahead.models.protocols import RESERVED
from typeahead.profile.networks import has_network, identity, open_network, queue, queued
from typeahead.profile.networks import training as networks_training
from typeahead.profile.networks.background import train_due
from typeahead.profile.networks.contest import Contest
from typeahead.profile.networks.corpus import notes_digest
from typeahead.profile.networks.due import due_networks
from typeahead.profile.networks.news import News
from typeahead.profile.networks.place import Place
from typeahead.profile.networks.process import TrainingProcess
from typeahead.profile.networks.training import Trained
from typeahead.profile.profile import Profile

WORDS = [*RESERVED, "the", "roses", "books"]


def test_what_a_killed_forgetting_left_is_dropped_and_trained_anew(profile, trained_by) -> None:
    begun = trained_by(outcome_of)
    store(profile, "gru")
    profile.store.note_forgetting()  # and there it was killed
    train_due(profile, lambda _: None, lambda: False)
    assert [each[0] for each in begun] == ["gru"]
    assert open_network(profile, "gru").about["forgettings"] == profile.store.forgettings


def outcome_of(profile: Profile, kind: str) -> Trained:
    return outcome(profile, kind)


def outcome(profile: Profile, kind: str, **changes: Any) -> Trained:
    about = {
        "forgettings": profile.store.forgettings,
        "tokens": "prose",
        "notes": notes_digest(profile),
        "wishes": {},
        "history": [],
        "held_out_perplexity": 80.0,
    }
    text: Any = type("Text", (), {"notes": about["notes"]})
    return Trained(
        kind, network_of(WORDS, kind, seed=7), WORDS, 80.0, about=about, **{"text": text, **changes}
    )


@pytest.fixture
def trained_by(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Let trainings come out as a test says; the list of those that were begun."""

    def arrange(result: Callable[[Profile, str], Trained], contest: Contest | None = None) -> list[Any]:
        begun = []

        def train_network(profile: Profile, kind: str, wishes: Any, **how: Any) -> Trained:
            begun.append((kind, wishes, how["polite"], how["threads"]))
            return result(profile, kind)

        monkeypatch.setattr(networks_training, "train_network", train_network)
        if contest is not None:
            monkeypatch.setattr("typeahead.profile.networks.contest.contest", lambda *_: contest)
        return begun

    return arrange


def run(
    profile: Profile, asked: str | None = None, stopped: Callable[[], bool] = lambda: False
) -> list[News]:
    told: list[News] = []
    train_due(profile, told.append, stopped, asked)
    return told


def test_nothing_is_due(profile, trained_by):
    begun = trained_by(outcome)
    assert run(profile) == []
    assert begun == []


def test_a_queued_network_is_put_in_use(profile, trained_by):
    begun = trained_by(outcome)
    queue(profile, {"lstm": {"minutes": 5}})
    told = run(profile)
    assert told == [News("began", "lstm", said="queued"), News("in use", "lstm", perplexity=80.0)]
    assert [(kind, wishes.minutes, *how) for kind, wishes, *how in begun] == [("lstm", 5, True, 1)]
    assert queued(profile) == []
    assert has_network(profile, "lstm")


def test_a_better_one_takes_the_place_of_an_older_one(profile, trained_by):
    store(profile, notes="other")
    before = identity(profile, "lstm")
    trained_by(outcome, Contest(before=90.0, now=80.0))
    assert run(profile)[-1] == News("in use", "lstm", perplexity=80.0, before=90.0)
    assert identity(profile, "lstm") != before
    assert due_networks(profile) == []


def test_one_that_is_no_better_is_thrown_away_and_not_tried_again(profile, trained_by, monkeypatch):
    old = store(profile, notes="other")
    begun = trained_by(outcome, Contest(before=80.0, now=80.0))
    assert run(profile)[-1] == News("no better", "lstm", perplexity=80.0, before=80.0)
    assert same(open_network(profile, "lstm").network, old)
    assert run(profile) == []
    assert len(begun) == 1
    monkeypatch.setattr("typeahead.profile.networks.due.notes_digest", lambda _: "changed")
    assert len(run(profile)) == 2, "other notes are another chance"


def test_one_that_cannot_be_used_is_replaced(profile, trained_by):
    store(profile, notes="other")
    (path,) = (profile.folder / "networks" / "lstm").glob("*/bias.npy")
    path.write_bytes(b"")
    trained_by(outcome)
    assert run(profile)[-1].what == "in use"
    assert open_network(profile, "lstm")


def test_a_stopped_one_is_gone_on_with_the_next_time(profile, trained_by):
    queue(profile, ["lstm", "gru"])
    trained_by(lambda profile, kind: outcome(profile, kind, finished=False))
    assert [news.what for news in run(profile)] == ["began", "stopped"]
    assert queued(profile) == ["lstm", "gru"]
    assert run(profile, stopped=lambda: True) == []


def test_what_cannot_be_trained_is_said_and_the_next_is(profile, trained_by):
    queue(profile, ["gru", "lstm"])

    def result(profile: Profile, kind: str) -> Trained:
        if kind == "gru":
            raise NothingToLearn("3 words are too few")
        return outcome(profile, kind)

    trained_by(result)
    told = run(profile)
    assert News("failed", "gru", said="3 words are too few") in told
    assert told[-1].what == "in use"
    assert run(profile) == []


def test_a_person_who_trains_it_or_forgets_something_comes_first(profile, trained_by):
    queue(profile, ["gru", "lstm"])

    def busy(profile: Profile, kind: str) -> Trained:
        raise ProfileBusy("another program trains it")

    begun = trained_by(busy)
    assert [news.what for news in run(profile)] == ["began", "stopped"]
    assert len(begun) == 1


def test_what_a_person_asks_for_is_trained_first_though_it_is_not_due(profile, trained_by):
    queue(profile, ["gru"])
    begun = trained_by(outcome, Contest(before=90.0, now=80.0))  # against the network in the package
    told = run(profile, asked="ssm")
    assert [kind for kind, *_ in begun] == ["ssm", "gru"]
    assert told[0] == News("began", "ssm", said="asked")
    trained_by(lambda profile, kind: outcome(profile, kind, unchanged=True, text=None))
    assert run(profile, asked="ssm")[-1] == News("unchanged", "ssm", perplexity=80.0)


def test_never_two_for_one_profile(profile, trained_by, monkeypatch):
    monkeypatch.setattr("typeahead.profile.networks.background._OTHERS", 0.01)
    queue(profile, ["lstm"])
    begun = trained_by(outcome)
    with Place(profile).background():
        (told,) = run(profile)
        assert told.what == "stopped"
        (told,) = run(profile, asked="gru")
        assert (told.what, told.kind) == ("failed", "gru")
        assert "another editor trains" in told.said
    assert begun == []


def test_the_process_ends_with_who_started_it(home):
    """As the editor starts it: behind all others, ended by closing its standard input, be it by being killed."""
    with Profile.open(home=home) as profile:
        queue(profile, ["rnn"])
    command = [sys.executable, "-m", "typeahead.profile.networks.background", "default", str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        first = json.loads(process.stdout.readline())
        assert os.getpriority(os.PRIO_PROCESS, process.pid) >= min(
            os.getpriority(os.PRIO_PROCESS, 0) + 15, 19
        )
        process.stdin.close()
        rest = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    assert first == {"what": "began", "kind": "rnn", "said": "queued"}
    assert "in use" not in [each["what"] for each in rest]
    with Profile.open(home=home) as profile:
        assert [due.why for due in due_networks(profile)] == ["queued"], "it is trained the next time"


def test_who_started_it_is_told_of_its_end(tmp_path):
    told: list[News] = []
    process = TrainingProcess("nobody", tmp_path, "lstm", told.append)
    assert process.wait(200)
    process.stop()
    assert [news.what for news in told] == ["failed", "over"]
    assert told[0].said.startswith("there is no profile 'nobody'")
