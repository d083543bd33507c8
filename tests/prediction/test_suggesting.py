"""Punctuation around suggestions: apostrophes as the document has them, quotes as a person expects."""

from __future__ import annotations

import pytest

from typeahead.prediction.phrases import Phrases
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train


@pytest.fixture(scope="module")
def predictor(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notes")
    (folder / "a.md").write_text("I don't know. We don’t know why. They don't care. It's so. " * 3)
    home = tmp_path_factory.mktemp("home")
    with Profile.open("default", home, create=True) as profile:
        train(profile, [folder], TrainingOptions(base=False))
    with Predictor.open(home=home, stored=False) as opened:
        yield opened


def best(predictor, before):
    return predictor.suggest(before, 1, phrases=False)[0]


@pytest.mark.parametrize(
    ("before", "text", "completion"),
    [
        ("I don'", "don't", "t"),
        ("I don’", "don’t", "t"),
        ("I do", "don't", "n't"),
        ("It’s so. I do", "don’t", "n’t"),
        ("It's so. I do", "don't", "n't"),
        ("It’s so, it's so. I do", "don't", "n't"),
        ("It's so. I don’", "don’t", "t"),
        ("It’s so. I don'", "don't", "t"),
        ("It’s so. I DON", "DON’T", "’T"),
        ("Itʼs so. I do", "donʼt", "nʼt"),
        ("It’s so. I donʼ", "donʼt", "t"),
        ("Itʼs so, it’s so. I do", "don’t", "n’t"),
        ("Itʼs so, it's so. I do", "don't", "n't"),
    ],
)
def test_apostrophes_follow_the_document(predictor, before, text, completion):
    found = best(predictor, before)
    assert (found.text, found.completion) == (text, completion)


def test_straight_and_curly_are_one_word(predictor):
    found = predictor.suggest("I do", 10, phrases=False)
    assert [each.text for each in found if each.text.startswith("don")] == ["don't"]


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ('They said "', True),
        ("They said “", True),
        ("They said '", True),
        ("They said ‘", True),
        ('"', True),
        ('They said ("', True),
        ('They said "they don\'t"', False),
        ("They said “they don’t”", False),
        ("They said ‘they care’", False),
        ('They said "they care" ', True),
        ("They care.” ", True),
        ("They care,", False),
        ("They care, ", True),
        ("They care—", False),
    ],
)
def test_quotes_open_and_close(predictor, before, wanted):
    assert bool(predictor.suggest(before, 3)) == wanted


def test_a_sentence_inside_quotes_begins_with_a_capital(predictor):
    assert best(predictor, "They care. “t").text == "they"
    assert best(predictor, "They care. “").text[0].isupper()
    assert best(predictor, "“They care.” ").text[0].isupper()


def test_what_a_strange_word_goes_on_with_is_not_guessed(predictor, monkeypatch):
    asked = []
    monkeypatch.setattr(
        Phrases, "with_phrase", lambda self, outlook, words, *_, **__: asked.append(words) or list(words)
    )
    predictor.suggest("I do", 3)
    assert asked, "a word that may well follow is"
    asked.clear()
    predictor.suggest("I xyl", 3)
    assert not asked


def test_no_phrase_says_the_word_before_the_cursor_again(predictor, monkeypatch):
    given = []
    monkeypatch.setattr(
        Phrases,
        "with_phrase",
        lambda self, outlook, words, *_, previous, **__: given.append(previous) or list(words),
    )
    predictor.suggest("They ", 3)
    predictor.suggest("They care. ", 3)
    assert given == ["They", None]
