"""Phrases: chosen by the keys they are expected to save."""

from __future__ import annotations

import itertools

import pytest

from typeahead.models.protocols import FIRST_WORD, RESERVED, Candidate
from typeahead.prediction import phrases
from typeahead.prediction.candidates import Shown
from typeahead.prediction.phrases import MOST_WORDS, Phrases
from typeahead.prediction.suggestion import COMPOUND
from typeahead.text.vocabulary import Vocabulary

NAMES = sorted(["the", "on", "other", "hand", "a", "of", "end"])


@pytest.fixture
def vocabulary():
    return Vocabulary([*RESERVED, *NAMES], FIRST_WORD, FIRST_WORD)


class Chain:
    """What follows each word, whatever stood before it."""

    def __init__(self, vocabulary, follows):
        self.vocabulary, self.follows, self.asked = vocabulary, follows, 0

    def probabilities(self, words):
        """After the word that was followed last."""
        following = self.follows.get(self.last, {})
        return [following.get(self.vocabulary.words[word], 0.0) for word in words]

    def following(self, word, k, among, skip):
        self.asked += 1
        found = [
            Candidate(self.vocabulary.id_of(name), p)
            for name, p in self.follows.get(self.vocabulary.words[word], {}).items()
        ]
        kept = [each for each in found if each.word in among and each.word not in skip]
        self.last = self.vocabulary.words[word]
        return self, sorted(kept, key=lambda each: -each.probability)[:k]


def line(vocabulary, **p):
    return [Shown(text, each, vocabulary.id_of(text)) for text, each in p.items()]


def texts(found):
    return [each.text for each in found]


FOLLOWS = {"on": {"the": 0.9}, "the": {"other": 0.8, "end": 0.1}, "other": {"hand": 0.9}}


def test_a_likely_phrase_takes_the_place_of_the_word_that_saves_least(vocabulary):
    words = line(vocabulary, on=0.4, a=0.3, of=0.05)
    found = Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, FOLLOWS), words, 3)
    assert texts(found) == ["on", "a", "on the other hand"]
    assert found[2].probability == pytest.approx(0.4 * 0.9 * 0.8 * 0.9)


def test_where_the_words_nearly_always_follow_the_first_word_itself_makes_place(vocabulary, monkeypatch):
    monkeypatch.setattr(phrases, "_STEPS", 4)
    follows = {"on": {"the": 0.99}, "the": {"other": 0.99}, "other": {"hand": 0.99}}
    words = line(vocabulary, a=0.4, on=0.3, of=0.2)
    found = Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, follows), words, 3)
    assert texts(found) == ["a", "on the other hand", "of"]


def test_the_likeliest_word_itself_stays_for_it_leads_with_the_phrase(vocabulary):
    follows = {"on": {"the": 0.99}, "the": {"other": 0.99}, "other": {"hand": 0.99}}
    words = line(vocabulary, on=0.4, a=0.3, of=0.2)
    found = Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, follows), words, 3)
    assert texts(found) == ["on", "on the other hand", "a"]


def test_a_phrase_that_saves_less_than_the_word_it_would_hide_is_not_shown(vocabulary):
    words = line(vocabulary, a=0.3, on=0.3, of=0.29)
    follows = {"on": {"the": 0.3}}
    assert Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, follows), words, 3) == words


def test_of_the_likeliest_word_it_hides_none_and_is_shown_wherever_it_is_worth_reading(vocabulary):
    words = line(vocabulary, on=0.3, a=0.3, of=0.29)
    chains = [Chain(vocabulary, {"on": {"the": p}}) for p in (0.1, 0.05)]
    found = [Phrases(vocabulary, set()).with_phrase(chain, words, 3) for chain in chains]
    assert texts(found[0]) == ["on", "a", "on the"]
    assert found[1] == words


COMMAS = {"on": {",": 0.3, "the": 0.5}, ",": {"the": 0.9}, "the": {"end": 0.4}, "end": {"of": 0.9}}


@pytest.fixture
def with_comma():
    return Vocabulary([*RESERVED, ",", *NAMES], FIRST_WORD + 1, FIRST_WORD)


