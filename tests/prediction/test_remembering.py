"""What was learned last comes again where it stood before: a cache that asking does not change."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.prediction.networks import CACHE, network_of, store_network, words_of
from tests.vault import trained, write_notes
from typeahead.models.neural.cache import CacheSettings
from typeahead.models.neural.configuration import KINDS
from typeahead.models.protocols import EOS, UNK
from typeahead.prediction.network_engine import NetworkEngine
from typeahead.prediction.predictor import Predictor
from typeahead.profile.training import TrainingOptions

SETTINGS = CacheSettings(size=30, theta=0.5, share=0.25)
SENTENCES = [["the", "students", "opened", "the", "greenhouse", "."], ["we", "like", "qzxwvk", "books"]]


@pytest.fixture(scope="module", params=["prose", "whitespace"])
def generation(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("remembering")
    options = TrainingOptions(tokens=request.param, base=False)
    profile, _ = trained(folder / "home", write_notes(folder / "notes"), options=options)
    with profile:
        yield profile.generation()


def engine_of(generation, kind="lstm", cache=SETTINGS) -> NetworkEngine:
    words = words_of(generation)
    return NetworkEngine(generation, network_of(kind, len(words)), words, {"identity": kind}, cache=cache)


def taught(generation, kind="lstm", times=3) -> NetworkEngine:
    engine = engine_of(generation, kind)
    for _ in range(times):
        engine.learned(generation.encoder.stream(SENTENCES))
    return engine


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_mixture_of_the_paper(generation, kind):
    engine, alone = engine_of(generation, kind), engine_of(generation, kind, None)
    stream = generation.encoder.stream([["the", "students", "opened", "the", "library", "."]] * 2)
    for _ in range(3):
        engine.learned(stream)
    numbers = engine.shares.numbers_of(np.tile(stream, 3)).tolist()
    states = alone.model.walk(alone.model.start(), numbers)[:-1]
    kept = list(zip(states, numbers, strict=True))[-SETTINGS.size :]
    here = alone.after(["The", "students"])
    weights = [math.exp(SETTINGS.theta * float(here.state.hidden @ state.hidden)) for state, _ in kept]
    expected = (1 - SETTINGS.share) * here.network_p.astype(np.float64)
    for weight, (_, number) in zip(weights, kept, strict=True):
        expected[number] += SETTINGS.share * weight / sum(weights)
    got = engine.after(["The", "students"])
    np.testing.assert_allclose(got.network_p, expected, rtol=1e-4, atol=1e-7)
    assert got.distribution().sum() == pytest.approx(1, abs=1e-6)


def test_before_anything_is_learned_the_network_answers_alone(generation):
    with_cache, alone = engine_of(generation), engine_of(generation, cache=None)
    np.testing.assert_array_equal(with_cache.after(["the"]).p, alone.after(["the"]).p)


def test_score_walk_and_places_agree_with_the_steps(generation):
    engine = taught(generation)
    stream = generation.encoder.stream(SENTENCES * 12)
    outlook, expected = engine.begin(), []
    for word in stream.tolist():
        expected.append(math.log(outlook.distribution()[word]))
        outlook = outlook.advance(word)
    np.testing.assert_allclose(engine.score(stream), expected, atol=3e-5)
    walked = [each.distribution() for each in engine.walk(engine.begin(), stream)]
    np.testing.assert_allclose(
        [math.log(p[word]) for p, word in zip(walked, stream, strict=False)], expected, atol=3e-5
    )
    found = [each.distribution() for each in engine.at(stream, [3, 40, 100])]
    np.testing.assert_allclose(found, [walked[place] for place in (3, 40, 100)], atol=1e-6)


def test_asking_changes_nothing_and_learning_does(generation):
    engine = taught(generation)
    before = engine.after(["the"]).distribution()
    for words in (["students"], ["the", "students"], []):
        engine.after(words, lambda: [["We", "like", "the", "island"]])
    engine.score(generation.encoder.stream(SENTENCES))
    np.testing.assert_array_equal(engine.after(["the"]).distribution(), before)
    version = engine.version
    engine.learned(generation.encoder.stream(SENTENCES))
    assert engine.version != version
    assert (engine.after(["the"]).distribution() != before).any()


def test_no_more_is_kept_than_its_size(generation):
    engine, late = taught(generation, times=20), engine_of(generation)
    assert len(engine._remembering._recent._words) == SETTINGS.size
    late.catch_up([generation.encoder.stream(SENTENCES)] * 20)
    assert len(late._remembering._recent._words) == SETTINGS.size


def test_words_the_network_lacks_share_what_it_recalls_of_them(generation):
    engine = engine_of(generation)
    before = engine.after(["the"]).network_p
    engine.learned(np.array([UNK, EOS] * 10, dtype=np.int32))
    after = engine.after(["the"]).network_p
    assert after[UNK] > before[UNK] * (1 - SETTINGS.share)


@pytest.fixture
def home(tmp_path):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with profile:
        store_network(profile, "lstm", cache=CACHE)
        store_network(profile, "gru")  # as an older version stored it
        store_network(profile, "rnn", cache={"size": -1})
    return tmp_path / "home"


def p_of(predictor: Predictor, before: str, word: str) -> float:
    return predictor.explain(before, word).probability


def test_what_was_learned_is_more_likely_and_still_is_after_a_restart(home):
    with Predictor.open(home=home, model="lstm") as predictor:
        before = p_of(predictor, "The island was", "warm")
        predictor.learn("The island was warm. The island was warm.\n\n")
        after = p_of(predictor, "The island was", "warm")
        assert after > before + 0.02
    with Predictor.open(home=home, model="lstm") as predictor:
        assert p_of(predictor, "The island was", "warm") > before + 0.02


def test_it_can_be_left_out(home):
    found = []
    for model, options in (("lstm", {"cache": False}), ("gru", {}), ("rnn", {})):
        with Predictor.open(home=home, model=model, stored=False, **options) as predictor:
            before = p_of(predictor, "The island was", "warm")
            predictor.learn("The island was warm.\n\n")
            found.append(p_of(predictor, "The island was", "warm") / before)
            with predictor.copy() as copy:
                assert copy.engine.cache is None
    assert found == pytest.approx([1, 1, 1], abs=0.02)
