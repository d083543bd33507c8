"""A profile's networks in figures."""

from __future__ import annotations

from tests.profile.networks.made import store
from tests.profile.networks.test_due import leave
from typeahead.profile.networks import queue
from typeahead.profile.networks.corpus import notes_digest
from typeahead.profile.networks.listing import networks_of, older_networks
from typeahead.profile.networks.settled import settle


def test_those_in_use_in_training_and_waiting(profile):
    network = store(profile, "lstm", history=[{}, {}])
    leave(profile, "gru")
    queue(profile, ["rnn"])
    rnn, gru, lstm = networks_of(profile)
    assert (rnn.kind, rnn.queued, rnn.parameters, rnn.bytes) == ("rnn", True, None, 0)
    assert (gru.kind, gru.unfinished, gru.queued) == ("gru", 0.25, False)
    assert (lstm.kind, lstm.layers, lstm.width, lstm.vocabulary) == ("lstm", 1, 6, 6)
    assert (lstm.parameters, lstm.held_out_perplexity) == (network.parameter_count(), 123.4)
    assert (lstm.epochs, lstm.words, lstm.seconds, lstm.older, lstm.problem) == (2, 5000, 12.0, False, "")
    assert lstm.bytes > 4 * network.parameter_count()
    assert lstm.trained_at > 1.7e9


def test_none(profile):
    assert networks_of(profile) == []
    assert older_networks(profile) == []


def test_a_damaged_one_says_why(profile):
    store(profile)
    (path,) = (profile.folder / "networks" / "lstm").glob("*/bias.npy")
    path.write_bytes(b"")
    (lstm,) = networks_of(profile)
    assert lstm.parameters is None
    assert "the lstm of profile 'default' can't be used" in lstm.problem


def test_older_than_the_notes_unless_those_gave_nothing_better(profile):
    store(profile, notes="other")
    assert older_networks(profile) == ["lstm"]
    assert networks_of(profile)[0].older
    settle(profile, "lstm", notes_digest(profile))
    assert older_networks(profile) == []
    assert not networks_of(profile)[0].older
