"""Moving a network's marginals toward a person's notes."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.models.protocols import BOS, UNK
from typeahead.prediction.marginals import BETA, counted, shift


def test_without_notes_nothing_is_moved():
    p = np.array([0.1, 0.0, 0.2, 0.4, 0.3])
    assert shift(np.maximum(p, 1e-9), np.zeros(5)) == pytest.approx(np.zeros(5), abs=1e-6)


def test_notes_like_its_text_move_nothing_and_others_move_as_far_as_they_differ():
    p = np.array([0.1, 1e-9, 0.2, 0.4, 0.3])
    notes = p * 1e9
    assert shift(p, notes) == pytest.approx(np.zeros(5), abs=1e-3)
    notes[3], notes[4] = notes[3] / 2, notes[4] + notes[3] / 2
    found = shift(p, notes)
    assert found[3] == pytest.approx(BETA * np.log(0.5), abs=1e-3)
    assert found[4] == pytest.approx(BETA * np.log(5 / 3), abs=1e-3)
    assert found[BOS] == 0.0


def test_no_word_is_moved_without_bounds():
    p = np.array([0.1, 1e-9, 0.2, 1e-8, 0.7])
    found = shift(p, np.array([0.0, 0.0, 0.0, 1e9, 0.0]))
    assert found.max() == pytest.approx(BETA * 4.0)
    assert found.min() == pytest.approx(-BETA * 4.0)


def test_words_it_lacks_count_as_unknown():
    unigrams = np.array([0, 9, 5, 3, 2, 7, 1])  # of the profile; <s> does not count
    of_network = np.array([0.0, 9.0, 5.0, 3.0, 2.0])  # it lacks the last two
    found = counted(of_network, unigrams)
    assert found[UNK] == 8.0
    assert found[BOS] == 0.0
    assert found[2:].tolist() == [5.0, 3.0, 2.0]
