"""Every model of a profile speaks, shows its steps and its distribution, and is the model that its figures say."""

from __future__ import annotations

import numpy as np
import pytest

from tests.prediction.networks import store_network
from tests.vault import trained, write_notes
from typeahead.models.neural.configuration import KINDS
from typeahead.prediction.drawing import Drawing
from typeahead.prediction.generating import generate
from typeahead.prediction.opening import MODELS
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.voices import distribution, voices


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("voices")
    profile, _ = trained(folder / "home", write_notes(folder / "notes"))
    with profile:
        for kind in KINDS:
            store_network(profile, kind)
    return folder / "home"


@pytest.mark.parametrize("model", MODELS)
def test_every_model_speaks_and_shows_what_it_drew_from(home, model):
    with Predictor.open(home=home, model=model, stored=False) as predictor:
        (voice,) = voices(predictor)
        made = generate([voice], "The students like the ", words=6, seed=3, show=True)
        again = generate(
            voices(predictor), "The students like the ", words=6, seed=3, drawing=Drawing(), show=True
        )
        assert made == again, "the same seed gives the same text"
        assert made.text.startswith("The students like the")
        assert made.words == 6
        assert made.stuck is None
        for step in made.steps:
            (shown,) = step.distributions
            assert shown.normalised
            drawn = next(each for each in shown.likely if each.word == step.word)
            assert drawn.chance > 0
            assert (shown.total is None) == (model in (*KINDS, "recency"))


@pytest.mark.parametrize("model", MODELS)
def test_the_distribution_after_a_text_is_the_models_own(home, model):
    with Predictor.open(home=home, model=model, stored=False) as predictor:
        before = "The students like the garden. Today the "
        found = distribution(predictor, before, shown=4)
        likeliest = [each.probability for each in found.likely]
        assert likeliest == sorted(likeliest, reverse=True)
        for each in found.likely:
            assert predictor.explain(before, each.word).probability == pytest.approx(
                each.probability, rel=1e-4
            )
        whole = predictor.engine.after(
            ["today", "the"], lambda: [["The", "students", "like", "the", "garden", "."]]
        )
        assert float(np.sum(whole.distribution())) == pytest.approx(1.0, abs=1e-4)
