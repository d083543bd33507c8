"""Text from elsewhere made fit for a terminal."""

from __future__ import annotations

import re

CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff"  # orders to a terminal, and what can't be written in UTF-8
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # what breaks a line, or turns it round
    # What nobody sees: soft hyphens, zero width, marks of byte order, notes between lines, tags. The joiners
    # U+200C and U+200D stay: Persian, Hindi and families of emoji are written with them.
    "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def visible(text: str, keep: str = "") -> str:
    """Text with its control characters, and what can't be seen, shown as symbols (␛): none reaches the terminal.

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


def is_utf8(text: str) -> bool:
    """Whether a text can be written in UTF-8: a damaged or very old file name can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
