"""Models side by side: each row is what the model says alone."""

from __future__ import annotations

import math

import pytest

from typeahead import Predictor, Profile
from typeahead.errors import ModelMissing, SourceUnreadable
from typeahead.evaluation import compare as module
from typeahead.evaluation.compare import compare
from typeahead.evaluation.evaluate import evaluate
from typeahead.evaluation.perplexity import measure
from typeahead.models.ngram.smoothing import SMOOTHINGS
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.profile.training import TrainingOptions, train
from typeahead.profile.variants import variant

LINES = ["a b c d", "a b d", "b c a", "c a b d e", "a", "a b d", ", a b c ."]
UNSEEN = ["a b c a", "z b d", ", e"]


@pytest.fixture
def unseen(tmp_path):
    (tmp_path / "corpus.txt").write_text("\n".join(LINES) + "\n")
    (tmp_path / "unseen.txt").write_text("\n".join(UNSEEN) + "\n")
    with Profile.open("bench", create=True) as opened:
        train(opened, [tmp_path / "corpus.txt"], TrainingOptions(order=3, tokens="whitespace"))
    return tmp_path / "unseen.txt"


def test_each_row_is_what_the_model_says_alone(unseen):
    found = compare("bench", [unseen], smoothings=list(SMOOTHINGS))
    sentences = [line.split() for line in UNSEEN]
    with Profile.open("bench") as profile:
        for row in found.rows:
            alone = measure(NgramEngine(variant(profile, smoothing=row.name)), sentences)
            assert (row.perplexity, row.perplexity_known) == (alone.perplexity, alone.perplexity_known)
            assert (row.oov, row.impossible) == (alone.oov, alone.impossible)
            assert (row.smoothing, row.order, row.vocabulary) == (row.name, 3, 7)
            if row.perplexity:
                bits = math.log2(row.perplexity) * found.tokens
                assert row.bits_per_character == pytest.approx(bits / (8 + 6 + 4), rel=1e-6)
    assert [row.name for row in found.rows] == list(SMOOTHINGS)
    assert (found.tokens, found.words, found.places, found.characters) == (12, 8, 8, 18)
    assert found.same_vocabulary
    figures = [row.perplexity_known for row in found.rows if row.perplexity_known]
    assert (
        found.by_known
    )  # in whitespace mode p(<unk>) is one figure for all unknown words, and easily too high
    assert found.rows[found.best].perplexity_known == min(figures)


def test_scores_and_impossible_words_have_no_perplexity(unseen):
    found = compare("bench", [unseen], smoothings=["stupid-backoff", "mle"])
    scores, likelihood = found.rows
    assert not scores.normalised
    assert (scores.perplexity, scores.perplexity_known, scores.bits_per_character) == (None, None, None)
    assert scores.perplexity_possible is None
    assert scores.hit_at_3 > 0
    assert likelihood.normalised
    assert (likelihood.perplexity, likelihood.bits_per_character) == (None, None)
    # "z" and what stands after it, and ends that never came there.
    assert likelihood.impossible == 5
    assert 1 < likelihood.perplexity_possible < 4
    assert found.best is None


def test_hits_are_the_model_s_own_ranking_among_words(unseen):
    (row,) = compare("bench", [unseen], smoothings=["mle"]).rows
    with Profile.open("bench") as profile:
        generation = variant(profile, smoothing="mle")
    model, vocabulary = generation.model, generation.vocabulary
    first = third = 0
    for line in UNSEEN:
        for at, word in enumerate(words := line.split()):
            if not word.isalpha():
                continue
            p = model.distribution(model.state_after([vocabulary.id_of(each) for each in words[:at]]))
            ranked = sorted(
                (-p[vocabulary.id_of(each)], each) for each in "abcde" if p[vocabulary.id_of(each)] > 0
            )
            names = [each for _, each in ranked]
            first += names[:1] == [word]
            third += word in names[:3]
    assert first > 0
    assert (row.hit_at_1, row.hit_at_3) == (first / 8, third / 8)


def test_hits_are_looked_for_at_places_evenly_spread(unseen, monkeypatch):
    monkeypatch.setattr(module, "PLACES", 4)
    found = compare("bench", [unseen], smoothings=["mle"])
    assert (found.words, found.places) == (8, 4)
    assert found.rows[0].hit_at_3 in (0, 0.25, 0.5, 0.75, 1)


def test_orders(unseen):
    found = compare("bench", [unseen], smoothings=["mle", "witten-bell"], orders=[1, 2])
    assert [(row.name, row.order) for row in found.rows] == [
        ("mle", 1), ("witten-bell", 1), ("mle", 2), ("witten-bell", 2)
    ]  # fmt: skip
    assert found.rows[0].ngrams < found.rows[2].ngrams
    alone = compare("bench", [unseen], orders=[2])
    assert [(row.name, row.order) for row in alone.rows] == [("modified-kneser-ney", 2)]


def test_models_as_they_stand(unseen):
    found = compare("bench", [unseen], models=["ngram", "mixture"], smoothings=["modified-kneser-ney"])
    assert [row.name for row in found.rows] == ["ngram", "mixture", "modified-kneser-ney"]
    assert len({row.perplexity for row in found.rows}) == 1


