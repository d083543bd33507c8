"""A profile in figures."""

from __future__ import annotations

from pathlib import Path

from typeahead import Predictor, Profile
from typeahead.profile.days import Figures
from typeahead.profile.statistics import statistics, summaries
from typeahead.profile.training import TrainingOptions, retrain, train


def test_figures(tmp_path: Path):
    path = tmp_path / "notes.md"
    path.write_text("The cat sat. The cat ran.\n")
    with Profile.open("work", create=True) as profile:
        report = train(profile, [path], TrainingOptions(order=3))
        found = statistics(profile)
    assert (found.name, found.trained, found.model, found.files, found.days) == ("work", True, "own", 1, 0)
    assert found.words == 8
    assert (found.sentences, found.types) == (report.summary.sentences, report.summary.types) == (2, 5)
    assert [each.ngrams for each in found.orders] == report.summary.ngrams
    assert found.orders[2].singletons == 6
    # The text's 8 words and 2 sentence ends in eighths: all of it has what the model has.
    assert [each.growth[-1] for each in found.orders] == report.summary.ngrams
    assert all(each.growth == sorted(each.growth) and len(each.growth) == 8 for each in found.orders)
    assert all(each.bytes_in_memory >= each.bytes_on_disk == each.bytes for each in found.orders)
    assert found.bytes_on_disk >= sum(each.bytes for each in found.orders) > 0
    assert found.roots == [str(path)]


def test_typing_counts_as_days():
    with Predictor.open() as predictor:
        predictor.learn("The cat sat.")
    with Profile.open() as profile:
        found = statistics(profile)
    assert (found.trained, found.model, found.files, found.days, found.words) == (False, "starter", 0, 1, 4)


def test_words_and_sentences_are_those_of_all_that_was_learned(tmp_path: Path):
    """Also what was typed since the arrays were made, which a training with unchanged notes leaves as it is."""
    path = tmp_path / "notes.md"
    path.write_text("The cat sat. The cat ran.\n")
    with Profile.open(create=True) as profile:
        train(profile, [path])
    with Predictor.open() as predictor:
        predictor.learn("The dog sat. It ran away.")
    with Profile.open() as profile:
        assert not train(profile, []).changed
        found = statistics(profile)
        assert (found.words, found.sentences) == (8 + 8, 2 + 2)
        retrain(profile)
        found = statistics(profile)
        assert (found.words, found.sentences) == (8 + 8, 2 + 2)


def test_sentences_before_a_training():
    with Predictor.open() as predictor:
        predictor.learn("The cat sat. It ran.")
    with Profile.open() as profile:
        assert statistics(profile).sentences == 2


def test_keystrokes_of_all_days():
    with Profile.open(create=True) as profile:
        profile.store.add_to_day("2026-05-01", Figures(10, 8, 1))
        profile.store.add_to_day("2026-05-02", Figures(10, 6, 1))
        assert statistics(profile).typing == Figures(20, 14, 2)


def test_summaries():
    assert summaries() == []
    with Profile.open("b", create=True), Profile.open("a", create=True):
        pass
    assert [(each.name, each.trained, each.words) for each in summaries()] == [
        ("a", False, 0),
        ("b", False, 0),
    ]
