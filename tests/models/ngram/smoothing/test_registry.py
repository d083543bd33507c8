"""Smoothings by name."""

from __future__ import annotations

import pytest

from typeahead.errors import SettingInvalid
from typeahead.models.ngram.smoothing import SMOOTHINGS, make


def test_the_names_of_the_command_line():
    assert next(iter(SMOOTHINGS)) == "modified-kneser-ney"
    assert {
        "mle", "add-delta", "katz", "stupid-backoff", "witten-bell", "jelinek-mercer", "absolute",
        "kneser-ney", "modified-kneser-ney",
    } == set(SMOOTHINGS)  # fmt: skip
    assert all(make(name).name == name for name in SMOOTHINGS)


def test_what_they_want_and_give():
    assert [name for name in SMOOTHINGS if not make(name).raw] == ["modified-kneser-ney", "kneser-ney"]
    assert {name for name in SMOOTHINGS if make(name).backs_off} == {"katz", "stupid-backoff"}
    assert {name for name in SMOOTHINGS if make(name).whole} == {"mle", "add-delta"}
    assert [name for name in SMOOTHINGS if not make(name).normalised] == ["stupid-backoff"]


def test_there_is_no_such_smoothing():
    with pytest.raises(SettingInvalid, match="modified-kneser-ney, kneser-ney"):
        make("laplace")


@pytest.mark.parametrize("delta", [0.0, -1.0, float("inf"), float("nan")])
def test_delta_must_be_above_zero(delta):
    with pytest.raises(SettingInvalid, match="delta"):
        make("add-delta", {"delta": delta})


def test_parameters_that_are_not_its_own():
    with pytest.raises(SettingInvalid, match="katz smoothing does not take these parameters: delta"):
        make("katz", {"delta": 1.0})
