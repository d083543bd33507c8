"""Which networks of a profile are measured, and what is said of those that can't be."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from typeahead.errors import NetworkDamaged, NothingToLearn
from typeahead.evaluation.gradients import report as report_module
from typeahead.evaluation.gradients.report import measure

HELD_OUT = np.arange(3, 9, dtype=np.int32)


@pytest.fixture
def stored(monkeypatch):
    """A profile with an rnn, and a gru that is damaged; what was given to be measured."""
    given = []

    def opened(_profile, kind):
        if kind == "gru":
            raise NetworkDamaged("the gru is damaged")
        return SimpleNamespace(network=kind, words=["a"])

    def networks(_text, _seed, _operations, stored, _told):
        given.append(stored)

    monkeypatch.setattr(report_module, "has_network", lambda _, kind: kind in ("rnn", "gru"))
    monkeypatch.setattr(report_module, "open_network", opened)
    monkeypatch.setattr(report_module, "networks", networks)
    monkeypatch.setattr(
        report_module.corpus, "read", lambda _: SimpleNamespace(held_out_for=lambda words: HELD_OUT)
    )
    return given


def measured(**more):
    return measure(["networks"], "default", operations=object(), **more)


def test_they_are_measured_on_what_their_training_held_out(stored):
    found = measured()
    assert list(stored[0]) == ["rnn"]
    assert stored[0]["rnn"].held_out is HELD_OUT
    assert found.notes == ["the gru is damaged"]


def test_with_paths_none_of_them_is(stored, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("The river was high again, and we went home.\n\n" * 400, encoding="utf-8")
    assert measured(paths=[path]).notes == []
    assert stored == [{}]


def test_nor_where_too_few_words_are_left(stored, monkeypatch):
    def read(_):
        raise NothingToLearn("12 words are too few")

    monkeypatch.setattr(report_module.corpus, "read", read)
    assert measured().notes == ["networks of the profile are not measured: 12 words are too few"]
    assert stored == [{}]


def test_progress_names_the_part_and_its_end():
    told = []
    measure(["linear"], "default", progress=lambda *what: told.append(what))
    assert told[0] == ("linear", 0, 4)
