from __future__ import annotations

from dataclasses import replace

import pytest

from typeahead.prediction.ghost import (
    GHOST_IN_WORD,
    GHOST_NEXT_WORD,
    arranged,
    ghost_of,
    likely_enough,
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


def test_the_phrase_that_the_likeliest_word_begins_takes_it_in():
    word, phrase, other, last = (
        offer("other", 0.5),
        offer("other hand", 0.3),
        offer("end", 0.1),
        offer("day", 0.05),
    )
    line = arranged([word, phrase, other, last], 3)
    assert [each.text for each in line] == ["other hand", "end", "day"]
    assert line[0].first is word
    assert arranged([word, other, last, offer("x", 0.01)], 3) == [word, other, last]
    assert arranged([], 3) == []
    assert arranged([word, other], 1) == [word]


def test_inside_a_word_that_no_ghost_completes_the_word_stays_beside_its_phrase():
    word, phrase, other = offer("other", 0.3, 2), offer("other hand", 0.2, 2), offer("otter", 0.1, 2)
    assert arranged([word, phrase, other], 3) == [word, phrase, other]
    likely = offer("other", GHOST_IN_WORD, 2)
    assert arranged([likely, phrase, other], 3)[0].first is likely


def test_another_phrase_and_a_correction_keep_their_places():
    words = [offer("end", 0.4), offer("other", 0.3), offer("day", 0.2)]
    phrase = offer("other hand", 0.1)
    assert arranged([*words, phrase], 3) == [words[0], words[1], phrase]
    correction = Suggestion("the", "the", 0.5, "spelling", replaces=3)
    assert arranged([*words, correction], 3) == [words[0], words[1], correction]


def test_the_ghost_is_as_much_of_a_phrase_as_is_likely_enough():
    word = offer("other", 0.8)
    likely, unlikely = offer("other hand", GHOST_NEXT_WORD), offer("other hand", GHOST_NEXT_WORD - 0.01)
    assert ghost_of(replace(likely, first=word)).text == "other hand"
    assert ghost_of(replace(unlikely, first=word)) is word
    assert ghost_of(replace(unlikely, first=offer("other", 0.1))) is None
    assert ghost_of(None) is None
