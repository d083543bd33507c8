"""Forgetting drops networks whole, since they can't unlearn."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np

from tests.profile.networks.made import store
from tests.profile.networks.test_due import leave
from tests.vault import bytes_in
from typeahead.profile.networks import drop_networks, identity, kinds_of, queued, save_adapted, wished
from typeahead.profile.networks.corpus import notes_digest
from typeahead.profile.networks.place import CHECKPOINT, Place
from typeahead.profile.networks.settled import settle, settled
from typeahead.profile.profile import Profile


def test_a_forgotten_word_takes_networks_checkpoints_and_what_they_adapted_to_with_it(profile):
    store(profile, words=("the", "roses"), wishes={"minutes": 4})
    save_adapted(
        profile, "lstm", {"bias": np.ones(5, dtype=np.float32)}, {"network": identity(profile, "lstm")}
    )
    leave(profile, "gru", bptt=20)
    settle(profile, "lstm", notes_digest(profile))
    forgotten = profile.forget_word("roses")
    assert forgotten.networks == ("gru", "lstm")
    assert kinds_of(profile) == ()
    assert sorted(queued(profile)) == ["gru", "lstm"]
    assert (wished(profile, "lstm"), wished(profile, "gru")) == ({"minutes": 4}, {"bptt": 20})
    assert settled(profile) == {}
    assert b"roses" not in bytes_in(profile.folder / "networks")


def test_a_forgotten_document_does_too_and_forgetting_all_queues_nothing(profile):
    store(profile)
    (document,) = profile.store.documents()
    assert profile.forget_document(document).networks == ("lstm",)
    store(profile)
    assert profile.forget_all().networks == ("lstm",)
    assert queued(profile) == []


def test_nothing_to_drop(profile):
    assert drop_networks(profile) == ()
    assert profile.forget_word("roses").networks == ()
    assert queued(profile) == []


def test_a_checkpoint_that_is_just_being_written_is_waited_for(profile):
    place, before = Place(profile), profile.store.forgettings
    dropping = threading.Thread(target=_forget, args=(profile.name, profile.folder.parent.parent))
    with place.alone():  # somebody writes the first thing of all
        dropping.start()
        for _ in range(500):
            if profile.store.forgettings > before:
                break
            time.sleep(0.01)
        place.shelf("gru", CHECKPOINT).write({}, {"vocabulary": "roses"}, {"forgettings": before})
    dropping.join(10)
    assert place.kinds() == []


def _forget(name: str, home: Path) -> None:
    with Profile.open(name, home) as opened:
        opened.forget_word("roses")


def test_a_foreign_folder_is_no_reason_to_drop_the_others(profile):
    store(profile)
    folder = profile.folder / "networks" / "gru" / "weights-000001"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    assert kinds_of(profile) == ("gru", "lstm")
