"""Networks that are left alone until the notes change."""

from __future__ import annotations

from typeahead.profile.networks.settled import settle, settled, unsettle


def test_each_for_its_notes(profile):
    revision = profile.store.revision
    assert settled(profile) == {}
    settle(profile, "lstm", "abc")
    settle(profile, "gru", "abc")
    settle(profile, "lstm", "def")
    assert settled(profile) == {"lstm": "def", "gru": "abc"}
    assert profile.store.revision == revision
    unsettle(profile)
    assert settled(profile) == {}


def test_what_cannot_be_read_settles_nothing(profile):
    for odd in ("no JSON", "[1]"):
        profile.store.note("networks_settled", odd)
        assert settled(profile) == {}
