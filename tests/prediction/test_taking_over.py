"""A newer model is taken over: the network goes on as it is, and nothing of the model before stays."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import numpy as np
import pytest

from tests.prediction.networks import store_network
from typeahead.errors import ProfileDamaged
from typeahead.prediction.learning import Learner
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, retrain, train

TEXT = "The quokkling liked the island in the morning. The teacher took the quokkling to the garden.\n\n"


def take_over(predictor: Predictor, home: Path) -> None:
    predictor.store(take_over=False)
    with Profile.open("default", home) as profile:
        retrain(profile)
    newer = predictor.newer()
    assert newer is not None
    predictor.refresh(newer)
    assert predictor.generation is newer


def network_of(predictor: Predictor):
    return predictor.engine if predictor.model == "lstm" else predictor.engine.network


def probabilities(predictor: Predictor) -> list[float]:
    outlook = network_of(predictor).after(["The"])
    id_of = predictor.generation.vocabulary.id_of
    words = ("quokkling", "students", "island", "teacher")
    return [outlook.probabilities(np.array([id_of(word)])).item() for word in words]


@pytest.mark.parametrize("model", ["lstm", "mixture"])
def test_the_network_goes_on_with_all_that_it_has_learned(home, model):
    with Predictor.open(home=home, model=model, cache=False) as predictor:
        predictor.learn(TEXT * 3)
        while predictor.adapt():
            pass
        before, figures = network_of(predictor), probabilities(predictor)
        version = before.model.version
        assert before.shares.numbers_of(predictor.generation.encoder.stream([["quokkling"]]))[0] > 2
        take_over(predictor, home)
        after = network_of(predictor)
        assert after.model is before.model, (
            "it need not be opened, and its new words not be placed, once more"
        )
        assert after.model.version == version
        assert probabilities(predictor) == pytest.approx(figures, rel=1e-5)
        predictor.learn("The wombatling saw the quokkling.\n\n")
        assert after.shares.numbers_of(predictor.generation.encoder.stream([["wombatling"]]))[0] > 2
        assert predictor.adapt() in (True, False)
        predictor.store()


def test_a_network_that_was_trained_anew_takes_its_place(home):
    with Predictor.open(home=home) as predictor:
        before = network_of(predictor)
        with Profile.open("default", home) as profile:
            store_network(profile, seed=7, held_out_perplexity=90.0)
        said = predictor.refresh(predictor.newer())
        assert said == f"Suggestions come from the newer {predictor.model_name} now."
        assert network_of(predictor).model is not before.model
        assert network_of(predictor).identity != before.identity


def test_taking_back_opens_the_network_anew(home):
    """Its weights may have learned what is taken back."""
    with Predictor.open(home=home) as predictor:
        predictor.learn(TEXT)
        while predictor.adapt():
            pass
        before = network_of(predictor)
        predictor.take_back()
        assert network_of(predictor) is None or network_of(predictor).model is not before.model


def adapt(predictor: Predictor) -> None:
    while predictor.adapt():
        pass


def weights_of(predictor: Predictor) -> dict[str, np.ndarray]:
    found = network_of(predictor).model.network.parameters
    return {name: array.copy() for name, array in found.items() if name.startswith("layer")}


def away(weights: dict[str, np.ndarray], others: dict[str, np.ndarray]) -> float:
    return sum(float(np.square(array - others[name]).sum()) for name, array in weights.items()) ** 0.5


@pytest.fixture
def two(home):
    """Two programs; the second one took up what the first one's network had adapted to. And the weights before."""
    with Predictor.open(home=home) as one:
        trained = weights_of(one)
        one.learn(TEXT * 6)
        adapt(one)
        one.store()
        with Predictor.open(home=home) as other:
            assert away(weights_of(other), weights_of(one)) == 0 < away(weights_of(one), trained)
            yield one, other, trained


def test_a_network_does_not_go_on_with_what_another_program_took_back(two, home):
    one, other, trained = two
    one.take_back()
    other.learn("We water the garden.")  # waits to be adapted to
    take_over(other, home)
    assert away(weights_of(other), trained) == 0


