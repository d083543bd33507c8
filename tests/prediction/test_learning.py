"""Learning while the vocabulary is limited, and what is learned of words that were left unfinished."""

from __future__ import annotations

import pytest

from typeahead.models.protocols import UNK
from typeahead.prediction.predictor import Predictor
from typeahead.profile.learned import learned_words
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, retrain, train


def test_words_outside_a_limited_vocabulary_are_learned_as_unknown_until_the_next_rebuild(tmp_path):
    notes = tmp_path / "notes.md"
    notes.write_text("The cat sat on the mat. The cat ran to the mat. A dog ran.\n")
    home = tmp_path / "home"
    with Profile.open("default", home, create=True) as profile:
        train(profile, [notes], TrainingOptions(order=2, min_count=2))
        assert "dog" not in profile.generation().vocabulary
    with Predictor.open(home=home) as predictor:
        generation = predictor.generation
        size, unknown = len(generation.vocabulary), int(generation.model.counts.unigrams[UNK])
        predictor.learn("The zebra ran. The zebra sat. The zebra ran. ")
        assert len(generation.vocabulary) == size
        assert int(generation.model.counts.unigrams[UNK]) > unknown
        assert not any(each.text == "zebra" for each in predictor.suggest("The ", 20))
    with Profile.open("default", home) as profile:
        retrain(profile)
        assert "zebra" in profile.generation().vocabulary
        assert "dog" not in profile.generation().vocabulary
        suggested = {each.word: each.suggested for each in learned_words(profile)}
        assert (suggested["zebra"], suggested["dog"], suggested["cat"]) == (True, False, True)


@pytest.mark.parametrize("half", ["gard", "Gard"])
def test_a_word_that_was_left_unfinished_once_does_not_hide_what_it_was_to_become(notes_home, half):
    with Predictor.open(home=notes_home, stored=False) as predictor:
        predictor.learn("We sat in the garden. ")
        before = predictor.suggest(f"We sat in the {half}", 1, phrases=False)[0]
        predictor.learn(f"We sat in the {half}. ")
        after = predictor.suggest(f"We sat in the {half}", 3, phrases=False)
        assert half not in [each.text for each in after]
        assert (after[0].text, before.text) == (f"{half}en",) * 2
        assert after[0].probability > 0.9 * before.probability
        assert sum(each.probability for each in after) <= 1.0 + 1e-9
        for _ in range(4):  # by now it is a word of this person's
            predictor.learn(f"We sat in the {half}. ")
        assert predictor.suggest(f"We sat in the {half}", 1, phrases=False)[0].probability < 0.5
