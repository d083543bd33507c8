"""What settings are, and what each may be."""

from __future__ import annotations

from dataclasses import fields

import pytest

from typeahead.editor.heat_scale import DEFAULT, HIGHEST, LOWEST
from typeahead.errors import SettingInvalid
from typeahead.prediction.ghost import GHOST_IN_WORD, GHOST_NEXT_WORD
from typeahead.prediction.predictor import MODELS as THOSE_THERE_ARE
from typeahead.profile.settings import ModelSettings
from typeahead.settings import DEFAULTS, KEYS, MODELS, NAMES, Settings, about, checked, expected, shown


def test_each_setting_is_explained_and_its_default_is_one_that_may_be():
    assert set(NAMES) == {each.name for each in fields(Settings)} - {KEYS}
    for name in NAMES:
        assert about(name).title
        assert about(name).text.endswith(".")
        assert checked(name, getattr(DEFAULTS, name)) == getattr(DEFAULTS, name)


def test_defaults_are_what_the_parts_have():
    assert (DEFAULTS.ghost_inside, DEFAULTS.ghost_next) == (GHOST_IN_WORD, GHOST_NEXT_WORD)
    assert DEFAULTS.heat_threshold == DEFAULT
    assert (about("heat_threshold").low, about("heat_threshold").high) == (LOWEST, HIGHEST)
    assert DEFAULTS.learn_after == ModelSettings().learn_after
    assert MODELS == THOSE_THERE_ARE


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("suggestions", 9, "suggestions = 9: expected a whole number from 1 to 5"),
        ("suggestions", True, "suggestions = true: expected a whole number from 1 to 5"),
        ("suggestions", 2.0, "suggestions = 2.0: expected a whole number from 1 to 5"),
        ("ghost", "yes", 'ghost = "yes": expected true or false'),
        ("ghost", 1, "ghost = 1: expected true or false"),
        ("ghost_next", 1.5, "ghost_next = 1.5: expected a number from 0 to 1"),
        ("model", "mixtur", "or \"ssm\"; did you mean 'mixture'?"),
        ("panel", "on", 'panel = "on": expected "auto", true or false'),
        ("private_folders", "~/diary", "expected a list of paths"),
        ("private_folders", ["/a\0b"], r'["/a\u0000b"]: expected a list of paths'),
        ("suggestions", {"a": 1}, "suggestions = {…}: expected a whole number"),
        ("private_folders", [1], "private_folders = [1]: expected a list of paths"),
        ("theme", 3, "theme = 3: expected a name in quotation marks"),
        ("suggestios", 3, "there is no setting 'suggestios'; did you mean 'suggestions'?"),
        ("xyzzy", 3, "there is no setting 'xyzzy'"),
    ],
)
def test_what_cannot_be_is_said_with_what_can(name, value, said):
    with pytest.raises(SettingInvalid) as raised:
        checked(name, value)
    assert said in str(raised.value)


def test_whole_numbers_are_numbers_and_lists_are_kept_as_tuples():
    assert checked("ghost_next", 1) == 1.0
    assert checked("private_folders", ["~/a", "/b"]) == ("~/a", "/b")
    assert checked("panel", False) is False


def test_values_are_shown_as_the_file_has_them():
    assert shown(("~/a", 'b"c')) == '["~/a", "b\\"c"]'
    assert (shown(True), shown(0.64), shown(3)) == ("true", "0.64", "3")
    assert expected("offensive") == '"hide" or "allow"'
