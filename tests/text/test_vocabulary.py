"""Words and ids: prefixes are ranges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typeahead.models.protocols import RESERVED
from typeahead.text.forms import is_name, is_word
from typeahead.text.vocabulary import Vocabulary

words = st.lists(st.text(alphabet="aAbBéß'-.z1", min_size=1, max_size=6), max_size=30)


@given(words, st.text(alphabet="aAbBéßz1", max_size=3))
def test_a_prefix_is_a_range_of_ids(block, prefix):
    vocabulary = Vocabulary.build(block, RESERVED)
    among = vocabulary.beginning_with(prefix)
    inside = {vocabulary.words[number] for number in among}
    folded = prefix.casefold()
    assert inside == {word for word in block if is_word(word) and word.casefold().startswith(folded)}


@given(words, words)
def test_ids_and_words_agree_and_new_words_come_after(block, new):
    vocabulary = Vocabulary.build(block, RESERVED)
    size = len(vocabulary)
    numbers = [vocabulary.add(word) for word in new]
    for word, number in zip(new, numbers, strict=True):
        assert vocabulary.words[number] == word
        assert (number < size) == (word in block)
    learned = {vocabulary.words[number] for number in vocabulary.learned_beginning_with("")}
    assert learned == {word for word in new if word not in block and is_word(word)}


@given(words, words, words)
def test_known_words_are_sorted_in_as_if_they_were_not_sorted(block, known, many):
    known = Vocabulary.build(known, RESERVED).words[len(RESERVED) :]
    for new in (block, [f"{word}{number}" for word in many for number in range(3)]):
        found, expected = Vocabulary.build(new, RESERVED, known), Vocabulary.build([*new, *known], RESERVED)
        assert found.words == expected.words
        assert found.first_suggested == expected.first_suggested


@given(words, words, words)
def test_a_copy_is_as_the_block_was_and_grows_by_itself(block, new, other):
    grown, same = Vocabulary.build(block, RESERVED), Vocabulary.build(block, RESERVED)
    for word in [*new, "<unk>"]:
        grown.add(word)
    before = list(grown.words), dict(grown.ids)
    copy = grown.copy()
    assert (copy.words, copy.ids, copy.sorted_size) == (same.words, same.ids, same.sorted_size)
    for word in other:
        assert copy.add(word) == same.add(word)
    for typed in "aA":
        assert copy.learned_beginning_with(typed) == same.learned_beginning_with(typed)
        assert copy.names_beginning_with(typed) == same.names_beginning_with(typed)
    assert before == (grown.words, grown.ids)


def test_hardly_any_of_known_words_is_looked_at():
    class Counted(str):
        looks = 0

        def casefold(self) -> str:
            Counted.looks += 1
            return str.casefold(self)

    known = [Counted(f"w{number:05}") for number in range(10_000)]
    Vocabulary.build(["w00100x", "w05000x", "zebra"], RESERVED, known)
    assert Counted.looks < 100


def test_a_word_spelled_like_a_reserved_one_is_another_word():
    vocabulary = Vocabulary.build(["<unk>", "</s>", "x"], RESERVED)
    assert vocabulary.id_of("<unk>") >= len(RESERVED)
    assert vocabulary.id_of("<s>") == 0
    assert vocabulary.id_of("nowhere") == 0


def test_capitals_are_found_in_a_range():
    vocabulary = Vocabulary.build(["stop", "Stuart", "STOP", "sun"], RESERVED)
    found = vocabulary.capitals(vocabulary.beginning_with("st"))
    assert {vocabulary.words[number] for number in found} == {"Stuart", "STOP"}


@given(words, words, st.text(alphabet="aAbB.1", min_size=1, max_size=3))
def test_names_are_found_by_how_they_begin_old_and_new(block, new, begun):
    vocabulary = Vocabulary.build(block, RESERVED)
    for word in new:
        vocabulary.add(word)
    found = vocabulary.names_beginning_with(begun)
    assert found == sorted(found)
    expected = {word for word in [*block, *new] if is_name(word) and word.startswith(begun)}
    assert {vocabulary.words[number] for number in found} == expected


@given(
    st.lists(
        st.sampled_from(["a", "A", "ab", "aB", "AB", "b", "ß", "ss", "SS", "ı", "I", "i", "İ"]), unique=True
    ),
    st.lists(st.sampled_from(["Ab", "a", "Ss", "SS", "ab", "C", "c", "I"]), unique=True),
)
def test_forms_of_a_word_are_all_that_differ_by_case(block, new):
    vocabulary = Vocabulary.build(block, RESERVED)
    for word in new:
        vocabulary.add(word)
    for folded in {word.casefold() for word in [*block, *new, "none"]}:
        expected = [
            number
            for number in range(vocabulary.first_suggested, len(vocabulary))
            if vocabulary.words[number].casefold() == folded
        ]
        assert sorted(vocabulary.forms_of(folded)) == expected
        for one in range(len(vocabulary)):
            assert vocabulary.forms_of(folded, one) == vocabulary.forms_of(folded)
