"""Ugly text, made by code: pieces that break readers, screens and terminals, files of them, and what may be printed."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator

from hypothesis import strategies as st

CLIPBOARD = "\x1b]52;c;cm0gLXJmIH4=\x07"
LINK = "\x1b]8;;http://example.com\x1b\\here\x1b]8;;\x1b\\"
OVERRIDE = "\u202egnp.exe"

PIECES = (
    # What a terminal takes for orders.
    CLIPBOARD, LINK, "\x1b[31mred\x1b[0m", "\x1b[2J", "\x1bc", "\x1bP+q544e\x1b\\", "\x1b]0;title\x07",
    "\x1b_Gf=24;AAAA\x1b\\", "\x1b[6n", "\x9b31m", "\x9d52;c;YQ==\x9c", "\x90q\x9c", "\x85",
    "\x07", "\x08\x08", "\x7f",
    "\x0b", "\x0c", "\x0e\x0f", "\x00", "\x1b", "\x18", "\x1a", "\r", "\r\n", "\t", "\n", "\n\n",
    # What nobody sees, and what turns a line round.
    OVERRIDE, "\u202d", "\u2066a\u2069", "\u2067", "\u200e", "\u200f", "\u061c", "\u200b", "\u2060", "\ufeff", "\xad",
    "\u2028", "\u2029", "\u206a", "\ufff9a\ufffab\ufffb", "\U000e0041\U000e0042", "\u180e", "\U0001d173", "\u034f",
    # Letters that join, pile up, or are as wide as two.
    "👩\u200d👩\u200d👧\u200d👦", "🏴\U000e0067\U000e0062\U000e007f", "👍🏽", "🇫🇷🇩🇪", "e" + "\u0301" * 40, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤",
    "\u0301", "क्\u200dष", "می\u200cخواهم", "שלום עולם", "مرحبا", "日本語", "한국어", "ｆｕｌｌ", "ﬁ",
    "ŉ", "İ", "ß", "ẞ", "ǅ",
    "\U0010ffff", "\ufffe", "\ufdd0", "\ue000", "\ufffd", "𝒜", "\u0378", "﷽", "𒐫", "꧅",
    # Markup of what draws it.
    "[bold]", "[/]", "[/bold]", "[@click=app.quit]quit[/]", "[link=http://example.com]x[/link]",
    "[red", "\\[b]", "[#f00]",
    ":smile:", "<b>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;",
    "&#27;", "&#x202e;",
    "{{ 7*7 }}", "{% raw %}", "{%", "%s %n", "${HOME}", "$(id)", "`id`", "\\x1b", "\\u001b", "'",
    '"', "--", "-", "...",
    # Markup of what is read.
    "# ", "- ", "* ", "1. ", "> ", "```", "~~~", "    ", "---", "+++", "===", "***", "|", "[[",
    "]]", "![", "](", "<!--", "-->",
    "#+BEGIN_SRC", "#+END_SRC", ":PROPERTIES:", ":END:", "* TODO ", ".. note::", "::", "{", "}", "\\", "<", ">", "$$",
    # Words, so that there is something to find between them.
    "the students", "opened", "their books.", "I", "don't", "well-known", "e.g.", "3.14",
    "ZANZIBAR", " ", "  ", "a", ".", "!",
)  # fmt: skip

BROKEN = (
    b"\xff", b"\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\x80", b"\xe2\x82",
    b"\xf0\x9f\x98", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00",
    b"\x93quoted\x94", b"\xe9t\xe9",
)  # fmt: skip
"""Bytes that are no UTF-8, or marks of other encodings."""

SUFFIXES = (".md", ".txt", ".org", ".rst", ".html", ".ipynb", ".mdx", "")

NAMES = (
    "plain.md", "[bold]name[red].md", "[@click=app.quit]q.md", "\x1b]52;c;YQ==\x07.md", "\x1b[2Jclear.md", "a\nb.md",
    "tab\there.md", "bidi\u202edm.exe.md", "zero\u200bwidth.md", "\x9b31m.md", "<b>&amp;.md",
    "-rf.md", "日本語.md", "del\x7f.md",
    "e" + "\u0301" * 20 + ".md", "👩\u200d👧.md", "back\\slash.md", "'q\"uote.md", "{{7}}.md", " space .md", "%s.md",
    "line\u2028sep.md", "bom\ufeff.md", "tag\U000e0041.md",
)  # fmt: skip
"""Names of files; one more, that is no UTF-8, is `UNDECODABLE`."""

UNDECODABLE = "not\udcffutf8.md"

pieces = st.sampled_from(PIECES)
ugly_texts = st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=14).map("".join)
ugly_bytes = st.lists(
    st.one_of(
        pieces.map(lambda piece: piece.encode("utf-8")), st.sampled_from(BROKEN), st.binary(max_size=6)
    ),
    max_size=14,
).map(b"".join)


def files() -> Iterator[tuple[str, bytes]]:
    """The corpus: each file's name and its bytes."""
    text = "The students opened their books. " + " ".join(PIECES)
    yield "pieces.md", text.encode()
    yield "invalid.md", b"The students " + b" and \n".join(BROKEN[:9]) + b" opened their books.\n"
    yield "nul.txt", b"The students\x00 opened\x00 their books.\n"
    yield "surrogates.txt", "The \ud800 students \udfff opened.\n".encode("utf-8", "surrogatepass")
    yield "no-space.txt", b"x" * 1_000_000
    yield "no-space-wide.md", "日本語の文".encode() * 60_000
    yield "breaks.txt", b"\n" * 100_000
    yield "breaks-cr.txt", b"\r" * 100_000
    yield "breaks-crlf.md", b"\r\n" * 20_000
    yield "right-to-left.md", "שלום \u202eעולם\u202c. مرحبا \u2067بالعالم\u2069.\n".encode() * 50
    yield "family.md", ("👩\u200d👩\u200d👧\u200d👦 went home. " * 200).encode()
    yield "combining.md", ("e" + "\u0301" * 36 + " went home. ").encode() * 100
    yield "escapes.md", (CLIPBOARD + LINK + "\x1b[31mThe students\x1b[0m opened. \x9b2J\x7f\n").encode() * 20
    yield "controls.txt", bytes(range(1, 256)) * 4
    yield "c1.txt", "".join(map(chr, range(0x80, 0xA0))).encode() + b" opened their books.\n"
    yield "markup.md", b"[bold]The students[/] <b>opened</b> [@click=app.quit]their[/] books [/].\n" * 9
    yield "windows.md", b"The students\r\nopened\r\n\r\ntheir books.\r\n"
    yield "macintosh.txt", b"The students\ropened\r\rtheir books.\r"
    yield "mixed-ends.txt", b"one\rtwo\r\nthree\nfour\n\rfive\r\r\nsix\n"
    yield "separators.txt", "one\u2028two\u2029three\x85four\x0bfive\x0csix.\n".encode() * 20
    yield "tabs.md", b"\tThe\tstudents\topened\t\t\t.\n" * 50
    yield "wide.md", "ｆｕｌｌ　ｗｉｄｔｈ。日本語、한국어。".encode() * 50
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        yield f"{encoding}.txt", mark + "The students opened their naïve books.\n".encode(encoding) * 3
    yield "utf-32.txt", b"\xff\xfe\x00\x00" + "The students opened.\n".encode("utf-32-le")
    yield "odd-utf-16.txt", b"\xff\xfe" + "The students".encode("utf-16-le") + b"\x00"
    yield "lone-utf-16.txt", b"\xff\xfe\x00\xd8a\x00"
    yield "two-boms.txt", b"\xef\xbb\xbf\xef\xbb\xbfThe students opened.\n"
    yield "mixed-encodings.md", "naïve ".encode() + "café ".encode("cp1252") + "x".encode("utf-16-le") + b"\n"
    yield "cp1252.txt", "“The naïve students” opened…\n".encode("cp1252")
    yield "nested.md", b"> " * 3_000 + b"deep\n" + b"- " * 3_000 + b"deep\n" + b"[" * 5_000 + b"*" * 5_000
    yield "nested.html", b"<div>" * 5_000 + b"deep" + b"</p>" * 5_000
    yield "nested.org", b"*" * 5_000 + b" deep\n" + b"[[" * 5_000
    yield "nested.ipynb", b'{"cells":' + b"[" * 50_000
    yield "huge-number.ipynb", b'{"cells": [], "nbformat": ' + b"9" * 10_000 + b"}"
    yield "empty.md", b""
    yield "spaces.txt", b" " * 200_000
    yield "quotes.txt", b"\"'" * 20_000
    yield "dots.txt", b"." * 200_000
    yield "hyphens.txt", b"a-" * 100_000
    yield "apostrophes.txt", b"a'" * 100_000
    yield "backticks.md", b"`" * 30_000 + b"a" + b"``" * 10_000
    yield "brackets.html", b"<" * 50_000 + b"a" + b"<!--" * 10_000
    yield "entities.html", b"&#27;]52;c;YQ==&#7; &#x202e;abc &#0; &#xD800; &amp;" * 100


