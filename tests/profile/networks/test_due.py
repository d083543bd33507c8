"""Which networks have to be trained in the background."""

from __future__ import annotations

import numpy as np

from tests.profile.networks.made import store, write_text
from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.profile.networks import queue
from typeahead.profile.networks.checkpoints import save_checkpoint
from typeahead.profile.networks.corpus import notes_digest
from typeahead.profile.networks.due import Due, due_networks, wishes_for
from typeahead.profile.networks.settled import settle
from typeahead.profile.networks.wishes import Wishes
from typeahead.profile.profile import Profile
from typeahead.profile.training import train


def leave(profile: Profile, kind: str, **wishes: float) -> None:
    """A checkpoint, as a training that was stopped leaves it."""
    checkpoint = Checkpoint({"weight.bias": np.zeros(3, dtype=np.float32)}, {"step": 1, "steps": 4})
    about = {"forgettings": profile.store.forgettings, "wishes": wishes}
    save_checkpoint(profile, kind, checkpoint, ["<unk>", "<s>", "</s>"], about)


def test_nothing_where_all_is_up_to_date(profile):
    assert due_networks(profile) == []
    store(profile, "lstm")
    assert due_networks(profile) == []


def test_queued_then_stopped_then_older_each_with_what_it_was_made_with(profile):
    store(profile, "window", notes="other", wishes={"minutes": 3})
    leave(profile, "gru", bptt=20)
    queue(profile, {"lstm": {"minutes": 7}})
    assert due_networks(profile) == [
        Due("lstm", "queued", Wishes(minutes=7)),
        Due("gru", "unfinished", Wishes(bptt=20)),
        Due("window", "older", Wishes(minutes=3)),
    ]
    assert wishes_for(profile, "lstm") == Wishes(minutes=7)
    assert wishes_for(profile, "gru") == Wishes(bptt=20)
    assert wishes_for(profile, "window") == Wishes(minutes=3)
    assert wishes_for(profile, "ssm") == Wishes()


def test_what_gave_nothing_better_waits_for_other_notes(profile, monkeypatch):
    store(profile, "lstm", notes="other")
    queue(profile, ["gru"])
    for kind in ("lstm", "gru"):
        settle(profile, kind, notes_digest(profile))
    assert due_networks(profile) == []
    monkeypatch.setattr("typeahead.profile.networks.due.notes_digest", lambda _: "new notes")
    assert [due.kind for due in due_networks(profile)] == ["gru", "lstm"]


def test_what_a_person_stopped_is_gone_on_with_whatever_was_settled(profile):
    settle(profile, "lstm", notes_digest(profile))
    leave(profile, "lstm")
    assert [due.why for due in due_networks(profile)] == ["unfinished"]


def test_what_had_learned_a_forgotten_text_is_no_ground_to_train(profile):
    leave(profile, "lstm")
    store(profile, "gru", notes="other")
    profile.store.note_forgetting()
    assert due_networks(profile) == []


def test_nothing_where_there_are_no_notes(tmp_path):
    with Profile.open(home=tmp_path, create=True) as profile:
        queue(profile, ["lstm"])
        assert due_networks(profile) == []


def test_a_file_that_moved_makes_nothing_older(profile, tmp_path):
    store(profile, "lstm")
    path = write_text(tmp_path / "elsewhere")
    (document,) = profile.store.documents().values()
    with profile.store.change():
        profile.store.remove_documents([document.path])
        profile.store.remove_roots(profile.store.roots())
    train(profile, [path])
    assert due_networks(profile) == []


def test_the_network_in_the_package_is_moved_toward_enough_notes(profile, monkeypatch):
    assert due_networks(profile) == []  # too few
    monkeypatch.setattr("typeahead.profile.networks.due._ENOUGH", 100)
    assert due_networks(profile) == [Due("ssm", "first", Wishes())]
    settle(profile, "ssm", notes_digest(profile))
    assert due_networks(profile) == []
    monkeypatch.setattr("typeahead.profile.networks.due.notes_digest", lambda _: "new notes")
    assert due_networks(profile) == [Due("ssm", "first", Wishes())]
    store(profile, "lstm", notes="new notes")
    assert due_networks(profile) == []  # who has one of their own gets no other
