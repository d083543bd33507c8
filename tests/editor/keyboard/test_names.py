"""Keys as people write them."""

from __future__ import annotations

import pytest

from typeahead.editor.keyboard.names import is_letter, parse, shown
from typeahead.errors import SettingInvalid


@pytest.mark.parametrize(
    ("written", "key", "as_shown"),
    [
        ("Ctrl+S", "ctrl+s", "Ctrl+S"),
        ("ctrl-s", "ctrl+s", "Ctrl+S"),
        ("shift+ctrl+f6", "ctrl+shift+f6", "Ctrl+Shift+F6"),
        ("ctrl+space", "ctrl+@", "Ctrl+Space"),
        ("Esc", "escape", "Esc"),
        ("Page Up", "pageup", "Page Up"),
        ("ctrl+i", "tab", "Tab"),
        ("alt+1", "alt+1", "Alt+1"),
        ("ctrl+-", "ctrl+minus", "Ctrl+Minus"),
        ("option+del", "alt+delete", "Alt+Delete"),
        ("é", "é", "É"),
    ],
)
def test_written_in_many_ways(written, key, as_shown):
    assert parse(written) == key
    assert shown(key) == as_shown


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("crtl+s", "there is no key 'crtl+s'; did you mean 'ctrl'?"),
        ("f99", "there is no key 'f99'; did you mean 'f9'?"),
        ("ctrl+pageupp", "did you mean 'pageup'?"),
        ("", "there is no key ''"),
        ("+", ""),
    ],
)
def test_what_is_no_key(written, said):
    if not said:
        assert parse(written) == "plus"
        return
    with pytest.raises(SettingInvalid) as raised:
        parse(written)
    assert said in str(raised.value)


def test_letters_write():
    assert all(map(is_letter, ("a", "é", "space", "minus")))
    assert not any(map(is_letter, ("tab", "f2", "ctrl+a", "enter", "alt+1")))