def mixed(seed: int) -> tuple[str, bytes]:
    """A file of random pieces, and the ending it has; the same for the same seed."""
    draw = random.Random(seed)
    parts: list[bytes] = []
    for _ in range(draw.randint(1, 40)):
        if draw.random() < 0.15:
            parts.append(draw.choice(BROKEN))
        elif draw.random() < 0.1:
            parts.append(chr(draw.choice([draw.randrange(0x300), draw.randrange(0xD800)])).encode())
        else:
            parts.append(draw.choice(PIECES).encode())
        if draw.random() < 0.4:
            parts.append(draw.choice([b" ", b"\n", b"\n\n"]))
    return draw.choice(SUFFIXES), b"".join(parts)


_DRAWN = re.compile(
    r"\x1b\[[0-9;:]*m"  # colours
    r"|\x1b\[[0-9;]*[ABCDGHJK]"  # where a bar is drawn anew
    r"|\x1b\[\?[0-9;$]*[hlup]"  # modes of the terminal: cursor, mouse, alternate screen
    r"|\x1b\[[<>=]?[0-9;]*u"  # keys
)
_NEEDED = {
    *"\n\t\u200c\u200d",
    *map(chr, range(0x600, 0x606)),
    *"\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd",
}
"""Joiners that letters and emoji need, signs of numbers and years that are seen, and white space."""


def raw_signs(shown: bytes | str, *, drawn: bool = False) -> list[str]:
    """What stands in an output that no terminal should get: controls, escapes, turned lines, what nobody sees.

    Args:
        shown: the output; as bytes it must be UTF-8.
        drawn: whether colours and the like, as this program itself sends them, are no fault.
    """
    text = shown.decode("utf-8") if isinstance(shown, bytes) else shown
    text = text.replace("\r\n", "\n")
    if drawn:
        text = _DRAWN.sub("", text).replace("\r", "")
    bad = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return sorted({repr(sign) for sign in text if unicodedata.category(sign) in bad and sign not in _NEEDED})
