"""Text from elsewhere made fit for a terminal."""

from __future__ import annotations

import re

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str, keep: str = "") -> str:
    """Text with its control characters shown as symbols (␛), so that they never reach the terminal as such.

    Args:
        text: from a file, a profile or the command line.
        keep: control characters to leave as they are, such as a newline.
    """

    def shown(match: re.Match[str]) -> str:
        sign = match[0]
        if sign in keep:
            return sign
        if sign < " ":
            return chr(0x2400 + ord(sign))
        return "␡" if sign == "\x7f" else "\ufffd"

    return CONTROL.sub(shown, text)
