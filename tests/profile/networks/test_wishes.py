"""What a person asked of a training."""

from __future__ import annotations

import pytest

from typeahead.errors import SettingInvalid
from typeahead.profile.networks.wishes import Wishes


def test_only_what_was_asked_for_is_stored():
    assert Wishes().as_dict() == {}
    wishes = Wishes(minutes=2.5, bptt=20)
    assert wishes.as_dict() == {"minutes": 2.5, "bptt": 20}
    assert Wishes.of(wishes.as_dict()) == wishes


def test_what_is_not_known_or_cannot_be_is_left_out():
    assert Wishes.of({"minutes": 3, "heads": 8}) == Wishes(minutes=3)
    assert Wishes.of({"minutes": -3}) == Wishes()
    assert Wishes.of({"minutes": "many"}) == Wishes()


@pytest.mark.parametrize(
    "wrong", [{"minutes": 0}, {"bptt": -1}, {"learning_rate": float("inf")}, {"minutes": float("nan")}]
)
def test_what_cannot_be(wrong):
    with pytest.raises(SettingInvalid, match="has to be more than 0"):
        Wishes(**wrong)
