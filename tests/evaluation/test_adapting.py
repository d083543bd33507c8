"""What a network gains by going along with a text, and that measuring it leaves everything as it was."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.prediction.networks import CACHE, network_of, store_network, words_of
from tests.vault import bytes_in, trained, write_notes
from typeahead.errors import SettingInvalid
from typeahead.evaluation.adapting import measure_adapting
from typeahead.evaluation.evaluate import evaluate
from typeahead.evaluation.perplexity import measure
from typeahead.models.neural import adaptation
from typeahead.models.neural.adaptation import Adaptation, AdaptationSettings
from typeahead.models.neural.cache import CacheSettings
from typeahead.models.neural.configuration import KINDS
from typeahead.prediction.network_engine import NetworkEngine
from typeahead.prediction.predictor import Predictor
from typeahead.profile.training import TrainingOptions

SENTENCES = [
    ["The", "students", "opened", "the", "greenhouse", "."],
    ["Margaret", "likes", "qzxwvk", "books"],
] * 15
SETTINGS = CacheSettings(size=50, theta=0.3, share=0.2)


@pytest.fixture(scope="module", params=["prose", "whitespace"])
def generation(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("adapting")
    options = TrainingOptions(tokens=request.param, base=False)
    profile, _ = trained(folder / "home", write_notes(folder / "notes"), options=options)
    with profile:
        yield profile.generation()


def engine_of(generation, kind="lstm", cache=SETTINGS) -> NetworkEngine:
    words = words_of(generation)
    return NetworkEngine(generation, network_of(kind, len(words)), words, {"identity": kind}, cache=cache)


@pytest.mark.parametrize("kind", KINDS)
def test_each_network_gains_by_its_cache_by_adapting_and_by_both(generation, kind):
    engine = engine_of(generation, kind)
    before = {name: array.copy() for name, array in engine.model.network.parameters.items()}
    found = measure_adapting(engine, SENTENCES)
    assert found.perplexity == pytest.approx(measure(engine, SENTENCES).perplexity, rel=1e-5)
    assert found.cache < 0.8 * found.perplexity
    assert found.adapting < 0.9 * found.perplexity
    assert found.adapting_cache < min(found.cache, found.adapting)
    assert found.steps == math.ceil(sum(len(sentence) + 1 for sentence in SENTENCES) / 20)
    assert all(np.array_equal(before[name], array) for name, array in engine.model.network.parameters.items())
    assert measure_adapting(engine, SENTENCES) == found


def test_its_figures_are_those_of_the_steps_one_by_one(generation):
    engine = engine_of(generation)
    found = measure_adapting(engine, SENTENCES)
    still = engine.generation.encoder.stream(SENTENCES)
    slow, adapted = engine_of(generation), engine_of(generation)
    learning = Adaptation(adapted.model.network)
    outlook, state, log_p, log_p_cached = None, None, [], []
    numbers = slow.shares.numbers_of(still)
    for at, word in enumerate(still.tolist()):
        if at and at % 20 == 0:
            learning.take(numbers[at - 20 : at])
        state = adapted.model.start() if state is None else adapted.model.advance(state, int(numbers[at - 1]))
        p = adapted.shares.spread(np.exp(adapted.model.log_probs_of(state.hidden[None])[0]))
        log_p.append(math.log(p[word]))
        outlook = slow.begin() if outlook is None else outlook.advance(int(still[at - 1]))
        log_p_cached.append(math.log(outlook.distribution()[word]))
        slow._remembering._recent.remember(outlook.state.hidden[None], numbers[at : at + 1])
    assert found.adapting == pytest.approx(measure(engine, SENTENCES, np.array(log_p)).perplexity, rel=1e-4)
    assert found.cache == pytest.approx(
        measure(engine, SENTENCES, np.array(log_p_cached)).perplexity, rel=1e-4
    )


def test_without_a_cache_there_are_no_figures_of_one(generation):
    found = measure_adapting(engine_of(generation, cache=None), SENTENCES)
    assert (found.cache, found.adapting_cache) == (None, None)
    assert found.adapting < found.perplexity


def test_a_bad_learning_rate_is_caught(generation, monkeypatch):
    monkeypatch.setattr(adaptation, "HIGHEST_RATE", 100.0)
    text = SENTENCES * 10
    found = measure_adapting(engine_of(generation), text, AdaptationSettings(rate=10.0))
    unguarded = measure_adapting(engine_of(generation), text, AdaptationSettings(rate=10.0, patience=1e9))
    assert found.rollbacks > 0
    assert found.rate == 10.0 / 2**found.rollbacks
    assert unguarded.rollbacks == 0
    assert unguarded.adapting > 10 * unguarded.perplexity
    assert found.adapting < found.perplexity


@pytest.fixture
def home(tmp_path):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with profile:
        store_network(profile, cache=CACHE)
    (tmp_path / "unseen.md").write_text("The students walked around the island.\n\n" * 12)
    return tmp_path / "home"


def test_evaluating_a_network_learns_on_a_copy_the_same_each_time(home, tmp_path):
    before = bytes_in(home / "profiles" / "default" / "networks")
    with Predictor.open(home=home, model="lstm") as predictor:
        found = [evaluate(predictor, [tmp_path / "unseen.md"], keystrokes=True, adapt=True) for _ in range(2)]
        still = evaluate(predictor, [tmp_path / "unseen.md"], learn=False)
        assert not predictor.adapt()
    assert found[0] == found[1]
    assert found[0].hit_at_1 > still.hit_at_1
    assert found[0].perplexity == still.perplexity == pytest.approx(found[0].adapting.perplexity, rel=1e-5)
    assert still.adapting is None
    assert bytes_in(home / "profiles" / "default" / "networks") == before


def test_hits_come_from_adapting_too_not_from_the_cache_alone(home, tmp_path):
    def hits(**options: object) -> float:
        with Predictor.open(home=home, model="lstm", stored=False, **options) as predictor:
            return evaluate(predictor, [tmp_path / "unseen.md"]).hit_at_1

    with Predictor.open(home=home, model="lstm", stored=False) as predictor:
        still = evaluate(predictor, [tmp_path / "unseen.md"], learn=False).hit_at_1
    assert still < hits(cache=False)


def test_n_grams_do_not_adapt(home, tmp_path):
    with Predictor.open(home=home) as predictor, pytest.raises(SettingInvalid, match="only networks"):
        evaluate(predictor, [tmp_path / "unseen.md"], adapt=True)
