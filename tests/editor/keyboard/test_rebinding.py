"""Keys that a person has set: what each stands for, what is wrong, and how keys are told."""

from __future__ import annotations

import pytest

from typeahead.editor.keyboard.actions import actions
from typeahead.editor.keyboard.places import BAR, DASHBOARD, EVERYWHERE
from typeahead.editor.keyboard.rebinding import Rebinding


def bound(**wanted: str | tuple[str, ...]) -> Rebinding:
    found = Rebinding()
    found.use({name: (keys,) if isinstance(keys, str) else keys for name, keys in wanted.items()})
    return found


def test_all_that_keys_do_has_a_name_of_its_own():
    known = actions()
    assert {"save", "take", "panel", "settings", "palette", "find", "undo", "hide", "take_5"} <= set(known)
    assert known["save_as"].keys == ("ctrl+shift+s", "f12")
    assert known["bar_next"].place == BAR
    assert all(name.replace("_", "").isalnum() and name.islower() for name in known)
    assert all(action.meaning for action in known.values())
    outer = [key for action in known.values() if action.outer for key in action.keys]
    assert len(outer) == len(set(outer)), "no key does two things"


def test_another_key_stands_for_the_one_that_did_it_and_that_does_nothing_more():
    keys = bound(save="Ctrl+J")
    assert keys.translate("ctrl+j", EVERYWHERE) == "ctrl+s"
    assert keys.translate("ctrl+s", EVERYWHERE) is None
    assert keys.translate("f2", EVERYWHERE) == "f2"
    assert keys.problems == ()
    assert keys.of("save") == ("ctrl+j",)
    assert keys.of("panel") == ("f2",)


def test_two_may_swap():
    keys = bound(take="f2", panel="tab")
    assert keys.translate("f2", EVERYWHERE) == "tab"
    assert keys.translate("tab", EVERYWHERE) == "f2"
    assert keys.problems == ()


def test_several_keys_and_none():
    keys = bound(save=("ctrl+s", "f14"), quit=())
    assert keys.translate("ctrl+s", EVERYWHERE) == "ctrl+s"
    assert keys.translate("f14", EVERYWHERE) == "ctrl+s"
    assert keys.translate("ctrl+q", EVERYWHERE) is None
    assert keys.told("Ctrl+Q, or ^Q") == "no key, or no key"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"savee": "f14"}, "keys: there is no action 'savee'; did you mean 'save'?"),
        ({"save": "crtl+s"}, "keys.save: there is no key 'crtl+s'; did you mean 'ctrl'?"),
        ({"save": "s"}, "keys.save: S is written into the text; add ctrl or alt"),
        ({"save": "f14", "open": "f14"}, "keys: F14 is given to both save and open; save has it"),
        ({"take": "f2"}, "keys: F2 was the key of panel, which has no key now"),
        ({"take": "ctrl+a"}, "keys: Ctrl+A was the key of cursor_line_start, which has Home left"),
    ],
)
def test_what_is_wrong_is_said(wanted, said):
    assert bound(**wanted).problems == (said,)


def test_what_cannot_be_leaves_the_key_that_was():
    keys = bound(save="crtl+s", open=("f14", "nokey"))
    assert keys.translate("ctrl+s", EVERYWHERE) == "ctrl+s"
    assert keys.translate("f14", EVERYWHERE) == "ctrl+o"


def test_a_place_with_keys_of_its_own_keeps_them():
    keys = bound(heat="ctrl+j", take="f2", dashboard_take_the_last_sentence_back="g", bar_next="f14")
    assert keys.translate("tab", BAR) == "tab"  # the other field
    assert keys.translate("f14", BAR) == "down"
    assert keys.translate("enter", BAR) == "enter"  # replaces, in the other field
    assert keys.translate("ctrl+j", BAR) is None  # F3 finds the next one there
    assert keys.translate("g", DASHBOARD) == "z"
    assert keys.translate("z", DASHBOARD) is None
    assert keys.translate("g", EVERYWHERE) == "g"
    assert keys.problems == ("keys: F2 was the key of panel, which has no key now",)


def test_keys_are_told_as_they_are_bound():
    keys = bound(save="ctrl+j", heat="f14", take="ctrl+e", help="f11")
    assert (
        keys.told("Save the document (Ctrl+S), ^S, Ctrl+Shift+S")
        == "Save the document (Ctrl+J), ^J, Ctrl+Shift+S"
    )
    assert keys.told("F3, Shift+F3, F1, F12") == "F14, Shift+F3, F11, F12"
    assert keys.told("Tab; Shift+Tab, Tab; Table") == "Ctrl+E; Shift+Tab, Tab; Table"
    assert keys.told("F3, Shift+F3", BAR) == "F3, Shift+F3"
    assert Rebinding().told("Ctrl+S") == "Ctrl+S"
