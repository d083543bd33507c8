"""Suggestions as values: what a phrase is made of."""

from __future__ import annotations

import pytest

from typeahead.prediction.suggestion import Suggestion, first_word, steps_of


@pytest.mark.parametrize(
    ("text", "first", "steps", "saved"),
    [
        ("hand", "hand", [], 0),
        ("the other hand", "the", [("the", "other"), ("other", "hand")], 2),
        ("however,", "however", [("however", ",")], 2),
        ("北京工", "北", [("北", "京"), ("京", "工")], 2),
        ("at first, the end", "at", [("at", "first"), ("first", ","), ("the", "end")], 5),
    ],
)
def test_a_phrase_is_taken_refused_and_weighed_word_by_word(text, first, steps, saved):
    assert first_word(text) == first
    assert steps_of(text) == steps
    offer = Suggestion(text, text, 0.5)
    assert offer.saved == saved
    assert offer.is_phrase == bool(steps)
    assert offer.begins_with(Suggestion(first, first, 0.6)) == bool(steps)


def test_a_word_that_only_begins_alike_begins_no_phrase():
    assert not Suggestion("the other", "the other", 0.5).begins_with(Suggestion("th", "th", 0.6))
