"""The mixture: one distribution from all models, found without looking at all words, learned from as it goes."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.prediction.networks import network_of, words_of
from tests.vault import trained, write_notes
from typeahead.models.mixture import BASE, CONTEXTS, FIGURES, NETWORK, NOTES, PARTS, RECENCY, Gate
from typeahead.models.protocols import BOS, EOS, UNK
from typeahead.prediction import context, mixture_outlook
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.network_engine import NetworkEngine
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

EVERYBODY = [NOTES, CONTEXTS, BASE, RECENCY, NETWORK]
PLACES = [[], ["The"], ["the", "students", "opened", "their"], ["I", "would", "like", "to"], ["zzqx"]]


@pytest.fixture
def engine(learner):
    learner.learn("The students opened their quokkas. A quokka is quiet.")
    assert isinstance(learner.engine, MixtureEngine)
    return learner.engine


@pytest.fixture
def whole(engine):
    """The mixture with a network beside the other three."""
    words = words_of(engine.generation)
    network = NetworkEngine(engine.generation, network_of("lstm", len(words)), words, {"identity": "lstm"})
    made = MixtureEngine(engine.notes, NgramEngine(engine.base.engine.generation), network, Gate.of())
    made.recency.learn(np.array([5, 9, EOS], dtype=np.int32))
    return made


@pytest.mark.parametrize("words", PLACES)
def test_it_is_a_distribution_and_each_way_to_ask_gives_the_same(engine, words):
    outlook = engine.after(words)
    p = outlook.distribution()
    assert p.sum() == pytest.approx(1.0, abs=1e-6)  # the network is in single precision
    assert p[BOS] == pytest.approx(0.0, abs=1e-12)
    some = np.array([EOS, 7, 900, 30_000, len(p) - 1], dtype=np.int32)
    assert outlook.probabilities(some) == pytest.approx(p[some], rel=1e-6)
    base = engine.generation.spelled.vector()
    assert outlook.own(some) + outlook.rest * base[some] == pytest.approx(p[some], rel=1e-6)
    for prefix in ("q", "th", "st"):
        among = engine.generation.vocabulary.beginning_with(prefix)
        mass = outlook.own_mass(among) + outlook.rest * float(base[among.start : among.stop].sum())
        assert mass == pytest.approx(float(p[among.start : among.stop].sum()), rel=1e-6)


@pytest.mark.parametrize("words", PLACES)
def test_the_likeliest_are_found_without_looking_at_all(engine, words):
    outlook = engine.after(words)
    p = outlook.distribution()
    for among in (None, engine.generation.vocabulary.beginning_with("s")):
        here = np.arange(len(p)) if among is None else np.arange(among.start, among.stop)
        best = here[np.argsort(-p[here], kind="stable")][:10]
        found = outlook.top(10, among)
        assert [each.probability for each in found] == pytest.approx(p[best].tolist(), rel=1e-6)
    skip = {each.word for each in outlook.top(3)}
    assert not skip & {each.word for each in outlook.top(10, None, skip)}
    assert outlook.top(5, np.zeros(0, dtype=np.int32)) == []


@pytest.mark.parametrize("words", PLACES)
def test_how_likely_all_words_are_is_what_the_marks_leave(whole, words):
    outlook = whole.after(words)
    p, base = outlook.distribution(), whole.generation.spelled.vector()
    for first in (0, whole.generation.vocabulary.first_suggested, len(p) - 2, len(p)):
        for name, part in {"": outlook, **outlook.parts}.items():
            expected = part.own_mass(range(first, len(p)))
            assert part.own_from(first) == pytest.approx(expected, abs=2e-6), name
        assert outlook.own_from(first) + outlook.rest * float(base[first:].sum()) == pytest.approx(
            float(p[first:].sum()), abs=2e-6
        )


@pytest.mark.parametrize("compiled", [False, True])
def test_what_follows_a_word_is_found_in_one_go_as_step_by_step(engine, compiled):
    if compiled:
        engine.accelerate()
    vocabulary = engine.generation.vocabulary
    among = range(vocabulary.first_suggested, len(vocabulary))
    for words in PLACES[:4]:
        outlook = engine.after(words)
        for form in ("their", "quokka", "of"):
            word, skip = vocabulary.id_of(form), {vocabulary.id_of("the")}
            parts = {name: each.advance(word) for name, each in outlook.parts.items() if name != NETWORK}
            expected = engine.joined(parts, word, outlook.recency)
            after, found = outlook.following(word, 3, among, skip)
            assert [each.word for each in found] == [each.word for each in expected.top(3, among, skip)]
            some = np.array([each.word for each in sorted(found)], dtype=np.int32)
            assert after.probabilities(some) == pytest.approx(expected.probabilities(some), rel=1e-9)
            assert after.shares == pytest.approx(expected.shares, rel=1e-9)
            again, more = after.following(vocabulary.id_of("students"), 3, among, skip)
            one = expected.advance(vocabulary.id_of("students"))
            assert [each.word for each in more] == [each.word for each in one.top(3, among, skip)]
            assert np.allclose(again.distribution(), one.distribution(), rtol=1e-9, atol=0.0)


def leaning_alone(engine):
    """A mixture of which the notes are all, as good as: it goes by their contexts wherever one is known."""
    weights = np.zeros((len(PARTS), FIGURES))
    weights[PARTS.index(CONTEXTS), 0], weights[PARTS.index(BASE), 0] = 50.0, -50.0
    return MixtureEngine(engine.notes, engine.base.engine, gate=Gate(weights, np.zeros(len(PARTS))))


def test_a_word_that_comes_first_only_by_contexts_is_found(learner, monkeypatch):
    """After "blue", "lemon" is likelier than "the" by contexts alone, and less likely where single words count."""
    monkeypatch.setattr(mixture_outlook, "_FIRST_LOOK", 0)
    others = (
        "water",
        "garden",
        "train",
        "island",
        "library",
        "teacher",
        "town",
        "place",
        "morning",
        "book",
        "hand",
    )
    for other in others:
        learner.learn(f"A blue {other} is here. He sees {other} the {other}.")
    learner.learn("A blue lemon is here. " * 5 + "A blue the is here. " * 5 + "We see blue lemon.")
    learner.accelerate()
    engine = leaning_alone(learner.engine)
    vocabulary = engine.generation.vocabulary
    among = range(vocabulary.first_suggested, len(vocabulary))
    outlook = engine.after(["A"])
    after, found = outlook.following(vocabulary.id_of("blue"), 1, among, frozenset())
    plain = after.parts[NOTES].plain
    assert [vocabulary.words[each.word] for each in plain.top(1, among)] == ["the"]
    assert [vocabulary.words[each.word] for each in found] == ["lemon"]


def test_where_a_smoothing_backs_off_its_contexts_are_the_whole(tmp_path):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    train(profile, [], TrainingOptions(smoothing="katz"))
    profile.close()
    with Predictor.open(home=tmp_path / "home") as predictor:
        engine = leaning_alone(predictor.engine)
        outlook = engine.after(["the", "students", "opened"])
        assert outlook.shares[NOTES] == pytest.approx(1.0)
        assert outlook.parts[NOTES].by == 0.0
        words = engine.generation.encoder.stream([["The", "students", "opened", "their", "books", "."]])
        places = list(engine.walk(engine.begin(), words))[:-1]
        p = [place.probabilities(words[at : at + 1])[0] for at, place in enumerate(places)]
        assert np.exp(engine.score(words)) == pytest.approx(p, rel=1e-9)
        found = engine.explain(context.read("the students opened their "), list, "books")
        assert CONTEXTS not in {part.model for part in found.parts}


def test_contexts_have_no_say_where_there_is_nothing_else_to_back_off_to(tmp_path):
    options = TrainingOptions(base=False)
    trained(tmp_path / "home", write_notes(tmp_path / "notes"), options=options)[0].close()
    with Predictor.open(home=tmp_path / "home", stored=False) as predictor:
        engine = predictor.engine
        sentence = ["The", "students", "read", "their", "maps", "in", "the", "library", "."]
        words = engine.generation.encoder.stream([sentence])
        assert engine.after(["The", "students"]).parts[NOTES].by == 0.0
        assert engine.score(words).sum() > engine.notes.score(words).sum() - 0.05 * len(words)


def test_shares_are_of_those_who_are_there(engine, whole):
    everybody = {NOTES, BASE, RECENCY, NETWORK}
    assert set(engine.after(["The"]).shares) == everybody
    without = MixtureEngine(engine.notes, engine.base.engine)
    without.recency.learn(np.array([5, 9, EOS], dtype=np.int32))
    assert set(without.after(["The"]).shares) == {NOTES, BASE, RECENCY}
    assert set(whole.after(["The"]).shares) == everybody
    alone = MixtureEngine(engine.notes)
    assert alone.begin().shares == {NOTES: pytest.approx(1.0)}
    assert sum(whole.after(["The"]).shares.values()) == pytest.approx(1.0)
    assert whole.after(["The"]).distribution().sum() == pytest.approx(1.0, abs=1e-6)
    assert NETWORK in whole.after(["The"]).parts


def test_scores_of_a_text_are_those_of_its_places(engine):
    fresh = MixtureEngine(engine.notes, NgramEngine(engine.base.engine.generation), gate=engine.gate)
    words = fresh.generation.encoder.stream([["The", "students", "opened", "their", "books", "."]])
    scores = fresh.score(words)
    outlook = fresh.begin()
    first = fresh.begin().probabilities(words[:1])[0]
    assert scores[0] == pytest.approx(np.log(first), rel=0.2)  # recency is not there before the first word
    shares = outlook.shares
    assert sum(shares.values()) == pytest.approx(1.0)
    assert np.isfinite(scores).all()


def test_a_text_at_once_and_place_by_place_is_as_surprising(engine):
    random = np.random.default_rng(7)
    gate = Gate(0.3 * random.normal(size=engine.gate.weights.shape), engine.gate.lately.copy())
    fresh = MixtureEngine(engine.notes, NgramEngine(engine.base.engine.generation), gate=gate)
    sentence = ["The", "students", "opened", "their", "books", "and", "the", "quokkas", "."]
    words = fresh.generation.encoder.stream([sentence] * 2)
    places = list(fresh.walk(fresh.begin(), words))
    assert any(place.parts[NOTES].by > 0.0 for place in places)
    p = [place.probabilities(words[at : at + 1])[0] for at, place in enumerate(places[:-1])]
    assert np.exp(fresh.score(words)) == pytest.approx(p, rel=1e-9)


def test_a_text_is_as_surprising_at_once_where_the_vocabulary_was_limited(tmp_path):
    options = TrainingOptions(vocab_limit=40)
    trained(tmp_path / "home", write_notes(tmp_path / "notes"), options=options)[0].close()
    with Predictor.open(home=tmp_path / "home", stored=False) as predictor:
        engine = predictor.engine
        assert len(engine.base.strange)  # words of the base that the profile lacks
        words = engine.generation.encoder.stream([["The", "zyzzyvas", "opened", "their", "quokkas", "."]])
        assert UNK in words
        places = list(engine.walk(engine.begin(), words))[:-1]
        p = [place.parts[BASE].probabilities(words[at : at + 1])[0] for at, place in enumerate(places)]
        assert engine.base.matches(words, engine.as_known(words)).p == pytest.approx(p, rel=1e-6)


def test_recency_is_what_a_text_itself_has_shown(engine):
    fresh = MixtureEngine(engine.notes, NgramEngine(engine.base.engine.generation), gate=engine.gate)
    sentence = ["A", "heliograph", "blinked", "."]
    words = fresh.generation.encoder.stream([sentence] * 6)
    scores = fresh.score(words)
    one = len(words) // 6
    assert scores[-one:].sum() > scores[:one].sum() + 1.0
    assert len(fresh.recency) == 0


def test_what_was_learned_is_likelier_at_once_and_the_weights_have_moved(learner):
    engine = learner.engine
    before, weights = (
        engine.after(["A"]).probabilities(np.array([5], dtype=np.int32)),
        engine.gate.weights.copy(),
    )
    learner.learn("A walrus slept. A walrus ate. ")
    assert learner.suggest("A wal", 1)[0].text == "walrus"
    assert not np.array_equal(engine.gate.weights, weights)
    assert before.shape == (1,)


def test_a_place_asked_twice_after_learning_is_worked_out_once(learner):
    for sentence in ("The quokkas are quiet.", "They opened their zyxomma books."):
        learner.learn(sentence)  # the second has a word that nobody knew
        first = learner.engine.after(["The"])
        assert learner.engine.after(["The"]) is first


def test_weights_are_kept_and_dropped_by_forgetting(tmp_path):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    profile.close()
    with Predictor.open(home=tmp_path / "home") as predictor:
        start = predictor.engine.gate.weights.copy()
        predictor.learn("The students opened their books again. ")
        moved = predictor.engine.gate.weights.copy()
    with Predictor.open(home=tmp_path / "home") as predictor:
        assert predictor.engine.gate.weights == pytest.approx(moved, abs=1e-5)
        predictor.forget(word="zanzibar")
        assert predictor.engine.gate.weights == pytest.approx(start)


def test_weights_that_cannot_be_read_are_begun_anew(tmp_path):
    with Profile.open(home=tmp_path, create=True) as profile:
        profile.store.note("mixture", json.dumps({"weights": 3}))
    with Predictor.open(home=tmp_path) as predictor:
        assert predictor.suggest("I am looking forward ", 1)[0].text.split()[0] == "to"


def test_a_suggestion_names_the_model_it_comes_from(learner):
    assert {each.source for each in learner.suggest("in the United ", 1)} == {"base"}
    assert learner.suggest("Margaret likes the green", 1)[0].source == "notes"


def test_an_explanation_is_the_sum_of_its_parts(engine):
    for word in ("books", "zyzzyva", "</s>"):
        found = engine.explain(context.read("the students opened their "), list, word)
        assert sum(part.share * part.probability for part in found.parts) == pytest.approx(found.probability)
        assert [part.model for part in found.parts] == EVERYBODY
        for part in found.parts:
            if (behind := part.contexts) is not None:
                by_hand = (behind.whole - behind.left * behind.alone) / (1.0 - behind.left)
                assert part.probability == pytest.approx(by_hand, rel=1e-9, abs=1e-30)
        assert 2.0**-found.bits == pytest.approx(found.probability)


def test_unknown_words_have_honest_probabilities(engine):
    outlook = engine.after(["The"])
    assert outlook.log_of_unknown("zyzzyva") < np.log(outlook.distribution()[UNK])


def test_a_blocked_word_is_not_suggested_from_the_base_either(learner):
    learner.forget(word="parliament")
    assert "parliament" not in {each.text for each in learner.suggest("the parl", 20)}
    assert learner.engine.after(["The"]).distribution().sum() == pytest.approx(1.0, abs=1e-6)


def test_compiled_and_plain_answers_are_the_same(notes_home):
    with (
        Predictor.open(home=notes_home, stored=False) as plain,
        Predictor.open(home=notes_home, stored=False) as quick,
    ):
        quick.accelerate()
        for before in ("The students ", "I w", "In the morning the "):
            one, other = plain.suggest(before, 5), quick.suggest(before, 5)
            assert [each.text for each in one] == [each.text for each in other]
            assert [each.probability for each in one] == pytest.approx([each.probability for each in other])


def test_named_words_are_ranked_without_those_to_be_skipped(engine):
    outlook = engine.after(["the"])
    among = np.array([7, 20, 300, 900, 4_000, 9_000], dtype=np.int32)
    p = outlook.distribution()[among]
    ranked = among[np.argsort(-p, kind="stable")].tolist()
    assert [each.word for each in outlook.top(3, among)] == ranked[:3]
    assert [each.word for each in outlook.top(3, among, {ranked[0], ranked[2]})] == [ranked[1], *ranked[3:5]]


def test_words_skipped_are_those_skipped_now(engine):
    first, second = (each.word for each in engine.after(["of"]).parts[BASE].top(2))
    hidden = {first}
    assert engine.after(["of"]).parts[BASE].top(1, None, hidden)[0].word == second
    hidden.add(second)
    assert engine.after(["of"]).parts[BASE].top(1, None, hidden)[0].word not in (first, second)


def test_going_on_through_a_learned_sentence_does_not_count_it_twice(learner):
    """What was asked for on the way changes nothing."""
    learner.learn("The zebra saw the lion.")
    for before in ("The zebra ", "The zebra saw ", "The zebra saw the lion. "):
        on_the_way = [(each.text, each.probability) for each in learner.suggest(before, 5)]
    learner.engine._writing.clear()
    learner.engine._outlooks.clear()
    anew = [(each.text, each.probability) for each in learner.suggest(before, 5)]
    assert on_the_way == anew
