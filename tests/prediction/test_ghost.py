from __future__ import annotations

from dataclasses import replace

import pytest

from typeahead.prediction.ghost import (
    GHOST_IN_WORD,
    GHOST_NEXT_WORD,
    arranged,
    ghost_of,
    likely_enough,
    listed,
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


def test_a_word_and_a_comma_are_a_phrase_too():
    word, phrase, other = offer("however", 0.5), offer("however,", 0.3), offer("how", 0.1)
    line = arranged([word, phrase, other, offer("house", 0.05)], 3)
    assert [each.text for each in line] == ["however,", "how", "house"]
    assert line[0].first is word


@pytest.mark.parametrize(
    ("phrase", "probability", "is_worth_it"),
    [
        ("end of", 0.21, True),  # one key, against the 0.2 that the hidden word is likely
        ("end of", 0.19, False),
        ("end,", 0.11, True),  # two keys
        ("end of it, and", 0.05, True),  # five
    ],
)
def test_in_a_list_a_phrase_pays_for_the_word_it_hides(phrase, probability, is_worth_it):
    words = [offer("end", 0.4), offer("other", 0.3), offer("day", 0.2)]
    with_phrase = [*words[:2], offer(phrase, probability)]
    assert listed(with_phrase, words) == (with_phrase if is_worth_it else words)
    assert listed(words, words) == words


def test_a_phrase_that_hides_its_own_first_word_pays_for_what_of_it_goes_on_otherwise():
    words = [offer("end", 0.4), offer("other", 0.3)]
    assert listed([offer("end of", 0.35), words[1]], words) == [offer("end of", 0.35), words[1]]
    assert listed([words[1], offer("end of", 0.15)], words) == words


def test_another_phrase_and_a_correction_keep_their_places():
    words = [offer("end", 0.4), offer("other", 0.3), offer("day", 0.2)]
    phrase = offer("other hand", 0.1)
    assert arranged([*words, phrase], 3) == [words[0], words[1], phrase]
    correction = Suggestion("the", "the", 0.5, "spelling", replaces=3)
    assert arranged([*words, correction], 3) == [words[0], words[1], correction]


def test_what_restores_capitals_takes_a_place_only_from_a_less_likely_word():
    words = [offer("fridge", 0.4), offer("friend", 0.3), offer("fresh", 0.2)]
    likely, unlikely = (Suggestion("Friday", "Friday", p, replaces=2) for p in (0.25, 0.2))
    assert arranged([*words, likely], 3) == [words[0], words[1], likely]
    assert arranged([*words, unlikely], 3) == words
    assert arranged([words[0], unlikely], 3) == [words[0], unlikely]


def test_the_ghost_is_as_much_of_a_phrase_as_is_likely_enough():
    word = offer("other", 0.8)
    likely, unlikely = offer("other hand", GHOST_NEXT_WORD), offer("other hand", GHOST_NEXT_WORD - 0.01)
    assert ghost_of(replace(likely, first=word)).text == "other hand"
    assert ghost_of(replace(unlikely, first=word)) is word
    assert ghost_of(replace(unlikely, first=offer("other", 0.1))) is None
    assert ghost_of(None) is None


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        ((), ["valid", "valley", "value"]),
        (("valley", "value"), ["valid", "valley", "vale"]),
        (("value", "vale", "valet"), ["valid", "valley", "value"]),
        (("valid",), ["valid", "valley", "value"]),
    ],
)
def test_others_come_in_the_place_of_what_was_typed_past_unless_it_leads_or_is_far_likelier(passed, shown):
    likely = {"valid": 0.5, "valley": 0.25, "value": 0.04, "vale": 0.03, "valet": 0.02, "valve": 0.01}
    found = [offer(word, p, 3) for word, p in likely.items()][: 4 + len(passed)]
    assert [each.text for each in arranged(found, 3, passed)] == shown


def test_what_was_typed_past_stays_where_there_is_nothing_else_and_a_phrase_goes():
    found = [offer("against", 0.3, 5), offer("again", 0.2, 4), offer("again and again", 0.2, 4)]
    assert [each.text for each in arranged(found, 3, ("again", "again and again"))] == ["against", "again"]


def test_a_correction_keeps_its_place_whatever_was_typed_past():
    found = [
        *(offer(word, 0.1, 1) for word in "abcdef"),
        Suggestion("the", "the", 0.5, "spelling", replaces=3),
    ]
    assert [each.text for each in arranged(found, 3, ("b", "c"))] == ["a", "d", "the"]
