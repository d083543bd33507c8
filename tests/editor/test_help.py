"""The page of keys, where a person has taken some away."""

from __future__ import annotations

from typeahead.editor.keyboard.rebinding import Rebinding
from typeahead.editor.screens.help import KEYS, page


def shown(**wanted: tuple[str, ...]) -> list[str]:
    keys = Rebinding()
    keys.use(wanted)
    return [" ".join(line.split()) for line in page(keys.told)]


def test_all_keys_as_they_come() -> None:
    lines = shown()
    assert "Tab take the grey text, or one marked Tab below" in lines
    assert len([line for line in lines if line and "[b]" not in line]) == sum(len(keys) for _, keys in KEYS)


def test_what_no_key_does_is_left_out() -> None:
    lines = shown(take=(), save_as=(), select_all=(), palette=())
    assert "take the grey text, or" not in "\n".join(lines)
    assert not any("save under another name" in line for line in lines)
    assert "Shift and arrows select" in lines, "what it does still"
    assert not any("its name does the same" in line or "for one hand" in line for line in lines)
    assert not any("one marked no key" in line or line.startswith("no key take") for line in lines)
    assert "no key, Shift+Tab at an item's start: nest it, un-nest it" in lines, "one of two is named"
    assert "Right take the grey text at the end of a line" in lines


def test_what_begins_with_no_key_is_left_out() -> None:
    lines = shown(dashboard=())
    assert not any("F5" in line or ", then Z" in line for line in lines)
    assert not any("no key" in line for line in lines)


def test_a_line_that_goes_on_goes_with_the_one_above() -> None:
    assert any("with lines selected" in line for line in shown(take=()))
    assert not any("with lines selected" in line for line in shown(take=(), un_nest_or_go_to_the_panel=()))
