"""Suggestions as a person sees them, surprise, explanations, and learning on the way."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vault import NOTES
from typeahead.errors import ModelMissing, ProfileMissing
from typeahead.prediction.predictor import Predictor
from typeahead.text.words import is_word


def texts(suggestions):
    return [each.text for each in suggestions]


def test_the_next_word_comes_before_it_is_typed(predictor):
    found = predictor.suggest("the students opened their ", 3)
    assert "books" in texts(found)
    assert all(each.completion == each.text for each in found)
    assert [each.probability for each in found] == sorted((each.probability for each in found), reverse=True)


def test_a_word_is_completed(predictor):
    best = predictor.suggest("the students opened their boo", 1)[0]
    assert (best.text, best.completion) == ("books", "ks")
    assert 0.5 < best.probability <= 1


def test_a_sentence_begins_with_a_capital_unless_typed_otherwise(predictor):
    assert all(text[0].isupper() for text in texts(predictor.suggest("Done. ", 5)))
    assert texts(predictor.suggest("Done. Th", 1)) == ["The"]
    assert texts(predictor.suggest("done. th", 1)) == ["the"]
    assert texts(predictor.suggest("and th", 1)) == ["the"]


def test_names_keep_their_capital_and_typed_capitals_are_kept(predictor):
    assert texts(predictor.suggest("I asked Marg", 1)) == ["Margaret"]
    assert texts(predictor.suggest("the GARD", 1)) == ["GARDEN"]
    assert texts(predictor.suggest("I ASKED MARG", 1)) == ["MARGARET"]
    assert texts(predictor.suggest("the Gard", 1)) == ["Garden"]
    assert all(text.startswith("Gard") for text in texts(predictor.suggest("about Gard", 5)))


def test_a_word_of_the_notes_typed_with_a_capital_comes_before_the_network_s(predictor):
    assert texts(predictor.suggest("about Gard", 1)) == ["Garden"]


def test_forms_shown_alike_are_one(predictor):
    shown = texts(predictor.suggest("", 20))
    assert len(shown) == len(set(shown))


def test_what_is_typed_is_not_suggested_back(predictor):
    for before in ("the students", "the garden", "I"):
        typed = before.split()[-1]
        assert typed not in texts(predictor.suggest(before, 10))


def test_nothing_comes_after_marks_and_something_after_openers(predictor):
    assert predictor.suggest("the students,", 3) == []
    assert predictor.suggest("the students.", 3) == []
    assert len(predictor.suggest("the students (", 3)) == 3
    assert len(predictor.suggest('She said "', 3)) == 3


def test_excluded_words_give_way_to_the_next(predictor):
    plain = predictor.suggest("in the ", 6, phrases=False)
    without = predictor.suggest("in the ", 3, exclude=texts(plain)[:3], phrases=False)
    assert texts(without) == texts(plain)[3:6]


def test_phrases_take_their_place_by_probability(predictor):
    found = predictor.suggest("on the ot", 3)
    assert any(" " in text for text in texts(found))
    assert not any(" " in text for text in texts(predictor.suggest("on the ot", 3, phrases=False)))
    assert [each.probability for each in found] == sorted((each.probability for each in found), reverse=True)


def test_probabilities_of_all_words_that_go_on_from_a_prefix_sum_to_less_than_one(predictor):
    for before in ("", "the ", "in the g", "Done. T", "THE GAR", "opened their "):
        total = sum(each.probability for each in predictor.suggest(before, 10_000, phrases=False))
        assert 0.3 < total <= 1 + 1e-9, before


def test_asking_changes_nothing(predictor):
    first = predictor.suggest("in the ", 5)
    predictor.suggest("something else ", 5)
    predictor.surprise("Something else again.")
    assert predictor.suggest("in the ", 5) == first


@settings(max_examples=150)
@given(st.text(alphabet="abcdeT hio.,'\"-\n(é’s1", max_size=40), st.integers(1, 8))
def test_every_suggestion_is_a_word_that_goes_on_from_the_text(predictor, before, n):
    found = predictor.suggest(before, n)
    assert len(found) <= n
    for each in found:
        assert each.completion
        assert (before[: len(before) - each.replaces] + each.completion).endswith(each.text)
        assert all(is_word(word) for word in each.text.split(" "))
        assert 0 < each.probability <= 1


def test_surprise_covers_every_word_with_its_place(predictor):
    text = "The students opened their bananas.\n\nThe garden needs wxyzzy water."
    found = predictor.surprise(text)
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    assert [each.text for each in found][:5] == ["The", "students", "opened", "their", "bananas"]
    by_word = {each.text: each for each in found}
    assert by_word["bananas"].bits > by_word["opened"].bits > 0
    assert by_word["wxyzzy"].bits > by_word["water"].bits
    assert by_word["opened"].rank == 1
    assert by_word["wxyzzy"].rank == predictor.vocabulary_size + 1
    assert by_word["The"].paragraph == 1
    assert "books" in texts(by_word["bananas"].alternatives)


def test_surprise_comes_a_few_words_at_a_time(predictor):
    """A prediction waits for no more than that, however long the sentence."""
    text = "I asked her whether she knew what had become of the letter that was lost. She did not."
    parts = list(predictor.surprise_parts(text))
    assert max(map(len, parts)) <= 4
    assert [word for part in parts for word in part] == predictor.surprise(text)


def test_surprise_is_the_models_probability(predictor):
    (_, *_, last) = predictor.surprise("I asked Margaret")
    assert last.bits == pytest.approx(-math.log2(predictor.explain("I asked ", "Margaret").probability))


def test_an_explanation_adds_up(notes_home):
    with Predictor.open(home=notes_home, model="ngram") as predictor:
        found = predictor.explain("the students opened their ", "books")
    assert found.known
    lower = None
    for step in found.steps:
        if lower is not None:
            assert step.lower == lower
        lower = step.probability
        expected = (step.count - step.discount) / step.total + step.backoff_weight * step.lower
        assert step.probability == pytest.approx(expected)
        assert len(step.context) == step.order - 1
    assert lower == found.probability
    assert found.steps[-1].context == ["the", "students", "opened", "their"]


def test_an_unknown_word_has_an_honest_probability(predictor):
    plain, odd = predictor.explain("the ", "gardenish"), predictor.explain("the ", "qzxwvk")
    assert not plain.known
    assert not odd.known
    assert plain.probability > odd.probability > 0


def test_learning_changes_the_next_suggestion_at_once(learner):
    assert "quokka" not in texts(learner.suggest("a happy ", 5))
    for _ in range(3):
        learner.learn("We saw a happy quokka. ")
    assert texts(learner.suggest("a happy ", 1)) == ["quokka"]
    assert texts(learner.suggest("a happy quo", 1)) == ["quokka"]
    assert learner.learned_in_session == 18


def test_a_new_word_is_suggested_after_it_was_typed_twice(learner):
    learner.learn("The wombat sleeps.")
    assert "wombat" not in texts(learner.suggest("the wom", 5))
    learner.learn("A Wombat wakes.")
    assert "wombat" in texts(learner.suggest("the wom", 5))


def test_what_was_learned_is_there_after_closing_and_after_training(learner, tmp_path):
    learner.learn("The wombat sleeps. The wombat sleeps.")
    learner.close()
    with Predictor.open(home=tmp_path / "home") as again:
        assert "wombat" in texts(again.suggest("the wom", 5))
        live = again.suggest("The wombat ", 5)
        assert again.learned_in_session == 0
    from typeahead.profile.profile import Profile
    from typeahead.profile.training import retrain

    with Profile.open("default", tmp_path / "home") as profile:
        retrain(profile)
        assert "wombat" in profile.generation().vocabulary
    with Predictor.open(home=tmp_path / "home") as rebuilt:
        assert texts(rebuilt.suggest("The wombat ", 5)) == texts(live)


def test_a_word_typed_once_stays_withheld_after_a_rebuild(learner, tmp_path):
    learner.learn("The wombat sleeps.")
    learner.close()
    from typeahead.profile.profile import Profile
    from typeahead.profile.training import retrain

    with Profile.open("default", tmp_path / "home") as profile:
        retrain(profile)
    with Predictor.open(home=tmp_path / "home") as again:
        assert "wombat" not in texts(again.suggest("the wom", 5))
        again.learn("My wombat eats.")
        assert "wombat" in texts(again.suggest("the wom", 5))


def test_what_is_typed_into_a_file_is_not_counted_twice_once_training_reads_it(reader, tmp_path):
    note = tmp_path / "notes" / "new.md"
    reader.learn("The wombat sleeps here.", origin=str(note))
    reader.close()
    note.write_text("The wombat sleeps here.\n")
    from typeahead.profile.profile import Profile
    from typeahead.profile.training import retrain

    with Profile.open("default", tmp_path / "home") as profile:
        retrain(profile)
        model = profile.generation().model
        assert model.counts.unigrams[profile.generation().vocabulary.id_of("wombat")] == 1
        assert not profile.store.sessions()


def test_secrets_are_never_learned(learner, tmp_path):
    secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
    learner.learn(f"My token is {secret} and that is that. ")
    learner.close()
    from tests.vault import bytes_in

    assert secret.encode() not in bytes_in(tmp_path / "home")


def test_a_copy_answers_alike_and_learns_by_itself(learner):
    learner.learn("The wombat sleeps. The wombat sleeps.")
    with learner.copy() as copy:
        assert copy.suggest("the wom", 3) == learner.suggest("the wom", 3)
        copy.learn("The wombat dances. " * 5)
        assert copy.suggest("the wombat ", 3) != learner.suggest("the wombat ", 3)
    assert "dances" not in texts(learner.suggest("the wombat ", 20))


@pytest.mark.parametrize("smoothing", ["mle", "add-delta", "stupid-backoff"])
def test_what_looks_at_no_shorter_contexts_or_gives_scores_answers_alone(tmp_path, smoothing):
    from typeahead.profile.profile import Profile
    from typeahead.profile.training import TrainingOptions, train

    (tmp_path / "notes.md").write_text("It rained on the zzqx.\n" * 3)
    with Profile.open("default", tmp_path, create=True) as profile:
        train(profile, [tmp_path / "notes.md"], TrainingOptions(smoothing=smoothing))
    with Predictor.open(home=tmp_path) as predictor:
        assert (predictor.engine.name, predictor.model_name) == (smoothing, "5-gram of your notes")


def test_what_was_written_lately_is_not_lost_on_taking_over_newer_counts(learner, tmp_path):
    learner.learn("The zzqx sleeps. The zzqx sleeps.")
    before = learner.suggest("the zzq", 3), learner.engine.gate.as_dict()
    learner.store()
    from typeahead.profile.profile import Profile
    from typeahead.profile.training import retrain

    with Profile.open("default", tmp_path / "home") as profile:
        retrain(profile)
    learner.refresh()
    assert len(learner.engine.recency) > 0
    assert learner.engine.gate.as_dict() == before[1]
    assert learner.suggest("the zzq", 3)[0].probability == pytest.approx(before[0][0].probability)


def test_what_was_forgotten_takes_what_was_written_lately_with_it(learner):
    learner.learn("The zzqx sleeps. The zzqx sleeps.")
    learner.forget("zzqx")
    assert len(learner.engine.recency) == 0


def test_a_newer_generation_is_taken_over(reader, tmp_path):
    assert reader.refresh() is None
    (tmp_path / "notes" / "more.md").write_text("Kangaroos jump over kangaroos.\n")
    from typeahead.profile.refreshing import main

    assert main(["default", str(tmp_path / "home")]) == 0
    words = reader.generation.summary.words
    said = reader.refresh()
    assert said == f"Your notes were read again: {reader.generation.summary.words:,} words."
    assert reader.generation.summary.words > words
    assert texts(reader.suggest("Kang", 1)) == ["Kangaroos"]


def test_an_untrained_profile_answers_with_the_starter_model(tmp_path):
    with Predictor.open(home=tmp_path / "home") as predictor:
        assert predictor.model_name == "English 4-gram + network"
        assert len(predictor.suggest("I am looking forward to ", 3)) == 3
        assert predictor.suggest("the students opened their ", 3)


def test_models_and_profiles_that_are_not_there_are_named(tmp_path, notes_home):
    with pytest.raises(ProfileMissing, match="'nosuch'"):
        Predictor.open("nosuch", tmp_path / "home")
    with pytest.raises(ModelMissing, match="lstm"):
        Predictor.open(home=notes_home, model="lstm")
    with pytest.raises(ModelMissing, match="train"):
        Predictor.open(home=tmp_path / "home", model="ngram")


def test_notes_speak_through_the_model(predictor):
    assert sum(len(text.split()) for text in NOTES.values()) > 100
    assert predictor.model_name == "5-gram of your notes + English + network"


def test_what_is_typed_with_combining_marks_is_completed_behind_them(learner):
    learner.learn("The cafétéria is open. A cafétéria is here.")
    (found,) = [s for s in learner.suggest("the cafe\u0301t", 5) if s.text == "cafétéria"]
    assert found.completion == "éria"


def test_a_word_that_would_change_what_is_typed_is_not_offered(learner):
    learner.learn("My iPhone rings. My iPhone is here.")
    assert "iPhone" in texts(learner.suggest("my i", 5))
    for each in learner.suggest("Done. I", 20):
        assert each.text.startswith("I")


def test_excluding_works_for_either_apostrophe(predictor):
    assert "don’t" in texts(predictor.suggest("It’s so. I don", 5))
    assert "don’t" not in texts(predictor.suggest("It’s so. I don", 5, exclude=["don’t"]))


def test_a_copy_refuses_to_forget(learner):
    from typeahead.errors import SettingInvalid

    with learner.copy() as copy, pytest.raises(SettingInvalid, match="copy"):
        copy.forget("island")
    assert learner.suggest("the isl", 1)


def test_live_learning_leaves_no_phantom_words(learner):
    before = learner.vocabulary_size
    learner.learn("Zzqxes quokkaish. Zzqxes quokkaish.")
    assert learner.vocabulary_size == before + 2
