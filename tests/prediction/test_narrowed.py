"""What is worked out once for the keys of a word is what every model says of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.models.ngram.base import UniformBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.protocols import EOS
from typeahead.prediction.foreign import ForeignOutlook
from typeahead.prediction.narrowed import Narrowed, Words
from typeahead.prediction.predictor import Predictor

PREFIXES = ["s", "st", "stu", "S", "th", "we", "z", "quok", "x-"]


def ids(words):
    return np.array(words, dtype=np.int32)


@pytest.fixture(params=["mixture", "ngram"])
def typed(request, own_home):
    """One that has learned words since its vocabulary was sorted, some of which begin as known ones do."""
    with Predictor.open(home=own_home, model=request.param, stored=False) as predictor:
        predictor.learn(
            "The students stopped at the strandling. A quokka stood still. The strandlings said so."
        )
        yield predictor


def place_of(predictor, before="The students opened their "):
    vocabulary = predictor.generation.vocabulary
    return predictor.engine.after(before.split()), vocabulary


@pytest.mark.parametrize("prefix", PREFIXES)
def test_it_says_what_is_said_without_it(typed, prefix):
    outlook, vocabulary = place_of(typed)
    among, learned = vocabulary.beginning_with(prefix), ids(vocabulary.learned_beginning_with(prefix))
    narrowed = outlook.narrowed(among, learned)
    words = ids([*among, *learned])
    assert narrowed.rest == outlook.rest
    assert narrowed.own_mass(among) == pytest.approx(outlook.own_mass(among), rel=1e-9, abs=1e-15)
    assert narrowed.own(words) == pytest.approx(outlook.own(words), rel=1e-9, abs=1e-15)
    assert narrowed.probabilities(words) == pytest.approx(outlook.probabilities(words), rel=1e-9)
    assert narrowed.own_from(7) == outlook.own_from(7)
    for skip in (frozenset(), frozenset(words[::2].tolist())):
        for some in (among, ids(list(among)[::3]), learned):
            found, expected = narrowed.top(5, some, skip), outlook.top(5, some, skip)
            assert [each.word for each in found] == [each.word for each in expected]
            assert [each.probability for each in found] == pytest.approx(
                [each.probability for each in expected]
            )


def test_of_other_words_the_models_are_asked(typed):
    outlook, vocabulary = place_of(typed)
    narrowed = outlook.narrowed(vocabulary.beginning_with("st"), ids([]))
    for prefix in ("s", "th", "q"):
        among, learned = vocabulary.beginning_with(prefix), ids(vocabulary.learned_beginning_with(prefix))
        words = ids([*among, *learned])
        assert narrowed.own_mass(among) == outlook.own_mass(among)
        assert (narrowed.own(words) == outlook.own(words)).all()
        assert (narrowed.probabilities(words) == outlook.probabilities(words)).all()
        assert narrowed.top(3, among) == outlook.top(3, among)
    assert narrowed.top(3) == outlook.top(3)


def test_it_is_worked_out_at_the_first_letter_alone(typed, monkeypatch):
    asked = []
    real = ForeignOutlook.over
    monkeypatch.setattr(ForeignOutlook, "over", lambda self, among: asked.append(among) or real(self, among))
    place = "The students opened their "
    typed.suggest(place + "w", 3)  # the network takes up what was learned
    asked.clear()
    for prefix in ("s", "st", "str", "st", "s", "sa"):
        typed.suggest(place + prefix, 3)
    assert len(asked) == (typed.model == "mixture"), "the n-grams alone have no base beside them"
    typed.suggest(place + "b", 3)
    assert len(asked) == 2 * (typed.model == "mixture")


def test_sources_are_those_that_all_models_give(typed):
    if typed.model != "mixture":
        pytest.skip("one model alone is always the source")
    before = "The students opened their s"
    found = {each.text: each.source for each in typed.suggest(before, 5, phrases=False)}
    outlook, vocabulary = place_of(typed)
    anew = typed.engine.joined(dict(outlook.parts), outlook.last, outlook.recency)
    assert found == {text: anew.sources_of([vocabulary.id_of(text)])[0] for text in found}


# --- places of words among others


def some_words(among, more):
    counts = Counts(count(ids([4, EOS]), 40, 2))
    p = np.arange(1.0, 1.0 + len(among) + len(more))
    return Words(among, ids(more), p[None], UniformBase(counts), 0.0)


@given(
    st.integers(0, 9),
    st.integers(0, 9),
    st.sets(st.integers(20, 39), max_size=6),
    st.sets(st.integers(0, 39), max_size=12),
)
def test_places(start, length, more, wanted):
    among, more, wanted = range(start, start + length), sorted(more), sorted(wanted)
    all_words = [*among, *more]
    found = some_words(among, more).places(ids(wanted))
    if set(wanted) <= set(all_words):
        assert found.tolist() == [all_words.index(word) for word in wanted]
    else:
        assert found is None


def test_a_shorter_beginning_is_asked_for_anew():
    class Held:
        rest = 0.0

        def narrowed(self, among, more):
            return "asked", among, more.tolist()

    narrowed = Narrowed(Held(), some_words(range(5, 9), [20, 22]))
    assert narrowed.narrowed(range(6, 8), ids([22])) is narrowed
    assert narrowed.narrowed(range(4, 8), ids([22])) == ("asked", range(4, 8), [22])
    assert narrowed.narrowed(range(6, 8), ids([21])) == ("asked", range(6, 8), [21])
