"""Tab and Shift+Tab in lists. A `|` is the cursor."""

from __future__ import annotations

import pytest

from tests.text.markdown.test_enter import applied
from typeahead.text.markdown import nesting


def moved(text: str, *, out: bool = False) -> str | None:
    lines = text.replace("|", "").split("\n")
    row = next(at for at, line in enumerate(text.split("\n")) if "|" in line)
    column = text.split("\n")[row].index("|")
    item = nesting.item_at(lines, (row, column))
    assert item is not None
    change = (nesting.unnest if out else nesting.nest)(lines, item, column)
    return None if change is None else applied(lines, change)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a\n- |b", "- a\n  - |b"),
        ("- a\n|- b", "- a\n  |- b"),
        ("- a\n- |", "- a\n  - |"),
        ("1. a\n2. |b", "1. a\n   1. |b"),
        ("10. a\n11. |b", "10. a\n    1. |b"),
        ("1. a\n2. |b\n3. c\n4. d", "1. a\n   1. |b\n2. c\n3. d"),
        ("1. a\n   1. x\n2. |b\n3. c", "1. a\n   1. x\n   2. |b\n2. c"),
        ("- [ ] a\n- [ ] |b", "- [ ] a\n  - [ ] |b"),
        ("- a\n- |b\n  - c\n\n  more\n- d", "- a\n  - |b\n    - c\n\n    more\n- d"),
        ("- a\n  - x\n- |b", "- a\n  - x\n  - |b"),
        ("> - a\n> - |b", "> - a\n>   - |b"),
        ("- a\n\n- |b", "- a\n\n  - |b"),
    ],
)
def test_nest(before: str, after: str) -> None:
    assert moved(before) == after


@pytest.mark.parametrize(
    "text", ["- |a", "text\n\n- |a", "- a\n  - |b", "- a\n\ntext\n\n- |b", "> - a\n- |b"]
)
def test_what_has_nothing_above_to_be_nested_in_stays(text: str) -> None:
    assert moved(text) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a\n  - |b", "- a\n- |b"),
        ("- a\n  - b\n    - |c", "- a\n  - b\n  - |c"),
        ("- a\n  - |b\n    - c\n- d", "- a\n- |b\n  - c\n- d"),
        ("1. a\n   1. |b\n2. c", "1. a\n2. |b\n3. c"),
        ("1. a\n   - |b\n2. c", "1. a\n- |b\n2. c"),
        ("  - |a", "- |a"),
        ("\t- |a", "- |a"),
        ("> - a\n>   - |b", "> - a\n> - |b"),
    ],
)
def test_unnest(before: str, after: str) -> None:
    assert moved(before, out=True) == after


def test_what_is_not_nested_stays() -> None:
    assert moved("- |a", out=True) is None


@pytest.mark.parametrize("text", ["text", "- a|b", "> |text", "- - |a", "---"])
def test_elsewhere_it_is_no_items_start(text: str) -> None:
    column = text.index("|") if "|" in text else 0
    assert nesting.item_at([text.replace("|", "")], (0, column)) is None


def test_several_lines_go_as_far_as_the_first_of_them() -> None:
    lines = ["1. a", "2. b", "- c", "text"]
    assert nesting.shift_of(lines, 1, out=False, otherwise=4) == 3
    assert nesting.shift_of(lines, 3, out=False, otherwise=4) == 4
    assert nesting.shift_of(["- a", "  - b"], 1, out=True, otherwise=4) == -2
    assert [nesting.shifted(line, -4) for line in ("  a", "\t  b", "", "> " + "  c")] == [
        "a",
        "  b",
        "",
        "> c",
    ]
    assert [nesting.shifted(line, 2) for line in ("a", "", "> b")] == ["  a", "", ">   b"]
