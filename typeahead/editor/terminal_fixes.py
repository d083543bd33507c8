"""Keys that Textual takes for others (Alt+digit, function keys with Shift on the Linux console), or for none."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from textual import _ansi_sequences, _keyboard_protocol, events


class AltDigit(StrEnum):
    """Keys that take a suggestion by its number."""

    ONE = "alt+1"
    TWO = "alt+2"
    THREE = "alt+3"
    FOUR = "alt+4"
    FIVE = "alt+5"


_SHIFTED = {25: 1, 26: 2, 28: 3, 29: 4, 31: 5, 32: 6, 33: 7, 34: 8}
"""What the Linux console and the VT220 send for Shift and a function key, by number."""

_NEVER_WRITTEN = frozenset(("Cc", "Cs"))  # Unicode's categories of control characters and of half characters


def read_keys() -> None:
    """Make Textual read what terminals send."""
    _read_alt_digits()
    _read_shifted_function_keys()
    _read_signs_without_a_shape()


def _read_shifted_function_keys() -> None:
    """Textual takes these numbers for those of signs (Shift+F6 for a space)."""
    for number, key in _SHIFTED.items():
        _keyboard_protocol.FUNCTIONAL_KEYS[f"{number}~"] = f"shift+f{key}"


def _read_alt_digits() -> None:
    """Read Esc+digit, which is what terminals and tmux send for Alt+digit, as that key, and without a delay.

    Textual takes it for the sign that a Mac's Option key types (Esc 2 for ™). A Mac's Option key set to type signs
    sends the sign itself, so that still arrives.
    """
    table: dict[str, object] = _ansi_sequences.ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    for digit, key in enumerate(AltDigit, 1):
        table[f"\x1b{digit}"] = (key,)


def _read_signs_without_a_shape() -> None:
    """Take for typed whatever is no control character.

    Textual asks `str.isprintable`, which is about what `repr` shows: no space is but the plain one, no joiner (Persian,
    emoji), no soft hyphen, and no emoji newer than Python. All widgets that one writes in drop what it says no to.
    """
    events.Key.is_printable = property(_is_written)  # type: ignore[method-assign, assignment]


def _is_written(event: events.Key) -> bool:
    """Whether the key writes its character."""
    sign = event.character
    return sign is not None and (
        sign.isprintable() or not any(unicodedata.category(each) in _NEVER_WRITTEN for each in sign)
    )