def test_a_comma_in_a_phrase_saves_its_key_and_the_space_after_it(with_comma):
    words = line(with_comma, on=0.5, a=0.2, of=0.1)
    found = Phrases(with_comma, set()).with_phrase(Chain(with_comma, COMMAS), words, 3, commas=True)
    # on, the: 3 keys · 0.3 · 0.9 = 0.81; on the end, 4 · 0.5 · 0.4 · 0.9 = 0.72
    assert texts(found) == ["on", "a", "on, the"]
    assert found[2].probability == pytest.approx(0.5 * 0.3 * 0.9)


def test_a_phrase_may_end_with_one(with_comma):
    words = line(with_comma, end=0.5, a=0.2, of=0.1)
    follows = {"end": {",": 0.5, "of": 0.3}, ",": {"the": 0.1}}
    found = Phrases(with_comma, set()).with_phrase(Chain(with_comma, follows), words, 3, commas=True)
    assert texts(found) == ["end", "end,", "a"]


def test_none_where_commas_are_not_wanted(with_comma):
    words = line(with_comma, on=0.5, a=0.2, of=0.1)
    found = Phrases(with_comma, set()).with_phrase(Chain(with_comma, COMMAS), words, 3)
    assert "," not in "".join(texts(found))


def test_of_a_word_put_together_it_is_that_word_after_which_another_is_refused(vocabulary):
    class Refused:
        def at(self, last):
            return lambda word: last == "non-on" and vocabulary.words[word] == "the"

    words = [Shown("non-on", 0.5, vocabulary.id_of("on"), made=COMPOUND), *line(vocabulary, a=0.2, of=0.1)]
    follows = {"on": {"the": 0.6, "end": 0.3}}
    found = Phrases(vocabulary, set(), Refused()).with_phrase(Chain(vocabulary, follows), words, 3)
    assert texts(found) == ["non-on", "a", "non-on end"]


def test_a_comma_learned_lately_is_found_too_and_only_where_it_is_wanted(vocabulary):
    phrases = Phrases(vocabulary, set())
    vocabulary.add(",")
    words = line(vocabulary, on=0.5, a=0.2, of=0.1)
    follows = {"on": {",": 0.6, "the": 0.1}, ",": {"the": 0.9}}
    assert texts(phrases.with_phrase(Chain(vocabulary, follows), words, 3, commas=True)) == [
        "on",
        "on, the",
        "a",
    ]
    assert "," not in "".join(texts(phrases.with_phrase(Chain(vocabulary, follows), words, 3)))


def test_a_word_learned_lately_may_stand_in_one_and_a_mark_may_not(vocabulary):
    vocabulary.add("shinytable")
    vocabulary.add("->")
    follows = {"on": {"->": 0.6, "shinytable": 0.3}}
    words = line(vocabulary, on=0.5, a=0.2, of=0.1)
    found = Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, follows), words, 3)
    assert texts(found) == ["on", "a", "on shinytable"]


def test_where_there_is_room_nothing_makes_place(vocabulary):
    words = line(vocabulary, on=0.3, a=0.2)
    found = Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, FOLLOWS), words, 3)
    assert texts(found) == ["on", "a", "on the other hand"] or len(found) == 3


def test_hidden_and_excluded_are_not_in_it(vocabulary):
    words = line(vocabulary, on=0.4, a=0.3, of=0.05)
    hidden = {vocabulary.id_of("hand")}
    chain = Chain(vocabulary, FOLLOWS)
    assert texts(Phrases(vocabulary, hidden).with_phrase(chain, words, 3)) == ["on", "a", "on the other"]
    found = Phrases(vocabulary, set()).with_phrase(chain, words, 3, {"on the other hand"})
    assert "on the other hand" not in texts(found)


def test_one_word_alone_leaves_no_place(vocabulary):
    words = line(vocabulary, on=0.4)
    assert Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, FOLLOWS), words, 1) == words
    assert Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, FOLLOWS), [], 3) == []


