"""The sum that is written out is the probability, whatever the smoothing."""

from __future__ import annotations

import math
from itertools import pairwise, product

import pytest

from tests.vault import trained, write_notes
from typeahead.models.ngram.smoothing import SMOOTHINGS
from typeahead.models.protocols import EOS, UNK
from typeahead.prediction.context import read
from typeahead.prediction.explain import explain
from typeahead.prediction.predictor import Predictor
from typeahead.profile.training import TrainingOptions

PLACES = ["the students opened their ", "on the other hand ", "", "library zzz ", "in the morning the "]
WORDS = ["books", "greenhouse", "the", ".", "zanzibar", "qzxwvk"]


@pytest.fixture(
    params=[(name, tokens) for name in SMOOTHINGS for tokens in ("prose", "whitespace")], scope="module"
)
def generation(request, tmp_path_factory):
    name, tokens = request.param
    tmp_path = tmp_path_factory.mktemp("explain")
    options = TrainingOptions(order=4, smoothing=name, tokens=tokens, base=False)
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"), options=options)
    with profile:
        yield profile.generation()


def follows(step):
    """A step's probability from its other figures."""
    own, below = (step.count - step.discount) / step.total, step.backoff_weight * step.lower
    return {"interpolated": own + below, "seen": own, "backed off": below}[step.form]


def test_each_line_follows_from_the_one_below(generation):
    for before, word in product(PLACES, WORDS):
        found = explain(generation, read(before, generation.settings.tokens), word)
        for step in found.steps:
            assert step.probability == pytest.approx(follows(step), rel=1e-12)
        for below, step in pairwise(found.steps):
            assert step.lower == below.probability
            assert len(step.context) == step.order - 1
        if found.steps:
            assert found.probability == pytest.approx(found.steps[-1].probability * found.share, rel=1e-12)
        assert found.probability == pytest.approx(2.0**-found.bits, rel=1e-9)


def test_what_is_explained_is_the_models_probability(generation):
    model = generation.model
    for before, word in product(PLACES, WORDS):
        place = read(before, generation.settings.tokens)
        state = model.state_after(generation.encoder.ids(place.words))
        found = explain(generation, place, word)
        number = generation.vocabulary.id_of(found.word, UNK)
        if number != UNK or generation.spelled is None:
            assert found.probability == pytest.approx(model.probability(state, number), rel=1e-12)


def test_a_sentence_end_is_explained_by_its_name(generation):
    model = generation.model
    for before in PLACES:
        place = read(before, generation.settings.tokens)
        found = explain(generation, place, "</s>")
        expected = model.probability(model.state_after(generation.encoder.ids(place.words)), EOS)
        assert found.probability == pytest.approx(expected, rel=1e-12)
        assert found.known
        assert found.spelling is None


def test_unknown_words_of_a_limited_vocabulary_share_what_they_have_together(tmp_path):
    options = TrainingOptions(order=3, min_count=2)
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"), options=options)
    with profile:
        generation = profile.generation()
        place = read("the students opened their ", "prose")
        found = explain(generation, place, "laptops")
        assert not found.known
        assert found.steps[0].count > 0
        assert 0 < found.share < 1
        model, base = generation.model, generation.spelled
        state = model.state_after(generation.encoder.ids(place.words))
        expected = model.probability(state, UNK) * base.of_spelling(found.word) / base.of(UNK)
        assert found.probability == pytest.approx(expected)
        assert found.bits == pytest.approx(-math.log2(expected))


def test_alternatives_stand_in_the_order_of_the_figures_that_are_shown(tmp_path):
    """A word that is explained has its own figure there, without its capitals: others may be likelier then."""
    text = " ".join(20 * ["A new content."] + 3 * ["A new Content."] + 21 * ["A new features list."])
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text(text)
    profile, _ = trained(tmp_path / "home", tmp_path / "notes")
    with profile, Predictor.open(profile.name, tmp_path / "home", model="ngram", stored=False) as predictor:
        found = predictor.explain("A new ", "content").alternatives
        figures = [each.figure for each in found]
        assert figures == sorted(figures, reverse=True)
        assert [each.word for each in found[:2]] == ["features", "content"]
