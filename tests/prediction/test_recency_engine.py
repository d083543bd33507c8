"""Recency alone: what was written lately, before the cursor or learned, and the letters of everything else."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.models.protocols import BOS, EOS, FIRST_WORD
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.recency_engine import RecencyEngine

WRITTEN = "The river sleeps. The river eats. "


@pytest.fixture
def recent(tmp_path):
    with Predictor.open(home=tmp_path, model="recency", stored=False) as predictor:
        yield predictor


@pytest.fixture
def engine(recent):
    recent.learn("The students opened their quokkas. Their quokkas sleep.")
    assert isinstance(recent.engine, RecencyEngine)
    return recent.engine


@pytest.mark.parametrize("words", [[], ["their"], ["the", "students", "opened", "their"], ["zzqx"]])
def test_it_is_a_distribution_and_each_way_to_ask_gives_the_same(engine, words):
    outlook = engine.after(words)
    p = outlook.distribution()
    assert p.sum() == pytest.approx(1.0, abs=1e-9)
    assert p[BOS] == pytest.approx(0.0, abs=1e-12)
    some = np.array([EOS, 7, 900, len(p) - 1], dtype=np.int32)
    assert outlook.probabilities(some) == pytest.approx(p[some], rel=1e-9)
    base = engine.generation.model.base.vector()
    for prefix in ("q", "th"):
        among = engine.generation.vocabulary.beginning_with(prefix)
        here = slice(among.start, among.stop)
        mass = outlook.own_mass(among) + outlook.rest * float(base[here].sum())
        assert mass == pytest.approx(float(p[here].sum()), rel=1e-9)
    assert outlook.own_from(FIRST_WORD) + outlook.rest * base[FIRST_WORD:].sum() == pytest.approx(
        p[FIRST_WORD:].sum(), rel=1e-9
    )


def test_what_stands_before_the_cursor_comes_again(recent):
    found = recent.suggest(WRITTEN + "The ", 3, phrases=False)
    assert found[0].text == "river"
    assert found[0].source == "recency"
    assert {each.text for each in recent.suggest(WRITTEN + "The river ", 2, phrases=False)} == {
        "sleeps",
        "eats",
    }


def test_only_what_was_written_is_suggested(recent):
    assert recent.suggest("", 5) == []
    assert [each.text for each in recent.suggest("The ", 5, phrases=False)] == ["the"]


def test_what_was_learned_is_recent_too(recent):
    recent.learn("A harbour rusts. A harbour rusts.")
    assert recent.suggest("A ", 1, phrases=False)[0].text == "harbour"


def test_a_copy_and_a_switch_remember_what_was_met(tmp_path):
    with Predictor.open(home=tmp_path, model="recency") as predictor:
        predictor.learn("A harbour rusts. A harbour rusts.")
        with predictor.copy() as copied:
            assert copied.suggest("A ", 1, phrases=False)[0].text == "harbour"
        predictor.switch("mixture")
        assert predictor.engine.recency.probability(BOS, predictor.generation.vocabulary.id_of("a")) > 0
        predictor.switch("recency")
        assert predictor.suggest("A ", 1, phrases=False)[0].text == "harbour"


def test_a_text_is_scored_as_it_is_walked_through(engine):
    vocabulary = engine.generation.vocabulary
    words = [vocabulary.id_of(word) for word in ("their", "quokkas", "sleep", "their", "quokkas")]
    ids = np.array([*words, EOS, words[0], EOS], dtype=np.int32)
    scores = engine.score(ids)
    walked = list(engine.walk(engine.begin(), ids))
    assert len(walked) == len(ids) + 1
    for score, outlook, word in zip(scores, walked, ids.tolist(), strict=False):
        assert score == pytest.approx(np.log(outlook.distribution()[word]), rel=1e-9)
    places = [0, 2, 5, 6]
    for place, outlook in zip(places, engine.at(ids, places), strict=True):
        assert outlook.distribution() == pytest.approx(walked[place].distribution(), rel=1e-9)
    assert scores[4] > scores[1], "a pair met a moment ago is likelier than one met earlier"


def test_an_unknown_word_has_the_probability_of_its_letters(recent):
    (word,) = recent.surprise("Zzqxish")
    spelled = recent.generation.spelled
    outlook = recent.engine.begin()
    assert word.bits == pytest.approx(-np.log2(outlook.rest * spelled.of_spelling("Zzqxish")), rel=1e-6)


def test_its_explanation_adds_up(recent):
    found = recent.explain(WRITTEN + "The ", "river")
    assert [part.model for part in found.parts] == ["recency", "letters"]
    assert sum(part.share for part in found.parts) == pytest.approx(1.0)
    assert sum(part.share * part.probability for part in found.parts) == pytest.approx(found.probability)
    outlook = recent.engine.after(
        ["the"], lambda: [["The", "river", "sleeps", "."], ["The", "river", "eats", "."]]
    )
    base = recent.generation.model.base.values(np.array([recent.generation.vocabulary.id_of("river")]))[0]
    assert found.parts[1].probability == pytest.approx(base, rel=1e-6)
    assert found.probability == pytest.approx(
        outlook.distribution()[recent.generation.vocabulary.id_of("river")], rel=1e-6
    )


def test_what_is_learned_while_one_writes_is_not_met_twice(recent):
    """Asked before a sentence is learned and after it, where the cursor has not moved: it was written once."""
    earlier = [["A", "harbour", "rusts", "."]]
    recent.engine.after([], lambda: earlier)
    recent.learn("A harbour rusts.")
    after = recent.engine.after([], lambda: earlier)
    assert after.lately.p == pytest.approx(recent.engine.begin().lately.p)
    assert after._met.total == pytest.approx(recent.engine.recency.total)


def test_what_is_learned_from_elsewhere_is_met_though_the_cursor_stays(recent):
    recent.engine.after(["a", "harbour"])
    recent.learn("The lantern swings.")
    met = recent.engine.after(["a", "harbour"]).lately.own(
        np.array([recent.generation.vocabulary.id_of("lantern")], dtype=np.int32)
    )
    assert met[0] > 0
