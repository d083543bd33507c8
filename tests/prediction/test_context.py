"""Reading the text left of the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.prediction.context import read


@pytest.mark.parametrize(
    ("before", "words", "prefix", "wanted", "at_start"),
    [
        ("", [], "", True, True),
        ("the stu", ["the"], "stu", True, False),
        ("The", [], "The", True, True),
        ("the students ", ["the", "students"], "", True, False),
        ("Done. ", [], "", True, True),
        ("Done.", ["Done", "."], "", False, False),
        ("Dr. Sm", ["Dr", "."], "Sm", True, False),
        ("I don'", ["I"], "don'", True, False),
        ("I don’t", ["I"], "don’t", True, False),
        ("a well-", ["a"], "well-", True, False),
        ("foo,", ["foo", ","], "", False, False),
        ("foo (", ["foo", "("], "", True, False),
        ('He said "', ["He", "said", '"'], "", True, False),
        ('He said "yes"', ["He", "said", '"', "yes", '"'], "", False, False),
        ("and/", ["and/"], "", True, False),
        ("one\ntwo ", ["one", "two"], "", True, False),
        ("one\n\n", [], "", True, True),
        ("# Heading\nte", [], "te", True, True),
        ("- [ ] buy ", ["buy"], "", True, False),
        ("in 20", ["in"], "20", True, False),
    ],
)
def test_what_is_read(before, words, prefix, wanted, at_start):
    found = read(before)
    assert (found.prefix, found.wanted, found.at_start) == (prefix, wanted, at_start)
    if before != "and/":  # how a half-typed path is cut is the tokeniser's business
        assert found.words == words


def test_only_the_last_sentence_matters_however_long_the_text():
    long = "Some words here. " * 50_000
    assert read(long + "the stu") == read("Some words here. the stu")


def test_apostrophes_follow_the_text():
    assert read("It’s fine, I ").curly
    assert not read("It's fine, I ").curly


@given(st.text())
def test_any_text_can_be_read(before):
    found = read(before)
    assert before.endswith(found.prefix)
