"""The chain as textbooks write it: what is printed is calculated again, and has to give the model's own figure."""

from __future__ import annotations

import math
from itertools import product

import pytest

from tests.prediction.test_explain import PLACES, WORDS
from tests.vault import trained, write_notes
from typeahead.models.ngram.smoothing import SMOOTHINGS
from typeahead.models.protocols import UNK
from typeahead.prediction.context import read
from typeahead.prediction.explain import explain
from typeahead.prediction.textbook import equations, figure, rule, symbols
from typeahead.profile.training import TrainingOptions

ROUNDED = {"rel": 2e-3, "abs": 1e-12}
"""Five digits, of which a difference may cost some."""


def calculated(text: str) -> float:
    """What a printed formula comes to."""
    return float(eval(text.replace(",", "").replace("×", "*"), {"__builtins__": {}}))


@pytest.fixture(params=list(SMOOTHINGS), scope="module")
def generation(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("textbook")
    options = TrainingOptions(order=3, smoothing=request.param, base=False)
    profile, _ = trained(folder / "home", write_notes(folder / "notes"), options=options)
    with profile:
        yield profile.generation()


def test_every_line_comes_to_what_stands_behind_it_and_the_first_to_the_models_own_figure(generation):
    name, model = generation.model.smoothing.name, generation.model
    lines = 0
    for before, word in product(PLACES, WORDS):
        place = read(before)
        found = explain(generation, place, word)
        chain = equations(found.word, found.steps, name)
        lines += len(chain)
        for line, step in zip(chain, reversed(found.steps), strict=True):
            assert calculated(line.right) == pytest.approx(step.probability, **ROUNDED), line
            assert calculated(line.value) == pytest.approx(step.probability, rel=1e-4)
            if line.terms:
                assert calculated(line.terms) == pytest.approx(step.probability, rel=1e-4, abs=1e-12)
        number = generation.vocabulary.id_of(found.word, UNK)
        if chain and number != UNK:
            own = model.probability(model.state_after(generation.encoder.ids(place.words)), number)
            assert calculated(chain[0].right) == pytest.approx(own, **ROUNDED)
    assert lines > 10


def test_each_smoothing_is_named_by_its_own_formula(generation):
    name = generation.model.smoothing.name
    formula, meaning = rule(name), symbols(name)
    assert formula.startswith("S(" if name == "stupid-backoff" else "P(")
    assert meaning.endswith(".")
    found = explain(generation, read("the students opened their "), "books")
    first = equations(found.word, found.steps, name)[0]
    assert first.left == f"{formula[0]}(books | opened their)"
    top = found.steps[-1]
    assert str(top.seen) in first.right, "how often the context was seen is in every formula"
    if name == "witten-bell":
        assert first.right.endswith(f"/ ({top.seen} + {top.followers})")
    elif name == "mle":
        assert first.right == f"{top.count} / {top.seen}"
        assert not first.terms
    elif name == "stupid-backoff":
        assert explain(generation, read("the students opened their "), "zanzibar").steps[-1].below > 0


def test_figures_have_five_digits():
    assert [figure(each) for each in (3, 1234567, 0.123456789, 1.5e-9, 2.0)] == [
        "3", "1,234,567", "0.12346", "1.5e-09", "2",
    ]  # fmt: skip
    assert not math.isnan(calculated(figure(123456.7)))
