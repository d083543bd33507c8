"""Words before a place in the forms that what came with the package knows: "and i " goes on as "and I " does."""

from __future__ import annotations

import numpy as np
import pytest

from tests.prediction.networks import network_of, words_of
from typeahead.models.mixture import BASE, NETWORK, Gate
from typeahead.models.ngram.scoring import matches
from typeahead.models.protocols import EOS, FIRST_WORD, RESERVED, UNK
from typeahead.prediction import context, foreign
from typeahead.prediction.known_forms import KnownForms
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.network_engine import NetworkEngine
from typeahead.text.vocabulary import Vocabulary

BASE_WORDS = {
    "I": 900,
    "i": 9,
    "English": 300,
    "it": 500,
    "IT": 20,
    "us": 400,
    "US": 50,
    "iOS": 3,
    "gardening": 7,
}


@pytest.fixture
def known():
    its = Vocabulary.build(BASE_WORDS, RESERVED)
    counts = np.array([BASE_WORDS.get(word, 0) for word in its.words])
    return KnownForms(
        its, counts, Vocabulary.build([*BASE_WORDS, "english", "quokka", "Gardening"], RESERVED)
    )


@pytest.fixture
def whole(learner):
    """Notes, base and a network, over a vocabulary that has "english", which the base has with its capital only."""
    learner.learn("we spoke english on monday. i think i did.")
    engine = learner.engine
    words = words_of(engine.generation)
    network = NetworkEngine(engine.generation, network_of("lstm", len(words)), words, {"identity": "lstm"})
    return MixtureEngine(engine.notes, engine.base.engine, network, Gate.of())


def texts(predictor, before, n=4):
    return [each.text for each in predictor.suggest(before, n)]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("i", "I"),
        ("english", "English"),
        ("ENGLISH", "English"),
        ("Gardening", "gardening"),
        ("ios", "iOS"),
        ("it", "it"),
        ("IT", "IT"),
        ("US", "US"),
        ("us", "us"),
        ("quokka", "quokka"),
        ("I’m", "I’m"),
        (",", ","),
    ],
)
def test_a_word_is_read_as_it_is_known(known, word, form):
    assert known.of([word]) == [form]


def test_ss_is_no_other_case_of_ß_except_in_capitals():
    its = Vocabulary.build(["Masse"], RESERVED)
    known = KnownForms(its, np.full(len(its), 9), its)
    assert known.of(["masse", "Maße", "MASSE"]) == ["Masse", "Maße", "Masse"]


def test_a_word_that_is_known_in_small_letters_too_is_read_as_written(known):
    known._counts[known._its.id_of("i")] = 45
    assert known.of(["i"]) == ["i"]
    known._counts[known._its.id_of("i")] = 44
    known._forms.clear()
    assert known.of(["i"]) == ["I"]


def test_ids_are_read_as_the_words_are_those_of_later_words_too(known):
    vocabulary = known._vocabulary
    words = vocabulary.words[FIRST_WORD:]
    ids = np.arange(FIRST_WORD, len(vocabulary), dtype=np.int32)
    assert [vocabulary.words[number] for number in known.numbers_of(ids)] == known.of(words)
    assert known.numbers_of(np.array([UNK, EOS], dtype=np.int32)).tolist() == [UNK, EOS]
    later = vocabulary.add("ENGLISH")
    assert vocabulary.words[known.number_of(later)] == "English"
    assert known.numbers_of(np.array([later], dtype=np.int32)) == [known.number_of(later)]


@pytest.mark.parametrize(
    ("small", "as_known"),
    [
        ("and i ", "and I "),
        ("i don't ", "I don't "),
        ("we met on monday ", "we met on Monday "),
        ("the english ", "the English "),
    ],
)
def test_what_follows_is_what_follows_the_word_with_its_capital(untrained, small, as_known):
    assert texts(untrained, small) == texts(untrained, as_known)


