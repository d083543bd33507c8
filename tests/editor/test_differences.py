"""Diffs of texts, checked against what they have to give back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.editor import differences
from typeahead.editor.differences import Kind, compare

texts = st.lists(st.sampled_from(["", "a", "b", "one two three four", "one 2 three four"])).map("\n".join)


@given(old=texts, new=texts)
def test_removed_and_added_lines_are_all_that_differs(old: str, new: str) -> None:
    rows = compare(old, new)
    assert bool(rows) == (old != new)
    before, after = differences._lines(old), differences._lines(new)
    gone = [row.line for row in rows if row.kind is Kind.REMOVED]
    come = [row.line for row in rows if row.kind is Kind.ADDED]
    assert len(before) - len(gone) == len(after) - len(come)
    for rows_of, lines in ((Kind.REMOVED, before), (Kind.ADDED, after)):
        shown = iter(lines)
        wanted = [row.line for row in rows if row.kind in (rows_of, Kind.SAME)]
        assert all(line in shown for line in wanted), "in the order in which they stand"


def test_rows_have_signs_places_and_three_lines_around() -> None:
    old = "\n".join(map(str, range(1, 31)))
    new = old.replace("\n10\n", "\nten\n").replace("\n30", "\n30\n31")
    assert [row.text for row in compare(old, new)] == [
        *("… line 7 …", "  7", "  8", "  9", "- 10", "+ ten", "  11", "  12", "  13"),
        *("… line 28 …", "  28", "  29", "  30", "+ 31"),
    ]


def test_changes_close_to_each_other_are_shown_together() -> None:
    rows = compare("a\n1\n2\n3\n4\n5\n6\nb", "A\n1\n2\n3\n4\n5\n6\nB")
    assert [row.kind for row in rows].count(Kind.PLACE) == 1
    assert len(rows) == 1 + 2 + 6 + 2


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("The cat sat here.", "The dog sat here.", ("cat", "dog")),
        ("The cat sat here.", "The cat sat down here.", ("", "down ")),
        ("The cat sat here.", "Nothing is the same.", ("", "")),
    ],
)
def test_the_words_that_differ_are_marked(old: str, new: str, marked: tuple[str, str]) -> None:
    _, removed, added = compare(old, new)
    assert (removed.line[removed.start : removed.end], added.line[added.start : added.end]) == marked


def test_long_texts_are_not_compared_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "_MOST_LINES", 3)
    rows = compare("same\n1\n2\n3\n4\nsame", "same\n1\n2\nx\n3\n4\ny\nsame")
    assert [row.line for row in rows if row.kind is Kind.ADDED] == ["x", "3", "4", "y"]
    assert [row.line for row in rows if row.kind is Kind.SAME] == ["same", "1", "2", "same"]
