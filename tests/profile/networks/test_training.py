"""Training for a profile: it goes on where it stopped, from the weights there are, or begins anew."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.profile.networks.made import same, write_text
from tests.vault import trained as trained_on
from tests.vault import write_notes
from typeahead.errors import NothingToLearn, ProfileBusy
from typeahead.profile.networks import open_network, training
from typeahead.profile.networks.checkpoints import load_checkpoint
from typeahead.profile.networks.place import Place
from typeahead.profile.networks.settled import settled
from typeahead.profile.networks.training import Trained, Watch, save_trained, train_network
from typeahead.profile.networks.wishes import Wishes
from typeahead.profile.profile import Profile
from typeahead.profile.training import train

KIND = "rnn"
SLOWLY = """
import sys, time
from pathlib import Path
from typeahead.profile.networks.training import Watch, train_network
from typeahead.profile.profile import Profile
with Profile.open(home=Path(sys.argv[1])) as profile:
    train_network(profile, sys.argv[2], threads=1, watch=Watch(stop=lambda: time.sleep(0.02)))
"""


def go(
    profile: Profile, said: list[str] | None = None, steps: int | None = None, **options: object
) -> Trained:
    """Train with one thread; stop after some steps."""
    asked = iter(range(steps)) if steps is not None else None

    def stop() -> bool:
        return asked is not None and next(asked, None) is None

    watch = Watch(say=(said if said is not None else []).append, stop=stop)
    return train_network(profile, KIND, watch=watch, threads=1, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A training that nobody stopped."""
    home = tmp_path_factory.mktemp("whole") / "home"
    shutil.copytree(made / "home", home)
    with Profile.open(home=home) as profile:
        return go(profile)


def test_it_learns_and_says_how_well(whole, profile):
    assert whole.finished
    assert not whole.unchanged
    assert len(whole.history) >= 3
    assert whole.held_out_perplexity == min(each.held_out_perplexity for each in whole.history)
    assert whole.held_out_perplexity < 0.95 * whole.history[0].held_out_perplexity
    about = whole.about
    assert about["started"] == "anew"
    assert (about["words"], about["held_out_words"]) == (len(whole.text.train), len(whole.text.held_out))
    save_trained(profile, whole)
    stored = open_network(profile, KIND)
    assert same(stored.network, whole.network)
    assert stored.about["held_out_perplexity"] == whole.held_out_perplexity


def test_stopped_and_gone_on_with_it_equals_one_that_was_not(whole, profile):
    steps = round(1.5 * whole.about["words"] / (8 * 35))
    first = go(profile, steps=steps)
    assert not first.finished
    assert 1 < first.epoch < 2
    with pytest.raises(Exception, match="has no rnn yet"):
        open_network(profile, KIND)
    said: list[str] = []
    second = go(profile, said)
    epochs = whole.about["recipe"]["epochs"]
    assert said == [
        f"going on at epoch {first.epoch:.1f} of {epochs}, where the last training of the rnn stopped"
    ]
    assert second.about["started"] == "resumed"
    assert same(second.network, whole.network)
    assert [each.held_out_perplexity for each in second.history] == [
        each.held_out_perplexity for each in whole.history
    ]


