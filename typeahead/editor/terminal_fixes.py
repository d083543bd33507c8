"""Alt+digit as such: Textual takes Esc+digit for the signs a Mac's Option key types (Esc 2 for ™)."""

from __future__ import annotations

from enum import StrEnum

from textual import _ansi_sequences


class AltDigit(StrEnum):
    """Keys that take a suggestion by its number."""

    ONE = "alt+1"
    TWO = "alt+2"
    THREE = "alt+3"
    FOUR = "alt+4"
    FIVE = "alt+5"


def read_alt_digits() -> None:
    """Read Esc+digit, which is what terminals and tmux send for Alt+digit, as that key, and without a delay.

    A Mac's Option key set to type signs sends the sign itself, so that still arrives.
    """
    table: dict[str, object] = _ansi_sequences.ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    for digit, key in enumerate(AltDigit, 1):
        table[f"\x1b{digit}"] = (key,)
