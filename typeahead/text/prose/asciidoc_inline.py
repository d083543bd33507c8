"""What stands inside a line of AsciiDoc: emphasis, links, references and notes."""

import re
from itertools import zip_longest

from typeahead.text.prose.tidying import DROPPED, without_gaps

_TEXT = r"(?:[^\[\]\\\x00]|\\.|\[[^\[\]]{0,200}\]){0,1000}+"
_MACRO = re.compile(rf"(?<![\w\\:])([A-Za-z][\w-]{{1,20}}):(?!:)([^\s\[\]\x00]{{0,300}})\[({_TEXT})\]")
_ESCAPED = re.compile(r"\\(?=[*_`#^~+{<\[(\"'.&]|[a-z]+:)")
_PASSED = re.compile(
    r"(?<![\w\\`])`\+?(?! )([^`\x00]{1,1000}?)(?<! )\+?`(?![\w`])|``([^`\x00]{1,1000})``"
    r"|(?<![\w+\\])(?:\+\+\+([^+\x00]{1,1000})\+\+\+|\+\+([^+\x00]{1,1000})\+\+)"
    r"|(?<![\w+\\])\+(?! )([^+\x00]{1,1000})(?<! )\+(?![\w+])"
)
_REFERENCE = re.compile(r"(?<!\\)<<[^<>,\x00]{1,300}(?:,([^<>\x00]{0,500}))?>>")
_ANCHOR = re.compile(r"\[{2,3}[^\[\]]{1,200}\]{2,3}|\[[.#][\w.# %-]{1,100}\](?=[*_`#+^~\x00])")
_INDEXED = re.compile(r"\(\(\(([^()]{1,300})\)\)\)|\(\(([^()]{1,300})\)\)")
_SUBSTITUTED = re.compile(r"(?<![\\$#])\{([A-Za-z0-9_][\w-]{0,60}(?::[^{}\s]{0,100})?)\}")
_OF_SPACE = frozenset(("nbsp", "sp"))
_OF_SIGNS = {
    "plus": "+",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "apos": "'",
    "quot": '"',
    "startsb": "[",
    "endsb": "]",
}
_CALLOUT = re.compile(r"<(?:\d{1,2}|\.)>")
_DOUBLED = re.compile(
    r"\*\*(?=\S)([^*]{1,1000})\*\*|(?<![_\w])__(?=\S)([^_]{1,1000})__|##(?=\S)([^#]{1,1000})##"
)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=\S)([^*]{1,1000}+)(?<=\S)\*(?![\w*])|(?<![\w#\\&])#(?=\S)([^#]{1,1000}+)(?<=\S)#(?![\w#])"
    r"|(?<![\w\\])_(?=\S)([^_]{1,1000}+(?:(?<=[^\W_])_(?=[^\W_])[^_]{1,300}+){0,9})(?<=\S)_(?!\w)"
)
_RAISED = re.compile(r"\^([^\s^]{1,100})\^|~([^\s~]{1,100})~")
_OPENS = re.compile(r"(?<![^\s(\[{—–-])([\"'])`(?=[^\s`])")
_CLOSES = re.compile(r"(?<=[^\s`])`([\"'])(?!\w)")
_APOSTROPHE = re.compile(r"(?<=\w)`'(?=\w)")
_QUOTES = {'"': "“”", "'": "‘’"}
_DASH = re.compile(r"(?<=\w)--(?=\w)|(?<= )--(?= )")
_ATTRIBUTES = re.compile(r",\s*[\w-]+=.*\Z|\^\Z", re.DOTALL)
_LINKS = frozenset(("http", "https", "ftp", "irc", "link", "mailto"))
_TEXTS = frozenset(("kbd", "btn", "menu", "pass", "indexterm2", "xref", "cite", "term", "abbr"))
_SILENT = frozenset(
    ("image", "icon", "anchor", "indexterm", "stem", "latexmath", "asciimath", "math", "bibitem")
)


def notes_and_plain(text: str) -> tuple[str, list[str]]:
    """The text without marks and macros, and the footnotes that stood in it."""
    notes: list[str] = []
    text = text.replace("\0", "").replace(DROPPED, "")
    if "`" in text:
        text = _APOSTROPHE.sub("'", text)
        text = _OPENS.sub(lambda quote: _QUOTES[quote[1]][0], text)
        text = _CLOSES.sub(lambda quote: _QUOTES[quote[1]][1], text)
    literals: list[str] = []

    def kept(match: re.Match[str]) -> str:
        # A NUL stands for each while the words around it are cleaned.
        literals.append(_ESCAPED.sub("", next(each for each in match.groups() if each is not None)))
        return "\0"

    def macro(match: re.Match[str]) -> str:
        name, target, said = match.groups()
        if name in ("footnote", "footnoteref"):
            notes.append(said.partition(",")[2] if name == "footnoteref" else said)
            return DROPPED
        if name in _LINKS:
            said = _ATTRIBUTES.sub("", _ATTRIBUTES.sub("", said)).strip('"')
            address = target if name in ("link", "mailto") else f"{name}:{target}"
            return said or (address if "://" in address else DROPPED)
        if name == "menu":
            return f"{target} {said}"
        if name in _TEXTS:
            return said or DROPPED
        return DROPPED if name in _SILENT else match[0]

    if ":" in text and "[" in text:
        text = _MACRO.sub(macro, text)
    if "`" in text or "+" in text:
        text = _PASSED.sub(kept, text)
    if "[" in text:
        text = _ANCHOR.sub("", text)
    if "<" in text:
        text = _CALLOUT.sub("", _REFERENCE.sub(lambda match: (match[1] or DROPPED).strip(" "), text))
    if "((" in text:
        text = _INDEXED.sub(lambda match: match[2] or "", text)
    if "{" in text:
        text = _SUBSTITUTED.sub(_said_by_attribute, text)
    # Twice, since one mark may stand inside another.
    for _ in range(2):
        text = _joined(_EMPHASIS, _joined(_DOUBLED, text))
    text = _joined(_RAISED, text)
    text = _DASH.sub("—", _ESCAPED.sub("", text))
    parts = text.split("\0")
    text = "".join(part + literal for part, literal in zip_longest(parts, literals, fillvalue=""))
    return without_gaps(text), notes


def _joined(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: next((each for each in match.groups() if each is not None), ""), text)


def _said_by_attribute(match: re.Match[str]) -> str:
    name = match[1].lower()
    return " " if name in _OF_SPACE else _OF_SIGNS.get(name, DROPPED)
