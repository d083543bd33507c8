"""Networks that wait to be made anew."""

from __future__ import annotations

from typeahead.profile.networks import queue, queued, unqueue, wished


def test_in_the_order_they_came_each_once(profile):
    revision = profile.store.revision
    queue(profile, ["lstm", "gru"])
    queue(profile, {"gru": {"minutes": 3}, "rnn": {}})
    assert queued(profile) == ["lstm", "gru", "rnn"]
    assert wished(profile, "gru") == {"minutes": 3}
    queue(profile, ["gru"])
    assert wished(profile, "gru") == {"minutes": 3}, "what is known is kept"
    unqueue(profile, "lstm")
    unqueue(profile, "lstm")
    assert queued(profile) == ["gru", "rnn"]
    assert wished(profile, "lstm") == {}
    assert profile.store.revision == revision, "no model depends on it"


def test_what_cannot_be_read_is_an_empty_queue(profile):
    for odd in ("no JSON", "[1]", '{"lstm": 3}'):
        profile.store.note("networks_queued", odd)
        assert queued(profile) == []
