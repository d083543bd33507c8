"""What every reader does to a stretch of prose before it hands it on."""

import re

# Control characters, soft hyphens, zero-width spaces, byte-order marks and lone surrogates: nobody typed them
# as text. Joiners (U+200C, U+200D) stay, since scripts and emoji need them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
_DATA = re.compile(r"""(?:\{|\[[\[{"]).*[\]}]""")
# Stands where a formula or a reference was left out, until the words around it are cleaned.
DROPPED = "\1"
_SEVERAL = re.compile(r"\x01(?: ?\x01)+")
_ALONE = re.compile(r" ?[(\[][ ,;]*+\x01[ ,;\x01]*+[)\]]")
_BETWEEN = re.compile(r"([,;])(?: ?\x01 ?[,;])+|\A\x01 ?[,;:.]+")
_GAP = re.compile(r" ?\x01(?:(?=[;:!?])| ?(?=[.,)]))")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def tidy(text: str) -> str:
    """The text on one line: trimmed, any whitespace one space, unseen characters gone."""
    if not text.isprintable():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


def says_something(text: str) -> bool:
    """Whether it is more than JSON, and more than a rule or a bullet, which have no letter or digit."""
    if text[:1] in "{[" and '"' in text and _DATA.fullmatch(text):
        return False
    return _LETTER_OR_DIGIT.search(text) is not None


def add(paragraphs: list[str], text: str) -> None:
    """Tidy the text and append it, unless it says nothing."""
    text = tidy(text)
    if says_something(text):
        paragraphs.append(text)


def lines_of(source: str) -> list[str]:
    """The source's lines; only real line ends count, not the separators that `str.splitlines` knows."""
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def without_gaps(text: str) -> str:
    """The text on one line without what `DROPPED` stands for, and the space and brackets that were there for it."""
    if DROPPED not in text:
        return text
    text = _SEVERAL.sub(DROPPED, _ALONE.sub(DROPPED, " ".join(text.split())))
    return _GAP.sub("", _BETWEEN.sub(r"\g<1>", text)).replace(DROPPED, "")
