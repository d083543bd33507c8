"""Learning while the vocabulary is limited."""

from __future__ import annotations

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
