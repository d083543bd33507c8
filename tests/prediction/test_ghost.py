from __future__ import annotations

import pytest

from typeahead.prediction.ghost import (
    GHOST_IN_WORD,
    GHOST_NEXT_WORD,
    likely_enough,
    phrase_first,
    within_word,
)
from typeahead.prediction.suggestion import Suggestion


def offer(text: str, probability: float, typed: int = 0) -> Suggestion:
    return Suggestion(text, text[typed:], probability)


@pytest.mark.parametrize(("typed", "least"), [(0, GHOST_NEXT_WORD), (2, GHOST_IN_WORD)])
def test_a_ghost_must_be_likely_enough_for_its_place(typed, least):
    assert within_word(offer("tool", 1.0, typed)) == (typed > 0)
    assert likely_enough(offer("tool", least, typed))
    assert not likely_enough(offer("tool", least - 0.001, typed))
    assert not likely_enough(None)


def test_the_phrase_that_the_likeliest_word_begins_stands_there_if_it_is_nearly_as_likely():
    word, phrase, other = offer("other", 0.5), offer("other hand", 0.3), offer("others", 0.1)
    assert phrase_first([word, phrase, other]) == [phrase, word, other]
    unlikely = offer("other hand", 0.29)
    assert phrase_first([word, unlikely, other]) == [word, unlikely, other]
    assert phrase_first([other, word, phrase]) == [other, word, phrase]
    assert phrase_first([]) == []
