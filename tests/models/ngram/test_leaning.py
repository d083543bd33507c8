"""Leaning on contexts, against the mixture of two distributions that it stands for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.models.ngram.made import Made, made
from tests.strategies import ids, texts
from typeahead.models.ngram.leaning import leaning, leaning_chain, left_by_contexts, stretch
from typeahead.models.ngram.scoring import matches

INTERPOLATED = ("modified-kneser-ney", "absolute", "witten-bell", "jelinek-mercer")
TEXT = [[3, 4, 5, 6], [4, 3, 5], [5, 5, 6, 3], [3, 4, 6, 4], [3, 4, 5, 5]]


def contexts_alone(model, links):
    """q(w) = (p(w) - γ p_1(w)) / (1 - γ), of every word."""
    left = left_by_contexts(links)
    return (model.distribution_of(links) - left * model.distribution_of(links[:1])) / (1.0 - left)


@given(made, texts, texts, st.integers(2, 5), st.floats(0.01, 1.0))
def test_it_is_a_mixture_of_the_whole_and_of_its_contexts(kind, text, before, order, by):
    model = kind.model(text, order)
    links = model.links(model.state_after(ids(before)[:-1].tolist()[-4:]))
    assume(not model.smoothing.backs_off and left_by_contexts(links) < 1.0)
    expected = (1.0 - by) * model.distribution_of(links) + by * contexts_alone(model, links)
    leant = leaning(links, by)
    found = model.distribution_of(leant)
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
    assert (found <= model.distribution_of(links) * stretch(left_by_contexts(links), by) * (1 + 1e-9)).all()
    some = np.arange(len(found), dtype=np.int32)
    np.testing.assert_allclose(model.probabilities(leant, some), expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", INTERPOLATED)
def test_it_still_sums_to_one(name):
    model = Made(name).model(TEXT, 3)
    links = model.links(model.state_after([3, 4]))
    assert 0.0 < left_by_contexts(links) < 1.0
    for by in (0.0, 0.3, 1.0):
        assert model.distribution_of(leaning(links, by)).sum() == pytest.approx(1.0)
    assert contexts_alone(model, links) == pytest.approx(model.distribution_of(leaning(links, 1.0)))


@pytest.mark.parametrize("name", ["modified-kneser-ney", "absolute"])
def test_compiled_code_leans_alike(name):
    model = Made(name).model(TEXT, 3)
    plain = model.links(model.state_after([3, 4]))
    expected = model.distribution_of(leaning(plain, 0.4))
    model.accelerate()
    followed = model.kernel.follow((3,), True, 4, 4, range(model.vocabulary_size), ())
    links = leaning(model.links(model.state_after([3, 4])), 0.4)
    np.testing.assert_allclose(model.distribution_of(links), expected, rtol=1e-12)
    chain = leaning_chain(followed.chain, 0.4)
    assert chain.totals.tolist() == pytest.approx([link.total for link in links])
    assert chain.gammas.tolist() == pytest.approx([link.gamma for link in links])
    assert followed.chain.gammas.tolist() == pytest.approx([link.gamma for link in plain]), (
        "the chain was changed"
    )
    best = model.top_of(links, 3)
    assert [each.probability for each in best] == pytest.approx(sorted(expected, reverse=True)[:3])


def test_without_a_context_nothing_leans():
    model = Made("modified-kneser-ney").model(TEXT, 3)
    never_followed = model.vocabulary_size - 1
    assert left_by_contexts(model.links(model.state_after([3, never_followed]))) == 1.0
    assert left_by_contexts(model.links(model.state_after([3, 4]))) < 1.0
    assert left_by_contexts([]) == 1.0


@given(made, texts, texts, st.integers(1, 5))
def test_a_text_s_places_say_what_contexts_leave_and_what_they_say_alone(kind, text, other, order):
    model, words = kind.model(text, order), ids(other)
    found, state = matches(model, words), model.start()
    for at, word in enumerate(words.tolist()):
        links = model.links(state)
        left = left_by_contexts(links)
        assert found.left[at] == pytest.approx(left)
        if left == 1.0:
            assert found.by_contexts[at] == 0.0
        elif model.smoothing.backs_off:
            assert found.by_contexts[at] == found.p[at]
        else:
            expected = model.probability_of(leaning(links, 1.0), word)
            assert found.by_contexts[at] == pytest.approx(expected, rel=1e-9, abs=1e-12)
        state = model.advance(state, word)
