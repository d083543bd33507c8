"""Hyphenated words that nobody wrote yet."""

from __future__ import annotations

import pytest

from tests.prediction.offers import offered, texts


def test_the_last_part_is_completed_as_a_word(predictor):
    found = offered(predictor, "We like the non-gre")
    assert texts(found)[0] == "non-greenhouse"
    assert found[0].completion == "enhouse"
    assert 0.0 < found[0].probability <= 1.0
    assert sum(each.probability for each in found) <= 1.0 + 1e-9


def test_of_several_parts_too(predictor):
    assert "half-non-greenhouse" in texts(offered(predictor, "We like the half-non-gree"))


def test_as_the_hyphened_word_is_begun(predictor):
    (first, *_) = offered(predictor, "Non-Marg")
    assert first.text == "Non-Margaret"


def test_they_say_where_they_come_from(predictor):
    assert offered(predictor, "We like the non-gre")[0].source == "compound"


def test_known_words_come_first(learner):
    for _ in range(4):
        learner.learn("The green-grocer came.\n\n")
    assert texts(offered(learner, "The green-gr"))[0] == "green-grocer"


def test_what_was_ignored_is_not_repeated(predictor):
    found = texts(offered(predictor, "the non-gree"))
    assert found[0] == "non-greenhouse"
    others = texts(offered(predictor, "the non-gree", exclude=("non-greenhouse",)))
    assert others[: len(found) - 1] == found[1:]


@pytest.mark.parametrize("typed", ["2026-11-gre", "x1-2", "a-g1", "--gre"])
def test_where_digits_stand_it_is_no_word_made_of_words(predictor, typed):
    assert not [
        text for text in texts(offered(predictor, "On " + typed)) if "greenhouse" in text and "-" in text
    ]


def test_how_likely_one_is_does_not_depend_on_how_many_are_wanted(predictor):
    found = {
        n: {each.text: each.probability for each in offered(predictor, "the co-f", n)} for n in (1, 3, 8)
    }
    for n in (1, 3):
        for text, p in found[n].items():
            assert p == pytest.approx(found[8][text])
    assert next(iter(found[1])) == next(iter(found[8]))


def test_one_that_was_refused_or_forgotten_is_put_together_no_more(learner):
    for _ in range(6):
        learner.learn("A green-garden is here.\n\n")
    learner.never("green-garden")
    assert "green-garden" not in texts(offered(learner, "the green-ga"))
    learner.allow("green-garden")
    learner.never("green-garden", after="the")
    assert "green-garden" not in texts(offered(learner, "the green-ga"))
    assert "green-garden" in texts(offered(learner, "a green-ga"))
    learner.allow("green-garden", after="the")
    learner.forget("green-garden")
    assert "green-garden" not in texts(offered(learner, "the green-ga"))
    assert "non-greenhouse" in texts(offered(learner, "the non-gree"))
    learner.never("non-greenhouse")
    assert "non-greenhouse" not in texts(offered(learner, "the non-gree"))
    learner.allow("non-greenhouse")
    learner.never("non")
    assert "non-greenhouse" not in texts(offered(learner, "the non-gree"))


def test_words_never_to_be_suggested_are_in_none(learner):
    learner.never("greenhouse")
    assert "non-greenhouse" not in texts(offered(learner, "the non-gree"))


FRENCH = """C'est peut-être vrai. Il peut venir. L'air est bon. Un air frais. L'hôtel est cher. Cet hôtel ferme.
L'eau est claire. Cette eau coule. Une école ferme. Nos écoles sont là. Une ambulance arrive. Le feu électrique est là.
""".replace(". ", ".\n\n")


@pytest.fixture(scope="module")
def french(writer):
    return writer(FRENCH * 4)


@pytest.mark.parametrize("typed", ["peut-et", "Il peut-et", "peut-etern", "xyl-ethi"])
def test_parts_that_make_no_words_are_not_put_together(french, typed):
    begun = typed.split("-")[0].split()[-1] + "-"
    made = [each for each in offered(french, typed) if each.text.startswith(begun)]
    assert all(each.text == "peut-être" for each in made)


def test_a_part_that_ends_many_words_is_put_behind_any(french):
    assert "xyl-based" in texts(offered(french, "a xyl-bas"))
    assert texts(offered(french, "a xyl-powe"))[0] == "xyl-powered"


def test_a_word_is_completed_behind_what_is_elided(french):
    found = offered(french, "Voici l'ambul")
    assert texts(found)[0] == "l'ambulance"
    assert (found[0].completion, found[0].source) == ("ance", "compound")
    assert texts(offered(french, "Voici l’ambul"))[0] == "l’ambulance"


def test_its_accents_are_restored_there(french):
    *_, found = offered(french, "Voici l'eco")
    assert (found.text, found.completion, found.replaces) == ("l'école", "l'école", len("l'eco"))
    assert found.restores
    *_, found = offered(french, "a non-elec")
    assert found.probability <= 1.0
    assert "non-électrique" in [each.text for each in offered(french, "a non-electriq", 8)]


@pytest.mark.parametrize("typed", ["don'gre", "dog'gre", "o'gre"])
def test_an_english_apostrophe_elides_nothing(predictor, typed):
    assert not any("gre" in text for text in texts(offered(predictor, typed)))


def test_elided_words_are_of_one_whole_with_those_that_are_known(french):
    found = offered(french, "Voici l'h", 50)
    assert sum(each.probability for each in found) <= 1 + 1e-9
    assert texts(found)[0] == "l'hôtel"
