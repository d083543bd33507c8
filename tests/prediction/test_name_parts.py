"""Words of names: of file names, identifiers and tags that were written before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prediction.offers import offered, texts
from tests.vault import trained
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import train

NOTES = (
    "The setup is in pyproject.toml as usual. We changed pyproject.toml again, and pyproject.lock too.\n\n"
    "The column created_at is old, qualor_id too. The pythons are pretty. Read @sorensen about it, and #gardening.\n\n"
    "We found it in .quietrc today. We went to the garden and the library.\n"
)


@pytest.fixture(scope="module")
def named_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("named")
    (folder / "notes.md").write_text(NOTES, encoding="utf-8")
    profile, _ = trained(folder / "home", folder)
    profile.close()
    return folder / "home"


@pytest.fixture
def named(named_home: Path) -> Iterator[Predictor]:
    with Predictor.open(home=named_home, stored=False) as opened:
        yield opened


def test_the_first_word_of_a_name_is_completed(named):
    found = offered(named, "We changed the pyproje")
    assert (found[0].text, found[0].completion, found[0].source) == ("pyproject", "ct", "name")


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("See pyproject.t", "toml"),
        ("See pyproject.l", "lock"),
        ("The created_a", "at"),
        ("Ask @so", "sorensen"),
        ("It is #gar", "gardening"),
        ("Look at .qu", "quietrc"),
        ("(see pyproject.t", "toml"),
    ],
)
def test_so_are_the_words_after_its_marks(named, before, word):
    found = offered(named, before)
    assert found[0].text == word
    assert before.endswith(word[: len(word) - len(found[0].completion)])


def test_right_behind_a_mark_only_names_go_on(named):
    assert [(each.text, each.completion, each.source) for each in offered(named, "See pyproject.")] == [
        ("toml", "toml", "name"),
        ("lock", "lock", "name"),
    ]
    assert texts(offered(named, "The created_")) == ["at"]
    for before in ("It is #", "Ask @", "We wrote it.", "The column.", "The garden_", "```\nx = pyproject."):
        assert offered(named, before) == []


def test_where_a_word_ends_a_sentence_its_names_are_less_likely(named):
    named.learn(3 * "We saw quokka.toml and went.\n\n")
    (alone,) = offered(named, "We saw quokka.")
    named.learn(9 * "We saw quokka.\n\n")
    (beside,) = offered(named, "We saw quokka.")
    assert alone.text == beside.text == "toml"
    assert 0.0 < beside.probability < 0.5 < alone.probability <= 1.0


def test_as_many_as_are_wanted_but_for_those_excluded(named):
    assert texts(named.suggest("See pyproject.", 1)) == ["toml"]
    assert texts(named.suggest("See pyproject.", 3, exclude=["toml"])) == ["lock"]


def test_no_name_is_suggested_whole(named):
    for before in ("We changed ", "We changed p", "We changed pypr", "See pyproject.t", "The crea"):
        for each in offered(named, before, 20):
            assert not set("._@#") & set(each.text)


def test_a_name_is_begun_as_it_is_written(named):
    assert "pyproject" not in texts(offered(named, "We changed Pyproj"))
    assert "Pyproject" not in texts(offered(named, "Pyproj"))


def test_of_few_letters_names_are_not_told(named):
    assert "pyproject" not in texts(offered(named, "We changed the py", 50))
    assert "pyproject" in texts(offered(named, "We changed the pyp"))  # written twice
    assert "qualor" not in texts(offered(named, "The qua", 500))  # once
    assert "qualor" in texts(offered(named, "The qual", 500))


def test_probabilities_are_given_what_is_typed(named):
    for before in ("We changed the pyp", "See pyproject.t", "The crea", "Ask @so", "in the pret"):
        found = offered(named, before, 30)
        assert all(0.0 < each.probability <= 1.0 for each in found)
        assert sum(each.probability for each in found) <= 1.0 + 1e-9


def test_likelier_names_make_likelier_words(named):
    (toml,) = [each for each in offered(named, "See pyproject.t") if each.text == "toml"]
    (lock,) = [each for each in offered(named, "See pyproject.l") if each.text == "lock"]
    assert min(toml.probability, lock.probability) > 0.9
    named.learn("We saw pyproject.temp here.\n\nWe saw pyproject.temp here.\n\n")
    found = texts(offered(named, "See pyproject.t"))
    assert set(found[:2]) == {"toml", "temp"}
    assert texts(offered(named, "We saw pyproject.t"))[0] == "temp"


def test_a_word_that_is_one_by_itself_counts_for_both(named):
    before = {each.text: each for each in offered(named, "The gard", 10)}
    named.learn(4 * "The garden is green.\n\n" + 2 * "They keep garden.toml here.\n\n")
    after = {each.text: each for each in offered(named, "The gard", 10)}
    assert before["garden"].source != "name"
    assert after["garden"].source != "name"  # mostly the word
    keep = {each.text: each for each in offered(named, "They keep gard", 10)}
    assert keep["garden"].source == "name"  # mostly the name
    assert sum(each.probability for each in keep.values()) <= 1.0 + 1e-9


def test_a_new_name_comes_back_only_once_it_was_typed_twice(named):
    named.learn("The file wombatting.yaml is new.\n\n")
    assert "wombatting" not in texts(offered(named, "The file womb"))
    named.learn("The file wombatting.yaml is new.\n\n")
    assert offered(named, "The file womb")[0].text == "wombatting"
    assert offered(named, "The file wombatting.y")[0].text == "yaml"


def test_that_is_so_after_a_restart_too(named_home, tmp_path):
    home = shutil.copytree(named_home, tmp_path / "home")
    with Predictor.open(home=home) as predictor:
        predictor.learn("The file wombatting.yaml is new.\n\n")
    with Predictor.open(home=home) as predictor:
        assert "wombatting" not in texts(offered(predictor, "The file womb"))
        predictor.learn("The file wombatting.yaml is new.\n\n")
        assert "wombatting" in texts(offered(predictor, "The file womb"))
    with Predictor.open(home=home) as predictor:
        assert "wombatting" in texts(offered(predictor, "The file womb"))


def test_what_is_refused_or_forgotten_is_offered_as_no_part_either(named_home, tmp_path):
    home = shutil.copytree(named_home, tmp_path / "home")
    with Predictor.open(home=home) as predictor:
        predictor.never("toml")
        assert "toml" not in texts(offered(predictor, "See pyproject.t"))
        assert texts(offered(predictor, "See pyproject.")) == ["lock"]
        predictor.allow("toml")
        assert "toml" in texts(offered(predictor, "See pyproject.t"))
        predictor.never("pyproject", after="changed")
        assert "pyproject" not in texts(offered(predictor, "We changed pyproj"))
        assert "pyproject" in texts(offered(predictor, "We like pyproj"))
        predictor.allow("pyproject", after="changed")
        predictor.forget("pyproject")
        assert "pyproject" not in texts(offered(predictor, "We like pyproj"))


def test_what_was_ignored_is_not_repeated(named):
    assert "pyproject" not in texts(offered(named, "We changed pyproj", exclude=("pyproject",)))


def test_a_phrase_does_not_begin_with_a_part(named):
    for before in ("We changed pyproj", "See pyproject.t"):
        found = named.suggest(before, 5)
        assert not [each.text for each in found if each.text.startswith(("pyproject ", "toml "))]


@pytest.mark.parametrize(
    ("before", "word", "name"),
    [
        ("We changed ", "pyproject", "pyproject.toml"),
        ("We changed pyp", "pyproject", "pyproject.toml"),
        ("We changed pyproject.", "toml", "pyproject.toml"),
        ("We changed pyproject.t", "toml", "pyproject.toml"),
        ("We changed the ", "garden", "garden"),
    ],
)
def test_it_is_explained_by_the_name(named, before, word, name):
    found = named.explain(before, word)
    assert found.word == name
    assert found.probability > 0.0


def test_it_is_found_where_the_name_stands(named):
    found = named.places("We changed ", "pyproject")
    assert found.found
    assert all("pyproject.toml" in place.sentence for place in found.found)


def test_a_word_right_after_a_mark_is_no_name_where_none_goes_on_so(named):
    assert "library" in texts(offered(named, "the garden/lib"))
    assert "library" in texts(offered(named, "the garden.lib"))


def test_names_of_the_base_are_nobodys(named):
    vocabulary = named.generation.vocabulary
    known = [vocabulary.words[number] for number in vocabulary.names_beginning_with("#")]
    assert len(known) > 10  # of which one is the notes'
    found = [each for name in known for each in offered(named, f"It is {name[:4]}")]
    assert {each.text for each in found if each.source == "name"} == {"gardening"}


@pytest.mark.parametrize("before", ["The cafe\u0301_mu\u0308n", "The café_mün"])
def test_accents_may_be_written_in_two_ways(named, before):
    for _ in range(2):
        named.learn("The café_münster.toml came.\n\n")
    found = offered(named, before)
    assert (found[0].text, found[0].completion) == ("münster", "ster")


def test_nothing_is_explained_by_no_name(named):
    for before in ("See ", "See pyproject.", "", "@"):
        named.explain(before, "")


def test_a_word_held_back_by_itself_takes_no_name_away(named):
    assert "qualor" in texts(offered(named, "The qual", 50))
    named.learn("A qualor came.\n\n")
    assert "qualor" in texts(offered(named, "The qual", 50))


def test_names_are_counted_as_they_are_written(named_home, tmp_path):
    home = shutil.copytree(named_home, tmp_path / "home")
    with Predictor.open(home=home) as predictor:
        predictor.learn("We like QUALOR_ID today.\n\n")
        assert "QUALOR" not in texts(offered(predictor, "We like QUALO"))
    with Profile.open("default", home) as profile:
        train(profile, [])
    with Predictor.open(home=home) as predictor:
        assert "QUALOR" not in texts(offered(predictor, "We like QUALO"))
        predictor.learn("We like QUALOR_ID today.\n\n")
        assert "QUALOR" in texts(offered(predictor, "We like QUALO"))


def test_what_a_person_wrote_is_not_offensive(named):
    named.learn("It is in shit_list.txt now.\n\nWe lost shit_list.txt again.\n\n")
    assert texts(offered(named, "It is in shit_l"))[0] == "list"
    assert texts(offered(named, "It is in shi"))[0] == "shit"


def test_of_a_refused_word_the_names_other_words_stay(named_home, tmp_path):
    home = shutil.copytree(named_home, tmp_path / "home")
    with Predictor.open(home=home) as predictor:
        predictor.never("toml")
        assert "pyproject" in texts(offered(predictor, "We like pyproj"))
        predictor.never("pyproject.toml")
        predictor.never("pyproject.lock")
        assert "pyproject" not in texts(offered(predictor, "We like pyproj"))


def test_a_forgotten_name_of_the_base_is_not_told(named_home, tmp_path):
    home = shutil.copytree(named_home, tmp_path / "home")
    with Predictor.open(home=home) as predictor:
        predictor.forget("#AskFAFSA")
        assert not [each for each in offered(predictor, "It is #AskF") if each.source == "name"]
