"""What is open before each line, after any edits, and how little is read for that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.markdown import blocks
from typeahead.text.markdown.states import LineStates

LINES = ["", "text", "```", "> quote", "- item", "  more", "    code", "---", "1. one", "key: value", "~~~"]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12), st.data())
def test_after_edits_as_if_read_anew(lines: list[str], data: st.DataObject) -> None:
    states = LineStates(len(lines), lines.__getitem__)
    for _ in range(4):
        if data.draw(st.booleans()):
            states.before(data.draw(st.integers(0, len(lines) - 1)))
        top = data.draw(st.integers(0, len(lines) - 1))
        bottom = data.draw(st.integers(top, len(lines) - 1))
        new = data.draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=4))
        lines[top : bottom + 1] = new
        states.replaced(top, bottom, top + len(new) - 1)
    fresh = LineStates(len(lines), lines.__getitem__)
    order = data.draw(st.permutations(range(len(lines))))
    assert [states.before(row) for row in order] == [fresh.before(row) for row in order]


def test_no_line_is_read_twice_and_none_below_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    after = blocks.after
    monkeypatch.setattr(blocks, "after", lambda line, state: (read.append(line), after(line, state))[1])
    lines = ["- item", "text", ""] * 50_000
    states = LineStates(len(lines), lines.__getitem__)

    def cost(row: int, line: str, top: int = 10) -> int:
        lines[row] = line
        states.replaced(row, row, row)
        read.clear()
        for visible in range(top, top + 40):
            states.before(visible)
        return len(read)

    states.before(90_000)
    assert len(read) == 90_000
    assert cost(80_000, "- another item", 80_000) == 2, "itself and the next: nothing below has changed by it"
    assert cost(10, "```") == 39, "all below has changed, but no one looks further"
    assert cost(12, "text in code") == 2
    assert cost(10, "```py") == 2
    assert cost(10, "no code") == 39
    read.clear()
    states.before(80_000)
    assert len(read) < 50, "from where it is as it was before, it is known"