def test_models_that_know_other_words_are_marked(tmp_path):
    (tmp_path / "notes.md").write_text("The students opened their books. It rained in Zyxland.\n" * 3)
    with Profile.open(create=True) as profile:
        train(profile, [tmp_path / "notes.md"])
    found = compare(None, [tmp_path / "notes.md"], models=["ngram", "base"])
    assert not found.same_vocabulary
    assert found.reading == "prose"
    assert found.best == 0


def test_the_vocabulary_is_what_words_are_unknown_to(tmp_path):
    """The base's words are in it, which the notes need not have."""
    (tmp_path / "notes.md").write_text("The students opened their zyxbooks. It rained in Zyxland.\n" * 3)
    with Profile.open(create=True) as profile:
        train(profile, [tmp_path / "notes.md"])
        known = len(profile.generation().vocabulary.ids)
    found = compare(None, [tmp_path / "notes.md"], models=["ngram", "mixture", "base"], smoothings=["katz"])
    ngram, mixture, base, katz = (row.vocabulary for row in found.rows)
    assert ngram == mixture == katz == known > 20_000
    assert base < known
    assert not found.same_vocabulary
    assert compare(None, [tmp_path / "notes.md"], orders=[1, 2]).same_vocabulary


def test_nothing_is_learned(unseen):
    before = compare("bench", [unseen], models=["ngram"])
    assert compare("bench", [unseen], models=["ngram"]) == before
    with Predictor.open("bench") as predictor:
        assert predictor.generation.model.counts.version == 0


def test_what_can_t_be_compared(unseen, tmp_path):
    with pytest.raises(ModelMissing, match="no documents"):
        compare("default", [unseen], smoothings=["mle"])
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(SourceUnreadable, match=r"found no text in .*empty\.txt"):
        compare("bench", [tmp_path / "empty.txt"], smoothings=["mle"])


def test_progress(unseen):
    told = []
    compare("bench", [unseen], smoothings=["mle", "katz"], progress=lambda *each: told.append(each))
    assert told == [("reading", 1, 1), ("measuring", 0, 2), ("measuring", 1, 2), ("measuring", 2, 2)]


def test_intervals_and_how_surely_the_best_is_better(unseen):
    found = compare("bench", [unseen], smoothings=["witten-bell", "add-delta", "mle"])
    best = found.rows[found.best]
    assert best.best_wins is None
    for row in found.rows:
        if row.perplexity:
            assert row.intervals.perplexity.low <= row.perplexity <= row.intervals.perplexity.high
            assert row.bits_per_word == pytest.approx(math.log2(row.perplexity))
        assert row.intervals.hit_at_3.low <= row.hit_at_3 <= row.intervals.hit_at_3.high
        assert row.hit_at_3 <= row.hit_at_5
        assert row.hit_at_1 <= row.mean_reciprocal_rank <= (1 + row.hit_at_1) / 2
    others = [row.best_wins for row in found.rows if row is not best and row.perplexity_known]
    assert others
    assert all(0 <= share <= 1 for share in others)


def test_one_line_has_no_intervals(unseen, tmp_path):
    (tmp_path / "one.txt").write_text("a b c\n")
    (row,) = compare("bench", [tmp_path / "one.txt"], smoothings=["witten-bell"]).rows
    assert (row.intervals, row.best_wins) == (None, None)


def test_keystrokes_and_calibration_of_each(unseen):
    found = compare(
        "bench", [unseen], smoothings=["modified-kneser-ney", "mle"], keystrokes=True, calibration=True
    )
    assert found.typed_words == 8
    with Predictor.open("bench", stored=False, model="ngram") as predictor:
        alone = evaluate(predictor, [unseen], keystrokes=True, calibration=True, learn=False)
    row = found.rows[0]
    assert row.keystroke_savings == alone.keystroke_savings
    assert row.calibration == alone.calibration
    assert row.intervals.keystroke_savings[3].low <= row.keystroke_savings[3]
    without = compare("bench", [unseen], smoothings=["mle"])
    assert (without.typed_words, without.rows[0].keystroke_savings, without.rows[0].calibration) == (
        0,
        None,
        None,
    )


def test_words_typed_since_training_are_no_hindrance(tmp_path):
    (tmp_path / "notes.md").write_text("The students opened their books. It rained.\n\n" * 3)
    with Profile.open(create=True) as profile:
        train(profile, [tmp_path / "notes.md"])
    with Predictor.open() as predictor:
        predictor.learn("The qwxzword is a qwxzword.\n\nA qwxzword it is.\n\n")
    (tmp_path / "unseen.txt").write_text("The qwxzword is a quokka.\n")
    found = compare(None, [tmp_path / "unseen.txt"], smoothings=["witten-bell"], keystrokes=True)
    assert found.typed_words == 5
    assert 0.0 <= found.rows[0].keystroke_savings[3] < 1.0


def test_all_there_are_if_nothing_is_named(unseen, tmp_path):
    assert [row.name for row in compare("bench", [unseen]).rows] == list(SMOOTHINGS)
    (tmp_path / "notes.md").write_text("The students opened their books. It rained.\n\n" * 3)
    with Profile.open(create=True) as profile:
        train(profile, [tmp_path / "notes.md"])
    (tmp_path / "unseen.md").write_text("The students opened it.\n")
    names = [row.name for row in compare(None, [tmp_path / "unseen.md"]).rows]
    assert names == ["mixture", "ngram", "base", "recency", *SMOOTHINGS]
