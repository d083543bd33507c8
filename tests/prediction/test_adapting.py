"""A network goes on learning from what is typed, keeps it over a restart, and gives it up with what is forgotten."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.prediction.networks import store_network
from tests.vault import bytes_in
from typeahead.errors import SettingInvalid
from typeahead.models.neural import adaptation
from typeahead.models.neural.adaptation import AdaptationSettings
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.packed import AskedNetwork
from typeahead.prediction import chosen_network
from typeahead.prediction.adapting import Adapting, settings_for
from typeahead.prediction.predictor import Predictor
from typeahead.profile.networks import load_adapted, open_network
from typeahead.profile.profile import Profile

TEXT = "The students liked the island in the morning. The teacher took the train to the garden.\n\n"


def opened(home: Path, **options: object) -> Predictor:
    return Predictor.open(home=home, model="lstm", **options)


def adapt(predictor: Predictor) -> int:
    """Adapt to all that waits; how many steps it took."""
    steps = 1
    while predictor.adapt():
        steps += 1
    return steps


def weights_of(predictor: Predictor) -> dict[str, np.ndarray]:
    return {name: array.copy() for name, array in predictor.engine.model.network.parameters.items()}


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return all(np.array_equal(one[name], other[name]) for name in one)


def bits(predictor: Predictor) -> float:
    return sum(word.bits for word in predictor.surprise(TEXT))


def test_weights_follow_what_is_learned_and_only_in_steps(home):
    with opened(home, stored=False, cache=False) as predictor:
        as_trained, before = weights_of(predictor), bits(predictor)
        assert not predictor.adapt()
        predictor.learn(TEXT * 4)
        assert same(weights_of(predictor), as_trained)
        assert adapt(predictor) >= 4
        assert bits(predictor) < 0.9 * before


def test_a_large_vocabulary_is_asked_in_few_bits_and_follows_what_is_learned(home, monkeypatch):
    with opened(home, stored=False, cache=False) as predictor:
        assert not isinstance(predictor.engine.model.network, AskedNetwork)
        whole = bits(predictor)
    monkeypatch.setattr(chosen_network, "_PACKED", 0)
    with opened(home, stored=False, cache=False) as predictor:
        assert isinstance(predictor.engine.model.network, AskedNetwork)
        before = bits(predictor)
        assert before == pytest.approx(whole, rel=0.01)
        predictor.learn(TEXT * 4)
        assert adapt(predictor) >= 4
        assert bits(predictor) < 0.9 * before
        probabilities = [each.probability for each in predictor.suggest("The students ")]
        predictor.accelerate()
        assert [each.probability for each in predictor.suggest("The students ")] == pytest.approx(
            probabilities, rel=1e-4
        )


def test_the_same_calls_give_the_same_answers(home):
    found = []
    for _ in range(2):
        with opened(home, stored=False) as predictor:
            predictor.learn(TEXT * 3)
            for _ in range(5):
                predictor.adapt()
            predictor.learn("We water the garden.")
            adapt(predictor)
            found.append((predictor.suggest("The students "), bits(predictor), weights_of(predictor)))
    assert found[0][:2] == found[1][:2]
    assert same(found[0][2], found[1][2])


def test_what_was_adapted_survives_a_restart(home):
    with opened(home) as predictor:
        as_trained = weights_of(predictor)
        predictor.learn(TEXT * 4)
        adapt(predictor)
        adapted = weights_of(predictor)
    with opened(home) as predictor:
        assert same(weights_of(predictor), adapted)
        assert not same(adapted, as_trained)
        assert not predictor.adapt()


def test_closing_adapts_to_what_was_learned(home):
    with opened(home) as predictor:
        predictor.learn(TEXT)
        as_trained = weights_of(predictor)
    with opened(home) as predictor:
        assert not same(weights_of(predictor), as_trained)


def test_what_was_not_adapted_to_yet_waits_for_the_next_start(home, monkeypatch):
    monkeypatch.setattr("typeahead.prediction.predictor._STEPS_AT_CLOSE", 1)
    with opened(home) as predictor:
        predictor.learn(TEXT * 4)
    with opened(home) as predictor:
        left = adapt(predictor)
    with opened(home, stored=False) as predictor:
        predictor.learn(TEXT * 4)
        assert adapt(predictor) >= left > 1


def test_who_only_asks_changes_and_writes_nothing(home):
    with opened(home) as predictor:
        predictor.learn(TEXT * 4)
        predictor.store()
    before = bytes_in(home / "profiles" / "default" / "networks")
    with opened(home) as predictor:
        predictor.suggest("The students ")
    assert bytes_in(home / "profiles" / "default" / "networks") == before


def test_a_copy_adapts_by_itself(home):
    with opened(home) as predictor:
        as_trained = weights_of(predictor)
        with predictor.copy() as copy:
            copy.learn(TEXT * 4)
            adapt(copy)
            assert not same(weights_of(copy), as_trained)
        assert same(weights_of(predictor), as_trained)
    with opened(home) as predictor:
        assert same(weights_of(predictor), as_trained)


def test_a_newly_trained_network_starts_from_its_own_weights(home):
    with opened(home) as predictor:
        predictor.learn(TEXT * 4)
        adapt(predictor)
        predictor.store()
        with Profile.open(home=home) as profile:
            store_network(profile, seed=2)
        predictor.learn(TEXT)
        predictor.store(take_over=False)  # it is not the one in use any more
        assert not predictor.adapt()
    with Profile.open(home=home) as profile:
        assert load_adapted(profile, "lstm") is None
        expected = open_network(profile, "lstm").network.parameters
    with opened(home) as predictor:
        assert all(
            np.array_equal(expected[name], array[: len(expected[name])])
            for name, array in weights_of(predictor).items()
        )


def test_damaged_or_foreign_weights_are_ignored(home):
    with opened(home) as predictor:
        as_trained = weights_of(predictor)
        predictor.learn(TEXT * 4)
        adapt(predictor)
    (path,) = (home / "profiles" / "default" / "networks" / "lstm").glob("adapted-*/bias.npy")
    content = bytearray(path.read_bytes())
    content[-1] ^= 255
    path.write_bytes(content)
    with opened(home, stored=False) as predictor:
        assert same(weights_of(predictor), as_trained)
    with Profile.open(home=home) as profile:
        network = open_network(profile, "lstm").network
        Adapting(profile, network, "another")
        assert all(
            np.array_equal(network.parameters[name], as_trained[name][: len(array)])
            for name, array in network.parameters.items()
        )


@pytest.mark.parametrize("what", ["word", "document", "all"])
def test_forgetting_anything_drops_it_with_the_network(home, what):
    with opened(home) as predictor:
        predictor.learn(TEXT * 4)
        for _ in range(8):
            predictor.adapt()
        predictor.store()  # some words wait among what is written
    networks = home / "profiles" / "default" / "networks"
    # Which rows were adapted is all of them, in order: such numbers are found anywhere.
    arrays = [path for path in networks.glob("lstm/adapted-*/*.npy") if path.name != "rows.npy"]
    pieces = [path.read_bytes()[-64:] for path in arrays]
    assert len(pieces) >= 5
    with Profile.open(home=home) as profile:
        if what == "word":
            profile.forget_word("train")
        elif what == "document":
            profile.forget_document(
                next(path for path in profile.store.documents() if path.endswith("secret.md"))
            )
        else:
            profile.forget_all()
    assert not list(networks.glob("lstm/*"))
    left = bytes_in(home)
    assert not any(piece in left for piece in pieces)


def test_forgetting_while_it_is_open_stops_it(home):
    with opened(home) as predictor:
        predictor.learn(TEXT * 4)
        predictor.adapt()
        with Profile.open(home=home) as profile:
            profile.forget_word("train")
        predictor.store(take_over=False)
        assert not predictor.adapt()
    assert not list((home / "profiles" / "default" / "networks").glob("lstm/*"))


def test_a_leftover_of_a_killed_forgetting_is_swept(home):
    with opened(home) as predictor:
        predictor.learn(TEXT * 4)
        adapt(predictor)
    lstm = home / "profiles" / "default" / "networks" / "lstm"
    with Profile.open(home=home) as profile:
        adapted = {path.name: path.read_bytes() for path in next(lstm.glob("adapted-*")).iterdir()}
        profile.forget_word("train")
        (lstm / "adapted-000001").mkdir(parents=True)
        for name, content in adapted.items():
            (lstm / "adapted-000001" / name).write_bytes(content)
        store_network(profile, "gru")
    with Predictor.open(home=home, model="gru"):
        assert not list(lstm.glob("adapted-*"))


@pytest.mark.parametrize("rate", [0.0, 0.21, 1.0, float("nan")])
def test_a_bad_learning_rate_is_refused(rate):
    with pytest.raises(SettingInvalid, match=r"at most 0\.2"):
        AdaptationSettings(rate=rate)


def test_a_bad_learning_rate_that_gets_through_is_caught(home, monkeypatch):
    monkeypatch.setattr(adaptation, "HIGHEST_RATE", 100.0)
    with Profile.open(home=home) as profile:
        network, _, about = open_network(profile, "lstm")
        as_trained = {name: array.copy() for name, array in network.parameters.items()}
        adapting = Adapting(
            profile, network, str(about["identity"]), AdaptationSettings(rate=50.0, clip=1e9, decay=0.0)
        )
        random = np.random.default_rng(0)
        adapting.give(random.integers(3, len(as_trained["bias"]), 2000).astype(np.int32))
        rates = [adapting.rate]
        while adapting.step():
            rates.append(adapting.rate)
        assert adapting.rollbacks >= 3
        assert rates[-1] <= rates[0] / 8
        assert all(np.isfinite(array).all() for array in network.parameters.values())
        adapting.store()
    with Profile.open(home=home) as profile:
        again = Adapting(profile, open_network(profile, "lstm").network, str(about["identity"]))
        assert again.rollbacks == adapting.rollbacks


@pytest.mark.parametrize(("width", "words", "sampled"), [(8, 20, 3000), (256, 10, 1000), (700, 5, 1000)])
def test_a_large_network_adapts_in_smaller_steps(width, words, sampled):
    network = Network.create(Configuration("lstm", 50, embedding=width, width=width, layers=2), 0)
    assert settings_for(network) == AdaptationSettings(words=words, sampled=sampled)
    assert settings_for(network, 0.05) == AdaptationSettings(rate=0.05, words=words, sampled=sampled)


def test_what_two_have_adapted_is_kept_of_both(home):
    other_text = "A wombat met the kettle by the harbour. The kettle met a wombat again.\n\n"

    def bits_of(predictor: Predictor, text: str) -> float:
        return sum(word.bits for word in predictor.surprise(text))

    with opened(home, stored=False, cache=False) as fresh:
        before = bits_of(fresh, other_text)
        fresh.learn(other_text * 4)
        adapt(fresh)
        without = bits(fresh)
    one, other = opened(home, cache=False), opened(home, cache=False)
    with one, other:
        one.learn(TEXT * 4)
        adapt(one)
        one.store(take_over=False)
        alone = weights_of(one)
        other.learn(other_text * 4)
        adapt(other)
        other.store(take_over=False)
        # The one who stores later begins with what is there, and adapts once more to its own words.
        taken_over = weights_of(other)  # and rows of words that it alone has met
        assert all(np.array_equal(taken_over[name][: len(alone[name])], alone[name]) for name in alone)
        assert adapt(other) >= 4
        other.store(take_over=False)
    with opened(home, stored=False, cache=False) as after:
        assert bits(after) < without
        assert bits_of(after, other_text) < before
