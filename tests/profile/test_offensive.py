"""Offensive words: a small list of hashes, which never touches what a person wrote."""

from __future__ import annotations

import re
from importlib import resources

from typeahead.prediction.predictor import Predictor
from typeahead.profile.offensive import is_offensive, key_of


def lines() -> list[str]:
    return resources.files("typeahead.profile").joinpath("offensive.txt").read_text().split()


def test_the_list_is_small_and_no_word_of_it_can_be_read():
    assert 60 <= len(lines()) <= 120
    assert lines() == sorted(set(lines()))
    assert all(re.fullmatch(r"[0-9a-f]{16}", line) for line in lines())


def test_known_examples_are_on_it_and_harmless_words_are_not():
    examples = [
        "bastard",
        "bastards",
        "bitch",
        "bitches",
        "shit",
        "shitty",
        "fuck",
        "fucking",
        "whore",
        "slut",
    ]
    for word in examples:
        assert is_offensive(word), word
        assert key_of(word) in lines()
    harmless = ["the", "bush", "ass", "cock", "dick", "hell", "homo", "scunthorpe", "dyke", "chink", "tramp"]
    for word in harmless:
        assert not is_offensive(word), word


def test_hidden_until_the_person_writes_it_or_allows_all(tmp_path):
    def offered(predictor: Predictor, before: str) -> set[str]:
        return {each.text.casefold() for each in predictor.suggest(before, 8, phrases=False)}

    with Predictor.open(home=tmp_path) as predictor:
        assert "bastard" in predictor.generation.vocabulary, "English has it"
        assert "bastard" not in offered(predictor, "you old basta")
        before = predictor.explain("you old ", "bastard").probability
        predictor._profile.hides_offensive = False
        predictor.store()  # when the editor is idle: it sees what another program changed
        assert {"bastard", "bastards"} <= offered(predictor, "you old basta")
        assert predictor.explain("you old ", "bastard").probability == before
        predictor._profile.hides_offensive = True
        predictor.store()
        assert "bastard" not in offered(predictor, "you old basta")
        predictor.learn("He is a Bastard. ")
        assert "bastard" in offered(predictor, "you old basta"), "in the person's own notes, in any case"
        assert "bastards" not in offered(predictor, "you old basta")
    with Predictor.open(home=tmp_path, model="base") as predictor:
        assert "bastard" not in offered(predictor, "you old basta"), "the base's counts are nobody's notes"
