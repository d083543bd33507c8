"""Learned words: counts by form, where they come from, and which are new."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeahead import Predictor, Profile
from typeahead.profile.learned import LearnedWord, learned_words
from typeahead.profile.training import retrain, train


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text("The cat sat. A cat saw the sea in Zanzibar at 5. The cat, the cat!\n")
    with Profile.open(create=True) as profile:
        train(profile, [path])
    return path


def words(new: bool = False) -> dict[str, LearnedWord]:
    with Profile.open(create=True) as profile:
        return {each.word: each for each in learned_words(profile, new)}


def test_counts_by_the_form_that_is_suggested(notes):
    found = words()
    assert found["cat"] == LearnedWord("cat", 4, "file", True)
    assert found["the"].count == 4
    assert "The" not in found
    assert "." not in found
    assert list(found)[:2] == ["cat", "the"]


def test_typed_words_until_they_come_back(notes):
    with Predictor.open() as predictor:
        predictor.learn("The quokka sat. The cat sat.")
    assert words()["cat"].count == 5
    assert words(new=True) == {"quokka": LearnedWord("quokka", 1, "typed", False)}
    with Predictor.open() as predictor:
        predictor.learn("A quokka sat.")
    assert words(new=True)["quokka"].suggested
    with Profile.open() as profile:
        retrain(profile)
    assert words(new=True)["quokka"] == LearnedWord("quokka", 2, "typed", True)


def test_typing_before_any_training_is_new_to_the_starter_model():
    with Predictor.open() as predictor:
        predictor.learn("The quokka sat.")
    assert set(words()) == {"the", "quokka", "sat"}
    assert set(words(new=True)) == {"quokka"}


def test_a_suggested_word_is_one_the_predictor_suggests(notes):
    with Predictor.open() as predictor:
        predictor.learn("The quokka met a wombat. A wombat ran.")
    with Predictor.open() as predictor:
        for word in words().values():
            offered = {each.text.lower() for each in predictor.suggest("It is " + word.word[:-1], 50)}
            assert (word.word.lower() in offered) == word.suggested or len(word.word) < 2, word
