"""How lines look, told from a text as a whole."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from typeahead.text.markdown import blocks
from typeahead.text.markdown.blocks import LOOKED_AT
from typeahead.text.markdown.spans import KINDS, spans
from typeahead.text.markdown.states import LineStates

Looks = list[tuple[str, str]]


def looks(text: str, row: int = -1, first: blocks.State = blocks.START) -> Looks:
    """The stretches of a line (the last, unless told) and what they are, but for the signs beside them."""
    return [each for each in everything(text, row, first) if each[1] != "mark"]


def everything(text: str, row: int = -1, first: blocks.State = blocks.START) -> Looks:
    lines = text.split("\n")
    row %= len(lines)
    states = LineStates(len(lines), lines.__getitem__, first)
    below = lines[row + 1] if row + 1 < len(lines) else ""
    return [(lines[row][a:b], kind) for a, b, kind in spans(lines[row], states.before(row), below)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("plain words, 2 * 3 * 4 and a_b_c", []),
        ("*a* _b_", [("a", "emphasis"), ("b", "emphasis")]),
        ("**a *b* c**", [("b", "emphasis"), ("a *b* c", "strong")]),
        ("***both***", [("both", "strong"), ("**both**", "emphasis")]),
        ("~~gone~~ ~one~", [("gone", "strike")]),
        ("`a *b*` ``c ` d``", [("`a *b*`", "code"), ("``c ` d``", "code")]),
        ("`open *b*", [("b", "emphasis")]),
        (r"\*no\* *yes*", [("yes", "emphasis")]),
        ("*open", []),
        ("[a *b*](x_(y)) c", [("b", "emphasis"), ("a *b*", "link")]),
        ("![pic](a.png)", [("pic", "link")]),
        ("[[Page|name]] [^1] [x] [a][b]", [("Page|name", "link"), ("^1", "link"), ("a", "link")]),
        ("see https://a.b/c_d_e.", [("https://a.b/c_d_e", "link")]),
        ("<https://a.b>", [("https://a.b", "link")]),
        ("# One *two* #", [("# One *two* #", "heading"), ("two", "emphasis")]),
        ("#tag", []),
        ("- item", [("- ", "bullet")]),
        ("12) item", [("12) ", "bullet")]),
        ("* [ ] to do", [("* ", "bullet"), ("[ ]", "bullet")]),
        ("+ [x] done", [("+ ", "bullet"), ("[x]", "bullet"), ("done", "done")]),
        ("> said", [("said", "quote"), ("> ", "bullet")]),
        ("> - a", [("- a", "quote"), ("> ", "bullet"), ("- ", "bullet")]),
        ("    code", [("    code", "code")]),
        ("-not an item", []),
    ],
)
def test_a_line(line: str, expected: Looks) -> None:
    assert looks(line) == expected


@pytest.mark.parametrize("rule", ["---", "* * *", "___", "  - - -"])
def test_a_rule_is_no_list(rule: str) -> None:
    assert everything(f"text\n\n{rule}") == [(rule.strip(), "mark")]


def test_a_fence_until_its_end() -> None:
    text = "```py\n# no *heading*\n~~~\n````\n# heading"
    assert [looks(text, row) for row in range(5)] == [
        [],
        [("# no *heading*", "code")],
        [("~~~", "code")],
        [],
        [("# heading", "heading")],
    ]


def test_a_fence_ends_with_the_quote_or_the_item_it_is_in() -> None:
    assert looks("> ```\n> x") == [("x", "quote"), ("> ", "bullet"), ("x", "code")]
    assert looks("> ```\n> x\n*y*") == [("y", "emphasis")]
    assert looks("- ```\n  x\n\n  y") == [("  y", "code")]
    assert looks("- ```\n  x\n*y*") == [("y", "emphasis")]
    assert looks("`` ` ``` not a fence\n*y*") == [("y", "emphasis")]


def test_front_matter_only_at_the_very_start_and_only_if_it_looks_like_it() -> None:
    assert everything("---\ntitle: *x*\n---", 1) == [("title: *x*", "mark")]
    assert looks("---\ntitle: x\n---\n*y*") == [("y", "emphasis")]
    assert looks("---\n*Prose* begins") == [("Prose", "emphasis")]
    assert everything('+++\na = "*b*"\n+++\n*y*', 1) == [('a = "*b*"', "mark")]
    assert looks("\n---\ntitle: *x*") == [("x", "emphasis")]


def test_the_line_below_makes_a_heading() -> None:
    assert looks("Title\n=====", 0) == [("Title", "heading")]
    assert everything("Title\n---", 1) == [("---", "mark")]
    assert looks("Title\n-", 0) == [], "a list begins there"
    assert looks("- Title\n---", 0) == [("- ", "bullet")]


def test_indented_code_is_no_paragraph_or_list_that_goes_on() -> None:
    assert looks("text\n    *more*") == [("more", "emphasis")]
    assert looks("- a\n    - *b*") == [("- ", "bullet"), ("b", "emphasis")]
    assert looks("- a\n\n  *more*") == [("more", "emphasis")]
    assert looks("- a\n\n      *code*") == [("      *code*", "code")]
    assert looks("- a\n\ntext\n\n    *code*") == [("    *code*", "code")]


def test_a_number_within_a_paragraph_is_no_item() -> None:
    assert looks("It was in\n84. *Yes*") == [("Yes", "emphasis")]
    assert looks("1. a\n2. b") == [("2. ", "bullet")]


def test_a_commit_message() -> None:
    text = "Mend *it*\n\n- a\n# On branch *x*\n# ---- >8 ----\ndiff *y*"
    assert looks(text, 0, blocks.COMMIT) == [("Mend *it*", "heading"), ("it", "emphasis")]
    assert looks(text, 2, blocks.COMMIT) == [("- ", "bullet")]
    assert looks("Mend\n- [x] a", 1, blocks.COMMIT) == [("- ", "bullet"), ("[x]", "bullet"), ("a", "done")]
    assert everything(text, 3, blocks.COMMIT) == [("# On branch *x*", "mark")]
    assert everything(text, 5, blocks.COMMIT) == [("diff *y*", "mark")]


def test_an_endless_line_is_data() -> None:
    assert spans("*a* " * LOOKED_AT, blocks.START) == ()
    assert looks("x" * (LOOKED_AT + 1) + "\n*a*") == [("a", "emphasis")]


@example("\\``")  # an escaped tick cuts a run short
@given(
    st.lists(st.text("a1 \t#>*_-+=~`[](){}<!.:\\|x", max_size=16), min_size=1, max_size=6).map("\n".join),
)
def test_every_stretch_is_in_its_line(text: str) -> None:
    for row, line in enumerate(text.split("\n")):
        lines = text.split("\n")
        states = LineStates(len(lines), lines.__getitem__)
        for start, end, kind in spans(line, states.before(row), "".join(lines[row + 1 : row + 2])):
            assert 0 <= start <= end <= len(line)
            assert kind in KINDS