def test_killed_it_goes_on_from_its_checkpoint(whole, home):
    process = subprocess.Popen([sys.executable, "-c", SLOWLY, str(home), KIND])
    folder = home / "profiles" / "default" / "networks" / KIND
    deadline = time.monotonic() + 200
    while not list(folder.glob("checkpoint-*")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with Profile.open(home=home) as profile:
        left = load_checkpoint(profile, KIND).checkpoint.about
        assert left["step"] > 0
        said: list[str] = []
        finished = go(profile, said)
        assert said[0].startswith("going on at epoch")
        assert finished.history[0].seconds == left["history"][0]["seconds"], (
            "the first epoch is not made again"
        )
        assert same(finished.network, whole.network)


def test_two_threads_go_on_where_one_stopped(whole, profile):
    first = go(profile, steps=30)
    second = train_network(profile, KIND, threads=2)
    assert second.about["recipe"]["threads"] == 2
    assert second.about["started"] == "resumed"
    assert second.history[0] == first.history[0]
    assert second.held_out_perplexity < 1.3 * whole.held_out_perplexity


def test_what_it_knows_is_not_learned_again(whole, profile):
    save_trained(profile, whole)
    again = go(profile)
    assert again.unchanged
    assert again.history == []
    assert same(again.network, whole.network)
    assert again.held_out_perplexity == whole.held_out_perplexity
    assert settled(profile) == {KIND: whole.about["notes"]}


def test_changed_notes_are_learned_from_the_weights_there_are(whole, profile, tmp_path):
    save_trained(profile, whole)
    write_text(tmp_path / "more", sentences=60, seed=9)
    train(profile, [tmp_path / "more"])
    said: list[str] = []
    second = go(profile, said)
    assert said == ["starting from the weights that the rnn has"]
    assert second.about["started"] == "weights"
    assert second.history[0].held_out_perplexity < whole.history[0].held_out_perplexity
    assert len(second.history) < len(whole.history)


def test_changed_notes_after_a_stop(profile, tmp_path):
    go(profile, steps=25)
    write_text(tmp_path / "more", sentences=60, seed=9)
    train(profile, [tmp_path / "more"])
    said: list[str] = []
    second = go(profile, said, steps=3)
    assert said[0].startswith("the notes have changed since the last training of the rnn stopped at epoch 1.")
    assert said[1:] == ["starting from the weights that the rnn has"]
    assert second.about["started"] == "weights"


def test_no_resume_begins_anew(profile):
    go(profile, steps=25)
    said: list[str] = []
    second = go(profile, said, steps=2, resume=False)
    assert said == []
    assert (second.about["started"], second.history) == ("anew", [])


def test_other_wishes_do_not_go_on_but_none_do(profile):
    go(profile, steps=25, wishes=Wishes(bptt=20))
    said: list[str] = []
    other = go(profile, said, steps=2, wishes=Wishes(bptt=10))
    assert "other settings are asked for" in said[0]
    assert other.about["recipe"]["bptt"] == 10
    said.clear()
    as_before = go(profile, said, steps=2)
    assert said[0].startswith("going on at epoch")
    assert as_before.about["wishes"] == {"bptt": 10}


def test_minutes_are_kept(profile):
    """On any machine: a tenth over the time at most, and what a step and a measurement take."""
    began = time.perf_counter()
    found = go(profile, wishes=Wishes(minutes=0.05))
    assert found.finished
    spent = found.about["seconds"]
    assert spent < 0.05 * 60 * 1.1 + 0.5 * (time.perf_counter() - began)
    assert found.about["wishes"] == {"minutes": 0.05}


def test_half_of_the_minutes_are_for_training_however_long_reading_took(profile, monkeypatch):
    clock, read = time.perf_counter, training.read

    def slowly(*given):
        monkeypatch.setattr(training.time, "perf_counter", lambda: clock() + 60.0)
        return read(*given)

    monkeypatch.setattr(training, "read", slowly)
    found = go(profile, wishes=Wishes(minutes=0.05))
    assert found.history, "not one epoch was trained"


def test_too_little_text(tmp_path):
    profile, _ = trained_on(tmp_path / "home", write_notes(tmp_path / "notes"))
    with profile, pytest.raises(NothingToLearn, match="words are too few to train a network on"):
        go(profile)


def test_two_do_not_train_the_same(profile):
    with Place(profile).training(KIND), pytest.raises(ProfileBusy, match="another program trains the rnn"):
        go(profile, polite=True)


def test_the_polite_one_stops_for_a_person(home):
    results: list[Trained] = []

    def in_the_background() -> None:
        with Profile.open(home=home) as mine:
            results.append(
                train_network(
                    mine, KIND, threads=1, polite=True, watch=Watch(stop=lambda: bool(time.sleep(0.02)))
                )
            )

    other = threading.Thread(target=in_the_background)
    other.start()
    with Profile.open(home=home) as profile:
        place = Place(profile)
        deadline = time.monotonic() + 200
        while place.shelf(KIND, "checkpoint").is_empty:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        said: list[str] = []
        mine = go(profile, said, steps=2)
    other.join()
    assert not results[0].finished
    assert said[0] == "another program trains the rnn now; it has 10 s to stop"
    assert said[1].startswith("going on at epoch")
    assert mine.epoch > results[0].epoch - 0.01


def test_forgetting_meanwhile_keeps_what_it_learned_out(whole, profile):
    profile.store.note_forgetting()
    with pytest.raises(ProfileBusy, match="something was forgotten"):
        save_trained(profile, whole)
