"""Words with accents, found by how they begin without."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typeahead.models.protocols import RESERVED
from typeahead.text.accented import Accented
from typeahead.text.accents import folds, has_accents
from typeahead.text.forms import is_word
from typeahead.text.vocabulary import Vocabulary

words = st.lists(st.text(alphabet="aAeéÉuüÜsß'-.1", min_size=1, max_size=5), max_size=30)


def expected(words, typed):
    return {
        word
        for word in words
        if is_word(word)
        and has_accents(word.lower())
        and any(fold.startswith(tuple(folds(typed.lower()))) for fold in folds(word.lower()))
    }


@given(words, words, st.text(alphabet="aAeéuüsß", max_size=3))
def test_those_that_begin_as_typed_old_and_new(block, new, typed):
    vocabulary = Vocabulary.build(block, RESERVED)
    accented = Accented(vocabulary)
    accented.learned_beginning_with(typed)
    for word in new:
        vocabulary.add(word)
    known, learned = accented.beginning_with(typed), accented.learned_beginning_with(typed)
    assert known == sorted(known)
    assert learned == sorted(learned)
    assert {vocabulary.words[number] for number in known} == expected(block, typed)
    assert {vocabulary.words[number] for number in learned} == expected(set(new) - set(block), typed)


def test_a_word_is_found_from_the_moment_it_is_learned():
    vocabulary = Vocabulary.build(["nine", "niña"], RESERVED)
    accented = Accented(vocabulary)
    assert [vocabulary.words[number] for number in accented.beginning_with("nin")] == ["niña"]
    assert accented.learned_beginning_with("nin") == []
    number = vocabulary.add("niños")
    assert accented.learned_beginning_with("nin") == [number]


def test_words_without_accents_are_not_even_folded(monkeypatch):
    vocabulary = Vocabulary.build([f"word{number}" for number in range(1000)] + ["naïve"], RESERVED)
    asked = []
    monkeypatch.setattr(
        "typeahead.text.accented.has_accents", lambda word: asked.append(word) or has_accents(word)
    )
    Accented(vocabulary).beginning_with("naiv")
    assert asked == ["naïve"]
