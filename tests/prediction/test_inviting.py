"""Where a new word may begin."""

from __future__ import annotations

import pytest

from typeahead.prediction.inviting import invites, is_behind_unspaced


@pytest.mark.parametrize(
    ("before", "is_behind"),
    [
        ("我", True),
        ("see 日", True),
        ("กิ", True),
        ("我，", True),
        ("好。", True),
        ("「", True),
        ("我 ", False),
        ("我\u3000", False),
        ("한", False),
        ("a,", False),
        ("", False),
    ],
)
def test_behind_a_script_without_spaces_no_space_is_waited_for(before, is_behind):
    assert is_behind_unspaced(before) == is_behind
    assert invites(before) or not is_behind


@pytest.mark.parametrize(
    "before",
    [
        "Click [here](",
        "[link](",
        "![alt](images/",
        "[link](my images/",
        "[one](a) and [two](",
        "[link](https://en.example.org/a_(",
        "https:/",
        "see https://",
        "see https://github.com/",
        "see <https://example.org/a/",
        "[x]: https://example.org/",
        "see example.org/",
        "see www.example.org/",
        "in /usr/",
        "in ~/",
        "in ~/notes/",
        "in ../",
        "in ../../",
        "x" * 5_000 + "https://",
    ],
)
def test_no_prose_begins_inside_an_address(before):
    assert not invites(before)


@pytest.mark.parametrize(
    "before",
    [
        "foo (",
        "and/",
        "he/she/",
        "[here](a.md) (",
        "[here](a.md) and/",
        "see (https://example.org/) or/",
        "[link](a\nand/",
        "in docs/",
        "etc./",
        "a / ",
        "/",
        "(",
        "see https://example.org/ ",
        "see [",
    ],
)
def test_behind_one_it_does_and_after_other_slashes(before):
    assert invites(before)


@pytest.mark.parametrize(
    "before",
    [
        "besucht die »",
        "»",
        "Titel\n»",
        "(»",
        "»Ja«, sagt er, »",
        "« très » et »",
        "il est « très\n\nbesucht die »",
        "»Ja« und " * 900 + "»",
        "il est «",
    ],
)
def test_behind_a_guillemet_that_opens(before):
    assert invites(before)


@pytest.mark.parametrize(
    "before", ["« très »", "«très»", "«\u00a0très\u00a0»", "sehr»", "« un « très »", "see it.»"]
)
def test_not_behind_one_that_closes(before):
    assert not invites(before)


@pytest.mark.parametrize("before", ["Han sade ”", "”", "Rubrik\n”", "(”", "”Hej”, sa han, ”"])
def test_behind_a_quote_that_opens_in_swedish(before):
    assert invites(before)


@pytest.mark.parametrize("before", ["“very”", "”hej”", "“Wait—”", "“Yes.”"])
def test_not_behind_it_where_it_closes(before):
    assert not invites(before)