def test_nor_is_it_stored_with_what_was_learned_since(two, home):
    one, other, trained = two
    far = away(weights_of(one), trained)
    other.learn("We water the garden.")
    adapt(other)
    one.take_back()
    other.store()
    adapt(other)
    assert 0 < away(weights_of(other), trained) < far / 2
    other.store()
    with Predictor.open(home=home) as again:
        assert away(weights_of(again), weights_of(other)) == 0


@pytest.mark.parametrize("adapted", [False, True], ids=["not stored", "waiting"])
def test_nor_is_it_remembered_or_adapted_to_later(home, adapted):
    with Predictor.open(home=home) as one:
        one.learn(TEXT * 6)
        one.store(adapted=adapted)  # nothing was adapted to yet
        with Predictor.open(home=home) as other:
            assert network_of(other).remembered
            waiting = network_of(other)._adapting._adaptation
            assert bool(waiting and waiting.waiting) == adapted
            one.take_back()
            other.learn("We water the garden.")
            take_over(other, home)
            network = network_of(other)
            assert len(network._adapting._adaptation.waiting) == 1
            assert len(network._remembering._recent._words) < 10, "the garden's sentence"


def test_a_network_from_before_something_was_forgotten_does_not_go_on(home):
    """Though the program that was to drop it was killed."""
    with Predictor.open(home=home, model="lstm") as predictor:
        with Profile.open("default", home) as profile:
            profile.store.note_forgetting()
        predictor.learn("We water the garden.")
        take_over(predictor, home)
        assert predictor.model != "lstm"


def test_nor_one_of_other_tokens(home):
    with Predictor.open(home=home, model="lstm") as predictor:
        with Profile.open("default", home) as profile:
            train(
                profile,
                [Path(root) for root in profile.store.roots()],
                TrainingOptions(tokens="whitespace", base=False),
            )
        predictor.refresh(predictor.newer())
        assert predictor.model != "lstm"


def test_where_it_fails_the_model_before_goes_on_whole(home, monkeypatch):
    with Predictor.open(home=home) as predictor:
        predictor.learn(TEXT)
        before, learner = predictor.suggest("The ", 5), predictor._learner
        with monkeypatch.context() as patched:
            patched.setattr(Learner, "replay", failing)
            with pytest.raises(ProfileDamaged):
                take_over(predictor, home)
        assert predictor.suggest("The ", 5) == before
        assert predictor._learner is learner, (
            "one of the newer words would give the engine ids that it has not"
        )
        assert predictor.outdated
        predictor.learn("The wombatling saw the quokkling.")
        predictor.refresh(predictor.newer())
        assert not predictor.outdated


def failing(_: Learner) -> None:
    raise ProfileDamaged("a row of it can't be read")


def test_a_model_that_answers_no_more_is_gone_without_the_collector(home):
    with Predictor.open(home=home) as predictor:
        predictor.suggest("The students opened th", 5)
        engine = weakref.ref(predictor.engine)
        gc.collect()
        gc.disable()
        try:
            predictor.switch("ngram")
            predictor.suggest("The students opened th", 5)
            assert engine() is None
        finally:
            gc.enable()


@pytest.mark.parametrize("model", ["ngram", "mixture", "lstm"])
def test_what_was_replaced_is_gone_without_the_collector(home, model):
    with Predictor.open(home=home, model=model) as predictor:
        predictor.accelerate()

        def write() -> None:
            predictor.learn(TEXT)
            for place in ("The ", "The qu", "The taecher ", "The studnets li"):
                predictor.suggest(place, 5)
            predictor.surprise(TEXT)

        write()
        parts = {
            "engine": predictor.engine,
            "counts": predictor.generation.model,
            "words": predictor.generation.vocabulary,
            "corrections": predictor._suggesting,
        }
        known = {name: weakref.ref(part) for name, part in parts.items()}
        del parts
        gc.collect()
        gc.disable()
        try:
            take_over(predictor, home)
            write()
            assert [name for name, part in known.items() if part() is not None] == []
        finally:
            gc.enable()
