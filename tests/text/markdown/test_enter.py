"""Enter in lists, quotes and code. A `|` is the cursor."""

from __future__ import annotations

import pytest

from typeahead.text.markdown.change import Change
from typeahead.text.markdown.enter import enter
from typeahead.text.markdown.states import LineStates


def after_enter(text: str) -> str | None:
    """The text with its cursor after Enter; None where a new line is all. A selection is between two `|`."""
    lines = text.replace("|", "").split("\n")
    places = []
    for row, line in enumerate(text.split("\n")):
        places += [(row, at - line[:at].count("|")) for at, sign in enumerate(line) if sign == "|"]
    start, end = places[0], places[-1]
    states = LineStates(len(lines), lines.__getitem__)
    change = enter(lines, start, end, states.before(start[0]))
    return None if change is None else applied(lines, change)


def applied(lines: list[str], change: Change) -> str:
    (top, left), (bottom, right) = change.start, change.end
    new = lines[top][:left] + change.text + lines[bottom][right:]
    all_lines = [*lines[:top], *new.split("\n"), *lines[bottom + 1 :]]
    row, column = change.cursor
    all_lines[row] = all_lines[row][:column] + "|" + all_lines[row][column:]
    return "\n".join(all_lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one|", "- one\n- |"),
        ("* one|", "* one\n* |"),
        ("+  one|", "+  one\n+  |"),
        ("  - one|", "  - one\n  - |"),
        ("1. one|", "1. one\n2. |"),
        ("9) one|", "9) one\n10) |"),
        ("- [ ] one|", "- [ ] one\n- [ ] |"),
        ("- [x] one|", "- [x] one\n- [ ] |"),
        ("1. [x] one|", "1. [x] one\n2. [ ] |"),
        ("> one|", "> one\n> |"),
        ("> > one|", "> > one\n> > |"),
        (">one|", ">one\n>|"),
        ("> - one|", "> - one\n> - |"),
        ("> 1. one|", "> 1. one\n> 2. |"),
        ("- > one|", "- > one\n  > |"),
        ("- - one|", "- - one\n  - |"),
        ("- # one|", "- # one\n- |"),
        # in the middle
        ("- one| two", "- one\n- |two"),
        ("- one |two", "- one \n- |two"),
        ("- |one", "- \n- |one"),
        ("- [x] one |two", "- [x] one \n- [ ] |two"),
        ("- one |two three|", "- one \n- |"),
        ("- o|ne\n- tw|o", "- o\n- |o"),
    ],
)
def test_goes_on(before: str, after: str) -> None:
    assert after_enter(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one\n- |", "- one\n|"),
        ("- one\n- [ ] |", "- one\n|"),
        ("- [ ]|", "|"),
        ("1. one\n2. |", "1. one\n|"),
        ("> one\n> |", "> one\n|"),
        ("> > one\n> > |", "> > one\n> |"),
        ("> - one\n> - |", "> - one\n> |"),
        ("- one\n  - two\n  - |", "- one\n  - two\n- |"),
        ("1. one\n   - two\n   - |", "1. one\n   - two\n2. |"),
        ("- [x] one\n  - two\n  - |", "- [x] one\n  - two\n- [ ] |"),
        ("> - one\n>   - two\n>   - |", "> - one\n>   - two\n> - |"),
        ("- - |", "- |"),
        ("text\n\n  - |", "text\n\n|"),
    ],
)
def test_an_empty_item_ends_the_list(before: str, after: str) -> None:
    assert after_enter(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "text|",
        "|- one",
        "-| one",
        "- [|x] one",
        "-one|",
        "---|",
        "* * *|",
        "1985 was|",
        "# Heading|",
        "|",
        "    - code|",
    ],
)
def test_elsewhere_it_is_a_new_line(text: str) -> None:
    assert after_enter(text) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("```\n    x|", "```\n    x\n    |"),
        ("```\n- x|", "```\n- x\n|"),
        ("```\n\t- |", "```\n\t- \n\t|"),
        ("```py|", "```py\n|"),
        ("- ```py|", "- ```py\n  |"),
        ("> ```\n>   x|", "> ```\n>   x\n>   |"),
    ],
)
def test_in_code_it_keeps_the_indent(before: str, after: str) -> None:
    assert after_enter(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("```\n    x\n    |", "```\n    x\n\n    |"),
        ("```\n    x\n    |\n```", "```\n    x\n\n    |\n```"),
        ("> ```\n>   |", "> ```\n> \n>   |"),
        ("```\n    |x", "```\n\n    |x"),
    ],
)
def test_an_indent_that_no_code_was_typed_on_goes(before: str, after: str) -> None:
    assert after_enter(before) == after


def test_behind_code_a_list_is_a_list_again() -> None:
    assert after_enter("```\nx\n```|") is None
    assert after_enter("```\nx\n```\n- a|") == "```\nx\n```\n- a\n- |"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. a|\n2. b\n3. c", "1. a\n2. |\n3. b\n4. c"),
        ("1. a|b\n2. c\n\nend", "1. a\n2. |b\n3. c\n\nend"),
        ("1. a|\n   more\n\n2. b\n   - x\n3. c", "1. a\n2. |\n   more\n\n3. b\n   - x\n4. c"),
        ("1. a|\n1. b", "1. a\n2. |\n1. b"),  # was not counted
        ("1. a\n1. b|", "1. a\n1. b\n1. |"),
        ("1. a\n1. b|\n1. c", "1. a\n1. b\n1. |\n1. c"),
        ("- a\n  0. b\n     c\n\n  0. d|", "- a\n  0. b\n     c\n\n  0. d\n  0. |"),
        ("1. a\n1) b|", "1. a\n1) b\n2) |"),
        ("1. a\n   1. b|", "1. a\n   1. b\n   2. |"),
        ("1. a\n\ntext\n\n1. b|", "1. a\n\ntext\n\n1. b\n2. |"),
        ("1. a|\n3. b", "1. a\n2. |\n3. b"),
        ("1. a|\n2) b", "1. a\n2. |\n2) b"),
        ("1. a|\n\ntext\n\n2. b", "1. a\n2. |\n\ntext\n\n2. b"),
        ("> 1. a|\n> 2. b\n\n3. c", "> 1. a\n> 2. |\n> 3. b\n\n3. c"),
        ("9. a|\n10. b", "9. a\n10. |\n11. b"),
        ("1. a\n   1. b\n   2. |\n2. c", "1. a\n   1. b\n2. |\n3. c"),
    ],
)
def test_numbers_below_follow(before: str, after: str) -> None:
    assert after_enter(before) == after
