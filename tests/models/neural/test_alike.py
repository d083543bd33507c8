"""Words that share affixes and letters."""

from __future__ import annotations

from typeahead.models.neural.alike import Alike, groups_of
from typeahead.models.protocols import RESERVED

WORDS = [*RESERVED, "house", "greenhouse", "greenhouses", "happily", "Happy", "unhappy", "garden", "of"]


def like(word: str, most: int = 3) -> list[str]:
    found, likeness = Alike(WORDS).to(word, most)
    assert (likeness > 0).all()
    assert (likeness[:-1] >= likeness[1:]).all()
    return [WORDS[number] for number in found]


def test_words_with_the_same_affixes_come_first():
    assert like("warehouse", 2) == ["house", "greenhouse"]
    assert set(like("unhappily", 3)) == {"happily", "Happy", "unhappy"}


def test_the_word_itself_in_any_case_is_most_alike():
    found, likeness = Alike(WORDS).to("GREENHOUSE", 3)
    assert WORDS[found[0]] == "greenhouse"
    assert likeness[0] == max(likeness) <= 1.0
    assert likeness[1] < 1.0


def test_what_is_like_nothing_finds_nothing_and_marks_mean_themselves():
    assert like("qqq") == []
    assert like("(.*)") == []
    assert like("<unk>") == []


def test_groups_mark_both_ends():
    assert groups_of("of") == {"^of", "of$", "^of$"}
