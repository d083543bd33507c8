"""What stands beside a surprising word as expected instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault import trained
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.surprising import parts, surprise
from typeahead.profile.generation import Generation
from typeahead.text.words import is_word

TEXT = "My password: hunter2, it is. Yes! Yes! Oh no, yes! They opened their books, their windows.\n\n"


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "note.md").write_text(TEXT * 5)
    profile, _ = trained(tmp_path / "home", tmp_path / "notes")
    with profile:
        return profile.generation()


def test_only_words_are_alternatives(generation: Generation) -> None:
    vocabulary = generation.vocabulary
    generation.model.learn(generation.encoder.stream([["quokka", "¶", "§"]] * 20, vocabulary.add))
    found = surprise(NgramEngine(generation), TEXT + "Yes. My password: x. quokka quokka quokka")
    shown = {each.text for word in found for each in word.alternatives}
    assert {"their", "yes"} <= shown
    assert all(map(is_word, shown))
    assert all(len(word.alternatives) == 3 for word in found)


def test_what_is_hidden_is_no_alternative(generation: Generation) -> None:
    number = generation.vocabulary.id_of("books")
    assert "books" in expected(generation, frozenset())
    assert "books" not in expected(generation, {number})
    assert "books" not in {
        each.text
        for part in parts(NgramEngine(generation), "opened their", {number})
        for w in part
        for each in w.alternatives
    }


def expected(generation: Generation, hidden: set[int] | frozenset[int]) -> list[str]:
    """What was expected after "opened their"."""
    return [
        each.text
        for each in surprise(NgramEngine(generation), "They opened their umbrella", hidden)[-1].alternatives
    ]
