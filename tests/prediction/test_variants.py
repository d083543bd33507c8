"""The ways in which a stored word can be what is being typed."""

from __future__ import annotations

import pytest

from typeahead.prediction.variants import variants


@pytest.mark.parametrize(
    ("prefix", "at_start", "shouting", "begin", "shown"),
    [
        ("", False, False, [""], "of"),
        ("", True, False, [""], "Of"),
        ("", True, True, [""], "OF"),
        ("O", False, False, ["O", "o"], "Of"),
        ("O", False, True, ["O", "o"], "OF"),
        ("OF", False, True, ["OF", "of", "Of"], "OF"),
        ("o", False, False, ["o"], "of"),
    ],
)
def test_a_word_in_small_letters_is_shown_as_the_text_around_it(prefix, at_start, shouting, begin, shown):
    found = variants(prefix, at_start, shouting)
    assert [each.prefix for each in found] == begin
    assert found[min(1, len(found) - 1)].show("of") == shown


def test_after_words_in_capitals_a_word_is_as_likely_as_it_is_in_small_letters():
    assert {each.weight for each in variants("HA", False, True)} == {1.0}
    assert [each.weight for each in variants("HA", False)] == [1.0, 0.1, 0.1]
