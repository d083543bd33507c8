"""Parts that make new words, and those that are elided."""

from __future__ import annotations

import pytest

from typeahead.prediction.word_parts import WordParts

NOTES = """L'école est ouverte. Une école ferme. L'hôtel est cher. Cet hôtel ferme. L'eau est bleue. Cette eau coule.
Il est peut-être là. O'Hara and O'Reilly came at four o'clock. Peut-être ici. Don't go. I don't know, he didn't.
""".replace(". ", ".\n\n")


@pytest.fixture(scope="module")
def predictor(writer):
    return writer(NOTES * 3)


@pytest.fixture
def parts(predictor):
    return WordParts(predictor.generation)


@pytest.mark.parametrize("part", ["non", "Non", "low", "half", "self"])
def test_what_begins_several_words_begins_new_ones(parts, part):
    assert parts.begins(part)


@pytest.mark.parametrize("part", ["peut", "", "xyl"])
def test_what_begins_one_in_any_case_or_none_does_not(parts, part):
    assert not parts.begins(part)


def test_which_words_known_ones_go_on_from_with_a_hyphen(parts):
    assert not parts.begins_any("open"), "nobody waits for all words to be looked through"
    parts.prepare()
    assert all(map(parts.begins_any, ("open", "Peut", "state-of")))
    assert not any(map(parts.begins_any, ("", "xyl", "state-of-the-art")))


def test_suggestions_tell_whether_they_begin_such_words(predictor):
    predictor.accelerate()
    known = {
        each.text: each.begins_compounds for each in predictor.suggest("We use the ope", 5, phrases=False)
    }
    assert known["open"]
    assert not all(known.values())


def test_some_parts_end_a_word_whatever_it_begins_with(parts):
    assert parts.ends("based")
    assert parts.ends("Like")
    assert not any(map(parts.ends, ("etc", "eternal", "ethics", "")))


@pytest.mark.parametrize(("part", "is_elided"), [("l'", True), ("L'", True), ("o'", False), ("don'", False)])
def test_an_article_is_elided_before_words_that_stand_alone_too(parts, part, is_elided):
    assert parts.elides(part) == is_elided


@pytest.mark.parametrize(
    ("first", "last", "do"),
    [
        ("peut", "école", True),  # the person's own
        ("brush", "stroke", True),  # of the base
        ("peut", "stroke", False),
        ("brush", "école", False),
        ("xyl", "stroke", False),
        ("peut", "xyl", False),
    ],
)
def test_parts_go_together_that_are_at_home_in_one_place(predictor, first, last, do):
    with predictor.copy() as learning:
        learning.learn("Il peut. Elle peut.\n\n")
        assert WordParts(learning.generation).go_together(first, last) == do


def test_what_is_learned_counts(predictor):
    with predictor.copy() as learning:
        parts = WordParts(learning.generation)
        assert not parts.begins("peut")
        assert not parts.elides("d'")
        learning.learn(
            "Il peut-on dire. Il peut-on voir.\n\nD'eau, d'école. Un bout d'eau, d'école, d'hôtel. D'hôtel.\n\n"
        )
        assert parts.begins("peut")
        assert parts.elides("d'")
