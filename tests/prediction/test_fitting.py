from __future__ import annotations

from typeahead.prediction.fitting import Fitting, Shown

WORDS = [Shown("month", 0.5, 1), Shown("moment", 0.2, 2)]


def test_a_word_with_capitals_needs_a_free_place_or_to_be_likelier_than_the_last():
    monday = Shown("Monday", 0.3, 3)
    assert Fitting(WORDS, 0.1, monday).restored_in(2) is monday
    assert Fitting(WORDS, 0.1, monday).restored_in(1) is None
    unlikely = Shown("Mongol", 0.01, 4)
    assert Fitting(WORDS, 0.1, unlikely).restored_in(2) is None
    assert Fitting(WORDS, 0.1, unlikely).restored_in(3) is unlikely
    assert Fitting(WORDS, 0.1).restored_in(3) is None
