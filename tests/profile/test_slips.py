"""Slips of the notes: met in one place, near a word that is written often, and never offered back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from string import ascii_lowercase
from unicodedata import name

import numpy as np
import pytest

from tests.vault import trained
from typeahead.models.protocols import UNK
from typeahead.prediction.predictor import Predictor
from typeahead.profile.base import shared_base
from typeahead.profile.english import MISSPELLINGS
from typeahead.profile.slips import Slips

SCRIPTS = {"LATIN", "CYRILLIC", "GREEK"}
NAMES = [f"{letter}{vowel}b" for letter in "bdfgklmnp" for vowel in "aeo"]
NOTE = (
    "The langauge is old. We recieved the letter. The zyxommas fly, and quokkery is an art.\n\n"
    "Some zyxomas were seen, and a Langauge too. He wrote langauges twice, and langauges again.\n\n"
)


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Predictor]:
    folder = tmp_path_factory.mktemp("slips")
    (folder / "notes.md").write_text(
        NOTE + "".join(f"The {name} zyxommas.\n\n" for name in NAMES), encoding="utf-8"
    )
    profile, _ = trained(folder / "home", folder)
    profile.close()
    with Predictor.open(home=folder / "home", stored=False) as opened:
        yield opened


def suggested(predictor: Predictor, before: str) -> list[str]:
    return [each.text for each in predictor.suggest(before, 20, phrases=False)]


@pytest.mark.parametrize("slip", ["langauge", "recieved", "zyxomas", "receivved", "recived", "zyxommmas"])
def test_what_is_a_slip_away_from_a_usual_word_is_one(writer: Predictor, slip: str) -> None:
    assert Slips(writer.generation).has(slip)


@pytest.mark.parametrize(
    "word",
    [
        "received",
        "quokkery",
        "zyxommas",
        "Langauge",
        "teh",
        "receivers",
        "zyxomma",
        "zyxommasy",
        "2received",
        "größer",
    ],
)
def test_other_words_are_none(writer: Predictor, word: str) -> None:
    assert not Slips(writer.generation).has(word)


def test_a_slip_is_not_suggested_and_what_was_meant_is(writer: Predictor) -> None:
    assert "langauge" not in suggested(writer, "The langau")
    assert "recieved" not in suggested(writer, "We recie")
    (meant,) = writer.suggest("We recieve", 3)
    assert (meant.text, meant.source) == ("received", "spelling")
    assert "quokkery" in suggested(writer, "and quokke")
    assert "langauges" in suggested(writer, "He wrote langau"), "it stands in two places"


def test_until_it_is_written_elsewhere(writer: Predictor) -> None:
    with writer.copy() as predictor:
        assert "langauge" not in suggested(predictor, "The langau")
        predictor.learn("A langauge is called so on purpose.\n\n")
        assert "langauge" in suggested(predictor, "The langau")


@pytest.mark.parametrize(
    ("before", "slip"), [("I had", "hadndle"), ("the enviro", "enviroment"), ("in a seper", "seperate")]
)
def test_slips_in_the_texts_of_the_base_are_not_suggested(
    writer: Predictor, tmp_path: Path, before: str, slip: str
) -> None:
    with Predictor.open(home=tmp_path, stored=False) as untrained:
        for predictor in (writer, untrained):
            assert predictor.generation.vocabulary.forms_of(slip)
            assert slip not in suggested(predictor, before)


@pytest.mark.parametrize(
    ("before", "meant"), [("in the enviroment", "environment"), ("It is usally", "usually")]
)
def test_what_they_were_meant_to_be_is_offered(tmp_path: Path, before: str, meant: str) -> None:
    with Predictor.open(home=tmp_path, stored=False) as predictor:
        assert meant in {each.text for each in predictor.suggest(before, 3) if each.replaces}


def test_a_name_that_the_base_has_with_a_letter_of_another_script_is_not_offered(tmp_path: Path) -> None:
    with Predictor.open(home=tmp_path, stored=False) as predictor:
        for before in ("listening to Bj", "listening to Björ", "I like the Björk"):
            assert "Bj\u04e7rk" not in suggested(predictor, before)
        vocabulary = predictor.generation.vocabulary
        assert not [word for word in vocabulary.words if is_mixed(word) and not is_listed(word)]


def test_a_slip_of_the_base_that_a_person_writes_is_theirs(tmp_path: Path) -> None:
    with Predictor.open(home=tmp_path, stored=False) as predictor:
        predictor.learn("The millenials are here. Some millenials were there. Our millenials stay. ")
        assert "millenials" in suggested(predictor, "the millen")


def test_those_listed_are_words_of_the_base() -> None:
    vocabulary = shared_base().vocabulary
    listed = MISSPELLINGS.read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed))
    assert all(vocabulary.id_of(word, UNK) != UNK for word in listed)


def is_mixed(word: str) -> bool:
    """Whether it has letters of more than one script."""
    return len({name(letter).split()[0] for letter in word if letter.isalpha()} & SCRIPTS) > 1


def is_listed(word: str) -> bool:
    return word in MISSPELLINGS.read_text(encoding="utf-8").split()


def one_slip_away(word: str) -> set[str]:
    """What was meant if letters were swapped, or one too many or too few was typed, a word's ends left alone."""
    found, last = set(), len(word) - 1
    for at in range(1, last):
        found |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at + 1 :]}
    for at in range(1, last + 1):
        found |= {word[:at] + letter + word[at:] for letter in ascii_lowercase}
    return found - {word}


def test_as_when_all_words_one_slip_away_are_looked_up(writer: Predictor) -> None:
    base, notes = shared_base(), writer.generation
    usual: set[str] = set()
    for words, counts, often in (
        (base.vocabulary.words, base.model.counts.unigrams, 150),
        (notes.vocabulary.words, notes.model.counts.unigrams, 20),
    ):
        usual |= {words[number] for number in np.flatnonzero(counts >= often).tolist()}

    def is_expected(word: str) -> bool:
        is_plain = len(word) >= 6 and word.isascii() and word.isalpha() and word.islower()
        is_known = word in base.vocabulary or word.capitalize() in base.vocabulary
        return is_plain and not is_known and not usual.isdisjoint(one_slip_away(word))

    random = Random(1)
    asked = set(random.sample(notes.vocabulary.words, 300))
    for word in ["received", "language", "zyxommas", *random.sample(sorted(usual), 60)]:
        nearby = sorted(one_slip_away(word.lower()))
        asked |= set(random.sample(nearby, min(len(nearby), 40)))
    slips = Slips(notes)
    found = {word for word in asked if slips.has(word)}
    assert len(found) > 500
    assert found == {word for word in asked if is_expected(word)}
