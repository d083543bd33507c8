"""Forms of one word in one list: folded where one is much rarer, kept where both may be meant."""

from __future__ import annotations

import random

import numpy as np
import pytest

from typeahead.prediction import context
from typeahead.prediction.candidates import Candidates, variants
from typeahead.prediction.folding import folded, shown_as
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train


@pytest.fixture(scope="module")
def predictor(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notes")
    often = "I like books here. " * 30
    rarely = "I like Books here. I like Tea here. I like tea here. I like boy's hats. I like boys here. " * 2
    (folder / "a.md").write_text(f"{often}{rarely}I like e-mail here. I like email here.")
    home = tmp_path_factory.mktemp("home")
    with Profile.open("default", home, create=True) as profile:
        train(profile, [folder], TrainingOptions(base=False))
    with Predictor.open(home=home, stored=False) as opened:
        yield opened


def shown(predictor, before, n=10, **how):
    return {each.text: each.probability for each in predictor.suggest(before, n, phrases=False, **how)}


def test_a_much_rarer_form_does_not_take_a_second_place(predictor):
    found = shown(predictor, "I like ")
    assert "books" in found
    assert "Books" not in found
    both = (
        predictor.explain("I like ", "books").probability + predictor.explain("I like ", "Books").probability
    )
    assert found["books"] == pytest.approx(both, rel=0.2), "it has the probability of both"


def test_forms_about_as_likely_are_both_shown(predictor):
    assert {"Tea", "tea"} <= set(shown(predictor, "I like "))


def test_possessives_plurals_and_hyphens_are_words_of_their_own(predictor):
    assert {"boy's", "boys", "e-mail", "email"} <= set(shown(predictor, "I like ", 20))


def test_what_is_typed_decides_the_form(predictor):
    assert "Books" in shown(predictor, "I like Boo")
    assert "books" in shown(predictor, "I like boo")
    assert "BOOKS" in shown(predictor, "I like BOO")
    assert "Books" in shown(predictor, "") or "I" in shown(predictor, "")


def test_a_word_shown_alike_in_several_forms_is_the_likeliest_of_them(predictor):
    place = context.read("Boo")
    found = Candidates(predictor.generation, ()).best(predictor.engine.after(place.words), place, 3)
    (books,) = (each for each in found.words if each.text == "Books")
    assert predictor.generation.vocabulary.words[books.word] == "books"


def test_the_word_that_is_explained_has_its_own_figure_among_the_suggested_ones(tmp_path):
    with Predictor.open(home=tmp_path, stored=False) as untrained:
        for before in ("", "It works. ", "I like "):
            for each in untrained.explain(before, "I").alternatives:
                explained = untrained.explain(before, each.word)
                (own,) = (near.figure for near in explained.alternatives if near.word == each.word)
                assert own == explained.probability, each.word


def test_a_phrase_goes_on_from_the_likeliest_form(tmp_path):
    seen = "".join(f"{verb} the old man today. " for verb in ["I saw", "You met", "We like", "All fear"] * 9)
    (tmp_path / "a.md").write_text(f"{seen}The old man left. We like The Who here. ")
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        train(profile, [tmp_path / "a.md"], TrainingOptions(base=False))
    with Predictor.open(home=tmp_path / "home", stored=False) as opened:
        shown = [each.text for each in opened.suggest("It rains. Th", 3)]
    assert "The old man" in shown
    assert not any(text.startswith("The Who") for text in shown)


def test_each_way_in_which_a_word_in_capitals_can_be_stored_is_one():
    assert [each.prefix for each in variants("MARG", False)] == ["MARG", "marg", "Marg"]
    assert [each.prefix for each in variants("漢字", False)] == ["漢字"]


def test_a_form_folded_into_an_excluded_one_does_not_come_up_in_its_place(predictor):
    assert not {"books", "Books"} & set(shown(predictor, "I like ", exclude=["books"]))


def test_there_are_as_many_as_are_wanted_however_many_were_folded(predictor):
    for n in range(1, 9):
        assert len(shown(predictor, "I like ", n)) == n


def test_folding_adds_up_and_keeps_the_order():
    ranked = [("a", (0.5, 1)), ("b", (0.2, 2)), ("B", (0.1, 3)), ("A", (0.09, 4))]
    assert folded(ranked) == [("a", (0.59, 1)), ("b", (0.2, 2)), ("B", (0.1, 3))]


def test_ss_is_no_other_case_of_ß_except_in_capitals():
    ranked = [("Masse", (0.5, 1)), ("Maße", (0.05, 2)), ("MASSE", (0.04, 3)), ("maße", (0.005, 4))]
    (masse, (p, word)), maße = folded(ranked)
    assert (masse, word, maße) == ("Masse", 1, ("Maße", (0.055, 2)))
    assert p == pytest.approx(0.54)
    assert shown_as([("Maße", 0.5), ("Masse", 0.05), ("MASSE", 0.04)])["MASSE"] == "Maße"


def test_a_word_with_ß_is_counted_and_shown_as_itself(tmp_path):
    (tmp_path / "a.md").write_text(
        "Buße tut gut. Buße ist nötig. Wir tun Buße hier. "
        + "Alle Busse sind voll. Die Busse fahren. Viele Busse kamen. " * 4
    )
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        train(profile, [tmp_path / "a.md"], TrainingOptions(base=False))
    with Predictor.open(home=tmp_path / "home", stored=False) as opened:
        assert list(shown(opened, "Buß")) == ["Buße"]
        assert {"Buße", "Busse"} <= set(shown(opened, "Die Bu"))
        buße = opened.explain("Die ", "Buße").probability
        assert 0 < buße < 0.2 * opened.explain("Die ", "Busse").probability


# --- each has the probability of all its forms


CASES = [
    "May",
    "may",
    "MAY",
    "today",
    "Today",
    "TODAY",
    "the",
    "The",
    "THE",
    "tHe",
    "theme",
    "Theme",
    "to",
    "TO",
    "students",
    "Students",
    "STUDENTS",
    "iPhone",
    "IPHONE",
]


@pytest.fixture(scope="module", params=["mixture", "ngram"])
def cased(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notes")
    chosen = random.Random(1)
    sentences = [" ".join(chosen.choices(CASES, k=chosen.randint(2, 9))) for _ in range(600)]
    (folder / "a.md").write_text("\n\n".join(f"{sentence}." for sentence in sentences))
    home = tmp_path_factory.mktemp("home")
    with Profile.open("default", home, create=True) as profile:
        train(profile, [folder])
    with Predictor.open(home=home, model=request.param, stored=False) as opened:
        opened.learn("the tHEME may Maybe maybe MAYBE tomorrow. The Tomorrow TOMORROW tHEME.")
        yield opened


@pytest.mark.parametrize("typed", ["", "T", "t", "TO", "TH", "th", "M", "MAY", "ma", "i", "S", "ST"])
@pytest.mark.parametrize("before", ["May ", "He said. ", "I saw the "])
def test_probabilities_are_those_of_all_forms(cased, before, typed):
    place = context.read(before + typed)
    candidates, outlook = cased._suggesting.candidates, cased.engine.after(place.words)
    found = candidates.best(outlook, place, 6)
    assert found.words
    assert found.mass == pytest.approx(candidates.mass(outlook, place), rel=1e-9)
    for each in found.words:
        forms = candidates.forms(outlook, place, each.text)
        p = outlook.probabilities(np.array([word for word, _ in forms], dtype=np.int32))
        assert each.probability * found.mass == pytest.approx(p @ [weight for _, weight in forms], rel=1e-9)


def test_a_word_that_nothing_gives_a_chance_is_none(tmp_path):
    (tmp_path / "a.md").write_text("I saw the sea. I saw the boat.")
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        train(profile, [tmp_path / "a.md"], TrainingOptions(base=False, smoothing="mle"))
    with Predictor.open(home=tmp_path / "home", model="ngram", stored=False) as predictor:
        predictor.learn("A quokka.")
        assert predictor.suggest("I saw the quo", 3) == []


def test_a_form_that_is_not_wanted_does_not_come_up_by_another(predictor):
    class Unwanted:
        def at(self, last):
            return lambda word: last == "like" and word == tea

    generation, place = predictor.generation, context.read("I like ")
    tea = generation.vocabulary.id_of("Tea")
    outlook = predictor.engine.after(place.words)
    found = Candidates(generation, set(), Unwanted()).best(outlook, place, 8).words
    assert "tea" in [each.text for each in found]
    assert "Tea" not in [each.text for each in found]
