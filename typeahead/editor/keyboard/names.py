"""Names of keys: as people write them in settings, as Textual calls them, and as they are shown."""

from __future__ import annotations

import re

from textual.keys import KEY_ALIASES, Keys, _character_to_key

from typeahead.errors import SettingInvalid
from typeahead.settings import nearest

_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_OTHERWISE = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "control": "ctrl",
    "option": "alt",
    "cmd": "super",
}
_SHOWN = {
    "escape": "Esc",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "ctrl+@": "Ctrl+Space",
}
_NAMED = frozenset(
    key.value for key in Keys if not key.value.startswith("<") and "+" not in key.value and len(key.value) > 1
)


def parse(written: str) -> str:
    """A key as Textual calls it: "Ctrl+S", "ctrl-s" and "CTRL + s" are "ctrl+s".

    Raises:
        SettingInvalid: there is no such key.
    """
    text = written.strip()
    *before, base = re.split(r"[+-](?=.)", text if len(text) == 1 else text.replace(" ", ""))
    modifiers = [_OTHERWISE.get(each.lower(), each.lower()) for each in before]
    base = base if len(base) == 1 and not modifiers else base.lower()
    base = _OTHERWISE.get(base, base)
    for modifier in modifiers:
        if modifier not in _MODIFIERS:
            raise SettingInvalid(f"there is no key {written!r}{nearest(modifier, _MODIFIERS)}")
    if len(base) == 1:
        base = _character_to_key(base)
    elif base not in _NAMED:
        raise SettingInvalid(f"there is no key {written!r}{nearest(base, _NAMED)}")
    key = "+".join([*sorted(set(modifiers), key=_MODIFIERS.index), base])
    return "ctrl+@" if key == "ctrl+space" else _plain(key)


def _plain(key: str) -> str:
    """The name that stands for several: a terminal sends the same for Tab and Ctrl+I."""
    for name, aliases in KEY_ALIASES.items():
        if key in aliases:
            return name
    return key


def is_letter(key: str) -> bool:
    """Whether a key writes a sign, so that it can't do anything else in a text."""
    return "+" not in key and (key not in _NAMED or key == "space")


def shown(key: str) -> str:
    """A key as a person reads it."""
    if key in _SHOWN:
        return _SHOWN[key]
    *modifiers, base = key.split("+")
    return "+".join(_SHOWN.get(part, part.capitalize()) for part in (*modifiers, base))