def test_given_time_it_is_the_best_of_all_phrases_there_are(vocabulary, monkeypatch):
    monkeypatch.setattr(phrases, "_STEPS", 1000)
    monkeypatch.setattr(phrases, "_BEGINNINGS", 3)
    follows = {
        "on": {"the": 0.7, "a": 0.2},
        "the": {"other": 0.5, "end": 0.4},
        "other": {"hand": 0.6},
        "end": {"of": 0.9},
        "of": {"the": 0.8},
        "a": {"hand": 0.3},
    }
    words = line(vocabulary, on=0.5, a=0.3, the=0.1)
    found = Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, follows), words, 3)
    worth = {}
    for first, length in itertools.product(words, range(2, MOST_WORDS + 1)):
        for rest in itertools.product(NAMES, repeat=length - 1):
            p, last = first.probability, first.text
            for name in rest:
                p *= follows.get(last, {}).get(name, 0.0)
                last = name
            if p:
                lost = 0.0 if first is words[0] else min(words[-1].probability, first.probability - p)
                worth[" ".join([first.text, *rest])] = (length - 1) * p - lost
    best = max(worth, key=lambda text: worth[text])
    assert best in texts(found)


def test_hardly_anything_is_looked_at_where_no_phrase_can_be_worth_it(vocabulary):
    words = line(vocabulary, on=0.004, a=0.003, of=0.003)
    chain = Chain(vocabulary, FOLLOWS)
    assert Phrases(vocabulary, set()).with_phrase(chain, words, 3) == words
    assert chain.asked == 0


@pytest.mark.parametrize(("inside", "most"), [(False, 3), (True, 2)])
def test_only_so_many_beginnings_are_followed(vocabulary, inside, most):
    asked = []

    class Each(Chain):
        """Another outlook after each word."""

        def following(self, word, k, among, skip):
            asked.append(word)
            return Each(self.vocabulary, self.follows), super().following(word, k, among, skip)[1]

    words = line(vocabulary, on=0.4, the=0.3, other=0.2)
    chain = Each(vocabulary, {name: dict.fromkeys(NAMES, 0.9) for name in NAMES})
    phrases_ = Phrases(vocabulary, set())
    phrases_.with_phrase(chain, words, 3, inside=inside)
    assert len(asked) == most
    phrases_.with_phrase(chain, words, 3, inside=inside)
    assert len(asked) == most, "what is known of a place is not asked anew"


def test_ids_below_the_first_word_never_stand_in_a_phrase(vocabulary):
    assert vocabulary.first_suggested >= FIRST_WORD


def test_an_unlikely_word_is_not_followed(vocabulary):
    chain = Chain(vocabulary, FOLLOWS)
    assert texts(Phrases(vocabulary, set()).with_phrase(chain, line(vocabulary, on=0.055, a=0.05), 3)) == [
        "on",
        "a",
    ]
    assert chain.asked == 0
    found = Phrases(vocabulary, set()).with_phrase(chain, line(vocabulary, on=0.065, a=0.05), 3)
    assert "on the other hand" in texts(found)


def test_no_word_stands_twice_in_a_row(vocabulary):
    """A model that goes by what was written lately holds the last word likely once more."""
    words = line(vocabulary, the=0.4, a=0.3, of=0.05)
    follows = {"the": {"the": 0.9, "end": 0.5}, "end": {"end": 0.9}}
    found = Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, follows), words, 3)
    assert texts(found) == ["the", "a", "the end"]


def test_nor_in_another_case():
    vocabulary = Vocabulary([*RESERVED, *sorted(["The", "a", "the"])], FIRST_WORD, FIRST_WORD)
    words = line(vocabulary, The=0.4, a=0.3)
    chain = Chain(vocabulary, {"The": {"the": 0.9}, "the": {"The": 0.9}})
    assert Phrases(vocabulary, set()).with_phrase(chain, words, 3) == words
    assert Phrases(vocabulary, set()).with_phrase(chain, words, 3, loud=lambda _: True) == words


def test_none_begins_with_the_word_that_stands_before_it(vocabulary):
    words = line(vocabulary, on=0.4, the=0.3, of=0.05)
    found = Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, FOLLOWS), words, 3, previous="On")
    assert texts(found) == ["on", "the", "the other hand"]


def test_words_that_merely_come_again_may_stand_in_one(vocabulary):
    words = line(vocabulary, hand=0.4, a=0.3)
    follows = {"hand": {"on": 0.9}, "on": {"hand": 0.9}}
    found = Phrases(vocabulary, set()).with_phrase(Chain(vocabulary, follows), words, 3)
    assert found[-1].text.startswith("hand on hand")
