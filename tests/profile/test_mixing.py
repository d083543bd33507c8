"""The weights of the mixture in a profile: where they start, and what becomes of those of an earlier version."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.vault import trained, write_notes
from typeahead.models.mixture import FIGURES, PARTS
from typeahead.profile.english import GATE_OF_FOUR
from typeahead.profile.mixing import drop_gate, load_gate, save_gate, start


@pytest.fixture
def store(tmp_path):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with profile:
        yield profile.store


def is_start(gate):
    return np.array_equal(gate.weights, start().weights) and np.array_equal(gate.lately, start().lately)


def test_they_start_as_they_were_fitted():
    gate = start()
    assert gate.weights.shape == (len(PARTS), FIGURES)
    assert np.abs(gate.weights).max() > 0.1
    assert (gate.lately != 0.0).all(), "how well each model does on average is part of what was fitted"


def test_what_was_stored_is_loaded(store):
    gate = start()
    gate.weights += 0.5
    save_gate(store, gate)
    assert load_gate(store).weights == pytest.approx(gate.weights, abs=1e-5)
    drop_gate(store)
    assert is_start(load_gate(store))


@pytest.mark.parametrize(
    "stored",
    [
        json.dumps({"weights": [[0.1] * 20] * 4, "lately": [0.0] * 4}),
        json.dumps({"weights": [[float("nan")] * 21] * 4, "lately": [0.0] * 4}),
        json.dumps({"weights": [], "lately": []}),
        json.dumps([1, 2]),
        "{",
        "",
    ],
)
def test_those_of_another_form_begin_where_all_do_and_not_at_nothing(store, stored):
    store.note("mixture", stored)
    assert is_start(load_gate(store))


def test_what_a_gate_of_four_models_has_learned_is_carried_over(store):
    before = json.loads(GATE_OF_FOUR.read_text(encoding="ascii"))
    moved = np.random.default_rng(1).normal(size=(4, 21)).round(3)
    lately = [-0.1, -0.2, -0.3, -0.4]
    stored = {"weights": (np.array(before["weights"]) + moved).tolist(), "lately": lately}
    store.note("mixture", json.dumps(stored))
    found = load_gate(store)
    more = found.weights - start().weights
    assert more[:4, :17] == pytest.approx(moved[:, :17])
    assert more[:4, 19:23] == pytest.approx(moved[:, 17:])
    assert more[4] == pytest.approx(more[0]), "the notes' contexts move as the notes"
    assert not more[:, 17:19].any()
    assert not more[:, 23].any()
    assert found.lately.tolist() == pytest.approx([*lately, start().lately[4]])
