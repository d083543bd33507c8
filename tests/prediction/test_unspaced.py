"""Scripts without spaces: the next character comes at once, and phrases are written as one."""

from __future__ import annotations

import pytest

from typeahead.prediction.predictor import Predictor
from typeahead.prediction.unspaced import Unspaced
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train
from typeahead.text.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def predictor(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("notes"), tmp_path_factory.mktemp("home")
    (folder / "a.md").write_text("The tea is here. 猫が好きです。\n\n" * 3)
    with Profile.open("default", home, create=True) as profile:
        train(profile, [folder], TrainingOptions(base=False))
    with Predictor.open(home=home, stored=False) as opened:
        opened.learn("我每天在北京工作。\n\nฉันไปกินข้าว\n\n我用 Python 写程序。\n\n" * 4)
        yield opened


def texts(predictor, before, n=3, **how):
    return [each.text for each in predictor.suggest(before, n, **how)]


@pytest.mark.parametrize(
    ("before", "best"),
    [
        ("我每天在", "北"),
        ("我每天在北", "京"),
        ("我每天在 ", "北"),
        ("The tea. 我每", "天"),
        ("ฉันไป", "กิ"),
        ("ฉันไปกิ", "น"),
        ("猫", "が"),
        ("猫が好", "き"),
        ("我用 ", "Python"),
        ("我用 Py", "Python"),
        ("我用 Python ", "写"),
    ],
)
def test_the_next_character_comes_at_once(predictor, before, best):
    assert texts(predictor, before, 1, phrases=False) == [best]


def test_right_behind_a_character_come_characters_alone(predictor):
    assert not {"Python", "tea", "The"} & set(texts(predictor, "我用", 20))
    assert max(each.probability for each in predictor.suggest("我用", 3)) < 0.1, "a space comes there"
    assert texts(predictor, "我每天在北京工作。", 1, phrases=False) == ["我"]
    assert set("我猫") <= set(texts(predictor, "我每天，", 40))


def test_phrases_of_characters_have_no_spaces(predictor):
    assert "北京工作" in texts(predictor, "我每天在")
    assert "กินข้า" in texts(predictor, "ฉันไป")
    assert "写程序" in texts(predictor, "我用 Python ")
    assert "Python 写程序" in texts(predictor, "我用 ")


def test_a_phrase_leads_on_to_each_of_its_characters(predictor):
    phrase = next(each for each in predictor.suggest("我每天在", 3) if each.is_phrase)
    assert phrase.begins_with(predictor.suggest("我每天在", 1, phrases=False)[0])
    assert phrase.saved == len(phrase.text) - 1


def test_probabilities_are_those_given_that_any_word_follows(predictor):
    found = predictor.suggest("我每天在", 1, phrases=False)[0]
    assert found.probability == pytest.approx(
        predictor.suggest("我每天在 ", 1, phrases=False)[0].probability, rel=1e-6
    )


def test_without_such_characters_there_is_nothing_to_suggest(tmp_path):
    (tmp_path / "a.md").write_text("I saw the sea. I saw the boat.")
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        train(profile, [tmp_path / "a.md"], TrainingOptions(base=False))
    with Predictor.open(home=tmp_path / "home", stored=False) as opened:
        assert opened.suggest("I saw 日", 3) == []


def test_words_between_spaces_stay_apart_in_a_model_of_those(tmp_path):
    (tmp_path / "a.txt").write_text("我 用 程 序\n" * 5)
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        train(profile, [tmp_path / "a.txt"], TrainingOptions(base=False, tokens="whitespace"))
    with Predictor.open(home=tmp_path / "home", stored=False) as opened:
        assert "用 程 序" in texts(opened, "我 ")


def test_they_are_found_among_all_words_as_these_grow():
    vocabulary = Vocabulary.build(["tea", "猫", "が", "zoo", "ελα", "한국"], ["<unk>"])
    unspaced = Unspaced(vocabulary)
    assert {vocabulary.words[each] for each in unspaced.ids()} == {"猫", "が"}
    for word in ("北", "new", "กิ", "。"):
        vocabulary.add(word)
    found = unspaced.ids().tolist()
    assert found == sorted(found)
    assert {vocabulary.words[each] for each in found} == {"猫", "が", "北", "กิ"}