@pytest.mark.parametrize("text", ["We meet on monday morning", "I think that on monday the", "In london we"])
def test_how_surprising_a_word_is_goes_by_the_same_forms(untrained, text):
    before = text[: text.rindex(" ") + 1]
    last = untrained.surprise(text)[-1]
    assert last.bits == pytest.approx(untrained.explain(before, last.text).bits, abs=1e-3)


def test_the_notes_are_asked_about_the_words_as_they_are_written(learner):
    for _ in range(3):
        learner.learn("and i quokked the quokka.")
    assert texts(learner, "and i ")[0] == "quokked"


def test_each_way_to_ask_reads_the_words_alike(whole):
    written = ["we", "spoke", "english", "on", "monday"]
    ids = np.array(whole.generation.encoder.ids(written), dtype=np.int32)
    assert UNK not in ids
    *_, walked = whole.walk(whole.begin(), ids)
    (at,) = whole.at(np.array([*ids, EOS], dtype=np.int32), [len(ids)])
    after = whole.after(written)
    scored = [whole.score(np.array([*ids, word], dtype=np.int32))[-1] for word in (7, 900, 30_000)]
    some = np.array([7, 900, 30_000], dtype=np.int32)
    for outlook in (walked, at):
        assert outlook.probabilities(some) == pytest.approx(np.exp(scored), rel=1e-4)
    for name in (BASE, NETWORK):
        p = after.parts[name].probabilities(some)
        assert walked.parts[name].probabilities(some) == pytest.approx(p, rel=1e-4)
        as_known = whole.after(["we", "spoke", "English", "on", "Monday"]).parts[name]
        assert as_known.probabilities(some) == pytest.approx(p, rel=1e-4)


def test_a_step_ahead_reads_the_word_alike(whole):
    word = whole.generation.vocabulary.id_of("english")
    among = range(whole.generation.vocabulary.first_suggested, len(whole.generation.vocabulary))
    begun = whole.after(["we", "spoke"])
    followed, _ = begun.following(word, 5, among, frozenset())
    some = np.array([7, 900, 30_000], dtype=np.int32)
    p = whole.after(["we", "spoke", "English"]).parts[BASE].probabilities(some)
    assert begun.advance(word).parts[BASE].probabilities(some) == pytest.approx(p, rel=1e-6)
    assert followed.parts[BASE].probabilities(some) == pytest.approx(p, rel=1e-6)


def test_what_stands_in_the_contexts_of_a_text_may_be_other_words_than_its_own(whole):
    model, encoder = whole.base.engine.model, whole.base.engine.generation.encoder
    written = [*encoder.ids(["they", "say", "nothing", "of", "the", "kind"]), EOS]
    read = [*encoder.ids(["I", "think", "of", "of", "a", "kind"]), EOS]
    found = matches(model, np.array(written, dtype=np.int32), np.array(read, dtype=np.int32)).p
    for place, word in enumerate(written):
        text = np.array([*read[:place], word], dtype=np.int32)
        assert found[place] == pytest.approx(matches(model, text).p[-1], rel=1e-9), place


def test_an_explanation_names_the_words_as_they_were_read(untrained):
    asked = context.read("we met on monday ")
    explained = untrained.engine.explain(asked, list, "morning")
    of_base = next(part for part in explained.parts if part.model == BASE)
    assert any("Monday" in step.context for step in of_base.steps)


@pytest.mark.parametrize(("written", "differs"), [("and i think so .", True), ("and I think so .", False)])
def test_contexts_are_looked_up_once_more_only_where_they_differ(whole, monkeypatch, written, differs):
    asked = []
    monkeypatch.setattr(foreign, "matches", lambda *given: asked.append(given[2]) or matches(*given))
    whole.score(np.array([*whole.generation.encoder.ids(written.split()), EOS], dtype=np.int32))
    assert [each is not None for each in asked] == [differs]
