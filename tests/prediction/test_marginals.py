"""Moving a network's marginals toward a person's notes."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.models.protocols import BOS, UNK
from typeahead.prediction.marginals import BETA, Marginals, counted

DIFFERENT = ["<unk>", "<s>", "</s>", "roses", "garden"]


def test_without_notes_nothing_is_moved():
    p = np.array([0.1, 0.0, 0.2, 0.4, 0.3])
    assert Marginals(np.maximum(p, 1e-9), DIFFERENT).shift(np.zeros(5)) == pytest.approx(
        np.zeros(5), abs=1e-6
    )


def test_notes_like_its_text_move_nothing_and_others_move_as_far_as_they_differ():
    p = np.array([0.1, 1e-9, 0.2, 0.4, 0.3])
    notes = p * 1e9
    assert Marginals(p, DIFFERENT).shift(notes) == pytest.approx(np.zeros(5), abs=1e-3)
    notes[3], notes[4] = notes[3] / 2, notes[4] + notes[3] / 2
    found = Marginals(p, DIFFERENT).shift(notes)
    assert found[3] == pytest.approx(BETA * np.log(0.5), abs=1e-3)
    assert found[4] == pytest.approx(BETA * np.log(5 / 3), abs=1e-3)
    assert found[BOS] == 0.0


def test_no_word_is_moved_without_bounds():
    p = np.array([0.1, 1e-9, 0.2, 1e-8, 0.7])
    found = Marginals(p, DIFFERENT).shift(np.array([0.0, 0.0, 0.0, 1e9, 0.0]))
    assert found.max() == pytest.approx(BETA * 4.0)
    assert found.min() == pytest.approx(-BETA * 4.0)


def test_a_form_is_told_of_by_commoner_ones_and_hardly_by_rarer_ones():
    words = ["<unk>", "<s>", "</s>", "garden", "Garden", "it", "IT"]
    p = np.array([0.9, 1e-9, 0.05, 2e-5, 1e-5, 0.01, 1e-5])
    notes = np.array([900.0, 0.0, 50.0, 4.0, 0.0, 10.0, 5.0])
    alone = Marginals(p, [*words[:4], "tulips", "it", "that"]).shift(notes)
    found = Marginals(p, words).shift(notes)
    assert alone[4] < 0.0 < 0.8 * found[3] < found[4] < found[3]
    assert found[5] == pytest.approx(alone[5], abs=0.05)
    assert found[6] == pytest.approx(alone[6], abs=0.02)
    assert found[[0, 2]] == pytest.approx(alone[[0, 2]])


def test_words_it_lacks_count_as_unknown():
    unigrams = np.array([0, 9, 5, 3, 2, 7, 1])  # of the profile; <s> does not count
    of_network = np.array([0.0, 9.0, 5.0, 3.0, 2.0])  # it lacks the last two
    found = counted(of_network, unigrams)
    assert found[UNK] == 8.0
    assert found[BOS] == 0.0
    assert found[2:].tolist() == [5.0, 3.0, 2.0]
