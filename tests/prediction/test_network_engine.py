"""A network as what a person types with: every word has an honest probability, wherever it comes from."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.prediction.networks import LACKED, STRANGER, engine_of, words_of
from tests.vault import trained, write_notes
from typeahead.evaluation.perplexity import measure
from typeahead.models.neural.configuration import KINDS
from typeahead.models.neural.model import NeuralModel
from typeahead.models.protocols import BOS, EOS, FIRST_WORD, UNK
from typeahead.prediction.candidates import Candidates
from typeahead.prediction.context import read
from typeahead.prediction.suggesting import Suggesting
from typeahead.profile.training import TrainingOptions

SENTENCES = [["The", "students", "opened", "their", "laptops", "."], ["Margaret", "likes", "qzxwvk", "books"]]


@pytest.fixture(scope="module", params=["prose", "whitespace"])
def generation(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("engine")
    options = TrainingOptions(tokens=request.param, base=False)
    profile, _ = trained(folder / "home", write_notes(folder / "notes"), options=options)
    with profile:
        yield profile.generation()


@pytest.fixture(params=KINDS)
def engine(request, generation):
    return engine_of(generation, request.param)


def ids(engine, words):
    return np.array([engine.generation.vocabulary.id_of(word, UNK) for word in words], dtype=np.int32)


def test_every_word_of_the_profile_has_a_probability_and_together_they_have_all(engine):
    outlook = engine.after(["The", "students"])
    p = outlook.distribution()
    assert len(p) == len(engine.generation.vocabulary)
    assert p.sum() == pytest.approx(1, abs=1e-6)
    assert p[BOS] == 0
    assert (np.delete(p, BOS) > 0).all()


def test_words_it_has_keep_their_probability_and_the_others_share_what_is_left(engine):
    outlook = engine.after(["The", "students"])
    words = words_of(engine.generation)
    p, own = outlook.distribution(), outlook.network_p
    (books,) = ids(engine, ["books"])
    assert p[books] == own[words.index("books")]
    assert p[EOS] == own[EOS]
    lacked = ids(engine, [word for word in LACKED if word in engine.generation.vocabulary])
    others = own[UNK] + own[words.index(STRANGER)]
    assert p[lacked].sum() + p[UNK] == pytest.approx(others, rel=1e-5)
    base = engine.generation.model.base
    first, second = lacked[:2]
    assert p[first] / p[second] == pytest.approx(base.of(first) / base.of(second), rel=1e-6)


def test_own_and_the_share_of_the_base_are_the_probability(engine):
    outlook = engine.after(["on", "the"])
    base = engine.generation.model.base
    words = np.arange(len(engine.generation.vocabulary), dtype=np.int32)[FIRST_WORD:]
    p = outlook.own(words) + outlook.rest * base.values(words)
    np.testing.assert_allclose(p, outlook.probabilities(words), rtol=1e-6)
    some = range(10, 30)
    mass = outlook.own_mass(some) + outlook.rest * base.mass(some)
    assert mass == pytest.approx(outlook.probabilities(np.arange(10, 30, dtype=np.int32)).sum())


def test_score_agrees_with_the_steps_over_sentences(engine):
    stream = engine.generation.encoder.stream(SENTENCES * 12)
    outlook, expected = engine.begin(), []
    for word in stream.tolist():
        expected.append(math.log(outlook.distribution()[word]))
        outlook = outlook.advance(word)
    np.testing.assert_allclose(engine.score(stream), expected, atol=3e-5)
    walked = [each.distribution() for each in engine.walk(engine.begin(), stream)]
    got = [math.log(p[word]) for p, word in zip(walked, stream, strict=False)]
    assert len(walked) == len(stream) + 1
    np.testing.assert_allclose(got, expected, atol=3e-5)
    places = [3, 40, 41, 100]
    found = [each.distribution() for each in engine.at(stream, places)]
    np.testing.assert_allclose(found, [walked[place] for place in places], atol=1e-6)


def test_perplexity_spells_unknown_words_out(generation):
    engine = engine_of(generation)
    report = measure(engine, SENTENCES)
    bits = 0.0
    forms = [[*generation.encoder.forms(sentence), None] for sentence in SENTENCES]
    outlook = engine.begin()
    for form in [form for sentence in forms for form in sentence]:
        number = EOS if form is None else generation.vocabulary.id_of(form, UNK)
        log_p = outlook.log_of_unknown(form) if number == UNK else math.log(outlook.distribution()[number])
        bits -= log_p / math.log(2)
        outlook = outlook.advance(number)
    assert report.oov == sum(form not in generation.vocabulary for part in forms for form in part[:-1])
    assert report.bits == pytest.approx(bits, rel=1e-5)
    assert report.perplexity == pytest.approx(2 ** (bits / report.tokens), rel=1e-4)


def test_the_same_text_gives_the_same_answer_whatever_was_asked_before(generation):
    asked, fresh = engine_of(generation), engine_of(generation)
    words = ["the", "students", "opened", "their", "books", "and", "I", "think", "that", "the", "library"] * 9
    earlier = [["It", "rained", "."], ["The", "train", "was", "late", "."]]
    for length in [*range(len(words)), 80, 20, 61]:
        got = asked.after(words[:length], lambda: earlier).distribution()
        if length in (0, 5, 29, 59, 60, 61, 89, 90, 97, 80, 20):
            expected = engine_of(generation).after(words[:length], lambda: earlier).distribution()
            np.testing.assert_array_equal(got, expected)
    assert (fresh.after(["the"], lambda: earlier).p != fresh.after(["the"]).p).any()


def test_what_it_costs_does_not_grow_with_the_text(generation, monkeypatch):
    engine = engine_of(generation)
    steps = []
    advance, read_all = NeuralModel.advance, NeuralModel.read
    monkeypatch.setattr(NeuralModel, "advance", lambda *each: steps.append(1) or advance(*each))
    monkeypatch.setattr(
        NeuralModel, "read", lambda self, words: steps.append(len(words)) or read_all(self, words)
    )
    words = ["the", "garden"] * 500
    engine.after(words)
    assert sum(steps) <= 60
    steps.clear()
    engine.after([*words, "the"])
    assert sum(steps) <= 31
    steps.clear()
    engine.after([*words, "the"])
    assert not steps


def test_candidates_are_the_likeliest_of_those_that_begin_so(generation):
    if generation.spelled is None:
        pytest.skip("capitals are shown as they are")
    engine = engine_of(generation)
    outlook = engine.after(["The", "students", "opened"])
    p, words = outlook.distribution(), generation.vocabulary.words
    found = Candidates(generation, set()).best(outlook, read("The students opened the l"), 3).words
    among = [number for number, word in enumerate(words) if word.startswith("l") and number >= FIRST_WORD]
    best = sorted(among, key=lambda number: -p[number])[:3]
    assert [each.word for each in found] == best
    # All that may begin so, unknown words too: the words' own, and what the letters give to others.
    mass = p[among].sum() + outlook.rest * (
        generation.spelled.beginning("l") - sum(generation.spelled.of(number) for number in among)
    )
    assert found[0].probability == pytest.approx(p[best[0]] / mass)


def test_a_phrase_is_begun_by_the_likeliest_word_alone(generation):
    engine = engine_of(generation)
    vocabulary = generation.vocabulary
    words = range(vocabulary.first_suggested, len(vocabulary))
    (number,) = engine.shares.numbers_of(ids(engine, ["hand"]))
    engine.model.network.parameters["bias"][number] += 20
    engine.model.changed()
    outlook = engine.after(["on"])
    best, second = (each.word for each in outlook.top(2, words))
    assert vocabulary.words[best] == "hand"
    _, (following, *_) = outlook.following(best, 3, words, ())
    assert (following.word, following.probability > 0.5) == (best, True)
    assert outlook.following(second, 3, words, ())[1] == []
    said = ["hand"]
    place, following = outlook.following(best, 3, words, ())
    while following:
        said.append(vocabulary.words[following[0].word])
        place, following = place.following(best, 3, words, ())
    assert said == 4 * ["hand"], "and no more words than that"
    found = Suggesting(generation, set()).suggest(engine, "on ", 3, (), phrases=True)
    assert found[0].text == "hand"
    assert not any(each.is_phrase for each in found), "but none that says a word twice in a row"


def test_where_a_network_leaves_nothing_for_what_it_lacks_a_stranger_is_impossible_and_no_error(generation):
    engine = engine_of(generation)
    bias = engine.model.network.parameters["bias"]
    bias[[UNK, FIRST_WORD]] = -1_000.0  # the reserved one, and the word that the profile lacks
    assert engine.begin().log_of_unknown(STRANGER) == -math.inf
