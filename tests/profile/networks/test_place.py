"""Who may train and change networks: one at a time, and a person before a process in the background."""

from __future__ import annotations

import threading

import pytest

from typeahead.errors import ProfileBusy
from typeahead.profile.networks.place import WEIGHTS, Place


@pytest.fixture
def place(profile):
    return Place(profile)


def test_nothing_is_there(place):
    assert place.kinds() == []
    place.clear()


def test_kinds_are_folders_that_hold_something(place):
    (place.folder / "gru").mkdir(parents=True)
    (place.folder / "lock").touch()
    place.shelf("lstm", WEIGHTS).write({}, {}, {})
    assert place.kinds() == ["lstm"]
    place.clear()
    assert place.kinds() == []
    assert (place.folder / "lock").exists()


def test_one_trains_a_network_at_a_time(place):
    with place.training("lstm"):
        with (
            pytest.raises(
                ProfileBusy, match="another program trains the lstm of profile 'default' now; wait"
            ),
            place.training("lstm"),
        ):
            pass
        with place.training("gru"):
            pass
    with place.training("lstm"):
        pass


def test_who_waits_asks_and_gets_it_when_the_other_stops(place):
    said, began, ended = [], threading.Event(), threading.Event()

    def polite() -> None:
        with place.training("lstm"):
            began.set()
            while not place.asked("lstm"):
                ended.wait(0.005)

    other = threading.Thread(target=polite)
    other.start()
    began.wait(5)
    assert not place.asked("lstm")
    with place.training("lstm", 5.0, said.append):
        assert not place.asked("lstm")
    other.join()
    assert said == ["another program trains the lstm now; it has 5 s to stop"]


def test_who_gave_up_asks_no_more(place):
    with place.training("lstm"):
        with pytest.raises(ProfileBusy), place.training("lstm", 0.01):
            pass
        assert not place.asked("lstm")


def test_one_process_trains_in_the_background(place):
    busy = pytest.raises(ProfileBusy, match="another editor trains the networks of profile 'default' now")
    with place.background(), busy, place.background():
        pass
    with place.background(1.0):
        pass
