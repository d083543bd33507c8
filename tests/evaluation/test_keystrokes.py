from __future__ import annotations

import random

import pytest

from tests.evaluation.typing import Scripted, always
from typeahead.evaluation.keystrokes import Place, goes_on, simulate
from typeahead.prediction.suggestion import Suggestion

WORDS = ["to", "tool", "today", "books", "book", "a", "students", "studied", "study", "stones", "and"]


class Watching:
    def __init__(self, wanted: int = 1) -> None:
        self.wanted = wanted
        self.places: list[Place] = []

    def see(self, place: Place) -> None:
        self.places.append(place)


def fickle(before: str) -> dict[str, float]:
    """Other words at each place, though the same ones each time."""
    chosen = random.Random(before).sample(WORDS, len(WORDS))
    return {word: 0.5 / (rank + 1) for rank, word in enumerate(chosen)}


def text_of(seed: int, words: int = 12) -> str:
    drawn = random.Random(seed)
    return " ".join(drawn.choice(WORDS) + drawn.choice(["", "", ",", " (", "."]) for _ in range(words))


def keys_by_hand(predictor: Scripted, text: str, shown: int, repeating: bool) -> int:
    """One writer alone, who is shown everything there is and counts each key."""
    keys, at, ignored = 0, 0, set()
    while at < len(text):
        begins = text[at].isalpha() and (at == 0 or not text[at - 1].isalpha())
        if begins:
            ignored = set()
        taken = 0
        if text[at].isalpha():
            listed = [each for each in predictor.suggest(text[:at], 99) if each.text not in ignored]
            taken = max((goes_on(text, at, each) for each in listed[:shown]), default=0)
            if not repeating:
                ignored |= {each.text for each in listed[:shown]}
        keys += 1
        at = taken + (text[taken : taken + 1] == " ") if taken else at + 1
    return keys + 1


@pytest.mark.parametrize("seed", range(6))
def test_keys_are_those_of_each_writer_alone(seed):
    text = text_of(seed)
    found = simulate(Scripted(fickle), [text])
    for shown in (1, 3, 5):
        for repeating, savings in ((False, found.savings), (True, found.savings_repeating)):
            keys = keys_by_hand(Scripted(fickle), text, shown, repeating)
            assert savings[shown] == pytest.approx(1 - keys / (len(text) + 1))


def test_watchers_change_nothing_and_see_every_letter():
    text = "to (a tool, today"
    alone, watching = Scripted(fickle), Watching(wanted=10)
    found = simulate(Scripted(fickle), [text], watchers=[watching])
    assert found == simulate(alone, [text])
    assert [place.at for place in watching.places] == list(range(len(text) + 1))
    words = [place for place in watching.places if place.start < place.end]
    assert {text[place.start : place.end] for place in words} == {"to", "a", "tool", "today"}
    assert [place.at for place in watching.places if place.start == place.end] == [3, 11]
    assert max(n for _, n in alone.asked) < len(WORDS) + 5


def test_of_a_phrase_that_leads_the_first_word_is_taken_alone():
    answer = {"on": 0.4, "at": 0.2, "to": 0.1, "on the": 0.3}
    words = simulate(always({"on": 0.4, "at": 0.2, "to": 0.1}), ["on top"], shown=(3,))
    phrase = simulate(always(answer), ["on top"], shown=(3,))
    assert phrase.savings == words.savings
    assert phrase.hits[1] == 1, "its first word is the likeliest"
    whole = simulate(always(answer), ["on the"], shown=(3,))
    assert whole.savings[3] == pytest.approx(1 - 2 / 7), "one key for both words, one for the line's end"
    other = simulate(always({"at": 0.4, "on": 0.2, "to": 0.1, "on the": 0.15}), ["on top"], shown=(3,))
    assert other.savings[3] == words.savings[3], "another phrase leaves its first word where that is likelier"


def test_as_many_as_are_shown_and_no_more():
    predictor = always(dict.fromkeys(WORDS, 0.1))
    found = simulate(predictor, ["students"], shown=(3,))
    assert set(found.savings) == {3}
    assert set(found.hits) == {1, 2, 3}
    assert predictor.asked[0] == ("", 4), "one more, since a phrase may take in the word it begins with"
    assert predictor.learned == ["students\n\n"]


def test_what_goes_on_ends_with_a_word():
    assert goes_on("students", 2, Suggestion("study", "udy", 0.5)) == 0
    assert goes_on("the book's end", 4, Suggestion("book", "book", 0.5)) == 0
    assert goes_on("the books.", 4, Suggestion("books", "books", 0.5)) == 9
